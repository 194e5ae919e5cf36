import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import { administratorId, managementId, type SimulatedAws } from '../support/simulated-aws';
import { withoutPauses } from './support/troubles';
import { setUp, walkThrough, workload, writesOf, type Trap } from './support/walk';

beforeEach(withoutPauses);
afterEach(() => {
  jest.restoreAllMocks();
});

const outer = 'ou-test-outer001';
const inner = 'ou-test-inner001';
const empty = 'ou-test-empty001';
const security = 'ou-test-security';

/** Accounts in two units, one in the other: one account in each, and 30 more in the inner one. */
const units: Partial<ScenarioInput> = {
  organization: {
    managementAccount: managementId,
    organizationalUnits: [
      { id: outer, name: 'Outer' },
      { id: inner, name: 'Inner', parent: outer },
      { id: empty, name: 'Empty' },
      { id: security, name: 'Security' },
      ...Array.from({ length: 25 }, (_, n) => ({
        id: `ou-test-child${(n + 100).toString()}`,
        name: `Child ${n.toString()}`,
        parent: inner,
      })),
    ],
  },
  accounts: [
    { id: managementId, name: 'management' },
    { id: administratorId, name: 'security', organizationalUnit: security },
    { id: workload(1), name: 'at the root' },
    { id: workload(2), name: 'outer', organizationalUnit: outer },
    { id: workload(3), name: 'deep', organizationalUnit: 'ou-test-child124' },
    { count: 30, firstId: '400000000001', organizationalUnit: inner },
  ],
};
const absent: Partial<ScenarioInput> = { ...units, switches: { accountPaths: 'absent' } };

const options = (...more: readonly string[]): readonly string[] => ['-r', 'us-east-1', '--yes', '--wait', '0', ...more];
const called = (aws: SimulatedAws, operation: string): number => aws.simulator.calls.filter((call) => call.operation === operation).length;
const sent = (aws: SimulatedAws): readonly string[] =>
  aws.simulator.calls
    .filter(({ operation }) => operation === 'CreateMembers')
    .flatMap(({ input }) => (input as { accountDetails: { accountId: string }[] }).accountDetails.map(({ accountId }) => accountId))
    .sort();

describe('exclusions', () => {
  walkThrough([
    {
      trap: 'by account leave it out, and the run is a success',
      options: options('--exclude-accounts', workload(2), '--auto-enable', 'new'),
      exitCode: 0,
      says: [
        '3/3',
        '1 account left out: excluded, as asked',
        'Done and proven',
        'auto-enable: not set → NEW',
        'excluded, as asked: 300000000002',
      ],
      also: (aws) => {
        expect(sent(aws)).toEqual([managementId, workload(1), workload(3)]);
        expect(called(aws, 'ListAccountsForParent') + called(aws, 'ListOrganizationalUnitsForParent')).toBe(0);
      },
    },
    {
      trap: 'of the management account leave it without a detector',
      options: options('--exclude-accounts', managementId, '--auto-enable', 'none'),
      exitCode: 0,
      says: ['3/3', 'Done and proven', 'auto-enable: not set → NONE'],
      never: ['CreateDetector'],
      also: (aws) => {
        expect(sent(aws)).toEqual([workload(1), workload(2), workload(3)]);
      },
    },
    {
      trap: 'by organizational unit reach everything under it, without asking where the list of accounts shows it',
      scenario: units,
      options: options('--exclude-ous', outer, '--auto-enable', 'new'),
      exitCode: 0,
      says: ['2/2', '32 accounts left out: excluded, as asked', 'Done and proven', 'Accounts that join later get GuardDuty by themselves'],
      also: (aws) => {
        expect(sent(aws)).toEqual([managementId, workload(1)]);
        expect(called(aws, 'ListAccountsForParent') + called(aws, 'ListOrganizationalUnitsForParent')).toBe(0);
      },
    },
    {
      trap: 'by organizational unit walk the tree, page by page, where it does not show it',
      scenario: {
        ...absent,
        faults: [
          { on: { operation: ['ListAccountsForParent', 'ListOrganizationalUnitsForParent'] }, calls: [1], then: { kind: 'empty-page' } },
          { on: { operation: ['ListAccountsForParent', 'ListOrganizationalUnitsForParent'] }, calls: [4], then: { kind: 'throttle' } },
        ],
      },
      options: options('--exclude-ous', outer, '--auto-enable', 'none'),
      exitCode: 0,
      says: ['2/2', '32 accounts left out: excluded, as asked', 'Done and proven'],
      also: (aws) => {
        expect(sent(aws)).toEqual([managementId, workload(1)]);
      },
    },
    {
      trap: 'by a unit without accounts ask whether it exists, once',
      scenario: units,
      options: options('--exclude-ous', empty, '--auto-enable', 'none'),
      exitCode: 0,
      says: ['34/34', 'Done and proven'],
      also: (aws) => {
        expect([called(aws, 'ListAccountsForParent'), called(aws, 'ListOrganizationalUnitsForParent')]).toEqual([1, 0]);
      },
    },
    {
      trap: 'lower ALL to NEW, as asked, and leave members as they are',
      scenario: setUp(),
      options: options('--exclude-accounts', workload(2), workload(3), '--auto-enable', 'new'),
      exitCode: 0,
      says: [
        '2/2',
        '2 accounts: excluded, but members already; never removed 300000000002 (us-east-1), 300000000003 (us-east-1)',
        'Done and proven',
        'auto-enable: ALL → NEW (lowers it, as asked)',
        'excluded, but members already; never removed 300000000002 (us-east-1), 300000000003',
      ],
      also: (aws) => {
        expect(writesOf(aws)).toEqual(['UpdateOrganizationConfiguration']);
      },
    },
    {
      trap: 'change nothing a second time',
      scenario: setUp({ organizationConfiguration: { autoEnable: 'NEW' }, members: [{ accounts: [managementId, workload(1)] }] }),
      options: ['-r', 'us-east-1', '--check', '--exclude-accounts', `${workload(2)},${workload(3)}`, '--auto-enable', 'new'],
      exitCode: 0,
      says: ['in sync', 'excluded, as asked', 'No drift'],
      also: (aws) => {
        expect(writesOf(aws)).toEqual([]);
      },
    },
    {
      trap: 'stop a Region where ALL is in force and an organization policy keeps it from being set',
      scenario: setUp(
        {},
        { organization: { ...setUp().organization, managementAccount: managementId, policyTypes: [{ type: 'GUARDDUTY_POLICY' }] } },
      ),
      options: options('--exclude-accounts', workload(2), '--auto-enable', 'new'),
      exitCode: 1,
      says: ['blocked', 'Auto-enable is ALL in this Region and stays so', 'keeps this program from setting it'],
      also: (aws) => {
        expect(writesOf(aws)).toEqual([]);
      },
    },
  ]);
});

describe('exclusions that cannot be honoured', () => {
  const refused = (trap: string, more: readonly string[], says: readonly string[], scenario: Partial<ScenarioInput> = units): Trap => ({
    trap,
    scenario,
    options: options(...more),
    exitCode: 2,
    says,
    also: (aws) => {
      expect(writesOf(aws)).toEqual([]);
    },
  });
  const later = ['--auto-enable', 'new'];
  walkThrough([
    refused('beside the default', ['--exclude-accounts', workload(1)], ['Exclusions and --auto-enable all', 'Use --auto-enable new']),
    refused('beside ALL', ['--exclude-ous', outer, '--auto-enable', 'all'], ['Exclusions and --auto-enable all', 'Use --auto-enable new']),
    refused(
      'of a unit that does not exist',
      ['--exclude-ous', 'ou-test-outer002', ...later],
      ['There is no organizational unit "ou-test-outer002". Did you mean "ou-test-outer001"?', 'ParentNotFoundException', 'Correct the id'],
    ),
    refused(
      'of a unit that does not exist, in a tree to be walked',
      ['--exclude-ous', outer, 'ou-test-nothing0', ...later],
      ['There is no organizational unit "ou-test-nothing0"'],
      absent,
    ),
    refused(
      'of an account that is not there',
      ['--exclude-accounts', '300000000009', ...later],
      ['The excluded account 300000000009 is not in the organization. Did you mean "30000000000'],
    ),
    refused(
      'of the administrator',
      ['--exclude-accounts', administratorId, ...later],
      [`The administrator ${administratorId} cannot be excluded`],
    ),
    refused(
      'of the administrator’s unit',
      ['--exclude-ous', security, ...later],
      ['cannot be excluded', 'It is in an organizational unit'],
    ),
    refused(
      'of the root',
      ['--exclude-ous', 'r-test', ...later],
      ['"r-test" is not the id of an organizational unit', 'the whole organization'],
    ),
    refused(
      'of something that is no account',
      ['--exclude-accounts', '12', ...later],
      ['"12" is not an account id', '--exclude-accounts takes'],
    ),
    refused(
      'in a tree that may not be read',
      ['--exclude-ous', outer, ...later],
      [`Organizational unit ${outer} cannot be read: organizations:ListOrganizationalUnitsForParent is not allowed`],
      { ...absent, denials: [{ actions: ['organizations:ListOrganizationalUnitsForParent'] }] },
    ),
  ]);
});
