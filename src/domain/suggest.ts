import { closest, distance } from 'fastest-levenshtein';

/** " Did you mean …?" when something known is near to what was typed; otherwise nothing. */
export function suggest(typed: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const nearest = closest(typed, [...known]);
  return distance(typed, nearest) <= Math.max(2, Math.floor(typed.length / 4)) ? ` Did you mean "${nearest}"?` : '';
}
