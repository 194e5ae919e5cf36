import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { crossChecks } from './checks';
import { ScenarioError } from './error';
import { scenarioSchema, type Scenario, type ScenarioInput } from './scenario';

/** The built-in scenarios. Each one is loaded on demand. */
const builtIn: Readonly<Record<string, () => Promise<ScenarioInput>>> = {
  small: async () => (await import('./built-in/small')).small(),
  enterprise: async () => (await import('./built-in/enterprise')).enterprise(),
  brownfield: async () => (await import('./built-in/brownfield')).brownfield(),
  export: async () => (await import('./built-in/export')).exporting(),
  'fresh-10k': async () => (await import('./built-in/fresh-10k')).fresh10k(),
};

/** The names of the built-in scenarios. {@link loadScenario} takes any other name as a path. */
export const scenarioNames: readonly string[] = Object.keys(builtIn);

/** A built-in scenario without the defaults; `undefined` for an unknown name. */
export async function builtInScenario(name: string): Promise<ScenarioInput | undefined> {
  return Object.hasOwn(builtIn, name) ? builtIn[name]?.() : undefined;
}

/**
 * Reads a scenario: a built-in one by name, or a JSON file by path.
 *
 * @throws ScenarioError if the file can't be read or the scenario has problems
 */
export async function loadScenario(nameOrFile: string): Promise<Scenario> {
  const known = await builtInScenario(nameOrFile);
  if (known) return parseScenario(known, nameOrFile);
  return parseScenario(parseJson(await readText(nameOrFile), nameOrFile), nameOrFile);
}

/**
 * Checks a value and fills in the defaults.
 *
 * @param source the origin of the value, for messages
 * @throws ScenarioError that names each problem and what is allowed
 */
export function parseScenario(value: unknown, source: string): Scenario {
  const result = v.safeParse(scenarioSchema, value);
  if (!result.success) throw new ScenarioError(source, result.issues.map(problemOf));
  const problems = crossChecks(result.output);
  if (problems.length > 0) throw new ScenarioError(source, problems);
  return result.output;
}

/** Decodes UTF-8, or UTF-16 as `>` of Windows PowerShell writes it, and removes the byte order mark. */
function decoded(bytes: Buffer): string {
  return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes);
}

async function readText(file: string): Promise<string> {
  try {
    return decoded(await readFile(file));
  } catch (error) {
    throw new ScenarioError(file, [
      `it is neither a file that can be read (${reasonOf(error)}) nor a built-in scenario (${scenarioNames.join(', ')})`,
    ]);
  }
}

function parseJson(content: string, file: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new ScenarioError(file, [`it is not valid JSON: ${reasonOf(error)}`]);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function problemOf(issue: v.BaseIssue<unknown>): string {
  const place = (issue.path ?? []).reduce((path, item) => {
    if (typeof item.key === 'number') return `${path}[${String(item.key)}]`;
    return path === '' ? String(item.key) : `${path}.${String(item.key)}`;
  }, '');
  return `${place === '' ? 'the scenario' : place}: ${issue.message}`;
}
