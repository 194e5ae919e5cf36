import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { delegatedWorld, forbidden, kept, nothingLeft, organizationId, standing } from '../offboard/support/offboarding';
import { runProgram } from '../support/program';
import { startBuilt } from '../traps/support/built-program';
import { inLanes, openLanes, type Lane } from '../traps/support/lanes';
import { pointsOf, strikeAt } from '../traps/support/points';
import { addTroubles, endTroubles } from '../traps/support/troubles';

const folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-exhaustive-'));

function argvOf({ profiles }: Lane): readonly string[] {
  const file = join(folder, `${profiles[1] ?? ''}.json`);
  return ['offboard', ...profiles, '--confirm', organizationId, '--wait', '5', '--carry-over', file];
}

describe('an off-boarding whose process is killed', () => {
  it('at any of its requests, before or after AWS carried it out, is finished by the next run', async () => {
    const lanes = await openLanes(3, delegatedWorld());
    const [first] = lanes as [Lane];
    const running = JSON.stringify(kept(first.simulator));
    expect((await runProgram(argvOf(first))).exitCode).toBe(0);
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
      const { simulator, env } = lane;
      endTroubles(simulator);
      simulator.reset();
      rmSync(argvOf(lane).at(-1) ?? '', { force: true });
      addTroubles(simulator, fault);
      const { child, ended } = startBuilt(argvOf(lane), env);
      lane.onCall = ({ error }) => {
        if (error === 'silent') child.kill('SIGKILL');
      };
      const { signal, stderr } = await ended;
      endTroubles(simulator);
      const next = await runProgram(argvOf(lane));
      if (signal !== 'SIGKILL') wrong.push(`${name}: it was not killed: ${stderr}`);
      if (next.exitCode !== 0) wrong.push(`${name}: the next run ended with ${String(next.exitCode)}: ${next.stdout}${next.stderr}`);
      if (JSON.stringify(standing(simulator)) !== JSON.stringify(nothingLeft)) wrong.push(`${name}: something is left`);
      if (JSON.stringify(kept(simulator)) !== running) wrong.push(`${name}: a detector is not as it was`);
      if (forbidden(simulator.calls).length > 0) wrong.push(`${name}: it called ${forbidden(simulator.calls).join(', ')}`);
    });
    await Promise.all(lanes.map(({ simulator }) => simulator.close()));
    process.stdout.write(
      `offboard: ${String(points.length)} points, ${String(kills.length)} kills (SIGKILL), ` +
        `${wrong.length === 0 ? 'all converged' : `${String(wrong.length)} did not converge`}\n`,
    );
    expect(wrong).toEqual([]);
    expect(points.length).toBeGreaterThan(40);
  }, 600_000);
});
