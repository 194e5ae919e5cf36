import { runProgram } from '../support/program';
import { organization, startSimulatedAws, type SimulatedAws } from '../support/simulated-aws';

const both = ['--profile', 'management', '--admin-profile', 'security'];
const region = ['--regions', 'us-east-1'];

describe('refusals', () => {
  let aws: SimulatedAws;
  beforeAll(async () => {
    aws = await startSimulatedAws(organization(4));
  });
  afterAll(() => aws.stop());

  test.each([
    ['no Regions', both, '--regions is missing'],
    ['an unknown option', [...both, ...region, '--bogus'], "unknown option '--bogus'"],
    ['an unknown option near a known one', [...both, ...region, '--region'], 'Did you mean'],
    ['an excess argument', [...both, '-q', ...region, '--yes', 'simulater'], '"simulater" is not a command. Did you mean "simulator"?'],
    ['an option without its dashes', [...both, ...region, '--yes', 'check'], '"check" is not a command. Did you mean "--check"?'],
    ['an option in place of Regions', ['--regions', '--check'], '--regions has no value: what follows it is the option "--check".'],
    [
      'an option in place of a file, which would make a dry run a real one',
      [...both, ...region, '--log-file', '--dry-run'],
      '--log-file has no value: what follows it is the option "--dry-run".',
    ],
    [
      'an option before a command, which would not see it',
      ['--profile', 'management', 'offboard', '--dry-run'],
      '--profile stands before the command "offboard", so the command would not see it.',
    ],
    ['a log file without a name', [...both, ...region, '--log-file', ''], '--log-file names no file.'],
    ['a report without a name', [...both, ...region, '--report', ''], '--report names no file.'],
    ['every Region in capitals', [...both, '-r', 'ALL'], 'Did you mean "all"?'],
    ['text that is no Region', [...both, '-r', 'Frankfurt'], '"Frankfurt" is not a Region'],
    ['a Region that AWS does not know', [...both, '-r', 'eu-wset-1'], 'Did you mean "eu-west-1"?'],
    ['Regions of two partitions', [...both, '-r', 'eu-west-1,us-gov-west-1'], 'mixes partitions'],
    ['"all" beside names', [...both, '-r', 'all', 'eu-west-1'], 'takes "all" or names'],
    ['a home Region that is not among the Regions', [...both, ...region, '--home-region', 'eu-west-1'], 'not one of the Regions'],
    ['a malformed account id', [...both, ...region, '--admin-account-id', '12345'], '"12345" is not an account id'],
    [
      'another administrator than the credentials',
      [...both, ...region, '--admin-account-id', '999999999999'],
      'belong to account 222222222222',
    ],
    ['an unknown profile', ['--profile', 'managment', '--admin-profile', 'security', ...region], 'Did you mean "management"?'],
    [
      'an unknown profile, naming the known ones',
      ['--profile', 'x', '--admin-profile', 'security', ...region],
      'Known profiles: management, security',
    ],
    [
      'the same account twice',
      ['--profile', 'management', '--admin-profile', 'management', ...region],
      'Both identities belong to account',
    ],
    ['swapped identities', ['--profile', 'security', '--admin-profile', 'management', ...region], 'swapped'],
    ['a missing administrator', ['--profile', 'management', ...region], 'The delegated administrator is missing'],
    ['a role name without an account', ['--profile', 'management', '--admin-role', 'Admin', ...region], 'needs --admin-account-id'],
    ['a role name with a blank', [...both.slice(0, 2), '--admin-role', 'The admin', ...region], '"The admin" is not the name of a role.'],
    [
      'an ARN that is not that of a role',
      [...both.slice(0, 2), '--admin-role', 'arn:aws:iam::222222222222:user/Admin', ...region],
      'It looks like arn:aws:iam::222222222222:role/Name.',
    ],
    [
      'a role in another account than the one named',
      [...both.slice(0, 2), '--admin-role', 'arn:aws:iam::222222222222:role/Admin', '--admin-account-id', '333333333333', ...region],
      'The role belongs to account 222222222222, --admin-account-id names 333333333333.',
    ],
    [
      'exclusions and a plan for all accounts, with advice that was not followed already',
      [...both, ...region, '--auto-enable', 'new', '--exclude-accounts', '333333333333', '--protection-plans', 's3'],
      'Ask for the plan with =new and add --apply-to-members: members of today',
    ],
    [
      'exclusions and a plan for all accounts, without advice that was followed already',
      [...both, ...region, '--auto-enable', 'new', '--exclude-accounts', '333333333333', '--protection-plans', 's3', '--apply-to-members'],
      'Ask for the plan with =new: members of today',
    ],
    [
      'exclusions and auto-enable ALL, whether it was typed or not',
      [...both, ...region, '--auto-enable', 'all', '--exclude-accounts', '333333333333'],
      'Use --auto-enable new: this run',
    ],
    [
      'exclusions that name nobody, as with a variable that is not set',
      [...both, ...region, '--auto-enable', 'new', '--exclude-accounts', ''],
      '--exclude-accounts names no account.',
    ],
    [
      'excluded units that are none',
      [...both, ...region, '--auto-enable', 'new', '--exclude-ous', ' , '],
      '--exclude-ous names no organizational unit.',
    ],
    [
      'the root as an excluded unit',
      [...both, ...region, '--auto-enable', 'new', '--exclude-ous', 'r-ab12'],
      'It is the id of a root, which is the whole organization.',
    ],
    [
      'the name of an excluded unit',
      [...both, ...region, '--auto-enable', 'new', '--exclude-ous', 'Sandbox'],
      'AWS Organizations shows the ids beside the names.',
    ],
    ['a role and a profile', [...both, '--admin-role', 'Admin', ...region], 'exclude each other'],
    [
      'a role that cannot be assumed',
      ['--profile', 'management', '--admin-role', 'arn:aws:iam::222222222222:role/No', ...region],
      'cannot be assumed',
    ],
    ['dry run and check', [...both, ...region, '--dry-run', '--check'], 'exclude each other'],
    ['a number that is none', [...both, ...region, '--wait', 'long'], '--wait is "long"'],
    ['no Regions at once', [...both, ...region, '--concurrency', '0'], '--concurrency is "0"'],
    ['an unknown auto-enable', [...both, ...region, '--auto-enable', 'some'], 'Allowed choices are all, new, none'],
    ['a scenario that does not exist', ['--simulate', 'smal', ...region], 'Did you mean "small"?'],
    ['real credentials in a simulation', ['--simulate', 'small', '--profile', 'management', ...region], 'exclude each other'],
  ])('refuse %s before any write', async (_name, argv, message) => {
    const { exitCode, stdout, stderr } = await runProgram([...argv, ...(argv.includes('--dry-run') ? [] : ['--yes'])]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.replace(/\s+/g, ' ')).toContain(message);
    expect(aws.writes()).toEqual([]);
  });

  it('refuse to apply without a terminal and without --yes', async () => {
    const { exitCode, stdout, stderr } = await runProgram([...both, ...region]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('Add --yes');
    expect(aws.writes()).toEqual([]);
  });
});

describe('preconditions', () => {
  const states = ['SUSPENDED', 'CLOSED', 'LIMBO'];
  test.each(states)('stop the run when the administrator is %s', async (state) => {
    const aws = await startSimulatedAws(
      organization(2, {
        accounts: [
          { id: '111111111111', name: 'management', email: 'm@example.com' },
          { id: '222222222222', name: 'security', email: 's@example.com', state },
          { count: 3 },
        ],
      }),
    );
    const { exitCode, stderr } = await runProgram([...both, ...region, '--yes']);
    await aws.stop();
    expect(exitCode).toBe(2);
    expect(stderr).toContain('not an active account');
    expect(aws.writes()).toEqual([]);
  });

  it('stop the run when no account is active', async () => {
    const aws = await startSimulatedAws(
      organization(2, {
        accounts: [
          { id: '111111111111', name: 'management', email: 'm@example.com', state: 'NEW_STATE' },
          { id: '222222222222', name: 'security', email: 's@example.com', state: 'NEW_STATE' },
        ],
      }),
    );
    const { exitCode, stderr } = await runProgram([...both, ...region, '--yes']);
    await aws.stop();
    expect(exitCode).toBe(2);
    expect(stderr).toContain('has no active account');
    expect(aws.writes()).toEqual([]);
  });

  it('stop the run when the organization has not enabled all features', async () => {
    const aws = await startSimulatedAws(
      organization(4, { organization: { managementAccount: '111111111111', featureSet: 'CONSOLIDATED_BILLING' } }),
    );
    const { exitCode, stderr } = await runProgram([...both, ...region, '--yes']);
    await aws.stop();
    expect(exitCode).toBe(2);
    expect(stderr).toContain('has not enabled all features');
    expect(aws.writes()).toEqual([]);
  });
});
