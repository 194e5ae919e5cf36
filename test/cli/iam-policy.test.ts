import { addIamPolicy } from '../../src/cli/iam-policy';
import { createProgram } from '../../src/cli/program';
import { flat } from '../traps/support/walk';
import { runProgram } from '../support/program';

interface Policy {
  readonly Statement: readonly { readonly Action: readonly string[]; readonly Resource: string; readonly Condition?: unknown }[];
}

async function policyOf(...argv: readonly string[]): Promise<Policy> {
  const { exitCode, stdout, stderr } = await runProgram(['iam-policy', ...argv]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return JSON.parse(stdout) as Policy;
}

const actions = ({ Statement }: Policy): readonly string[] => Statement.flatMap(({ Action }) => Action);
const everyOption = ['--restart-suspended', '--admin-role', 'Admin', '--admin-account-id', '222222222222'];

/** Options of the rollout that change no permission. A new option is one of these, or an option of `iam-policy` too. */
const changeNoPermission = [
  '--version',
  '--auto-enable',
  '--home-region',
  '--migrate-eks-runtime-monitoring',
  '--replace-export',
  '--exclude-accounts',
  '--accept-organization-policy',
  '--profile',
  '--admin-profile',
  '--yes',
  '--concurrency',
  '--wait',
  '--simulate',
  '--output',
  '--log-file',
  '--quiet',
  '--no-color',
];

describe('iam-policy', () => {
  it('takes every option of the rollout that changes a permission', () => {
    const program = createProgram('0.0.0');
    const ignore = (): void => undefined;
    addIamPolicy(program, ignore, ignore);
    const taken = program.commands.flatMap(({ options }) => options.map(({ long }) => long));
    const others = program.options.map(({ long }) => long).filter((long) => !taken.includes(long));
    expect(others.sort()).toEqual([...changeNoPermission].sort());
  });

  test.each(['management', 'administrator'])(
    'names every action of %s one by one, each once, and none that takes protection away',
    async (holder) => {
      const all = actions(await policyOf(holder, ...everyOption));
      expect(all.filter((action) => !/^(?:organizations|guardduty|account|iam|sts):[A-Z][A-Za-z]+$/.test(action))).toEqual([]);
      expect(all).toEqual([...new Set(all)]);
      expect(all.filter((action) => /:(?:Delete|Disassociate|Stop|Disable|Deregister|Remove)/.test(action))).toEqual([]);
    },
  );

  /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: white space does not count. */
  test.each(['management', 'administrator'])(
    'stays within the 6,144 characters of a managed policy for %s in every Region by name',
    async (holder) => {
      const names = Array.from({ length: 60 }, (_, n) => `ap-southeast-${(n + 10).toString()}`).join(',');
      const policy = await policyOf(holder, ...everyOption, '--regions', names);
      expect(JSON.stringify(policy).length).toBeLessThan(6_144);
    },
  );

  it('closes other Regions for GuardDuty only: Organizations, Account Management and IAM are not in the Regions of work', async () => {
    const { Statement } = await policyOf('management', '-r', 'eu-west-1', 'eu-north-1');
    const closed = Statement.filter(({ Condition }) => JSON.stringify(Condition ?? {}).includes('aws:RequestedRegion'));
    expect(closed.map(({ Condition }) => Condition)).toEqual([{ StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-north-1'] } }]);
    expect(closed.flatMap(({ Action }) => Action).every((action) => action.startsWith('guardduty:'))).toBe(true);
  });

  test.each([
    [['-r', 'us-gov-west-1'], 'arn:aws-us-gov:'],
    [['-r', 'cn-north-1'], 'arn:aws-cn:'],
    [['--partition', 'aws-eusc'], 'arn:aws-eusc:'],
    [[], 'arn:aws:'],
  ])('with %j is for the partition of %s', async (options, prefix) => {
    const { Statement } = await policyOf('administrator', ...options);
    const arns = Statement.map(({ Resource }) => Resource).filter((resource) => resource !== '*');
    expect(arns.length).toBeGreaterThan(0);
    expect(arns.filter((arn) => !arn.startsWith(prefix))).toEqual([]);
  });

  test.each([
    ['Admin', 'arn:aws:iam::222222222222:role/Admin'],
    ['arn:aws:iam::222222222222:role/path/Admin', 'arn:aws:iam::222222222222:role/path/Admin'],
  ])('lets the management account assume the role %s and no other', async (role, arn) => {
    const { Statement } = await policyOf('management', '--admin-role', role, '--admin-account-id', '222222222222');
    expect(Statement.filter(({ Action }) => Action.includes('sts:AssumeRole')).map(({ Resource }) => Resource)).toEqual([arn]);
  });

  test.each([
    ['nobody’s policy', [], "missing required argument 'identity'"],
    ['somebody else’s policy', ['root'], 'Allowed choices are management, administrator'],
    ['a mistake with its own help', ['management', '--bogus'], '"provision-guardduty iam-policy --help" lists the options.'],
    ['an option that changes nothing', ['management', '--yes'], "unknown option '--yes'"],
    ['text that is no Region', ['management', '-r', 'Paris'], '"Paris" is not a Region'],
    ['two partitions', ['management', '-r', 'eu-west-1', '--partition', 'aws-cn'], 'belongs to the partition aws'],
    ['an unknown partition', ['management', '--partition', 'aws-iso'], 'Allowed choices are'],
    ['the policy of an account that takes no part', ['management', '--without-management'], 'needs no policy there'],
    ['a role without an account', ['management', '--admin-role', 'Admin'], 'needs --admin-account-id'],
  ])('refuses %s', async (_name, argv, message) => {
    const { exitCode, stdout, stderr } = await runProgram(['iam-policy', ...argv]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(flat(stderr)).toContain(message);
  });

  it('has its own help, in 80 columns', async () => {
    const { exitCode, stdout } = await runProgram(['iam-policy', '--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Usage: provision-guardduty iam-policy');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});
