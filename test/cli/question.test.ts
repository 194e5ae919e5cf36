import { appendFileSync } from 'node:fs';
import { runProgram } from '../support/program';
import { administratorId, managementId, organization, startSimulatedAws, type SimulatedAws } from '../support/simulated-aws';

describe('the question', () => {
  let aws: SimulatedAws;
  beforeEach(async () => {
    aws = await startSimulatedAws(organization(4));
  });
  afterEach(() => aws.stop());
  const argv = (): readonly string[] => [...aws.profiles, '-r', 'us-east-1'];

  test.each(['y', 'yes', 'Y', 'YES'])('takes "%s" for yes', async (typed) => {
    const { exitCode, stderr } = await runProgram(argv(), { typed });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('Apply these changes to 1 Region? [y/N]');
    expect(aws.writes().length).toBeGreaterThan(0);
  });

  test.each(['', 'n', 'no', 'yess', 'ok'])('takes "%s" for no, and changes nothing', async (typed) => {
    const { exitCode, stdout } = await runProgram(argv(), { typed });
    expect(exitCode).toBe(2);
    expect(stdout).toContain('Nothing was changed: you said no.');
    expect(aws.writes()).toEqual([]);
  });

  it('can be answered with Ctrl-C, and what is said then has a line of its own', async () => {
    let interrupt: () => void = () => undefined;
    const { exitCode, stdout, stderr } = await runProgram(argv(), {
      typed: () => {
        interrupt();
      },
      interrupter: (listener) => {
        interrupt = listener;
      },
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 130, stdout: '' });
    expect(stderr).toMatch(/\[y\/N\] \nInterrupted\. Nothing was changed\.\n$/);
    expect(aws.writes()).toEqual([]);
  });

  it('names the organization where no Region has changes', async () => {
    await runProgram([...argv(), '--yes']);
    aws.simulator.world.trustedAccess.clear();
    const { stderr } = await runProgram(argv(), { typed: 'n' });
    expect(stderr).toContain('Apply these changes to the organization? [y/N]');
  });

  it('is not asked when there is nothing to change', async () => {
    await runProgram([...argv(), '--yes']);
    const { exitCode, stderr } = await runProgram(argv(), { typed: 'n' });
    expect(exitCode).toBe(0);
    expect(stderr).not.toContain('[y/N]');
  });
});

describe('an MFA code', () => {
  it('is asked for once, and what is typed goes to AWS', async () => {
    const aws = await startSimulatedAws(organization(4));
    const role = `arn:aws:iam::${administratorId}:role/OrganizationAccountAccessRole`;
    const serial = `arn:aws:iam::${managementId}:mfa/me`;
    const settings = [`role_arn = ${role}`, 'source_profile = management', `mfa_serial = ${serial}`, `endpoint_url = ${aws.simulator.url}`];
    appendFileSync(aws.configFile, ['[profile mfa]', ...settings, ''].join('\n'));
    const argv = ['--profile', 'management', '--admin-profile', 'mfa', '-r', 'all', '--dry-run'];
    const { exitCode, stderr } = await runProgram(argv, { typed: '123456' });
    await aws.stop();
    expect({ exitCode, asked: stderr.split(`MFA code of ${serial}: `).length - 1 }).toEqual({ exitCode: 0, asked: 1 });
    const assumed = aws.simulator.calls.filter(({ operation }) => operation === 'AssumeRole').map(({ input }) => input);
    expect(assumed).toEqual([expect.objectContaining({ SerialNumber: serial, TokenCode: '123456' })]);
  });
});

describe('an interruption', () => {
  it('before the first write ends the run at once, with nothing changed', async () => {
    const aws = await startSimulatedAws(organization(4, { latency: { ms: 30 } }));
    const { exitCode, stdout, stderr } = await runProgram([...aws.profiles, '-r', 'us-east-1', '--yes'], {
      interrupter: (interrupt) => setTimeout(interrupt, 20),
    });
    await aws.stop();
    expect({ exitCode, stdout }).toEqual({ exitCode: 130, stdout: '' });
    expect(stderr).toContain('Nothing was changed');
    expect(aws.writes()).toEqual([]);
  });

  it('later begins no new write, reports, and the next run finishes', async () => {
    const aws = await startSimulatedAws(organization(4, { timing: { designationSeconds: 30 } }));
    let interrupt: () => void = () => undefined;
    const running = runProgram([...aws.profiles, '-r', 'us-east-1,eu-west-1', '--yes', '--output', 'json'], {
      interrupter: (listener) => {
        interrupt = listener;
      },
    });
    while (!aws.simulator.calls.some(({ operation }) => operation === 'EnableOrganizationAdminAccount')) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    interrupt();
    const { exitCode, stdout } = await running;
    await aws.stop();
    expect(exitCode).toBe(130);
    expect(aws.writes().map(({ operation }) => operation)).toEqual(['EnableAWSServiceAccess', 'EnableOrganizationAdminAccount']);
    const { regions } = JSON.parse(stdout) as { regions: { status: string; actions: { outcome: { status: string } }[] }[] };
    expect(regions.map(({ status }) => status)).toEqual(['failed', 'not-attempted']);
    expect(regions.flatMap(({ actions }) => actions.map(({ outcome }) => outcome.status))).not.toContain('done');
  });
});
