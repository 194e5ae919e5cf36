import wrapAnsi from 'wrap-ansi';

/** Lines of a text that fit the width, the first behind `first`, the others behind as many blanks. */
export function hang(first: string, text: string, width: number): readonly string[] {
  const indent = ' '.repeat(first.length);
  const room = Math.max(20, width - first.length);
  return wrapAnsi(text, room, { hard: true, trim: true })
    .split('\n')
    .map((line, index) => `${index === 0 ? first : indent}${line}`);
}

/** Items joined by commas; after `most` only their number. */
export function fold(items: readonly string[], most: number): string {
  if (items.length <= most) return items.join(', ');
  return `${items.slice(0, most).join(', ')} and ${(items.length - most).toLocaleString('en-US')} more`;
}

/** Puts values with the same key together, in the order in which the keys first appear. */
export function groupBy<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string,
): readonly (readonly [string, readonly Value[]])[] {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return [...groups];
}
