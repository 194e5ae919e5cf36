import fc from 'fast-check';

/** Nearly always the usual value, which is also what a failing case shrinks to; one in `n` times one of the others. */
export function seldom<Usual, Other>(n: number, usual: Usual, others: fc.Arbitrary<Other>): fc.Arbitrary<Usual | Other> {
  return fc.oneof({ withCrossShrink: true }, { weight: n - 1, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: others });
}

/** One of the words; the first as often as all the others together, and what a failing case shrinks to. */
export function mainly<const Word>(first: Word, ...others: readonly Word[]): fc.Arbitrary<Word> {
  return seldom(2, first, fc.constantFrom(...others));
}

/** True once in `n` times. */
export function onceIn(n: number): fc.Arbitrary<boolean> {
  return seldom(n, false, fc.constant(true));
}
