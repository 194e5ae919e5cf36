import pLimit from 'p-limit';

/** Runs the work on every item, at most `limit` at once; results come in the order of the items. The first error thrown ends it. */
export function inParallel<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const gate = pLimit(limit);
  return Promise.all(items.map((item) => gate(() => work(item))));
}
