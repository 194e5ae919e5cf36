import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../support/program';
import { organization } from '../support/simulated-aws';
import { startBuilt } from '../traps/support/built-program';
import { inLanes, openLanes, type Lane } from '../traps/support/lanes';
import { pointsOf, strikeAt } from '../traps/support/points';
import { addTroubles, destructive, endTroubles } from '../traps/support/troubles';
import { worldOf } from '../traps/support/world-of';

const argv = ['-r', 'us-east-1,eu-west-1', '--yes', '--wait', '5'];

describe('a rollout whose process is killed', () => {
  let lanes: readonly Lane[];
  beforeEach(async () => {
    lanes = await openLanes(2, organization(4));
  });
  afterEach(() => Promise.all(lanes.map(({ simulator }) => simulator.close())));

  it('at any of its requests, before or after AWS carried it out, is finished by the next run', async () => {
    const [first] = lanes as [Lane];
    expect((await runProgram([...first.profiles, ...argv])).exitCode).toBe(0);
    const wanted = worldOf(first.simulator.world);
    const points = pointsOf(first.simulator.calls);
    // The request that kills gets no answer. One that only reads leaves the same behind, carried out or not.
    const kills = points.flatMap((point) =>
      (point.writes ? [false, true] : [false]).map((afterEffect) => ({
        name: `${point.name}, ${afterEffect ? 'after' : 'before'} its effect`,
        fault: strikeAt(point, { kind: 'silent', afterEffect }, 'once'),
      })),
    );
    const wrong: string[] = [];
    await inLanes(lanes, kills, async (lane, { name, fault }) => {
      const { simulator, profiles, env } = lane;
      endTroubles(simulator);
      simulator.reset();
      addTroubles(simulator, fault);
      const { child, ended } = startBuilt([...profiles, ...argv], env);
      lane.onCall = ({ error }) => {
        if (error === 'silent') child.kill('SIGKILL');
      };
      const { signal, stderr } = await ended;
      endTroubles(simulator);
      const next = await runProgram([...profiles, ...argv]);
      if (signal !== 'SIGKILL') wrong.push(`${name}: it was not killed: ${stderr}`);
      if (next.exitCode !== 0) wrong.push(`${name}: the next run ended with ${String(next.exitCode)}: ${next.stdout}${next.stderr}`);
      if (JSON.stringify(worldOf(simulator.world)) !== JSON.stringify(wanted)) wrong.push(`${name}: the world is another one`);
      if (destructive(simulator.calls).length > 0) wrong.push(`${name}: it called ${destructive(simulator.calls).join(', ')}`);
    });
    process.stdout.write(
      `crash-proof: ${String(points.length)} points, ${String(kills.length)} kills (SIGKILL), ` +
        `${wrong.length === 0 ? 'all converged' : `${String(wrong.length)} did not converge`}\n`,
    );
    expect(wrong).toEqual([]);
    expect(points.length).toBeGreaterThan(35);
  }, 300_000);

  it('leaves a log of every request that was answered', async () => {
    const [lane] = lanes as [Lane];
    const { simulator, profiles, env } = lane;
    addTroubles(simulator, { on: { operation: 'CreateMembers' }, then: { kind: 'silent' } });
    const log = join(mkdtempSync(join(tmpdir(), 'provision-guardduty-')), 'requests.jsonl');
    const { child, ended } = startBuilt([...profiles, ...argv, '--log-file', log], env);
    const logged = (): readonly string[] => {
      const text = readFileSync(log, 'utf8');
      expect(text.endsWith('\n')).toBe(true);
      return text
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { requestId: string }).requestId)
        .sort();
    };
    const answered = (): readonly string[] =>
      simulator.calls
        .filter(({ error }) => error !== 'silent')
        .map(({ requestId }) => requestId)
        .sort();
    // Both Regions wait for an answer that does not come; everything before has been answered, and is on disk already.
    const stuck = (): boolean => simulator.calls.filter(({ error }) => error === 'silent').length === 2;
    while (!stuck() || logged().length < answered().length) await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill('SIGKILL');
    await ended;
    expect(logged()).toEqual(answered());
    expect(answered().length).toBeGreaterThan(25);
  }, 30_000);
});
