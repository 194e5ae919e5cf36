/** `1,200`. Node's own way loads the rules of all languages first, which takes ten milliseconds. */
export function grouped(whole: number): string {
  return whole.toString().replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 account`, `2 accounts`, `1,200 accounts`. */
export function count(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** `at least 4 accounts`, where not all of them are known. */
export function countKnown(number: number, noun: string, complete: boolean): string {
  return `${complete ? '' : 'at least '}${count(number, noun)}`;
}

/** `0.4 s`, `12 s`, `3 min 5 s`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole.toString()} s` : `${Math.floor(whole / 60).toString()} min ${(whole % 60).toString()} s`;
}

/** `2026-11-27 06:04:22 UTC`, from milliseconds since the epoch. */
export function timeOf(milliseconds: number): string {
  return new Date(milliseconds)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');
}

/** Items joined by commas; after `most` only their number. */
export function fold(items: readonly string[], most: number): string {
  if (items.length <= most) return items.join(', ');
  return `${items.slice(0, most).join(', ')} and ${grouped(items.length - most)} more`;
}

/** Accounts and Regions named in one point; the JSON document has them all. */
const mostNames = 10;

/** Names, after some of them only the number of the others. */
export const named = (names: readonly string[]): string => fold(names, mostNames);

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

/** A number of things, and whether it is all of them. */
export interface Counted {
  readonly count: number;
  readonly complete: boolean;
}

/** Enabled accounts of all that are to be; `12+` where there may be more of them than are known, `?` where nothing is. */
export function enabledOf(
  { enabled, seenEnabled }: { readonly enabled: number | undefined; readonly seenEnabled: number | undefined },
  wanted: Counted,
): string {
  const seen = enabled === undefined && seenEnabled !== undefined ? `${numberOr(seenEnabled)}+` : numberOr(enabled);
  return `${seen}/${numberOr(wanted.count)}${wanted.complete ? '' : '+'}`;
}

/** A number, or `?` where it is not known. */
function numberOr(known: number | undefined): string {
  return known === undefined ? '?' : grouped(known);
}
