import { AwsFailure } from '../domain/problem';
import { translating } from './translate-error';
import type { RequestPlace } from './translate-error';

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent, null or empty at the end, whichever AWS chooses. */
  readonly nextToken: string | null | undefined;
}

/** Empty pages in a row, each with a fresh token, before a list counts as endless. */
const mostEmptyPages = 1000;

/**
 * Reads a list to its very end. A page may be empty and still carry a token
 * (https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html), the last token may be an empty text, and a token
 * may repeat: the list goes on while it brings anything new and ends when a token seen before brings nothing.
 *
 * @param keyOf tells items apart; the first of equal ones is kept
 * @throws AwsFailure for a page that cannot be had, and with `endless-list` when pages stay empty for ever
 */
export async function readAllPages<Item>(
  place: RequestPlace,
  fetchPage: (token: string | undefined) => Promise<Page<Item>>,
  keyOf: (item: Item) => string,
  onProgress?: (count: number) => void,
): Promise<readonly Item[]> {
  const found = new Map<string, Item>();
  const tokens = new Set<string>();
  let token: string | undefined;
  let emptyPages = 0;
  do {
    const page = await translating(place, () => fetchPage(token));
    const countBefore = found.size;
    for (const item of page.items) {
      const key = keyOf(item);
      if (!found.has(key)) found.set(key, item);
    }
    onProgress?.(found.size);
    const broughtNothing = found.size === countBefore;
    emptyPages = broughtNothing ? emptyPages + 1 : 0;
    token = page.nextToken ?? '';
    if (broughtNothing && tokens.has(token)) break;
    if (emptyPages > mostEmptyPages) throw new AwsFailure({ ...place, code: 'endless-list' });
    tokens.add(token);
  } while (token !== '');
  return [...found.values()];
}
