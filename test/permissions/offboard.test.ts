import { offboardPermissions } from '../../src/permissions/offboard-policy';
import type { Holder } from '../../src/permissions/permissions';
import type { PolicyDocument } from '../../src/permissions/policy';
import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import {
  administratorId,
  bench,
  delegated,
  delegatedWorld,
  forbidden,
  held,
  managementId,
  stopBenches,
} from '../offboard/support/offboarding';
import { runProgram } from '../support/program';
import { withoutPauses } from '../traps/support/troubles';

const roleName = 'OrganizationAccountAccessRole';

interface Kind {
  readonly kind: string;
  /** Options that `iam-policy` and the run share. */
  readonly shared: readonly string[];
  readonly role?: string;
  readonly worlds: readonly Partial<ScenarioInput>[];
}

const exported = { destinationArn: 'arn:aws:s3:::findings', kmsKeyArn: `arn:aws:kms:us-east-1:${administratorId}:key/one` };
const full: Partial<ScenarioInput> = {
  regions: [held('us-east-1', { publishingDestinations: [exported] })],
  buckets: [{ name: 'findings', region: 'us-east-1', owner: administratorId }],
  keys: [{ arn: exported.kmsKeyArn }],
  organization: delegated({
    policyTypes: [{ type: 'GUARDDUTY_POLICY' }],
    guarddutyPolicies: [{ id: 'p-simulated1', name: 'unused', targets: [] }],
  }),
};
/** Nobody ever was administrator. */
const never: Partial<ScenarioInput> = { regions: ['us-east-1'], organization: { managementAccount: managementId } };

const kinds: readonly Kind[] = [
  { kind: 'an off-boarding of all Regions', shared: [], worlds: [full, never] },
  { kind: 'an off-boarding of one Region', shared: ['-r', 'us-east-1'], worlds: [full, never] },
  { kind: 'a dry run', shared: ['--dry-run'], worlds: [full, never] },
  {
    kind: 'an off-boarding through a role',
    shared: ['--admin-role', roleName, '--admin-account-id', administratorId],
    role: roleName,
    worlds: [full, never],
  },
];

type Policies = Readonly<Record<Holder, PolicyDocument>>;

async function printed({ shared }: Kind): Promise<Policies> {
  const [management, administrator] = await Promise.all(
    (['management', 'administrator'] as const).map(async (holder) => {
      const { exitCode, stdout } = await runProgram(['iam-policy', holder, '--offboard', ...shared]);
      expect(exitCode).toBe(0);
      return JSON.parse(stdout) as PolicyDocument;
    }),
  );
  if (management === undefined || administrator === undefined) throw new TypeError('a policy is missing');
  return { management, administrator };
}

const actionsIn = ({ Statement }: PolicyDocument): readonly string[] => Statement.flatMap(({ Action }) => Action);

function without(policy: PolicyDocument, action: string): PolicyDocument {
  const rest = policy.Statement.map((statement) => ({ ...statement, Action: statement.Action.filter((one) => one !== action) }));
  return { ...policy, Statement: rest.filter(({ Action }) => Action.length > 0) };
}

interface Tried {
  readonly exitCode: number;
  readonly said: string;
  readonly denied: readonly string[];
  readonly used: ReadonlySet<string>;
  readonly forbidden: readonly string[];
}

/** One run in one world, in which IAM lets the two identities do what the policies say and nothing else. */
async function tryOut({ shared, role }: Kind, world: Partial<ScenarioInput>, policies: Partial<Policies>): Promise<Tried> {
  type Entry = NonNullable<ScenarioInput['policies']>[number];
  const attached = (account: string, policy: PolicyDocument | undefined, name?: string): readonly Entry[] =>
    policy === undefined
      ? []
      : [{ account, ...(name === undefined ? {} : { role: name }), document: JSON.parse(JSON.stringify(policy)) as Entry['document'] }];
  const { run } = await bench(
    delegatedWorld({
      ...world,
      policies: [...attached(managementId, policies.management), ...attached(administratorId, policies.administrator, role)],
    }),
  );
  const identities = role === undefined ? [] : ['--profile', 'management'];
  const { exitCode, said, calls } = await run([...identities, ...shared, '--wait', '0']);
  await stopBenches();
  const nameOf = ({ account, service, operation }: (typeof calls)[number]): string =>
    `${account === managementId ? 'management' : 'administrator'} ${service}:${operation}`;
  return {
    exitCode,
    said,
    denied: calls.filter(({ error }) => error?.includes('AccessDenied') === true).map(nameOf),
    used: new Set(calls.map(nameOf)),
    forbidden: forbidden(calls),
  };
}

/** A run about named Regions goes on without it, says so, and leaves the registration. */
const listing = 'account:ListRegions';

const optional = new Set(offboardPermissions.flatMap((one) => (one.optional === true ? [`${one.holder} ${one.action}`] : [])));

beforeEach(withoutPauses);
afterEach(async () => {
  await stopBenches();
  jest.restoreAllMocks();
});

describe.each(kinds.map((one) => [one.kind, one] as const))('%s', (_name, kind) => {
  it('succeeds with exactly the policies that are printed for it, and asks for nothing else', async () => {
    const policies = await printed(kind);
    for (const world of kind.worlds) {
      const free = await tryOut(kind, world, {});
      const bound = await tryOut(kind, world, policies);
      expect({ ...bound, said: '', used: '' }).toEqual({ exitCode: free.exitCode, said: '', used: '', denied: [], forbidden: [] });
      expect(free.exitCode).toBe(world === never ? 2 : 0);
      const allowed = (['management', 'administrator'] as const).flatMap((holder) =>
        actionsIn(policies[holder]).map((one) => `${holder} ${one}`),
      );
      expect([...bound.used].filter((one) => !allowed.includes(one) && !one.endsWith('sts:GetCallerIdentity'))).toEqual([]);
    }
  }, 60_000);

  it('names each action that is missing from them', async () => {
    const policies = await printed(kind);
    const unnoticed: string[] = [];
    for (const holder of ['management', 'administrator'] as const) {
      for (const action of actionsIn(policies[holder])) {
        let noticed = false;
        for (const world of kind.worlds) {
          const { said, exitCode, used } = await tryOut(kind, world, { ...policies, [holder]: without(policies[holder], action) });
          if (!used.has(`${holder} ${action}`)) continue;
          noticed ||= optional.has(`${holder} ${action}`) || (said.includes(action) && (exitCode !== 0 || action === listing));
        }
        if (!noticed) unnoticed.push(`${holder} ${action}`);
      }
    }
    expect(unnoticed).toEqual([]);
  }, 240_000);
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
