import { parseScenario } from '../../src/simulator/scenario/load-scenario';
import { runProgram } from '../support/program';
import { isWrite, organization } from '../support/simulated-aws';
import { inLanes, openLanes, type Lane } from '../traps/support/lanes';
import { pointsOf } from '../traps/support/points';
import { addTroubles, destructive, endTroubles, impatient, withoutPauses } from '../traps/support/troubles';
import { worldOf } from '../traps/support/world-of';
import { casesOf } from './support/effects';

const scenario = organization(4);
const argv = ['-r', 'us-east-1,eu-west-1', '--yes', '--wait', '0'];

describe('a rollout in which a request goes wrong', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('never claims what is not so, and the next run makes the world what it would have been', async () => {
    withoutPauses();
    impatient();
    const lanes = await openLanes(6, scenario);
    const [first] = lanes as [Lane];
    const untouched = JSON.stringify(worldOf(first.simulator.world));
    expect((await runProgram([...first.profiles, ...argv])).exitCode).toBe(0);
    const wanted = JSON.stringify(worldOf(first.simulator.world));
    const points = pointsOf(first.simulator.calls);
    const cases = casesOf(points);
    const wrong: string[] = [];
    const exits: Record<number, number> = {};

    await inLanes(lanes, cases, async ({ simulator, profiles }, { name, fault }) => {
      endTroubles(simulator);
      simulator.reset();
      addTroubles(simulator, fault);
      const disturbed = await runProgram([...profiles, ...argv]);
      exits[disturbed.exitCode] = (exits[disturbed.exitCode] ?? 0) + 1;
      const left = JSON.stringify(worldOf(simulator.world));
      endTroubles(simulator);
      const written = simulator.calls.length;
      const next = await runProgram([...profiles, ...argv]);
      const complain = (what: string): void => void wrong.push(`${name}: ${what}`);
      if (disturbed.stderr.includes('This is a bug')) complain(disturbed.stderr);
      if (disturbed.exitCode === 0 && left !== wanted) complain('success was claimed, and it is not so');
      if (disturbed.exitCode === 0 && simulator.calls.slice(written).some(isWrite)) complain('a second run wrote after a success');
      if (disturbed.exitCode === 2 && left !== untouched) complain('something was changed, and the exit code is 2');
      if (next.exitCode !== 0) complain(`the next run ended with ${String(next.exitCode)}: ${next.stdout}${next.stderr}`);
      if (JSON.stringify(worldOf(simulator.world)) !== wanted) complain('the world is another one after the next run');
      complainOf(destructive(simulator.calls), complain);
    });
    await Promise.all(lanes.map(({ simulator }) => simulator.close()));

    const kinds = new Set(cases.map(({ fault }) => JSON.stringify([fault.then, fault.times])));
    const ends = Object.entries(exits).map(([code, number]) => `${String(number)} × ${code}`);
    process.stdout.write(
      `crash-proof: ${String(points.length)} points × ${String(kinds.size)} faults (${String(cases.length)} cases; exits: ${ends.join(', ')}), ` +
        `${wrong.length === 0 ? 'all converged' : `${String(wrong.length)} did not converge`}\n`,
    );
    expect(wrong).toEqual([]);
    expect(points.length).toBeGreaterThan(35);
    // The troubles do reach the runs: some end well, some unfinished, some before anything was changed.
    expect(Object.keys(exits)).toEqual(['0', '1', '2']);
    expect(parseScenario(scenario, 'test').faults).toEqual([]);
  }, 300_000);
});

function complainOf(operations: readonly string[], complain: (what: string) => void): void {
  if (operations.length > 0) complain(`it called ${operations.join(', ')}`);
}
