import * as v from 'valibot';
import { switchesSchema, type Switches } from '../../src/simulator/scenario/switches';
import { runProgram } from '../support/program';
import { organization, startSimulatedAws } from '../support/simulated-aws';
import { recordRollout, type RecordedRollout } from './support/recorded-rollout';
import { meetings, type Meeting } from './support/switch-worlds';

type Value = string | boolean;

const defaults = v.parse(switchesSchema, {});
const met = Object.entries(meetings).flatMap(([name, meeting]) =>
  typeof meeting === 'string' ? [] : [{ name: name as keyof Switches, ...(meeting as Meeting) }],
);

/** All values that a switch can have. */
function valuesOf(name: keyof Switches): readonly Value[] {
  const { wrapped } = switchesSchema.entries[name];
  return 'options' in wrapped ? wrapped.options : [false, true];
}

function rollOutWith(name: keyof Switches, value: Value): Promise<RecordedRollout> {
  const { world, argv = [] } = meetings[name] as Meeting;
  const switches = { ...world.switches, [name]: value };
  return recordRollout({ ...world, switches }, ['--regions', 'us-east-1', '--yes', '--wait', '2', ...argv]);
}

describe.each(met)('a rollout that meets the switch $name', ({ name, operation, ends = {} }) => {
  const usual = defaults[name];
  const others = valuesOf(name).filter((value) => value !== usual);
  let asUsual: RecordedRollout;

  const proves = ({ first, second }: RecordedRollout, value: Value): void => {
    const { exitCode, words } = ends[String(value)] ?? { exitCode: 0, words: 'Done and proven.' };
    expect([first.exitCode, (first.stdout + first.stderr).replace(/\s+/g, ' ')]).toEqual([exitCode, expect.stringContaining(words)]);
    expect(second).toEqual(exitCode === 0 ? { exitCode: 0, writes: 0 } : undefined);
  };

  beforeAll(async () => {
    asUsual = await rollOutWith(name, usual);
  });

  test(`${String(usual)}: ends as it should, and gets the same answers each time`, async () => {
    proves(asUsual, usual);
    expect((await rollOutWith(name, usual)).answers[operation]).toEqual(asUsual.answers[operation]);
  });

  test.each(others)(`%s: ends as it should, and gets another answer to ${operation}`, async (value) => {
    const rollout = await rollOutWith(name, value);
    proves(rollout, value);
    expect(rollout.answers[operation]).not.toEqual(asUsual.answers[operation]);
  });
});

describe('a rollout, whichever way AWS behaves', () => {
  it('creates the administrator’s detector where AWS never does, with every optional plan off', async () => {
    const aws = await startSimulatedAws(organization(4, { timing: { administratorDetectorSeconds: null } }));
    const { exitCode } = await runProgram([...aws.profiles, '--regions', 'us-east-1', '--yes', '--wait', '1']);
    await aws.stop();
    expect(exitCode).toBe(0);
    const features = aws.simulator.calls
      .filter(({ operation }) => operation === 'CreateDetector')
      .flatMap(({ input }) => (input as { features: { status: string }[] }).features);
    expect(new Set(features.map(({ status }) => status))).toEqual(new Set(['DISABLED']));
  });

  it('creates detectors in a Region that lacks protection plans', async () => {
    const lacks = ['RDS_LOGIN_EVENTS', 'AI_PROTECTION'];
    const aws = await startSimulatedAws(organization(4, { regions: [{ name: 'us-east-1', lacks }] }));
    const { exitCode } = await runProgram([...aws.profiles, '--regions', 'us-east-1', '--yes']);
    await aws.stop();
    expect(exitCode).toBe(0);
  });
});
