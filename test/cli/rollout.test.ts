import { runProgram } from '../support/program';
import { administratorId, organization, startSimulatedAws, type SimulatedAws } from '../support/simulated-aws';

const regions = ['--regions', 'us-east-1,eu-west-1'];

interface Document {
  readonly exitCode: number;
  readonly simulated: boolean;
  readonly regions: readonly {
    readonly region: string;
    readonly status: string;
    readonly enabledAccounts: number;
    readonly notEnabled: readonly { readonly accountId: string; readonly reason: string }[];
    readonly actions: readonly { readonly kind: string; readonly outcome: { readonly status: string } | null }[];
  }[];
}

const parse = (text: string): Document => JSON.parse(text) as Document;

describe('the rollout over HTTP', () => {
  let aws: SimulatedAws;
  afterEach(() => aws.stop());

  it('goes from nothing to proven, and a second run changes nothing', async () => {
    aws = await startSimulatedAws(organization(120));
    const check = await runProgram([...aws.profiles, ...regions, '--check']);
    expect(check.exitCode).toBe(3);
    expect(aws.writes()).toEqual([]);

    const first = await runProgram([...aws.profiles, ...regions, '--yes', '--output', 'json']);
    const document = parse(first.stdout);
    expect({ exitCode: first.exitCode, simulated: document.simulated }).toEqual({ exitCode: 0, simulated: false });
    expect(document.regions.map(({ region, status, enabledAccounts }) => ({ region, status, enabledAccounts }))).toEqual([
      { region: 'us-east-1', status: 'done', enabledAccounts: 119 },
      { region: 'eu-west-1', status: 'done', enabledAccounts: 119 },
    ]);
    expect(document.regions[0]?.actions.map(({ kind, outcome }) => [kind, outcome?.status])).toEqual([
      ['designate-administrator', 'done'],
      ['create-detector', 'done'],
      ['create-management-detector', 'done'],
      ['configure-organization', 'done'],
      ['associate-members', 'done'],
    ]);

    const before = aws.writes().length;
    const second = await runProgram([...aws.profiles, ...regions, '--yes']);
    expect(second.exitCode).toBe(0);
    expect(second.stdout).toContain('Nothing to change');
    expect(aws.writes()).toHaveLength(before);
    expect((await runProgram([...aws.profiles, ...regions, '--check'])).exitCode).toBe(0);
  });

  it('designates in the home Region alone, and only then in the others', async () => {
    aws = await startSimulatedAws(organization(4, { regions: ['us-east-1', 'eu-west-1', 'eu-central-1'] }));
    const { exitCode } = await runProgram([...aws.profiles, '-r', 'all', '--home-region', 'eu-west-1', '--yes']);
    expect(exitCode).toBe(0);
    const designations = aws.simulator.calls.filter(({ operation }) => operation === 'EnableOrganizationAdminAccount');
    expect(designations[0]?.region).toBe('eu-west-1');
    expect(designations.every(({ status }) => status === 200)).toBe(true);
  });

  it('keeps within the calls that it promises', async () => {
    const [accounts, members, count] = [1200, 1199, 3];
    aws = await startSimulatedAws(organization(accounts, { regions: ['us-east-1', 'eu-west-1', 'eu-central-1'] }));
    const pages = { accounts: Math.ceil(accounts / 20), members: Math.ceil(members / 50) };
    await runProgram([...aws.profiles, '-r', 'all', '--yes']);
    const first = aws.simulator.calls.length;
    expect(first).toBeLessThanOrEqual(pages.accounts + count * (14 + 2 * pages.members) + 12);
    await runProgram([...aws.profiles, '-r', 'all', '--yes']);
    expect(aws.simulator.calls.length - first).toBeLessThanOrEqual(pages.accounts + count * (5 + pages.members) + 8);
  });

  it('never names more than 50 accounts in a request', async () => {
    aws = await startSimulatedAws(organization(123));
    await runProgram([...aws.profiles, ...regions, '--yes']);
    const sizes = aws.simulator.calls
      .filter(({ operation }) => operation === 'CreateMembers')
      .map(({ input }) => (input as { accountDetails: unknown[] }).accountDetails.length);
    expect(sizes.sort()).toEqual([22, 22, 50, 50, 50, 50]);
  });

  it('assumes one role once, however many Regions there are', async () => {
    aws = await startSimulatedAws(organization(4));
    const role = ['--admin-role', 'OrganizationAccountAccessRole', '--admin-account-id', administratorId];
    const { exitCode } = await runProgram(['--profile', 'management', ...role, ...regions, '--yes']);
    expect(exitCode).toBe(0);
    expect(aws.simulator.calls.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(1);
  });

  it('runs with the administrator alone where it is designated, and says what it could not check', async () => {
    aws = await startSimulatedAws(organization(4));
    await runProgram([...aws.profiles, ...regions, '--yes']);
    const alone = await runProgram(['--admin-profile', 'security', ...regions, '--check']);
    expect(alone.exitCode).toBe(0);
    expect(alone.stdout).toContain('Running without the management account');
  });

  it('reports a Region that is not opted in, and does the others', async () => {
    aws = await startSimulatedAws(organization(4));
    const { exitCode, stdout } = await runProgram([...aws.profiles, '-r', 'af-south-1,us-east-1', '--yes', '--output', 'json']);
    expect(exitCode).toBe(1);
    expect(parse(stdout).regions.map(({ region, status }) => [region, status])).toEqual([
      ['af-south-1', 'blocked'],
      ['us-east-1', 'done'],
    ]);
  });

  it('changes nothing in a dry run', async () => {
    aws = await startSimulatedAws(organization(4));
    const { exitCode, stdout } = await runProgram([...aws.profiles, ...regions, '--dry-run']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('+ enrol 3 accounts');
    expect(aws.writes()).toEqual([]);
  });

  it('gives up waiting for members in time and says so', async () => {
    aws = await startSimulatedAws(organization(4, { timing: { memberSeconds: 60 } }));
    const { exitCode, stdout } = await runProgram([...aws.profiles, ...regions, '--yes', '--wait', '1', '--output', 'json']);
    expect(exitCode).toBe(1);
    expect(parse(stdout).regions.map(({ status, notEnabled }) => [status, notEnabled.map(({ reason }) => reason)])).toEqual([
      ['pending', ['enabling', 'enabling', 'enabling']],
      ['pending', ['enabling', 'enabling', 'enabling']],
    ]);
  });
});
