import pLimit from 'p-limit';

/** Lets work through, at most `limit` pieces at once, in the order in which they come. */
export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result>;

export function createGate(limit: number): Gate {
  return pLimit(limit);
}

/**
 * Runs the work on every item, at most `limit` at once; results come in the order of the items. An item is asked for when its turn has
 * come, so that a long list need not be in memory. The first error thrown ends it: nothing else is begun, and what is under way is waited
 * for, so that no request is still on its way when the caller goes on.
 */
export async function inParallel<Item, Result>(
  items: Iterable<Item>,
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const errors: unknown[] = [];
  const waiting = items[Symbol.iterator]();
  let begun = 0;
  const worker = async (): Promise<void> => {
    while (errors.length === 0) {
      const next: IteratorResult<Item, unknown> = waiting.next();
      if (next.done === true) return;
      const place = begun;
      begun += 1;
      try {
        results[place] = await work(next.value);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
  if (errors.length > 0) throw errors[0];
  return results;
}
