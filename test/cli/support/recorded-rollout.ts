import { readFileSync, writeFileSync } from 'node:fs';
import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import { startProxy } from '../../border/support/proxy';
import { runProgram, type ProgramResult } from '../../support/program';
import { startSimulatedAws } from '../../support/simulated-aws';

/** A rollout and what AWS answered, and the rollout after it if everything is done. */
export interface RecordedRollout {
  readonly first: ProgramResult;
  /** Different answers to each operation, without ids and times. */
  readonly answers: Readonly<Record<string, readonly string[]>>;
  /** Exit code and writes of the second rollout; `undefined` if the first did not end with 0. */
  readonly second: { readonly exitCode: number; readonly writes: number } | undefined;
}

/** Rolls out, and records the answers on their way to the program. */
export async function recordRollout(world: ScenarioInput, argv: readonly string[]): Promise<RecordedRollout> {
  const aws = await startSimulatedAws(world);
  const seen = new Map<string, Set<string>>();
  const proxy = await startProxy(aws.simulator, ({ operation }, answer) => {
    const ofOperation = seen.get(operation) ?? new Set();
    seen.set(operation, ofOperation.add(`${String(answer.status)} ${withoutChance(answer.body)}`));
    return answer;
  });
  writeFileSync(aws.configFile, readFileSync(aws.configFile, 'utf8').replaceAll(aws.simulator.url, proxy.url));
  const identities = argv.includes('--admin-role') ? aws.profiles.slice(0, 2) : aws.profiles;
  try {
    const first = await runProgram([...identities, ...argv]);
    const answers = Object.fromEntries([...seen].map(([operation, bodies]) => [operation, [...bodies].sort()]));
    if (first.exitCode !== 0) return { first, answers, second: undefined };
    const before = aws.writes().length;
    const { exitCode } = await runProgram([...identities, ...argv]);
    return { first, answers, second: { exitCode, writes: aws.writes().length - before } };
  } finally {
    await proxy.stop();
    await aws.stop();
  }
}

/** Two runs of the same world differ in ids and times alone. */
function withoutChance(body: string): string {
  return body
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, 'request-id')
    .replace(/\b[0-9a-f]{32}\b/g, 'detector-id')
    .replace(/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')
    .replace(/\b\d{10}(?:\.\d+)?\b/g, 'time');
}
