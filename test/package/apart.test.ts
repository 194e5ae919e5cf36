import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** Runs a script as a module, since the bundler and the linter are modules, and reads what it prints. */
function fromModule(script: string): unknown {
  const argv = ['--input-type=module', '--eval', script];
  return JSON.parse(execFileSync(process.execPath, argv, { cwd: root, encoding: 'utf8', maxBuffer: 100_000_000 }));
}

interface Chunk {
  readonly fileName: string;
  readonly modules: readonly string[];
  readonly names: readonly string[];
}

const destructive = ['DisassociateMembers', 'DeleteMembers', 'DisableOrganizationAdminAccount', 'DeregisterDelegatedAdministrator'];

const bundle = `
import { rolldown } from 'rolldown';
import { pathToFileURL } from 'node:url';
const { default: { output, ...input } } = await import(pathToFileURL('rolldown.config.mjs').href);
const { output: chunks } = await (await rolldown(input)).generate(output);
const found = chunks.filter(({ type }) => type === 'chunk').map(({ fileName, moduleIds, code }) => ({
  fileName,
  modules: moduleIds.map((id) => id.replaceAll('\\\\', '/')),
  names: ${JSON.stringify(destructive)}.filter((name) => code.includes(name)),
}));
process.stdout.write(JSON.stringify(found));
`;

describe('the bundle', () => {
  const chunks = fromModule(bundle) as readonly Chunk[];
  const holding = (pattern: RegExp): readonly Chunk[] => chunks.filter(({ modules }) => modules.some((id) => pattern.test(id)));

  test.each([
    ['the rollout', /\/src\/(?:rollout|plan)\//],
    ['the ports that the rollout uses', /\/src\/aws\/(?:administrator-guardduty|management-guardduty|organization|connect)\.ts$/],
    ['the command line', /\/src\/cli\/(?:main|run|run-rollout|program)\.ts$/],
    ['the library', /\/src\/index\.ts$/],
  ])('does not even name what takes something away where it holds %s', (_what, pattern) => {
    const found = holding(pattern);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ names }) => names.length > 0)).toEqual([]);
  });

  test('holds it where the off-boarding is, which the rollout does not load', () => {
    const [offboarding, ...others] = holding(/\/src\/aws\/offboarding\.ts$/);
    expect(others).toEqual([]);
    expect(offboarding?.names).toEqual(destructive);
    expect(offboarding?.modules.filter((id) => /\/src\/(?:rollout|plan)\//.test(id))).toEqual([]);
  });

  test('names it besides only in the forms of all requests, in the simulated AWS and in the policies of an off-boarding', () => {
    const other = chunks.filter(({ names, modules }) => names.length > 0 && !modules.some((id) => id.endsWith('/src/aws/offboarding.ts')));
    const known = /\/node_modules\/(?!.*\/commands\/)|\/src\/simulator\/|\/src\/permissions\/offboard-policy\.ts$/;
    expect(other.flatMap(({ modules }) => modules.filter((id) => !known.test(id) && !id.startsWith('\0')))).toEqual([]);
    expect(other.length).toBeGreaterThan(0);
  });
});

const lint = (cases: readonly (readonly [string, string])[]): string => `
import { readFileSync } from 'node:fs';
import { ESLint } from 'eslint';
import importX from 'eslint-plugin-import-x';
import * as parser from '@typescript-eslint/parser';
const { settings, overrides } = JSON.parse(readFileSync('.eslintrc.json', 'utf8'));
const rules = Object.assign({}, ...overrides.map(({ rules }) => rules));
const name = 'import-x/no-restricted-paths';
const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser }, plugins: { 'import-x': importX }, settings, rules: { [name]: rules[name] } }],
});
const refused = [];
for (const [file, path] of ${JSON.stringify(cases)}) {
  const [{ messages }] = await eslint.lintText("import '" + path + "';\\n", { filePath: file });
  refused.push(messages.some(({ ruleId }) => ruleId === name));
}
process.stdout.write(JSON.stringify(refused));
`;

describe('the import rules', () => {
  const refused = [
    ['src/rollout/apply/region.ts', '../../ports/offboarding'],
    ['src/rollout/roll-out.ts', '../offboard/off-board'],
    ['src/rollout/roll-out.ts', '../offboard/plan/plan'],
    ['src/rollout/roll-out.ts', '../aws/offboarding'],
    ['src/plan/region.ts', '../offboard/plan/plan'],
    ['src/ports/aws.ts', './offboarding'],
    ['src/aws/connect.ts', '../ports/offboarding'],
    ['src/aws/connect-with.ts', './offboarding'],
    ['src/aws/answers/list-roots.ts', '../../ports/offboarding'],
    ['src/reporters/json-report.ts', '../ports/offboarding'],
    ['src/reporters/json-report.ts', '../offboard/off-board'],
    ['src/cli/run-rollout.ts', '../aws/offboarding'],
    ['src/cli/run-rollout.ts', '../offboard/off-board'],
    ['src/cli/run.ts', '../aws/offboarding'],
    ['src/index.ts', './offboard/off-board'],
    ['src/index.ts', './aws/offboarding'],
    ['src/index.ts', './ports/offboarding'],
    ['src/offboard/off-board.ts', '../aws/offboarding'],
    ['src/offboard/off-board.ts', '../rollout/roll-out'],
    ['src/offboard/off-board.ts', '../rollout/apply/region'],
    ['src/offboard/plan/plan.ts', '../../ports/offboarding'],
    ['src/offboard/plan/plan.ts', '../apply/region'],
  ] as const;
  const allowed = [
    ['src/offboard/off-board.ts', '../ports/offboarding'],
    ['src/offboard/apply/region.ts', '../../rollout/waiting'],
    ['src/offboard/read/region.ts', '../../rollout/in-parallel'],
    ['src/aws/offboarding.ts', '../ports/offboarding'],
    ['src/cli/run-offboard.ts', '../aws/offboarding'],
    ['src/cli/run-offboard.ts', '../offboard/off-board'],
    ['src/messages/offboard.ts', '../offboard/plan/plan'],
  ] as const;
  const cases = [...refused, ...allowed];
  const found = fromModule(lint(cases)) as readonly boolean[];

  test.each(cases.map(([file, path], index) => [file, path, index] as const))('know whether %s may import %s', (_file, _path, index) => {
    expect(found[index]).toBe(index < refused.length);
  });
});
