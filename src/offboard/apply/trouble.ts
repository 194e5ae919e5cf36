import type { ProblemCode } from '../../domain/problem';

/** Troubles that pass. After the first three nobody knows whether the request was applied, so its effect is read before the next attempt. */
const passing: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'timed-out',
  'network-failure',
  'service-failure',
  'throttled',
  'concurrent-change',
  'service-not-in-region',
]);

/** After these every other request would fail alike. */
const final: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'access-denied',
  'denied-by-scp',
  'credentials-expired',
  'credentials-invalid',
]);

/** Refusals of the request itself: one account or feature in it may be the cause. */
const splittable: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['refused', 'not-settled', 'not-in-organization']);

export function isPassing(code: ProblemCode): boolean {
  return passing.has(code);
}

export function isFinal(code: ProblemCode): boolean {
  return final.has(code);
}

export function isSplittable(code: ProblemCode): boolean {
  return splittable.has(code);
}
