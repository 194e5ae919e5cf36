import { parseScenario } from '../../src/simulator/scenario/load-scenario';
import { runProgram } from '../support/program';
import { isWrite, organization } from '../support/simulated-aws';
import { inLanes, openLanes, type Lane } from '../traps/support/lanes';
import { pointsOf, strikeAt, type Point } from '../traps/support/points';
import { addTroubles, destructive, endTroubles, impatient, withoutPauses, type Fault } from '../traps/support/troubles';
import { worldOf } from '../traps/support/world-of';

type Effect = Fault['then'];

/** What can happen to any request, before AWS did anything. */
const before: readonly Effect[] = [
  { kind: 'server-error' },
  { kind: 'server-error', status: 503 },
  { kind: 'html' },
  { kind: 'reset' },
  { kind: 'silent' },
  { kind: 'deny' },
  { kind: 'deny', by: 'service-control-policy' },
  { kind: 'expired' },
  { kind: 'error', status: 403, name: 'UnrecognizedClientException' },
  { kind: 'error', name: 'BadRequestException', message: 'The request is rejected because an invalid or out-of-range value is specified.' },
  { kind: 'concurrent-modification' },
  { kind: 'truncated' },
];

const throttles: readonly Effect[] = [
  { kind: 'throttle', status: 400, name: 'ThrottlingException' },
  { kind: 'throttle', status: 400, name: 'TooManyRequestsException' },
  { kind: 'throttle', status: 429, name: 'TooManyRequestsException' },
];

/** What can happen to the answer of a request that AWS carried out; for one that only reads it would be the same as above. */
const after: readonly Effect[] = [
  { kind: 'server-error', afterEffect: true },
  { kind: 'html', afterEffect: true },
  { kind: 'reset', afterEffect: true },
  { kind: 'silent', afterEffect: true },
];

/** Troubles that outlast every retry, so that the run has to end with the request undone, or done and unanswered. */
const lasting: readonly Effect[] = [{ kind: 'server-error' }, { kind: 'deny' }];
const lastingAfter: readonly Effect[] = [{ kind: 'reset', afterEffect: true }, { kind: 'truncated' }];

interface Case {
  readonly name: string;
  readonly fault: Fault;
}

function casesOf(points: readonly Point[]): readonly Case[] {
  return points.flatMap((point, index) => {
    // Every third read is throttled, each time under another name: after a throttle a Region is silent for half a second.
    const throttled = point.writes ? throttles : index % 3 === 0 ? [throttles[(index / 3) % throttles.length] ?? { kind: 'throttle' }] : [];
    const once = [...before, ...throttled, ...(point.writes ? after : [])];
    const forGood = point.writes ? [...lasting, ...lastingAfter] : point.before === 0 ? lasting : [];
    return [
      ...once.map((then) => ({ name: `${point.name}: ${JSON.stringify(then)}`, fault: strikeAt(point, then, 'once') })),
      ...forGood.map((then) => ({ name: `${point.name}: ${JSON.stringify(then)} for good`, fault: strikeAt(point, then, 'for-good') })),
    ];
  });
}

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
