import type { AccountId, UnitId } from '../../../src/domain/ids';
import { readUnits } from '../../../src/rollout/read/units';
import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import { organizationOf, simulated } from '../../aws/support/simulated';
import { administratorId, managementId } from '../../support/builders';

const outer = 'ou-test-outer001' as UnitId;
const inner = 'ou-test-inner001' as UnitId;
const empty = 'ou-test-empty001' as UnitId;
const leaf = '300000000001' as AccountId;

/** An account in a unit, one in a unit below it, one under the root, and a unit with nobody. */
async function world(changes: Partial<ScenarioInput>) {
  const { management, inputs } = await simulated(
    organizationOf(0, {
      organization: {
        ...organizationOf(0).organization,
        organizationalUnits: [
          { id: outer, name: 'Outer <b>' },
          { id: inner, name: 'Inner', parent: outer },
          { id: empty, name: 'Empty', parent: inner },
        ],
      },
      accounts: [
        { id: managementId, name: 'management' },
        { id: administratorId, name: 'security', organizationalUnit: outer },
        { id: leaf, name: 'leaf', organizationalUnit: inner },
      ],
      ...changes,
    }),
  );
  const reader = management.organization;
  const { accounts: listed } = await reader.listAccounts(() => undefined, true);
  const { accounts, units } = await readUnits(reader, listed);
  return { accounts: Object.fromEntries(accounts.map(({ id, units: own }) => [id, own])), units, inputs };
}

const places = { [managementId]: [], [administratorId]: [outer], [leaf]: [outer, inner] };

test('where the list of accounts says where they are, only the units above others are asked for', async () => {
  const { accounts, units, inputs } = await world({});
  expect(accounts).toEqual(places);
  expect(units).toEqual({
    known: true,
    value: [
      { id: outer, name: 'Outer <b>', parent: undefined },
      { id: inner, name: 'Inner', parent: outer },
    ],
  });
  expect(inputs('ListOrganizationalUnitsForParent')).toHaveLength(2);
  expect(inputs('ListAccountsForParent')).toEqual([]);
});

test('where it does not, the whole tree is read', async () => {
  const { accounts, units } = await world({ switches: { accountPaths: 'absent' } });
  expect(accounts).toEqual(places);
  expect(units).toMatchObject({ known: true, value: [{ id: outer }, { id: inner }, { id: empty, parent: inner }] });
});

test.each([
  ['given', places],
  ['absent', { [managementId]: undefined, [administratorId]: undefined, [leaf]: undefined }],
] as const)('what cannot be read is unknown, where paths are %s', async (accountPaths, known) => {
  const action = 'organizations:ListOrganizationalUnitsForParent';
  const { accounts, units } = await world({ switches: { accountPaths }, denials: [{ actions: [action], accounts: [managementId] }] });
  expect(accounts).toEqual(known);
  expect(units).toMatchObject({ known: false, problem: { action, code: 'access-denied' } });
});
