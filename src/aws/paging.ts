import { AwsFailure } from '../domain/problem';
import { translating } from './translate-error';
import type { RequestPlace } from './translate-error';

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent, null or empty at the end, whichever AWS chooses. */
  readonly nextToken: string | null | undefined;
}

/** Pages in a row that bring nothing before a list counts as endless: with fresh tokens, and empty with a token seen before. */
const mostFruitlessPages = 1000;
const mostEmptyRepeats = 10;

/**
 * Reads a list to its very end. A page may be empty and still carry a token
 * (https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html), the last token may be an empty text, and a token
 * may repeat. A repeated token with a page that was seen before is the end; with an empty page it may be a hiccup, so it is asked again.
 *
 * @param keyOf tells items apart; the first of equal ones is kept
 * @throws AwsFailure for a page that cannot be had, and with `endless-list` when pages stay empty: what is missing then is unknown
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
  let fruitlessPages = 0;
  let emptyRepeats = 0;
  do {
    const page = await translating(place, () => fetchPage(token));
    const countBefore = found.size;
    for (const item of page.items) {
      const key = keyOf(item);
      if (!found.has(key)) found.set(key, item);
    }
    onProgress?.(found.size);
    token = page.nextToken ?? '';
    const repeats = token !== '' && tokens.has(token);
    const fruitless = found.size === countBefore;
    if (repeats && fruitless && page.items.length > 0) break;
    fruitlessPages = fruitless ? fruitlessPages + 1 : 0;
    emptyRepeats = page.items.length === 0 && repeats ? emptyRepeats + 1 : 0;
    if (fruitlessPages > mostFruitlessPages || emptyRepeats > mostEmptyRepeats) throw new AwsFailure({ ...place, code: 'endless-list' });
    tokens.add(token);
  } while (token !== '');
  return [...found.values()];
}
