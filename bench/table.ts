import Table from 'cli-table3';
import type { BenchWorld } from './floors';
import type { Measurement } from './measure-run';

const seconds = (milliseconds: number): string => (milliseconds === 0 ? '–' : `${(milliseconds / 1000).toFixed(2)} s`);
const megabytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(0)} MB`;
const count = (number: number): string => number.toLocaleString('en-US');

/** A world in a few words. */
export function nameOf({ accounts, regions, latencyMs, published, guardDuty }: BenchWorld): string {
  const rates = guardDuty === undefined ? [] : [guardDuty, ...(guardDuty.changes ?? [])].map(({ perSecond }) => perSecond);
  return [
    `${count(accounts)} × ${regions.toString()}, ${latencyMs.toString()} ms`,
    ...(published ? ['quotas of Organizations'] : []),
    ...(rates.length === 0 ? [] : [`GuardDuty ${rates.join(' → ')}/s`]),
  ].join(', ');
}

/** All measurements as one table. */
export function tableOf(measurements: readonly Measurement[]): string {
  const table = new Table({
    head: [
      'world',
      'run',
      'time',
      'floor',
      'ratio',
      'calls / bound',
      'throttled',
      'writes',
      'in flight',
      'peak memory',
      'longest pause',
      'processor',
      'simulator',
    ],
    style: { head: [], border: [], compact: true },
  });
  for (const one of measurements) {
    table.push([
      nameOf(one.world),
      one.exitCode === 0 ? one.run : `${one.run} (exit ${one.exitCode.toString()})`,
      seconds(one.wall),
      seconds(one.floor),
      one.floor === 0 ? '–' : (one.wall / one.floor).toFixed(2),
      `${count(one.calls - one.throttled)} / ${count(one.callBound)}`,
      one.throttled === 0 ? '–' : `${count(one.throttled)} (${((one.throttled / one.calls) * 100).toFixed(1)} %)`,
      count(one.writes),
      count(one.mostInFlight),
      megabytes(one.peakMemory),
      `${one.longestPause.toFixed(0)} ms`,
      seconds(one.processorTime),
      megabytes(one.memory),
    ]);
  }
  return table.toString();
}

/** The calls of one run by operation, most first. */
export function callsOf({ world, run, byOperation }: Measurement): string {
  const calls = Object.entries(byOperation).sort(([, a], [, b]) => b - a);
  return `calls of ${nameOf(world)}, ${run}: ${calls.map(([name, number]) => `${name} ${count(number)}`).join(', ')}`;
}
