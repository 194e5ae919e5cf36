import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import { bucketArn, bucketOwner, exportStorage, keyArn } from '../simulator/support/exporting';
import { runProgram } from '../support/program';
import { isWrite, organization } from '../support/simulated-aws';
import { startBuilt } from '../traps/support/built-program';
import { inLanes, openLanes, type Lane } from '../traps/support/lanes';
import { pointsOf, strikeAt, type Point } from '../traps/support/points';
import { addTroubles, destructive, endTroubles, impatient, withoutPauses, type Fault } from '../traps/support/troubles';
import { setUp, workload } from '../traps/support/walk';
import { worldOf } from '../traps/support/world-of';

const replaced = 'arn:aws:s3:::of-old';
const theirs = 'arn:aws:s3:::of-a-member';

/** In one Region the export is missing, in one it lacks an owner, in one it is to be replaced; a member has one of its own in each. */
function scenario(): ScenarioInput {
  const own = { account: workload(1), destinationArn: theirs, kmsKeyArn: keyArn };
  const region = (name: string, ...destinations: string[]): ScenarioInput['regions'] =>
    setUp({ name, publishingDestinations: [own, ...destinations.map((destinationArn) => ({ destinationArn, kmsKeyArn: keyArn }))] })
      .regions ?? [];
  return organization(5, {
    ...setUp(),
    ...exportStorage(),
    regions: [...region('us-east-1'), ...region('eu-west-1', bucketArn), ...region('eu-central-1', replaced)],
  });
}

const argv = [
  ...['-r', 'all', '--yes', '--wait', '0'],
  ...['--export-bucket', bucketArn, '--export-key', keyArn, '--export-bucket-owner', bucketOwner, '--replace-export', replaced],
];

/** Troubles that a request meets before AWS does anything; the first ones also strike requests that only read. */
const before: readonly Fault['then'][] = [
  { kind: 'server-error' },
  { kind: 'deny' },
  { kind: 'answer', body: {} },
  { kind: 'html' },
  { kind: 'reset' },
  { kind: 'silent' },
  { kind: 'truncated' },
  { kind: 'expired' },
  { kind: 'throttle', status: 400, name: 'ThrottlingException' },
  { kind: 'error', name: 'BadRequestException', message: 'The request is rejected because an invalid or out-of-range value is specified.' },
];
const ofReads = 4;
const after: readonly Fault['then'][] = [
  { kind: 'server-error', afterEffect: true },
  { kind: 'reset', afterEffect: true },
  { kind: 'silent', afterEffect: true },
  { kind: 'answer', body: {}, afterEffect: true },
];

const concerns = ({ on: { operation } }: Point): boolean => operation.includes('PublishingDestination');

describe('an export in which a request goes wrong', () => {
  let lanes: readonly Lane[];
  let wanted = '';
  let points: readonly Point[] = [];

  beforeAll(async () => {
    withoutPauses();
    impatient();
    lanes = await openLanes(6, scenario());
    const [first] = lanes as [Lane];
    const { exitCode, stdout } = await runProgram([...first.profiles, ...argv]);
    expect(exitCode === 0 ? '' : stdout).toBe('');
    wanted = JSON.stringify(worldOf(first.simulator.world));
    points = pointsOf(first.simulator.calls).filter(concerns);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await Promise.all(lanes.map(({ simulator }) => simulator.close()));
  });

  /** What is wrong with a world after a disturbed run and another one. */
  async function complaints({ simulator, profiles }: Lane, exitCode: number | undefined, left: string): Promise<readonly string[]> {
    endTroubles(simulator);
    const written = simulator.calls.length;
    const next = await runProgram([...profiles, ...argv]);
    const wrote = simulator.calls.slice(written).some(isWrite);
    const settled = simulator.calls.length;
    const last = await runProgram([...profiles, ...argv]);
    return [
      ...(exitCode === 0 && left !== wanted ? ['success was claimed, and it is not so'] : []),
      ...(exitCode === 0 && wrote ? ['a second run wrote after a success'] : []),
      ...(next.exitCode === 0 ? [] : [`the next run ended with ${String(next.exitCode)}: ${next.stdout}`]),
      ...(JSON.stringify(worldOf(simulator.world)) === wanted ? [] : ['the world is another one after the next run']),
      ...(last.exitCode === 0 && !simulator.calls.slice(settled).some(isWrite) ? [] : ['a further run writes']),
      ...destructive(simulator.calls).map((operation) => `it called ${operation}`),
    ];
  }

  it('never claims what is not so, and the next run leaves exactly one destination in each Region', async () => {
    const cases = points.flatMap((point) => [
      ...(point.writes ? [...before, ...after] : before.slice(0, ofReads)).map((then) => ({ point, then, lasting: 'once' as const })),
      ...(point.writes ? [...before.slice(0, 1), ...after.slice(1, 2)] : []).map((then) => ({ point, then, lasting: 'for-good' as const })),
    ]);
    const wrong: string[] = [];
    const exits = new Set<number>();
    await inLanes(lanes, cases, async (lane, { point, then, lasting }) => {
      const { simulator, profiles } = lane;
      endTroubles(simulator);
      simulator.reset();
      addTroubles(simulator, strikeAt(point, then, lasting));
      const { exitCode, stderr } = await runProgram([...profiles, ...argv]);
      exits.add(exitCode);
      const left = JSON.stringify(worldOf(simulator.world));
      const all = [...(stderr.includes('This is a bug') ? [stderr] : []), ...(await complaints(lane, exitCode, left))];
      wrong.push(...all.map((what) => `${point.name}: ${JSON.stringify(then)} ${lasting}: ${what}`));
    });
    process.stdout.write(`export: ${String(points.length)} points, ${String(cases.length)} cases, ${String(wrong.length)} wrong\n`);
    expect(wrong).toEqual([]);
    expect(points.length).toBeGreaterThan(15);
    expect([...exits].sort()).toEqual([0, 1]);
  }, 300_000);

  it('is finished by the next run where the process is killed at any of its requests', async () => {
    const kills = points.flatMap((point) => (point.writes ? [false, true] : [false]).map((afterEffect) => ({ point, afterEffect })));
    const wrong: string[] = [];
    await inLanes(lanes.slice(0, 2), kills, async (lane, { point, afterEffect }) => {
      const { simulator, profiles, env } = lane;
      endTroubles(simulator);
      simulator.reset();
      addTroubles(simulator, strikeAt(point, { kind: 'silent', afterEffect }, 'once'));
      const { child, ended } = startBuilt([...profiles, ...argv], env);
      lane.onCall = ({ error }) => {
        if (error === 'silent') child.kill('SIGKILL');
      };
      const { signal } = await ended;
      lane.onCall = () => undefined;
      const all = [...(signal === 'SIGKILL' ? [] : ['it was not killed']), ...(await complaints(lane, undefined, ''))];
      wrong.push(...all.map((what) => `${point.name}: ${what}`));
    });
    expect(wrong).toEqual([]);
  }, 300_000);
});
