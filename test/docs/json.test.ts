import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scenarioNames } from '../../src/simulator/scenario/load-scenario';
import { hasProgram } from '../support/machine';
import { runProgram } from '../support/program';
import { undescribed } from './support/described';
import { acceptDocuments, largeScenarios, quick, valid } from './support/documents';
import { expectFile, expectPart } from './support/generated';
import { reportJsonSchema } from '../../src/reporters/report-schema';
import { memberTable } from './support/schema-tables';

const root = join(__dirname, '../..');
const schema = reportJsonSchema();
const folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-json-'));

jest.setTimeout(300_000);

describe('schema/report.schema.json', () => {
  test('is what the code says', () => {
    expectFile(join(root, 'schema/report.schema.json'), `${JSON.stringify(schema, undefined, 2)}\n`);
  });

  test('describes every member, and so does docs/json.md', () => {
    expect(undescribed(schema)).toEqual([]);
    expectPart(join(root, 'docs/json.md'), 'members', memberTable(schema));
  });

  // test/exhaustive/documents.test.ts makes those of the large scenarios.
  acceptDocuments(scenarioNames.filter((name) => !largeScenarios.includes(name)));

  test('refuses a document with a wrong status, an unknown reason, or without exit code', async () => {
    const { stdout } = await runProgram(['--simulate', await quick('small'), '-r', 'all', '--check', '--output', 'json']);
    const document = JSON.parse(stdout) as { regions: Record<string, unknown>[] };
    expect(valid(document)).toBe(true);
    expect(valid({ ...document, regions: [{ ...document.regions[0], status: 'fine' }] })).toBe(false);
    expect(valid({ ...document, regions: [{ ...document.regions[0], verdicts: ['bad-luck'] }] })).toBe(false);
    expect(valid({ ...document, exitCode: undefined })).toBe(false);
  });
});

const commands = [...readFileSync(join(root, 'docs/json.md'), 'utf8').matchAll(/^npx provision-guardduty (.*) \| jq (?:(-r) )?'(.*)'$/gm)];
const jq = hasProgram('jq', 'the recipes of docs/json.md were not run');

(jq ? describe : describe.skip)('docs/json.md', () => {
  test('has three recipes', () => {
    expect(commands).toHaveLength(3);
  });

  const recipes = commands.map(([, argv = '', option, filter = '']) => [argv, option === undefined ? [filter] : [option, filter]] as const);
  test.each(recipes)('%s can be read with jq', async (argv, recipe) => {
    const { stdout } = await runProgram(argv.split(' '));
    const answer = execFileSync('jq', recipe, { input: stdout, encoding: 'utf8', maxBuffer: 100_000_000 });
    expect(answer.trim().length).toBeGreaterThan(20);
  });
});

describe('docs/ci.md', () => {
  const page = readFileSync(join(root, 'docs/ci.md'), 'utf8');

  test('has a workflow and a policy that can be parsed', () => {
    const [, workflow = ''] = /```yaml\n([^`]*)```/.exec(page) ?? [];
    const [, policy = ''] = /```json\n([^`]*)```/.exec(page) ?? [];
    const prettier = join(root, 'node_modules/prettier/bin/prettier.cjs');
    const laidOut = execFileSync(process.execPath, [prettier, '--parser', 'yaml'], { input: workflow, encoding: 'utf8' });
    expect(laidOut).toContain('cron:');
    expect(JSON.parse(policy)).toHaveProperty('Statement');
  });

  test('checks with a command that the program understands', async () => {
    const [, argv = ''] = /provision-guardduty (--regions all --check .*)$/m.exec(page) ?? [];
    const words = argv.split(' ').map((word) => (word.startsWith('guardduty.') ? join(folder, word) : word));
    const { exitCode } = await runProgram([...words, '--simulate']);
    expect(exitCode).toBe(3);
    const [, policy = ''] = /provision-guardduty (iam-policy .*)$/m.exec(page) ?? [];
    expect((await runProgram(policy.split(' '))).exitCode).toBe(0);
  });
});
