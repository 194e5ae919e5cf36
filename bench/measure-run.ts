import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callBound, type BenchWorld, type RunKind } from './floors';
import type { SimulatorChild } from './simulator-child';
import type { RunFacts } from './simulator-process';

/** One run of the real binary. Times in milliseconds, memory in bytes. */
export interface Measurement extends RunFacts {
  readonly world: BenchWorld;
  readonly run: RunKind;
  readonly exitCode: number;
  readonly wall: number;
  readonly callBound: number;
  readonly peakMemory: number;
  /** The longest time in which nothing else could happen, the progress line for one. */
  readonly longestPause: number;
  /** Of all threads of the program. */
  readonly processorTime: number;
}

/** The built program. */
export const bin = join(__dirname, '../bin/provision-guardduty.js');

const options: Readonly<Record<RunKind, readonly string[]>> = { first: ['--yes'], second: ['--yes'], dry: ['--dry-run'] };

/** Runs the program against the simulated AWS and asks both what it took. */
export async function measureRun(world: BenchWorld, run: RunKind, simulator: SimulatorChild, folder: string): Promise<Measurement> {
  const memoryFile = join(folder, 'peak-memory');
  const env = {
    PATH: process.env['PATH'],
    AWS_CONFIG_FILE: simulator.configFile,
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
    AWS_EC2_METADATA_DISABLED: 'true',
    PEAK_MEMORY_FILE: memoryFile,
  };
  const given = ['--profile', 'management', '--admin-profile', 'security', '--regions', 'all', '--quiet', ...options[run]];
  await simulator.beginRun(run);
  const start = performance.now();
  const child = spawn(process.execPath, ['-r', join(__dirname, 'peak-memory.js'), bin, ...given], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [exitCode] = (await once(child, 'exit')) as [number];
  const wall = performance.now() - start;
  const facts = await simulator.endRun();
  return {
    ...facts,
    world,
    run,
    exitCode,
    wall,
    callBound: callBound(world, run),
    ...(JSON.parse(readFileSync(memoryFile, 'utf8')) as Pick<Measurement, 'peakMemory' | 'longestPause' | 'processorTime'>),
  };
}
