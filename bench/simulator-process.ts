import { writeFileSync } from 'node:fs';
import { parseScenario } from '../src/simulator/scenario/load-scenario';
import { startSimulator, type Simulator } from '../src/simulator/server';
import type { Scenario } from '../src/simulator/scenario/scenario';
import { floorOf, type BenchWorld, type GuardDutyRate, type RunKind } from './floors';
import { regionsOf } from './worlds';

/** What the parent asks. */
export type Question = { readonly begin: RunKind } | 'end-run' | 'address';

/** What one run asked of the simulated AWS. */
export interface RunFacts {
  readonly calls: number;
  readonly writes: number;
  /** Requests refused for being too quick. */
  readonly throttled: number;
  readonly byOperation: Readonly<Record<string, number>>;
  /** The greatest number of requests that were being answered at the same time. */
  readonly mostInFlight: number;
  /** The shortest time that AWS lets the run take, in milliseconds. */
  readonly floor: number;
  /** Memory of this process, the simulated world and the record of its calls included, in bytes. */
  readonly memory: number;
}

/** Where the simulator is, and a key it knows. */
export interface Address {
  readonly url: string;
  readonly accessKeyId: string;
}

const rateOf = ({ perSecond, burst }: GuardDutyRate) => ({ perSecond, burst });

function scenarioOf(world: BenchWorld) {
  const { accounts, latencyMs, published } = world;
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
      throttling: { tokenBuckets: published, ...(world.guardDuty === undefined ? {} : { guardduty: rateOf(world.guardDuty) }) },
      recordInputs: false,
    },
    'benchmark',
  );
}

function factsOf(world: BenchWorld, run: RunKind, simulator: Simulator, start: number): RunFacts {
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
    floor: floorOf(world, run, accepted),
    memory: process.memoryUsage().rss,
  };
}

/** Changes GuardDuty's rate at the times that the world names; the scenario is the simulated AWS's own. Gives back how to end that. */
function changeRates({ guardDuty }: BenchWorld, { throttling }: Scenario): () => void {
  const set = (perSecond: number): void => {
    if (guardDuty !== undefined) throttling.guardduty = { ...rateOf(guardDuty), perSecond };
  };
  const timers = (guardDuty?.changes ?? []).map(({ afterSeconds, perSecond }) => setTimeout(set, afterSeconds * 1000, perSecond));
  return () => {
    timers.forEach(clearTimeout);
    set(guardDuty?.perSecond ?? 0);
  };
}

/** A simulated AWS in a process of its own, so that its work is not counted as the program's. */
async function main(world: BenchWorld, configFile: string): Promise<void> {
  const scenario = scenarioOf(world);
  const simulator = await startSimulator(scenario);
  const profile = (name: string, { accessKeyId, secretAccessKey }: typeof simulator.managementKeys) =>
    `[profile ${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\nendpoint_url = ${simulator.url}\n`;
  writeFileSync(configFile, profile('management', simulator.managementKeys) + profile('security', simulator.administratorKeys));
  const { url, managementKeys } = simulator;
  let start = 0;
  let run: RunKind = 'dry';
  let restoreRate = (): void => undefined;
  process.on('message', (question: Question) => {
    if (question === 'address') {
      process.send?.({ url, accessKeyId: managementKeys.accessKeyId } satisfies Address);
    } else if (question === 'end-run') {
      restoreRate();
      process.send?.(factsOf(world, run, simulator, start));
    } else {
      run = question.begin;
      start = simulator.calls.length;
      restoreRate = changeRates(world, scenario);
      process.send?.('begun');
    }
  });
  // Also when the parent was killed.
  process.on('disconnect', () => process.exit(0));
  process.send?.('ready');
}

void main(JSON.parse(process.argv[2] ?? '{}') as BenchWorld, process.argv[3] ?? '');
