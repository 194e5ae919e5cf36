import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import type { PolicyDocument } from '../../src/permissions/policy';
import { permissions, type Holder } from '../../src/permissions/permissions';
import { runProgram } from '../support/program';
import { administratorId, managementId, organization, startSimulatedAws } from '../support/simulated-aws';
import { destructive, withoutPauses } from '../traps/support/troubles';
import { flat } from '../traps/support/walk';
import { kinds, type Kind } from '../permissions/support/kinds';

type Policies = Readonly<Partial<Record<Holder, PolicyDocument>>>;

/** What the command prints for this kind of rollout; no policy for an account that takes no part. */
async function printed({ shared, policyOptions = [] }: Kind): Promise<Policies> {
  const policies: Partial<Record<Holder, PolicyDocument>> = {};
  const holders: readonly Holder[] = policyOptions.includes('--without-management') ? ['administrator'] : ['management', 'administrator'];
  for (const holder of holders) {
    const { exitCode, stdout } = await runProgram(['iam-policy', holder, ...shared, ...policyOptions]);
    expect(exitCode).toBe(0);
    policies[holder] = JSON.parse(stdout) as PolicyDocument;
  }
  return policies;
}

const actionsIn = (policy: PolicyDocument | undefined): readonly string[] => policy?.Statement.flatMap(({ Action }) => Action) ?? [];

const optional = new Set(permissions.flatMap((one) => (one.optional === true ? [`${one.holder} ${one.action}`] : [])));

/** Explains a designation that AWS will refuse; where AWS takes it, nothing is left to say. */
const explainsOnly = 'administrator guardduty:GetAdministratorAccount';

/** The same policy without one action. */
function without(policy: PolicyDocument, action: string): PolicyDocument {
  const rest = policy.Statement.map((statement) => ({ ...statement, Action: statement.Action.filter((one) => one !== action) }));
  return { ...policy, Statement: rest.filter(({ Action }) => Action.length > 0) };
}

interface Run {
  readonly exitCode: number;
  readonly said: string;
  readonly denied: readonly string[];
  readonly used: ReadonlySet<string>;
  /** Requests that took protection away. */
  readonly destroyed: readonly string[];
}

/** One rollout in one world, in which IAM lets the two identities do what the policies say and nothing else. */
async function rollOut(kind: Kind, world: Partial<ScenarioInput>, policies: Policies): Promise<Run> {
  type Entry = NonNullable<ScenarioInput['policies']>[number];
  const attached = (account: string, policy: PolicyDocument | undefined, role?: string): readonly Entry[] =>
    policy === undefined
      ? []
      : [{ account, ...(role === undefined ? {} : { role }), document: JSON.parse(JSON.stringify(policy)) as Entry['document'] }];
  const aws = await startSimulatedAws(
    organization(5, {
      regions: ['us-east-1'],
      ...world,
      policies: [...attached(managementId, policies.management), ...attached(administratorId, policies.administrator, kind.role)],
    }),
  );
  const { exitCode, stdout, stderr } = await runProgram([
    ...(kind.identities ?? aws.profiles),
    ...kind.shared,
    ...kind.options,
    '--wait',
    world.timing?.memberSeconds === undefined ? '0' : '1',
  ]);
  await aws.stop();
  const { calls } = aws.simulator;
  const nameOf = ({ account, service, operation }: (typeof calls)[number]): string =>
    `${account === managementId ? 'management' : 'administrator'} ${service}:${operation}`;
  return {
    exitCode,
    said: flat(stderr, stdout),
    denied: calls.filter(({ error }) => error !== undefined && /AccessDenied|InternalServerError/.test(error)).map(nameOf),
    used: new Set(calls.map(nameOf)),
    destroyed: destructive(calls),
  };
}

beforeEach(withoutPauses);
afterEach(() => {
  jest.restoreAllMocks();
});

describe.each(kinds.map((one) => [one.kind, one] as const))('%s', (_name, kind) => {
  it('succeeds with exactly the policies that are printed for it, asks for nothing else, and takes nothing away', async () => {
    const policies = await printed(kind);
    for (const world of kind.worlds) {
      const free = await rollOut(kind, world, {});
      const bound = await rollOut(kind, world, policies);
      expect([0, 3]).toContain(bound.exitCode);
      expect(bound).toMatchObject({ exitCode: free.exitCode, denied: [], destroyed: [] });
      // Where none is missing, none is named.
      expect(permissions.filter(({ action }) => bound.said.includes(action))).toEqual([]);
      const allowed = (['management', 'administrator'] as const).flatMap((holder) =>
        actionsIn(policies[holder]).map((one) => `${holder} ${one}`),
      );
      const unlisted = [...bound.used].filter((one) => !allowed.includes(one) && !one.endsWith('sts:GetCallerIdentity'));
      expect(unlisted).toEqual([]);
    }
  }, 60_000);

  it('reports each action that is missing from them', async () => {
    const policies = await printed(kind);
    const unnoticed: string[] = [];
    for (const [holder, policy] of Object.entries(policies)) {
      for (const action of actionsIn(policy)) {
        const named = async (world: Partial<ScenarioInput>): Promise<boolean> => {
          const { said, exitCode } = await rollOut(kind, world, { ...policies, [holder]: without(policy, action) });
          // Drift outranks what could not be read; a failed step whose effect the proof finds all the same is reported, and no failure.
          const fails = [1, 2, 3].includes(exitCode) || said.includes(' failed');
          return said.includes(action) && (fails || optional.has(`${holder} ${action}`));
        };
        let noticed = false;
        for (const world of kind.worlds) noticed ||= await named(world);
        if (!noticed && `${holder} ${action}` !== explainsOnly) unnoticed.push(`${holder} ${action}`);
      }
    }
    expect(unnoticed).toEqual([]);
  }, 240_000);
});

test('every permission belongs to a kind of rollout that is tried here', async () => {
  const policies = await Promise.all(kinds.map(printed));
  const tried = policies.flatMap((one) =>
    Object.entries(one).flatMap(([holder, policy]) => actionsIn(policy).map((action) => `${holder} ${action}`)),
  );
  expect(permissions.map(({ holder, action }) => `${holder} ${action}`).filter((one) => !tried.includes(one))).toEqual([]);
});
