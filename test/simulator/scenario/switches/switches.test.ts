import * as v from 'valibot';
import { switchesSchema, type Switches } from '../../../../src/simulator/scenario/switches';
import { simulate } from '../../support/simulated';
import { answerProbes } from './answers';
import { exportProbes } from './export';
import { memberProbes } from './members';
import { organizationProbes } from './organization';
import type { Probe, Probes } from './probe';

/** A switch without a probe, or a value without what is seen, does not compile. */
const probes: Probes<keyof Switches> = { ...organizationProbes, ...memberProbes, ...answerProbes, ...exportProbes };

const defaults = v.parse(switchesSchema, {});
const cases = Object.entries<Probe<string>>(probes as never).map(([name, probe]) => ({ name: name as keyof Switches, ...probe }));

describe.each(cases)('the switch $name', ({ name, world, look, sees }) => {
  test.each(Object.keys(sees))('%s', async (word) => {
    const value = word === 'true' || word === 'false' ? word === 'true' : word;
    expect(await look(await simulate({ ...world, switches: { ...world.switches, [name]: value } }))).toEqual(sees[word]);
  });

  test('has its default', async () => {
    expect(await look(await simulate(world))).toEqual(sees[String(defaults[name])]);
  });

  test('makes a difference that can be seen', () => {
    const seen = Object.values(sees).map((what) =>
      JSON.stringify(what, (_key, value: unknown) => (value === undefined ? 'undefined' : value)),
    );
    expect(new Set(seen).size).toBe(seen.length);
  });
});
