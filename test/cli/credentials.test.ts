import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { windows } from '../support/machine';
import { runProgram } from '../support/program';
import { organization, startSimulatedAws } from '../support/simulated-aws';

interface Document {
  readonly regions: readonly {
    readonly actions: readonly { readonly kind: string; readonly outcome: { readonly status: string; readonly because?: string } }[];
  }[];
}

describe('credentials that expire midway', () => {
  it('stop new writes, and the next run finishes', async () => {
    // The administrator's key is refused as expired from its first write on.
    const faults = [{ on: { operation: 'UpdateOrganizationConfiguration' }, times: 1, then: { kind: 'expired' as const } }];
    const aws = await startSimulatedAws(organization(4, { faults }));
    const argv = [...aws.profiles, '-r', 'us-east-1,eu-west-1', '--concurrency', '1', '--yes', '--output', 'json'];
    const first = await runProgram(argv);
    const outcomes = (JSON.parse(first.stdout) as Document).regions.map(({ actions }) =>
      actions.map(({ outcome }) => outcome.because ?? outcome.status),
    );
    const second = await runProgram(argv);
    await aws.stop();
    expect([first.exitCode, second.exitCode]).toEqual([1, 0]);
    expect(outcomes[0]?.slice(-2)).toEqual(['failed', 'credentials-ended']);
    expect(new Set(outcomes[1])).toEqual(new Set(['credentials-ended']));
  });
});

describe('secrets', () => {
  it('reach no output and no log', async () => {
    const aws = await startSimulatedAws(organization(4));
    const log = join(mkdtempSync(join(tmpdir(), 'provision-guardduty-')), 'requests.jsonl');
    const role = ['--admin-role', 'OrganizationAccountAccessRole', '--admin-account-id', '222222222222'];
    const argv = ['--profile', 'management', ...role, '-r', 'us-east-1', '--log-file', log, '--verbose'];
    const text = await runProgram([...argv, '--yes']);
    const logged = readFileSync(log, 'utf8');
    const json = await runProgram([...argv, '--check', '--output', 'json']);
    await aws.stop();
    expect([text.exitCode, json.exitCode]).toEqual([0, 0]);
    const everything = [text.stdout, text.stderr, json.stdout, json.stderr, logged, readFileSync(log, 'utf8')].join('\n');
    for (const { secretAccessKey, accessKeyId } of [aws.simulator.managementKeys, aws.simulator.administratorKeys]) {
      expect(everything).not.toContain(secretAccessKey);
      expect(everything).not.toContain(accessKeyId);
    }
    expect(everything).not.toMatch(/ASIA[A-Z0-9]{8}/);
  });
});

describe('--log-file', () => {
  it('has one line for every request that was sent, retries included', async () => {
    const faults = [{ on: { operation: 'ListAccounts' }, calls: [1], then: { kind: 'throttle' as const, status: 400 as const } }];
    const aws = await startSimulatedAws(organization(4, { faults }));
    const log = join(mkdtempSync(join(tmpdir(), 'provision-guardduty-')), 'requests.jsonl');
    await runProgram([...aws.profiles, '-r', 'us-east-1', '--dry-run', '--log-file', log]);
    await aws.stop();
    const lines = readFileSync(log, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const seen = ({ operation, status, attempt, account }: Record<string, unknown>) => [operation, status, attempt, account];
    expect(lines.map(({ requestId }) => requestId).sort()).toEqual(aws.simulator.calls.map(({ requestId }) => requestId).sort());
    expect(lines.filter(({ operation }) => operation === 'ListAccounts').map(seen)).toEqual([
      ['ListAccounts', 400, 1, '111111111111'],
      ['ListAccounts', 200, 2, '111111111111'],
    ]);
  });

  it('takes from others what they could read of an older file', async () => {
    const aws = await startSimulatedAws(organization(4));
    const log = join(mkdtempSync(join(tmpdir(), 'provision-guardduty-')), 'requests.jsonl');
    writeFileSync(log, 'old', { mode: 0o644 });
    await runProgram([...aws.profiles, '-r', 'us-east-1', '--dry-run', '--log-file', log]);
    await aws.stop();
    expect(statSync(log).mode & 0o777).toBe(windows ? 0o666 : 0o600);
    expect(readFileSync(log, 'utf8')).toMatch(/^\{/);
  });

  // A device that is always full: Linux has one.
  (existsSync('/dev/full') ? it : it.skip)('that gets full disturbs no request; the run says so, and is no success', async () => {
    const aws = await startSimulatedAws(organization(4));
    const { exitCode, stdout, stderr } = await runProgram([...aws.profiles, '-r', 'us-east-1', '--yes', '--log-file', '/dev/full']);
    await aws.stop();
    expect({ exitCode, done: stdout.includes('Done and proven.') }).toEqual({ exitCode: 1, done: true });
    expect(stderr).toContain('The log file /dev/full is incomplete: ENOSPC');
  });

  it('that cannot be written is refused before anything is asked of AWS', async () => {
    const aws = await startSimulatedAws(organization(4));
    const { exitCode, stdout, stderr } = await runProgram([...aws.profiles, '-r', 'us-east-1', '--yes', '--log-file', '/nonexistent/log']);
    await aws.stop();
    expect({ exitCode, stdout, calls: aws.simulator.calls.length }).toEqual({ exitCode: 2, stdout: '', calls: 0 });
    expect(stderr).toContain('cannot be written');
  });
});
