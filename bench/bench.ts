import { fork, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { callBound, latencyFloor } from './floors';
import type { BenchWorld, RunKind } from './floors';
import type { Address, Counts, Question } from './simulator-process';
import { requestsPerSecond } from './simulator-speed';

const bin = join(__dirname, '../bin/provision-guardduty.js');
const folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-bench-'));
const memoryFile = join(folder, 'peak-memory');

const options: Readonly<Record<RunKind, readonly string[]>> = { first: ['--yes'], second: ['--yes'], dry: ['--dry-run'] };

const worlds: readonly BenchWorld[] = [
  { accounts: 120, regions: 4, latencyMs: 50 },
  { accounts: 1200, regions: 17, latencyMs: 50 },
  { accounts: 10_000, regions: 17, latencyMs: 0 },
];

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

function startUp(argv: readonly string[]): number {
  const times = Array.from({ length: 21 }, () => {
    const start = performance.now();
    spawnSync(process.execPath, argv);
    return performance.now() - start;
  });
  return median(times);
}

async function ask<Answer = Counts>(simulator: ChildProcess, question: Question): Promise<Answer> {
  const answer = once(simulator, 'message');
  simulator.send(question);
  return ((await answer) as [Answer])[0];
}

async function measure(world: BenchWorld, run: RunKind, simulator: ChildProcess, configFile: string): Promise<readonly string[]> {
  await ask(simulator, 'reset-counts');
  const argv = [
    '-r',
    join(__dirname, 'peak-memory.js'),
    bin,
    '--profile',
    'management',
    '--admin-profile',
    'security',
    '--regions',
    'all',
    '--quiet',
    ...options[run],
  ];
  const env = {
    PATH: process.env['PATH'],
    AWS_CONFIG_FILE: configFile,
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
    AWS_EC2_METADATA_DISABLED: 'true',
    PEAK_MEMORY_FILE: memoryFile,
  };
  const start = performance.now();
  const [code] = (await once(spawn(process.execPath, argv, { env, stdio: ['ignore', 'ignore', 'inherit'] }), 'exit')) as [number];
  const wall = performance.now() - start;
  const { calls, writes, mostInFlight, memory } = await ask(simulator, 'counts');
  const floor = latencyFloor(world, run);
  return [
    `${world.accounts.toLocaleString('en-US')} × ${world.regions.toString()}, ${world.latencyMs.toString()} ms`,
    code === 0 ? run : `${run} (exit ${code.toString()})`,
    `${(wall / 1000).toFixed(2)} s`,
    floor === 0 ? '–' : `${(floor / 1000).toFixed(2)} s`,
    floor === 0 ? '–' : (wall / floor).toFixed(2),
    `${calls.toLocaleString('en-US')} / ${callBound(world, run).toLocaleString('en-US')}`,
    writes.toLocaleString('en-US'),
    mostInFlight.toString(),
    `${(Number(readFileSync(memoryFile, 'utf8')) / 1024).toFixed(0)} MB`,
    `${(memory / 1024 ** 2).toFixed(0)} MB`,
  ];
}

const configOf = (world: BenchWorld): string => join(folder, `config-${world.accounts.toString()}`);

async function startSimulator(world: BenchWorld): Promise<ChildProcess> {
  const simulator = fork(join(__dirname, 'simulator-process.ts'), [JSON.stringify(world), configOf(world)], {
    execArgv: ['-r', 'ts-node/register'],
  });
  await once(simulator, 'message');
  return simulator;
}

/** How fast the simulator is by itself; every figure below includes its work. */
async function simulatorSpeed(): Promise<string> {
  const simulator = await startSimulator({ accounts: 120, regions: 4, latencyMs: 0 });
  const { url, accessKeyId } = await ask<Address>(simulator, 'address');
  const perSecond = await requestsPerSecond(url, accessKeyId);
  simulator.send('stop');
  return `simulator: ${Math.round(perSecond).toLocaleString('en-US')} small requests per second on one core; bound: 3,000`;
}

async function runWorld(world: BenchWorld): Promise<readonly (readonly string[])[]> {
  const configFile = configOf(world);
  const simulator = await startSimulator(world);
  const rows: (readonly string[])[] = [];
  for (const run of ['dry', 'first', 'second'] as const) rows.push(await measure(world, run, simulator, configFile));
  simulator.send('stop');
  return rows;
}

async function main(): Promise<void> {
  const empty = startUp(['-e', '0']);
  const help = startUp([bin, '--help']);
  process.stdout.write(
    `--help: ${help.toFixed(0)} ms; empty Node process: ${empty.toFixed(0)} ms; bound: ${(empty * 1.15 + 20).toFixed(0)} ms\n${await simulatorSpeed()}\n\n`,
  );
  const table = new Table({
    head: ['world', 'run', 'time', 'floor', 'ratio', 'calls / bound', 'writes', 'in flight', 'peak memory', 'simulator'],
    style: { head: [], border: [] },
  });
  const chosen = process.argv.includes('--quick') ? worlds.slice(0, 1) : worlds;
  for (const world of chosen) table.push(...(await runWorld(world)).map((row) => [...row]));
  process.stdout.write(
    `${table.toString()}\n\nfloor: longest chain of requests that need each other's answers × latency. Times are of one run on this machine.\nsimulator: memory of the simulated AWS after the run, with the record of its calls (bound for 10,000 × 17: 400 MB).\n`,
  );
  rmSync(folder, { recursive: true });
}

void main();
