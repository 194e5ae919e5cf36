import { writeFileSync } from 'node:fs';
import { parseScenario } from '../src/simulator/scenario/load-scenario';
import { startSimulator } from '../src/simulator/server';
import type { Simulator } from '../src/simulator/server';
import { guardDutyRate, quotaFloor } from './floors';
import type { BenchWorld } from './floors';
import { regionsOf } from './worlds';

/** What the parent asks, and what it is told. */
export type Question = 'begin-run' | 'end-run' | 'address';

/** What one run asked of the simulated AWS. */
export interface RunFacts {
  readonly calls: number;
  readonly writes: number;
  /** Requests refused for being too quick. */
  readonly throttled: number;
  readonly byOperation: Readonly<Record<string, number>>;
  /** The greatest number of requests that were being answered at the same time. */
  readonly mostInFlight: number;
  /** Milliseconds. */
  readonly quotaFloor: number;
  /** Memory of this process, the simulated world and the record of its calls included, in bytes. */
  readonly memory: number;
}

/** Where the simulator is, and a key it knows. */
export interface Address {
  readonly url: string;
  readonly accessKeyId: string;
}

function scenarioOf(world: BenchWorld) {
  const { accounts, latencyMs, quotas } = world;
  return parseScenario(
    {
      organization: { managementAccount: '111111111111' },
      administratorAccount: '222222222222',
      accounts: [
        { id: '111111111111', name: 'management', email: 'management@example.com' },
        { id: '222222222222', name: 'security', email: 'security@example.com' },
        { count: accounts - 2 },
      ],
      regions: [...regionsOf(world)],
      latency: { ms: latencyMs },
      throttling: quotas === undefined ? {} : { tokenBuckets: true, ...(quotas === 'guardduty' ? { guardduty: guardDutyRate } : {}) },
      recordInputs: false,
    },
    'benchmark',
  );
}

function factsOf(world: BenchWorld, simulator: Simulator, start: number): RunFacts {
  const calls = simulator.calls.slice(start);
  const ends = calls.flatMap(({ at }) => [[at, 1] as const, [at + world.latencyMs, -1] as const]).sort(([a, x], [b, y]) => a - b || x - y);
  let inFlight = 0;
  const mostInFlight = ends.reduce((most, [, step]) => Math.max(most, (inFlight += step)), 0);
  const byOperation: Record<string, number> = {};
  for (const { operation } of calls) byOperation[operation] = (byOperation[operation] ?? 0) + 1;
  const accepted = calls.filter(({ error }) => error === undefined || !/Throttl|TooMany/.test(error));
  return {
    calls: calls.length,
    writes: accepted.filter(({ operation }) => !/^(?:List|Get|Describe)/.test(operation)).length,
    throttled: calls.length - accepted.length,
    byOperation,
    mostInFlight,
    quotaFloor: quotaFloor(world, accepted),
    memory: process.memoryUsage().rss,
  };
}

/** A simulated AWS in a process of its own, so that its work is not counted as the program's. */
async function main(world: BenchWorld, configFile: string): Promise<void> {
  const simulator = await startSimulator(scenarioOf(world));
  const profile = (name: string, { accessKeyId, secretAccessKey }: typeof simulator.managementKeys) =>
    `[profile ${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\nendpoint_url = ${simulator.url}\n`;
  writeFileSync(configFile, profile('management', simulator.managementKeys) + profile('security', simulator.administratorKeys));
  const { url, managementKeys } = simulator;
  let start = 0;
  process.on('message', (question: Question) => {
    switch (question) {
      case 'address':
        process.send?.({ url, accessKeyId: managementKeys.accessKeyId } satisfies Address);
        break;
      case 'begin-run':
        start = simulator.calls.length;
        process.send?.('begun');
        break;
      case 'end-run':
        process.send?.(factsOf(world, simulator, start));
        break;
    }
  });
  // Also when the parent was killed.
  process.on('disconnect', () => process.exit(0));
  process.send?.('ready');
}

void main(JSON.parse(process.argv[2] ?? '{}') as BenchWorld, process.argv[3] ?? '');
