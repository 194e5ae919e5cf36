import { UsageError } from '../domain/errors';
import { loadScenarioOrRefuse } from './load-scenario';
import type { RunOptions } from './run-options';
import type { IdentitySources } from './parse-identities';

/** A simulated AWS that runs inside this process, reached over real HTTP like the real one. */
export interface Simulation {
  readonly scenario: string;
  readonly endpoint: string;
  readonly sources: IdentitySources;
  close(): Promise<void>;
}

const usualScenario = 'small';

/**
 * Starts the simulated AWS and says how to reach it. The rest of the program does not know that it is simulated. A role given with `--admin-role` is
 * assumed in it; otherwise both identities get generated keys.
 *
 * @throws UsageError for a scenario that cannot be read, or with options that name real credentials
 */
export async function startSimulation(options: RunOptions, role: IdentitySources['administrator']): Promise<Simulation> {
  const real = options.profile !== undefined ? '--profile' : options.adminProfile !== undefined ? '--admin-profile' : undefined;
  if (real !== undefined) {
    throw new UsageError({
      message: `--simulate and ${real} exclude each other.`,
      reason: 'The simulated AWS has generated credentials and never touches an account.',
      remedy: `Leave one of the two out.`,
    });
  }
  const scenario = typeof options.simulate === 'string' ? options.simulate : usualScenario;
  const [{ startSimulator }, loaded] = await Promise.all([import('../simulator/server'), loadScenarioOrRefuse(scenario)]);
  const simulator = await startSimulator(loaded);
  return {
    scenario,
    endpoint: simulator.url,
    sources: {
      management: { kind: 'keys', keys: simulator.managementKeys },
      administrator: role?.kind === 'role' ? role : { kind: 'keys', keys: simulator.administratorKeys },
    },
    close: () => simulator.close(),
  };
}
