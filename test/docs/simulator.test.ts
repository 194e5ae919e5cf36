import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { builtInScenario, scenarioNames } from '../../src/simulator/scenario/load-scenario';
import { services } from '../../src/simulator/services';
import { allTexts } from '../../src/simulator/world/texts';
import { runProgram } from '../support/program';
import { expectFile, expectPart } from './support/generated';
import { scenarioJsonSchema } from './support/scenario-schema';
import { undescribed } from './support/described';
import { linked, scenarioTables } from './support/schema-tables';

const root = join(__dirname, '../..');
const page = join(root, 'docs/simulator.md');
const schemaFile = join(root, 'schema/scenario.schema.json');
const schema = scenarioJsonSchema();
const valid = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema as object);

describe('schema/scenario.schema.json', () => {
  test('is what the schema of the code says', () => {
    expectFile(schemaFile, `${JSON.stringify(schema, undefined, 2)}\n`);
  });

  test('describes every key', () => {
    expect(undescribed(schema)).toEqual([]);
  });

  test.each(scenarioNames)('accepts %s', async (name) => {
    const scenario: unknown = JSON.parse(JSON.stringify(await builtInScenario(name)));
    expect(valid(scenario) ? [] : valid.errors).toEqual([]);
  });

  test.each(scenarioNames)('accepts what --print-scenario %s prints, and so does the program', async (name) => {
    const { stdout, exitCode } = await runProgram(['simulator', '--print-scenario', name]);
    expect(exitCode).toBe(0);
    expect(valid(JSON.parse(stdout)) ? [] : valid.errors).toEqual([]);
  });

  test.each([
    ['an unknown key', { colour: 'red' }],
    ['a wrong account id', { administratorAccount: '12' }],
    ['an unknown switch', { switches: { badEmail: 'sometimes' } }],
    ['a fault of no kind', { faults: [{ then: { kind: 'earthquake' } }] }],
    ['a kind with the keys of another', { faults: [{ then: { kind: 'delay', body: {} } }] }],
    ['no Region', { regions: [] }],
  ])('refuses %s', async (_what, change) => {
    expect(valid({ ...(await builtInScenario('small')), ...change })).toBe(false);
  });
});

describe('docs/simulator.md', () => {
  test('has every key, as the schema says', () => {
    expectPart(page, 'keys', scenarioTables(schema));
  });

  test('has every operation', () => {
    const rows = Object.values(services).map(({ title, operations }) => `| ${title} | ${[...operations.keys()].join(', ')} |`);
    expectPart(page, 'operations', ['| Service | Operations |', '|---|---|', ...rows].join('\n'));
  });

  test('has every text and where it comes from', () => {
    const rows = Object.entries(allTexts).map(([name, { words, source }]) => `| \`${name}\` | ${words} | ${linked(source)} |`);
    expectPart(page, 'texts', ['| Name | Words | Source |', '|---|---|---|', ...rows].join('\n'));
  });

  test('names every page and issue that a rule of the simulator rests on', () => {
    const folder = join(root, 'src/simulator');
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n');
    const urls = new Set(sources.match(/https:\/\/(?:docs\.aws|github|smithy)[^\s)'"`*,;:]*[^\s)'"`*,;:.]/g));
    const text = readFileSync(page, 'utf8');
    expect(urls.size).toBeGreaterThan(80);
    expect([...urls].filter((url) => !text.includes(`<${url}>`))).toEqual([]);
  });
});
