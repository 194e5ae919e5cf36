import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runArticleFlow } from './article-flow';
import type { BenchWorld } from './floors';
import { measureRun, type Measurement } from './measure-run';
import { startSimulatorChild } from './simulator-child';
import { requestsPerSecond } from './simulator-speed';
import { firstRequestLine, packageLine, startUpLine } from './start-up';
import { callsOf, nameOf, tableOf } from './table';
import { articleWorld, largeWorlds, quickWorlds, regionsOf, throttledWorlds, usualWorlds } from './worlds';

const folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-bench-'));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** How fast the simulator is by itself; every figure below includes its work. */
async function simulatorLine(): Promise<string> {
  const simulator = await startSimulatorChild({ accounts: 120, regions: 4, latencyMs: 0, published: false }, folder);
  const { url, accessKeyId } = await simulator.address();
  const perSecond = await requestsPerSecond(url, accessKeyId);
  simulator.stop();
  return `simulator: ${Math.round(perSecond).toLocaleString('en-US')} small requests per second on one core; aim: 3,000`;
}

async function measureWorld(world: BenchWorld): Promise<readonly Measurement[]> {
  const simulator = await startSimulatorChild(world, folder);
  const measurements: Measurement[] = [];
  for (const run of ['dry', 'first', 'second'] as const) measurements.push(await measureRun(world, run, simulator, folder));
  simulator.stop();
  return measurements;
}

async function articleLine(measurements: readonly Measurement[]): Promise<string | undefined> {
  const ours = measurements.find(({ world, run }) => nameOf(world) === nameOf(articleWorld) && run === 'first');
  if (ours === undefined) return undefined;
  const simulator = await startSimulatorChild(articleWorld, folder);
  const time = await runArticleFlow(simulator, regionsOf(articleWorld));
  simulator.stop();
  const ratio = (time / ours.wall).toFixed(1);
  return `one request after the other, as scripts of 2020 do it, ${nameOf(articleWorld)}: ${(time / 1000).toFixed(1)} s, ${ratio} times as long`;
}

/** Other worlds than the usual ones. */
const choices: readonly (readonly [string, readonly BenchWorld[]])[] = [
  ['--quick', quickWorlds],
  ['--throttled', throttledWorlds],
  ['--scale', largeWorlds],
];

async function main(): Promise<void> {
  const [, chosen = usualWorlds] = choices.find(([option]) => process.argv.includes(option)) ?? [];
  say(startUpLine());
  say(await firstRequestLine(folder));
  say(packageLine());
  say(await simulatorLine());
  const measurements: Measurement[] = [];
  for (const world of chosen) measurements.push(...(await measureWorld(world)));
  say(`\n${tableOf(measurements)}\n`);
  for (const one of measurements) if (one.run === 'first' && !one.world.published && one.throttled === 0) say(callsOf(one));
  const article = await articleLine(measurements);
  if (article !== undefined) say(article);
  say(
    [
      '',
      'floor: for reading the longer of two: the longest chain of requests that need each other’s answers × latency, and the busiest quota,',
      'its calls beyond the burst ÷ its rate; and for applying and proving the same again. It does not count the work of this machine.',
      'Times are of one run.',
      'simulator: memory of the simulated AWS after the run, with the record of its calls.',
    ].join('\n'),
  );
  rmSync(folder, { recursive: true, maxRetries: 5 });
}

void main();
