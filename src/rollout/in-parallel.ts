import pLimit from 'p-limit';

/** Lets work through, at most `limit` pieces at once, in the order in which they come. */
export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result>;

export function createGate(limit: number): Gate {
  return pLimit(limit);
}

/** Runs the work on every item, at most `limit` at once; results come in the order of the items. The first error thrown ends it. */
export function inParallel<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const gate = createGate(limit);
  return Promise.all(items.map((item) => gate(() => work(item))));
}
