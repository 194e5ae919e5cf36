import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CarryOver } from '../../src/offboard/carry-over/carry-over';
import { delegatedWorld, forbidden, kept, nothingLeft, organizationId, standing } from '../offboard/support/offboarding';
import { runProgram } from '../support/program';
import { isWrite } from '../support/simulated-aws';
import { inLanes, openLanes, type Lane } from '../traps/support/lanes';
import { pointsOf } from '../traps/support/points';
import { addTroubles, endTroubles, impatient, withoutPauses } from '../traps/support/troubles';
import { casesOf } from './support/effects';

const folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-exhaustive-'));
const scenario = delegatedWorld({ accounts: delegatedWorld().accounts });

const fileOf = ({ profiles }: Lane): string => join(folder, `${profiles[1] ?? ''}.json`);

function argvOf(lane: Lane, wait: string): readonly string[] {
  return ['offboard', ...lane.profiles, '--confirm', organizationId, '--wait', wait, '--carry-over', fileOf(lane)];
}

/** The disturbed run waits for nothing; the next one has time, because a busy machine may be late with an answer. */
const none = '0';
const some = '30';

/** The settings from before, without the times at which something was read. */
function settingsIn(file: string): unknown {
  const { administrators, rollouts } = JSON.parse(readFileSync(file, 'utf8')) as CarryOver;
  return {
    administrators: administrators.map((one) => ({
      ...one,
      regions: one.regions.map((region) => ({ ...region, readAt: '' })),
      released: one.released.map((region) => ({ ...region, at: '' })),
    })),
    rollouts,
  };
}

describe('an off-boarding in which a request goes wrong', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('never claims what is not so, loses no setting, and the next run ends as if nothing had happened', async () => {
    withoutPauses();
    impatient();
    const lanes = await openLanes(6, scenario);
    const [first] = lanes as [Lane];
    const untouched = JSON.stringify(standing(first.simulator));
    const running = JSON.stringify(kept(first.simulator));
    expect((await runProgram(argvOf(first, some))).exitCode).toBe(0);
    expect(standing(first.simulator)).toEqual(nothingLeft);
    const wanted = JSON.stringify(nothingLeft);
    const settings = JSON.stringify(settingsIn(fileOf(first)));
    const points = pointsOf(first.simulator.calls);
    const cases = casesOf(points);
    const wrong: string[] = [];
    const exits: Record<number, number> = {};

    await inLanes(lanes, cases, async (lane, { name, fault }) => {
      const { simulator } = lane;
      endTroubles(simulator);
      simulator.reset();
      rmSync(fileOf(lane), { force: true });
      addTroubles(simulator, fault);
      const disturbed = await runProgram(argvOf(lane, none));
      exits[disturbed.exitCode] = (exits[disturbed.exitCode] ?? 0) + 1;
      const left = JSON.stringify(standing(simulator));
      endTroubles(simulator);
      const written = simulator.calls.length;
      const next = await runProgram(argvOf(lane, some));
      const complain = (what: string): void => void wrong.push(`${name}: ${what}`);
      if (disturbed.stderr.includes('This is a bug')) complain(disturbed.stderr);
      if (disturbed.exitCode === 0 && left !== wanted) complain('success was claimed, and it is not so');
      if (disturbed.exitCode === 0 && simulator.calls.slice(written).some(isWrite)) complain('a second run wrote after a success');
      if (disturbed.exitCode === 2 && left !== untouched) complain('something was changed, and the exit code is 2');
      if (next.exitCode !== 0) complain(`the next run ended with ${String(next.exitCode)}: ${next.stdout}${next.stderr}`);
      if (JSON.stringify(standing(simulator)) !== wanted) complain('something is left after the next run');
      if (JSON.stringify(settingsIn(fileOf(lane))) !== settings) complain('settings were lost');
      if (JSON.stringify(kept(simulator)) !== running) complain('a detector is not as it was');
      const never = forbidden(simulator.calls);
      if (never.length > 0) complain(`it called ${never.join(', ')}`);
    });
    await Promise.all(lanes.map(({ simulator }) => simulator.close()));

    const kinds = new Set(cases.map(({ fault }) => JSON.stringify([fault.then, fault.times])));
    const ends = Object.entries(exits).map(([code, number]) => `${String(number)} × ${code}`);
    process.stdout.write(
      `offboard: ${String(points.length)} points × ${String(kinds.size)} faults (${String(cases.length)} cases; exits: ${ends.join(', ')}), ` +
        `${wrong.length === 0 ? 'all converged' : `${String(wrong.length)} did not converge`}\n`,
    );
    expect(wrong).toEqual([]);
    expect(points.length).toBeGreaterThan(40);
    // The troubles do reach the runs: some end well, some unfinished, some before anything was changed.
    expect(Object.keys(exits)).toEqual(['0', '1', '2']);
  }, 600_000);
});
