import { offboardPermissions } from '../../src/permissions/offboard-policy';
import type { PolicyDocument } from '../../src/permissions/policy';
import { stopBenches } from '../offboard/support/offboarding';
import { runProgram } from '../support/program';
import { withoutPauses } from '../traps/support/troubles';
import { actionsIn, kinds, printed, tryOut, without } from './support/offboard-kinds';

beforeEach(withoutPauses);
afterEach(async () => {
  await stopBenches();
  jest.restoreAllMocks();
});

// Every kind of run, and every action that is missing, is tried in test/exhaustive/offboard-permissions.test.ts.
describe('an off-boarding of one Region', () => {
  const [, kind] = kinds;
  if (kind === undefined) throw new TypeError('the kind is missing');
  const [world = {}] = kind.worlds;

  it('succeeds with exactly the policies that are printed for it', async () => {
    const { exitCode, denied, forbidden } = await tryOut(kind, world, await printed(kind));
    expect({ exitCode, denied, forbidden }).toEqual({ exitCode: 0, denied: [], forbidden: [] });
  });

  it.each([
    ['management', 'guardduty:DisableOrganizationAdminAccount'],
    ['administrator', 'guardduty:DeleteMembers'],
    ['administrator', 'guardduty:DescribeOrganizationConfiguration'],
  ] as const)('names the action of the %s that is missing: %s', async (holder, action) => {
    const policies = await printed(kind);
    const { exitCode, said } = await tryOut(kind, world, { ...policies, [holder]: without(policies[holder], action) });
    expect(exitCode).not.toBe(0);
    expect(said).toContain(action);
  });
});

describe('the policies of an off-boarding', () => {
  it('let a dry run change nothing', async () => {
    const policies = await printed({ kind: '', shared: ['--dry-run'], worlds: [] });
    const actions = [...actionsIn(policies.management), ...actionsIn(policies.administrator)];
    expect(actions.filter((action) => !/:(?:List|Get|Describe)/.test(action))).toEqual([]);
  });

  it('hold no action of a rollout that changes something, and none that the run never calls', async () => {
    const policies = await printed({ kind: '', shared: [], worlds: [] });
    const actions = [...actionsIn(policies.management), ...actionsIn(policies.administrator)];
    expect(
      actions.filter((action) => /:(?:Create|Enable|Register|Start|Stop|DeleteDetector|UpdateDetector|UpdateMember)/.test(action)),
    ).toEqual([]);
    expect(actions.filter((action) => action.endsWith('*'))).toEqual([]);
  });

  it('narrow what can be narrowed', async () => {
    const { management, administrator } = await printed({ kind: '', shared: ['-r', 'eu-west-1'], worlds: [] });
    const find = (policy: PolicyDocument, action: string) => policy.Statement.find(({ Action }) => Action.includes(action));
    const inRegion = { StringEquals: { 'aws:RequestedRegion': ['eu-west-1'] } };
    expect(find(management, 'guardduty:DisableOrganizationAdminAccount')?.Condition).toEqual(inRegion);
    expect(find(administrator, 'guardduty:DeleteMembers')?.Condition).toEqual(inRegion);
    // Who is designated is asked in every Region, because the registration ends only when all are free.
    expect(find(management, 'guardduty:ListOrganizationAdminAccounts')?.Condition).toBeUndefined();
    expect(find(management, 'organizations:DeregisterDelegatedAdministrator')?.Condition).toHaveProperty([
      'StringEquals',
      'organizations:ServicePrincipal',
    ]);
  });

  it.each([
    [['management', '--offboard', '--protection-plans', 's3'], '--offboard and --protection-plans exclude each other.'],
    [['administrator', '--offboard', '--check'], '--offboard and --check exclude each other.'],
    [['export-key', '--offboard'], '--offboard has nothing to do with export-key.'],
    [['management', '--offboard', '--partition', 'aws-cn', '-r', 'eu-west-1'], 'belongs to the partition aws, --partition names aws-cn'],
  ])('are not printed for %j', async (argv, words) => {
    const { exitCode, stderr } = await runProgram(['iam-policy', ...argv]);
    expect(exitCode).toBe(2);
    expect(stderr.replace(/\s+/g, ' ')).toContain(words);
  });

  it('are made of rows that stand there once', () => {
    const names = offboardPermissions.map(({ holder, action }) => `${holder} ${action}`);
    expect(new Set(names).size).toBe(names.length);
  });
});
