import { inParallel } from '../../src/rollout/in-parallel';

describe('inParallel', () => {
  test('keeps to the limit and to the order of the items', async () => {
    let running = 0;
    let most = 0;
    const results = await inParallel([5, 4, 3, 2, 1], 2, async (item) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
      running -= 1;
      return item * 10;
    });
    expect([results, most]).toEqual([[50, 40, 30, 20, 10], 2]);
  });

  test('asks for an item only when its turn has come', async () => {
    const [made, seen]: [number[], number[][]] = [[], []];
    function* items(): Iterable<number> {
      for (let item = 1; item <= 4; item += 1) {
        made.push(item);
        yield item;
      }
    }
    await inParallel(items(), 2, async () => {
      seen.push([...made]);
      await Promise.resolve();
    });
    expect(seen).toEqual([[1], [1, 2], [1, 2, 3], [1, 2, 3, 4]]);
  });

  test('begins nothing more after an error, and waits for what is under way before it fails', async () => {
    const begun: number[] = [];
    const finished: number[] = [];
    const defect = new TypeError('a defect');
    const working = inParallel([1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      if (item === 1) throw defect;
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      finished.push(item);
    });
    await expect(working).rejects.toBe(defect);
    expect([begun, finished]).toEqual([[1, 2], [2]]);
  });

  test('fails with the first of several errors', async () => {
    const failing = inParallel(['first', 'second'], 2, (item) => Promise.reject(new Error(item)));
    await expect(failing).rejects.toThrow('first');
  });
});
