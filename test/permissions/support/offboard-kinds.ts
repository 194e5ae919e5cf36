import { offboardPermissions } from '../../../src/permissions/offboard-policy';
import type { Holder } from '../../../src/permissions/permissions';
import type { PolicyDocument } from '../../../src/permissions/policy';
import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import {
  administratorId,
  bench,
  delegated,
  delegatedWorld,
  forbidden,
  held,
  managementId,
  stopBenches,
} from '../../offboard/support/offboarding';
import { runProgram } from '../../support/program';

const roleName = 'OrganizationAccountAccessRole';

export interface Kind {
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
export const never: Partial<ScenarioInput> = { regions: ['us-east-1'], organization: { managementAccount: managementId } };

export const kinds: readonly Kind[] = [
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

export type Policies = Readonly<Record<Holder, PolicyDocument>>;

export async function printed({ shared }: Kind): Promise<Policies> {
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

export const actionsIn = ({ Statement }: PolicyDocument): readonly string[] => Statement.flatMap(({ Action }) => Action);

export function without(policy: PolicyDocument, action: string): PolicyDocument {
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
export async function tryOut({ shared, role }: Kind, world: Partial<ScenarioInput>, policies: Partial<Policies>): Promise<Tried> {
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
export const listing = 'account:ListRegions';

export const optional = new Set(offboardPermissions.flatMap((one) => (one.optional === true ? [`${one.holder} ${one.action}`] : [])));
