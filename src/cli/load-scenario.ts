import { UsageError } from '../domain/errors';
import { suggest } from '../domain/suggest';
import type { Scenario } from '../simulator/scenario/scenario';

/**
 * Reads a scenario by name or file. The simulator is loaded now and not before.
 *
 * @throws UsageError when it cannot be read, or naming every place in it that is wrong
 */
export async function loadScenarioOrRefuse(nameOrFile: string): Promise<Scenario> {
  const { loadScenario, scenarioNames } = await import('../simulator/scenario/load-scenario');
  const { ScenarioError } = await import('../simulator/scenario/error');
  return loadScenario(nameOrFile).catch((error: unknown) => {
    if (!(error instanceof ScenarioError)) throw error;
    throw new UsageError({
      message: `The scenario "${nameOrFile}" cannot be used.${suggest(nameOrFile, scenarioNames)}`,
      reason: error.problems.join('; '),
      remedy: `Correct the file or its name, or use one of: ${scenarioNames.join(', ')}.`,
    });
  });
}

/**
 * A built-in scenario as a file would have it, without the defaults.
 *
 * @throws UsageError for a name that is not built in
 */
export async function scenarioFile(name: string): Promise<string> {
  const { builtInScenario, scenarioNames } = await import('../simulator/scenario/load-scenario');
  const scenario = await builtInScenario(name);
  if (scenario === undefined) {
    throw new UsageError({
      message: `There is no built-in scenario "${name}".${suggest(name, scenarioNames)}`,
      remedy: `Name one of: ${scenarioNames.join(', ')}.`,
    });
  }
  return `${JSON.stringify({ $schema: 'https://unpkg.com/provision-guardduty/schema/scenario.schema.json', ...scenario }, undefined, 2)}\n`;
}
