import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from '../generate/case';
import type { Played } from './play-case';

/** What went wrong, and how to see it again. */
export function describeFailure(seed: number, { options }: Case, { complaints, endings, runs }: Played): string {
  return [
    `seed ${String(seed)} (ORACLE_SEED=${String(seed)} reruns it and makes it smaller)`,
    `  ${(runs[0]?.argv ?? []).join(' ')}`,
    `  ended: ${endings.join(', ')}; identities: ${options.identities}`,
    ...complaints.map(({ rule, detail }) => `  ✘ ${rule}: ${detail}`),
  ].join('\n');
}

/** Writes the failing case as a scenario file with its arguments beside it, where `ORACLE_SAVE` names a folder. */
export function keepFailure(seed: number, one: Case, played: Played): void {
  const folder = process.env['ORACLE_SAVE'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  const name = join(folder, `seed-${String(seed)}`);
  writeFileSync(`${name}.json`, `${JSON.stringify({ ...one.world, faults: one.faults }, undefined, 1)}\n`);
  writeFileSync(`${name}.txt`, `${describeFailure(seed, one, played)}\n`);
}
