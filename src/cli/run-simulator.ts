import { UsageError } from '../domain/errors';
import { harmless } from '../messages/harmless';
import { simulatedCallText, simulatorText } from '../reporters/text/simulator-text';
import { loadScenarioOrRefuse, scenarioFile } from './load-scenario';
import { parseNumber } from './parse-settings';
import type { RawSimulatorOptions } from './simulator-command';
import type { Terminal } from './terminal';

const highestPort = 65_535;

/**
 * Runs the simulated AWS until it is interrupted, or prints a scenario.
 *
 * @throws UsageError for a scenario that cannot be used or a port that cannot be had
 */
export async function runSimulator(options: RawSimulatorOptions, { stdout, stderr, onInterrupt }: Terminal): Promise<void> {
  if (options.printScenario !== undefined) {
    stdout.write(await scenarioFile(options.printScenario));
    return;
  }
  const port = parseNumber(options.port, '--port', 0, highestPort);
  const scenario = await loadScenarioOrRefuse(options.scenario);
  const { startSimulator } = await import('../simulator/server');
  const simulator = await startSimulator(scenario, {
    port,
    ...(options.verbose === true ? { onCall: (call) => stderr.write(`${harmless(simulatedCallText(call))}\n`) } : {}),
  }).catch((error: unknown) => {
    throw portRefused(port, error);
  });
  const { managementAccount } = scenario.organization;
  const lines = simulatorText({
    url: simulator.url,
    scenario: scenario.name,
    accounts: simulator.world.accountList.length,
    regions: scenario.regions.map(({ name }) => name),
    management: { name: 'management account', accountId: managementAccount, keys: simulator.managementKeys },
    administrator: { name: 'administrator', accountId: scenario.administratorAccount, keys: simulator.administratorKeys },
  });
  stdout.write(`${lines.map(harmless).join('\n')}\n`);
  await new Promise<void>((resolve) => {
    const stop = onInterrupt(() => {
      stop();
      resolve();
    });
  });
  await simulator.close();
  stderr.write(`Stopped after ${simulator.calls.length.toLocaleString('en-US')} requests.\n`);
}

function portRefused(port: number, error: unknown): UsageError {
  const { code, message } = error as NodeJS.ErrnoException;
  return new UsageError({
    message: code === 'EADDRINUSE' ? `Port ${port.toString()} is in use.` : `Port ${port.toString()} cannot be used.`,
    reason: message,
    remedy: 'Choose another one with --port, or --port 0 for any that is free.',
  });
}
