import fc from 'fast-check';
import { Statuses } from '../../../src/rollout/read/statuses';
import { workload } from '../../support/builders';

const accounts = [1, 2, 3, 4].map(workload);

/** Everything that can be asked of a map. */
const answersOf = (map: ReadonlyMap<(typeof accounts)[number], string>) => {
  const visited: unknown[] = [];
  map.forEach((status, id) => visited.push([id, status]));
  return {
    visited,
    size: map.size,
    entries: [...map],
    keys: [...map.keys()],
    values: [...map.values()],
    got: [...accounts, workload(5)].map((id) => [map.get(id), map.has(id)]),
  };
};

describe('Statuses', () => {
  test('answer like a map of the same accounts, in the order of the list', () => {
    const change = fc.tuple(fc.constantFrom(...accounts), fc.option(fc.constantFrom('Enabled', 'Created', ''), { nil: undefined }));
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const statuses = new Statuses(accounts);
        for (const [id, status] of changes) statuses.set(id, status);
        const last = new Map(changes);
        const expected = new Map(accounts.flatMap((id) => (last.get(id) === undefined ? [] : [[id, last.get(id) ?? ''] as const])));
        expect(answersOf(statuses)).toEqual(answersOf(expected));
      }),
    );
  });

  test('leave out an account that is not listed', () => {
    const statuses = new Statuses(accounts);
    statuses.set(workload(5), 'Enabled');
    expect([...statuses]).toEqual([]);
  });

  test('of one list are apart from each other', () => {
    const [one, other] = [new Statuses(accounts), new Statuses(accounts)];
    one.set(workload(1), 'Enabled');
    expect([one.size, other.size]).toEqual([1, 0]);
  });
});
