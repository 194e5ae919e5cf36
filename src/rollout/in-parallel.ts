import pLimit from 'p-limit';

/** Lets work through, at most `limit` pieces at once, in the order in which they come. */
export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result>;

export function createGate(limit: number): Gate {
  return pLimit(limit);
}

/**
 * Runs the work on every item, at most `limit` at once; results come in the order of the items. The first error thrown ends it: nothing
 * else is begun, and what is under way is waited for, so that no request is still on its way when the caller goes on.
 */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const gate = createGate(limit);
  const errors: unknown[] = [];
  const results = await Promise.all(
    items.map((item) =>
      gate(async () => {
        if (errors.length > 0) return [];
        try {
          return [await work(item)];
        } catch (error) {
          errors.push(error);
          return [];
        }
      }),
    ),
  );
  if (errors.length > 0) throw errors[0];
  return results.flat();
}
