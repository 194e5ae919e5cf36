import type { UnitId } from '../../../src/domain/ids';
import { compactMap, type MapCell, type MapSource } from '../../../src/reporters/html/map-data';
import { account, workload } from '../../support/builders';

const outer = 'ou-test-outer001' as UnitId;
const inner = 'ou-test-inner001' as UnitId;
const fine: MapCell = { state: 'enabled', note: undefined };
const bad = (words: string): MapCell => ({ state: 'not-enabled', note: { what: 'refused', remedy: 'ask', words } });

function mapOf(cells: readonly (readonly MapCell[])[], changes: Partial<MapSource> = {}) {
  const accounts = cells.map((_, place) => account(workload(place + 1)));
  return compactMap({
    accounts,
    regions: ['us-east-1', 'eu-west-1'].map((region, place) => ({
      region,
      of: (id) => cells[accounts.findIndex((one) => one.id === id)]?.[place] ?? fine,
    })),
    groups: {} as MapSource['groups'],
    states: {
      enabled: { sign: '✔', label: 'enabled', group: 'proven' },
      'not-enabled': { sign: '!', label: 'not enabled', group: 'gap' },
    },
    unitNames: new Map([[outer, 'Outer']]),
    rootName: 'o-test',
    ...changes,
  });
}

test('keeps each row, each kind of cell and each text once', () => {
  const map = mapOf([
    [fine, fine],
    [bad('no'), fine],
    [fine, fine],
    [bad('no'), fine],
    [bad('never'), bad('no')],
  ]);
  expect(map.accounts.rows).toEqual([0, 1, 0, 1, 2]);
  expect(map.rows).toEqual([
    [0, 0],
    [1, 0],
    [2, 1],
  ]);
  expect(map.kinds).toEqual([
    [0, -1],
    [1, 0],
    [1, 1],
  ]);
  expect(map.notes.map(({ words }) => words)).toEqual(['no', 'never']);
});

test('takes a few bytes for each account, however many Regions there are', () => {
  const cells = Array.from({ length: 1000 }, () => [fine, fine]);
  const regions = Array.from({ length: 34 }, (_, place) => ({ region: `us-east-${place.toString()}`, of: () => fine }));
  const two = JSON.stringify(mapOf(cells)).length;
  const many = JSON.stringify(mapOf(cells, { regions })).length;
  expect(two / 1000).toBeLessThan(50);
  expect((many - two) / 1000).toBeLessThan(1);
});

describe('the tree of units', () => {
  const placed = (...units: readonly (readonly UnitId[] | undefined)[]) =>
    mapOf(
      units.map(() => [fine, fine]),
      { accounts: units.map((own, place) => account(workload(place + 1), own === undefined ? {} : { units: own })) },
    );

  test('follows the paths of accounts, with names where they are known', () => {
    const { units, accounts } = placed([outer, inner], [], [outer]);
    expect(units).toEqual([
      ['root', 'o-test', 0],
      [outer, 'Outer', 0],
      [inner, inner, 1],
    ]);
    expect(accounts.units).toEqual([2, 0, 1]);
  });

  test('has a branch for accounts whose unit is not known, where that of others is', () => {
    const { units, accounts } = placed([outer], undefined);
    expect(units.map(([, name]) => name)).toEqual(['o-test', 'Outer', 'Unit not known']);
    expect(accounts.units).toEqual([1, 2]);
  });

  test('has no branch where no unit is known', () => {
    expect(placed(undefined, undefined)).toMatchObject({ units: [['root', 'o-test', 0]], accounts: { units: [0, 0] } });
  });
});

test('makes every text harmless', () => {
  const odd = '\u001b[31m';
  const { accounts, accountStates, units } = mapOf([[fine, fine]], {
    accounts: [account(workload(1), { name: odd, state: odd, units: [outer] })],
    unitNames: new Map([[outer, odd]]),
    rootName: odd,
  });
  expect(JSON.stringify([accounts, accountStates, units])).not.toContain('u001b');
});
