import { writeFileSync } from 'node:fs';
import { parseScenario } from '../src/simulator/scenarios';
import { startSimulator } from '../src/simulator/server';
import type { BenchWorld } from './floors';

/** What the parent asks, and what it is told. */
export type Question = 'reset-counts' | 'counts' | 'address' | 'stop';
export interface Counts {
  readonly calls: number;
  readonly writes: number;
  /** The greatest number of requests that were being answered at the same time. */
  readonly mostInFlight: number;
  /** Memory of this process, the simulated world and the record of its calls included, in bytes. */
  readonly memory: number;
}

/** Where the simulator is, and a key it knows. */
export interface Address {
  readonly url: string;
  readonly accessKeyId: string;
}

function scenarioOf({ accounts, regions, latencyMs }: BenchWorld) {
  const names = [
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'eu-central-1',
    'eu-north-1',
    'sa-east-1',
    'ca-central-1',
    'ap-south-1',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-southeast-1',
    'ap-southeast-2',
  ];
  return parseScenario(
    {
      organization: { managementAccount: '111111111111' },
      administratorAccount: '222222222222',
      accounts: [
        { id: '111111111111', name: 'management', email: 'management@example.com' },
        { id: '222222222222', name: 'security', email: 'security@example.com' },
        { count: accounts - 2 },
      ],
      regions: names.slice(0, regions),
      latency: { ms: latencyMs },
      recordInputs: false,
    },
    'benchmark',
  );
}

/** A simulated AWS in a process of its own, so that its work is not counted as the program's. */
async function main(world: BenchWorld, configFile: string): Promise<void> {
  const simulator = await startSimulator(scenarioOf(world));
  const profile = (name: string, { accessKeyId, secretAccessKey }: typeof simulator.managementKeys) =>
    `[profile ${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\nendpoint_url = ${simulator.url}\n`;
  writeFileSync(configFile, profile('management', simulator.managementKeys) + profile('security', simulator.administratorKeys));
  let start = 0;
  process.on('message', (question: Question) => {
    if (question === 'stop') process.exit(0);
    if (question === 'address') {
      process.send?.({ url: simulator.url, accessKeyId: simulator.managementKeys.accessKeyId } satisfies Address);
      return;
    }
    if (question === 'reset-counts') start = simulator.calls.length;
    const calls = simulator.calls.slice(start);
    const ends = calls
      .flatMap(({ at }) => [[at, 1] as const, [at + world.latencyMs, -1] as const])
      .sort(([a, x], [b, y]) => a - b || x - y);
    let inFlight = 0;
    const mostInFlight = ends.reduce((most, [, step]) => Math.max(most, (inFlight += step)), 0);
    const writes = calls.filter(({ operation }) => !/^(?:List|Get|Describe)/.test(operation)).length;
    process.send?.({ calls: calls.length, writes, mostInFlight, memory: process.memoryUsage().rss } satisfies Counts);
  });
  process.send?.('ready');
}

void main(JSON.parse(process.argv[2] ?? '{}') as BenchWorld, process.argv[3] ?? '');
