import * as v from 'valibot';
import { switchesSchema, type Switches } from '../../../src/simulator/scenario/switches';
import { recordRollout, type RecordedRollout } from './recorded-rollout';
import { meetings } from './switch-worlds';
import type { Meeting } from './switch-worlds/meeting';

type Name = keyof Switches;
type Value = string | boolean;

const defaults = v.parse(switchesSchema, {});

/** The switches that a rollout meets. */
export const metSwitches = (Object.keys(meetings) as Name[]).filter((name) => typeof meetings[name] !== 'string');

/** All values that a switch can have. */
function valuesOf(name: Name): readonly Value[] {
  const { wrapped } = switchesSchema.entries[name];
  return 'options' in wrapped ? wrapped.options : [false, true];
}

function rollOutWith(name: Name, value: Value): Promise<RecordedRollout> {
  const { world, region = 'us-east-1', argv = [] } = meetings[name] as Meeting;
  const switches = { ...world.switches, [name]: value };
  return recordRollout({ ...world, switches }, ['--regions', region, '--yes', '--wait', '2', ...argv]);
}

/** Rolls out with every value of each switch, and looks at how the rollout ends and whether AWS answered otherwise. */
export function meetSwitches(names: readonly Name[]): void {
  describe.each(names)('a rollout that meets the switch %s', (name) => {
    const { operation, ends = {}, same = {} } = meetings[name] as Meeting;
    const usual = defaults[name];
    const others = valuesOf(name).filter((value) => value !== usual);
    let asUsual: RecordedRollout;

    const proves = ({ first, second }: RecordedRollout, value: Value): void => {
      const { exitCode, words } = ends[String(value)] ?? { exitCode: 0, words: /Done and proven\.|Nothing to change/ };
      const said: unknown = typeof words === 'string' ? expect.stringContaining(words) : expect.stringMatching(words);
      expect([first.exitCode, (first.stdout + first.stderr).replace(/\s+/g, ' ')]).toEqual([exitCode, said]);
      expect(second).toEqual(exitCode === 0 ? { exitCode: 0, writes: 0 } : undefined);
    };

    beforeAll(async () => {
      asUsual = await rollOutWith(name, usual);
    });

    test(`${String(usual)}: ends as it should, and gets the same answers each time`, async () => {
      proves(asUsual, usual);
      expect((await rollOutWith(name, usual)).answers[operation]).toEqual(asUsual.answers[operation]);
    });

    test.each(others)(`%s: ends as it should, and its answer to ${operation} shows it`, async (value) => {
      const rollout = await rollOutWith(name, value);
      proves(rollout, value);
      const answers = expect(rollout.answers[operation]);
      if (same[String(value)] === undefined) answers.not.toEqual(asUsual.answers[operation]);
      else answers.toEqual(asUsual.answers[operation]);
    });
  });
}
