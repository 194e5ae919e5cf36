import fc from 'fast-check';
import { parseScenario } from '../../../src/simulator/scenario/load-scenario';
import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import type { Options } from '../support/options';
import { exportOptions, exportsOfFindings, withExports } from './exports';
import { faultLists, type Fault } from './faults';
import { optionSets } from './options';
import { pacifyOptions } from './peace';
import { worlds } from './world';

/** One case: where, how, and what goes wrong. */
export interface Case {
  readonly world: ScenarioInput;
  readonly options: Options;
  readonly faults: readonly Fault[];
}

/** Without the bias of fast-check towards small and extreme values: the odds are chosen here. */
export const cases: fc.Arbitrary<Case> = fc
  .noBias(fc.record({ drawn: worlds, options: optionSets, faults: faultLists, exporting: exportsOfFindings }))
  .map(({ drawn: { world: drawn, peaceful }, options, faults: drawnFaults, exporting }): Case => {
    const world = exporting === undefined ? drawn : withExports(drawn, exporting, peaceful);
    const faults = [...drawnFaults, ...(exporting?.faults ?? [])];
    const regions = world.regions.map((region) => (typeof region === 'string' ? region : region.name));
    const present = world.accounts.flatMap((account) => ('count' in account ? [] : [account.id]));
    // An exclusion of somebody unknown is refused at once; that is seen often enough as it is.
    const excludeAccounts = options.excludeAccounts.filter((id, index) => present.includes(id) || (!peaceful && index > 0));
    const fitted = { ...options, excludeAccounts, exports: exportOptions(exporting) };
    return { world, options: peaceful ? pacifyOptions(fitted, regions) : fitted, faults: faults.filter((fault) => fits(fault, world)) };
  })
  .filter(({ world }) => isPossible(world));

/** Nobody sets a level of a feature that the Region does not offer, and nobody can help a change that AWS shows late. */
function fits({ on, then }: Fault, { regions, timing }: ScenarioInput): boolean {
  if (then.kind !== 'change') return true;
  if ((timing?.configurationSeconds ?? 0) > 0) return false;
  const region = regions.find((one) => typeof one !== 'string' && one.name === on?.region);
  const features = Object.keys(then.organizationConfiguration?.features ?? {});
  return typeof region === 'object' && features.every((name) => region.lacks?.includes(name) !== true);
}

/** What the simulated AWS refuses as a scenario is no world. */
function isPossible(world: ScenarioInput): boolean {
  parseScenario(world, 'oracle');
  return true;
}
