import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isHere, windows } from '../support/machine';
import { organization } from '../support/simulated-aws';
import { startBuilt, type Running } from './support/built-program';
import { openLanes, type Lane } from './support/lanes';
import { addTroubles, endTroubles } from './support/troubles';

const argv = ['-r', 'us-east-1,eu-west-1', '--yes', '--wait', '60'];

const signals = isHere(!windows, 'Windows: has no signals, no run was interrupted');

(signals ? describe : describe.skip)('a run that is interrupted', () => {
  let lane: Lane;
  beforeEach(async () => {
    [lane] = (await openLanes(1, organization(4))) as [Lane];
  });
  afterEach(() => lane.simulator.close());

  /** Starts the program and comes back when a request of this operation has been served and is not answered yet. */
  async function until(operation: string, answer: { readonly afterMs: number } | 'never', ...more: readonly string[]): Promise<Running> {
    addTroubles(lane.simulator, {
      on: { operation },
      then: answer === 'never' ? { kind: 'silent' } : { kind: 'delay', ms: answer.afterMs },
    });
    return new Promise((resolve) => {
      const running = startBuilt([...lane.profiles, ...argv, ...more], lane.env);
      lane.onCall = (call) => {
        if (call.operation === operation) resolve(running);
      };
    });
  }

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'finishes what is under way after %s, begins no write, and reports',
    async (signal) => {
      const { child, ended, told } = await until('UpdateOrganizationConfiguration', { afterMs: 500 });
      const first = lane.simulator.calls.find(({ operation }) => operation === 'UpdateOrganizationConfiguration')?.region ?? '';
      child.kill(signal);
      const { code, stdout } = await ended;
      expect(code).toBe(130);
      expect(told()).toContain('press Ctrl-C again to leave at once');
      expect(stdout).toContain('Interrupted. Run again to finish: what is done is not repeated.');
      expect(stdout).toContain(': enrolment was not attempted: the run was interrupted');
      expect(lane.simulator.world.regions.get(first)?.configuration.autoEnable).toBe('ALL');
      expect(lane.simulator.calls.filter(({ operation }) => operation === 'CreateMembers')).toEqual([]);
      expect(lane.simulator.calls.filter(({ operation, error }) => operation.startsWith('Update') && error !== undefined)).toEqual([]);
    },
  );

  test.each([
    ['SIGINT', 'SIGINT'],
    ['SIGTERM', 'SIGTERM'],
    ['SIGTERM', 'SIGINT'],
  ] as const)('leaves at once after %s and %s, and the next run finishes', async (one, two) => {
    const { child, ended, told } = await until('CreateMembers', 'never');
    child.kill(one);
    while (!told().includes('press Ctrl-C again')) await new Promise((resolve) => setTimeout(resolve, 5));
    // Until it is taken for another one than the first.
    const pressing = setInterval(() => child.kill(two), 100);
    const { code, signal, stdout } = await ended;
    clearInterval(pressing);
    expect({ code, signal, stdout }).toEqual({ code: 130, signal: null, stdout: '' });
    endTroubles(lane.simulator);
    lane.onCall = () => undefined;
    expect((await startBuilt([...lane.profiles, ...argv], lane.env).ended).code).toBe(0);
  });

  it.each(['SIGINT', 'SIGHUP'] as const)('waits a few seconds for a request that nobody answers, after %s, and reports', async (signal) => {
    const report = join(mkdtempSync(join(tmpdir(), 'provision-guardduty-')), 'report.json');
    const { child, ended } = await until('CreateMembers', 'never', '--report', report);
    child.kill(signal);
    const { code, stdout } = await ended;
    expect(code).toBe(130);
    expect(stdout.replace(/\s+/g, ' ')).toContain('The run was interrupted before there was an answer.');
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ interrupted: true, exitCode: 130 });
  });

  it('takes one Ctrl-C that npx passes on as well for one', async () => {
    const { child, ended, told } = await until('UpdateOrganizationConfiguration', { afterMs: 500 });
    // Two kinds, since the system makes one of two of a kind that wait together.
    child.kill('SIGINT');
    child.kill('SIGTERM');
    const { code, stdout } = await ended;
    expect(told()).toContain('press Ctrl-C again');
    expect(code).toBe(130);
    expect(stdout).toContain('Interrupted. Run again to finish');
  });

  it('before anything was changed says so', async () => {
    const { child, ended } = await until('ListAccounts', 'never');
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).toContain('Interrupted. Nothing was changed.');
    expect(lane.simulator.world.trustedAccess.size).toBe(0);
  });
});
