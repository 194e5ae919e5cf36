import type { UnitId } from '../../src/domain/ids';
import { unitReader } from '../../src/aws/unit-paths';
import { administratorId, managementId } from '../support/builders';
import { organizationOf, problemOf, simulated } from './support/simulated';

const outer = 'ou-test-outer001' as UnitId;
const inner = 'ou-test-inner001' as UnitId;

/** 50 accounts and 45 units in one unit. */
function world(switches: Parameters<typeof organizationOf>[1] = {}) {
  const children = Array.from({ length: 45 }, (_, n) => ({ id: `ou-test-child${(n + 100).toString()}`, name: 'child', parent: outer }));
  return simulated(
    organizationOf(0, {
      organization: {
        ...organizationOf(0).organization,
        organizationalUnits: [{ id: outer, name: 'outer' }, { id: inner, name: 'inner', parent: outer }, ...children],
      },
      accounts: [
        { id: managementId, name: 'management' },
        { id: administratorId, name: 'security', organizationalUnit: inner },
        { count: 50, organizationalUnit: outer },
      ],
      ...switches,
    }),
  );
}

describe('organizational units', () => {
  test('are listed to the last page, like the accounts in them', async () => {
    const { management, inputs } = await world();
    expect(await management.organization.listAccountsOf(outer)).toHaveLength(50);
    expect(new Set(await management.organization.listUnitsOf(outer)).size).toBe(46);
    const pages = [{ ParentId: outer, MaxResults: 20 }, { ParentId: outer }, { ParentId: outer }];
    expect(inputs('ListAccountsForParent')).toMatchObject(pages);
    expect(inputs('ListOrganizationalUnitsForParent')).toMatchObject(pages);
  });

  test('that do not exist are refused by name', async () => {
    const { administrator } = await world();
    expect(await problemOf(administrator.organization.listAccountsOf('ou-test-nothing0' as UnitId))).toMatchObject({
      action: 'organizations:ListAccountsForParent',
      awsName: 'ParentNotFoundException',
    });
  });

  test.each([
    ['come with the accounts when they are asked for', true, 'given', [outer, inner]],
    ['are left out when they are not', false, 'given', undefined],
    ['are unknown where AWS does not show them', true, 'absent', undefined],
  ] as const)('%s', async (_name, asked, accountPaths, units) => {
    const { management } = await world({ switches: { accountPaths } });
    const { accounts } = await management.organization.listAccounts(() => undefined, asked);
    expect(accounts.find(({ id }) => id === administratorId)?.units).toEqual(units);
    expect(accounts.find(({ id }) => id === managementId)?.units).toEqual(units === undefined ? undefined : []);
  });
});

describe('unitReader', () => {
  test.each([
    ['no paths', undefined, undefined],
    ['an empty list', [], undefined],
    ['the root', ['o-test/r-test/111111111111/'], []],
    ['several paths', [`o-test/r-test/${outer}/111111111111/`, `o-test/r-test/${inner}/111111111111/`], [outer, inner]],
    ['something else in the path', ['o-test/r-test/bu-1/111111111111/'], undefined],
    ['a path that does not begin at the root', [`${outer}/111111111111/`], undefined],
  ])('understands %s', (_name, paths, units) => {
    expect(unitReader()(paths)).toEqual(units);
  });

  test('shares what accounts of one unit have in common', () => {
    const read = unitReader();
    expect(read([`o-a/r-b/${outer}/111111111111/`])).toBe(read([`o-a/r-b/${outer}/222222222222/`]));
  });
});
