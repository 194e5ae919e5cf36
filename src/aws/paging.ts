import { AwsFailure } from '../domain/problem';
import { translating, type RequestPlace } from './translate-error';

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent, null or empty at the end, whichever AWS chooses. */
  readonly nextToken: string | null | undefined;
  /** The most that the page could hold, where the request said so. */
  readonly size?: number;
}

/** Pages in a row that bring nothing new before a list counts as endless: with fresh tokens, and with tokens seen before. */
const mostFruitlessPages = 1000;
const mostRepeats = 10;

/**
 * Reads a list to its very end. A page may be empty and still carry a token
 * (https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html), and the last token may be an empty text. A token
 * that repeats may be a hiccup, so it is asked again. Where it keeps repeating with a page that could hold more than it does, that page is
 * the last; with a full or an empty one the list has no end that one could trust, and the AWS CLI gives up there as well
 * (https://github.com/aws/aws-cli/issues/3191).
 *
 * @param keyOf tells items apart; the first of equal ones is kept
 * @throws AwsFailure for a page that cannot be had, and with `endless-list` when pages bring nothing new: what is missing then is unknown
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
  let repeats = 0;
  do {
    const page = await translating(place, () => fetchPage(token));
    const countBefore = found.size;
    for (const item of page.items) {
      const key = keyOf(item);
      if (!found.has(key)) found.set(key, item);
    }
    onProgress?.(found.size);
    token = page.nextToken ?? '';
    const fruitless = found.size === countBefore;
    fruitlessPages = fruitless ? fruitlessPages + 1 : 0;
    repeats = fruitless && tokens.has(token) ? repeats + 1 : 0;
    if (repeats > mostRepeats && page.items.length > 0 && page.items.length < (page.size ?? 0)) break;
    if (fruitlessPages > mostFruitlessPages || repeats > mostRepeats) throw new AwsFailure({ ...place, code: 'endless-list' });
    tokens.add(token);
  } while (token !== '');
  return [...found.values()];
}
