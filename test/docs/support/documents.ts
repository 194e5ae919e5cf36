import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { reportJsonSchema } from '../../../src/reporters/report-schema';
import { builtInScenario } from '../../../src/simulator/scenario/load-scenario';
import { runProgram } from '../../support/program';

/** Holds a document against the published schema. */
export const valid = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(reportJsonSchema());

/** Scenarios that take seconds of a processor. */
export const largeScenarios: readonly string[] = ['enterprise', 'fresh-10k'];

/** A built-in scenario without its latency and delays, which only cost time here. */
export async function quick(name: string): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'provision-guardduty-json-')), `${name}.json`);
  writeFileSync(file, JSON.stringify({ ...(await builtInScenario(name)), latency: {}, timing: {}, faults: [] }));
  return file;
}

/** Runs each scenario in each mode, and holds the document against the schema. */
export function acceptDocuments(names: readonly string[]): void {
  const runs = names.flatMap((name) => ['--yes', '--check', '--dry-run'].map((mode) => [name, mode] as const));
  test.each(runs)('the schema accepts the document of %s with %s', async (name, mode) => {
    const argv = ['--simulate', await quick(name), '-r', 'all', mode, '--output', 'json', '--wait', '0', '--protection-plans', 's3'];
    const { stdout } = await runProgram(argv);
    const document = JSON.parse(stdout) as { regions: unknown[] };
    expect(document.regions.length).toBeGreaterThan(2);
    expect(valid(document) ? [] : valid.errors).toEqual([]);
  });
}
