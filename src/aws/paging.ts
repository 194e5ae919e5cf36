import { AwsFailure } from '../domain/problem';
import { translating, type RequestPlace } from './translate-error';

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent, null or empty at the end, whichever AWS chooses. */
  readonly nextToken?: string | null | undefined;
}

/** How the items of a list become one list. */
export interface ListRules<Item> {
  /** What identifies an item. */
  readonly keyOf: (item: Item) => string;
  /** What holds where two items have the same key; without it the first one stands for both. */
  readonly merge?: (first: Item, other: Item) => Item;
  /** Gets the number of items so far, after each page. */
  readonly onProgress?: ((count: number) => void) | undefined;
}

/** Pages in a row that bring nothing new before a list counts as endless: with fresh tokens, and with tokens seen before. */
const mostFruitlessPages = 1000;
const mostRepeats = 10;

/**
 * Reads a list to its very end. A page may be empty and still carry a token
 * (https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html), and the last token may be an empty text. A token
 * that repeats may be a hiccup, so it is asked again. If it keeps repeating, nobody knows where the list ends, whatever the page
 * holds; the AWS CLI gives up there as well (https://github.com/aws/aws-cli/issues/3191).
 *
 * @throws AwsFailure for a page that cannot be had, and with `endless-list` when pages bring nothing new: what is missing then is unknown
 */
export async function readAllPages<Item>(
  place: RequestPlace,
  fetchPage: (token: string | undefined) => Promise<Page<Item>>,
  { keyOf, merge, onProgress }: ListRules<Item>,
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
      const first = found.get(key);
      if (first === undefined) found.set(key, item);
      else if (merge !== undefined) found.set(key, merge(first, item));
    }
    onProgress?.(found.size);
    token = page.nextToken ?? '';
    const fruitless = found.size === countBefore;
    fruitlessPages = fruitless ? fruitlessPages + 1 : 0;
    repeats = fruitless && tokens.has(token) ? repeats + 1 : 0;
    if (fruitlessPages > mostFruitlessPages || repeats > mostRepeats) throw new AwsFailure({ ...place, code: 'endless-list' });
    tokens.add(token);
  } while (token !== '');
  return [...found.values()];
}
