import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agentNames, featureNames } from '../../src/domain/wanted-feature';
import { namedFiles } from './support/named-files';

const root = join(__dirname, '../..');
const read = (page: string): string => readFileSync(join(root, page), 'utf8');
const pagesIn = (folder: string): readonly string[] => readdirSync(join(root, folder)).filter((name) => name.endsWith('.md'));
const pages = [...pagesIn('.'), ...pagesIn('docs').map((name) => `docs/${name}`)];

describe('names in the documents', () => {
  test.each([
    ['ARCHITECTURE.md', 90],
    ['docs/decisions.md', 15],
    ['CONTRIBUTING.md', 5],
    ['SECURITY.md', 1],
  ])('of files in %s are names of files', (page, least) => {
    const { named, missing } = namedFiles(root, read(page));
    expect(missing).toEqual([]);
    expect(named).toBeGreaterThanOrEqual(least);
  });

  test.each([
    ['from src', 'See `plan/actions.ts` and `plan/no-such.ts`.', ['plan/no-such.ts']],
    ['from the folder named before', 'In `cli/run.ts`, then `program.ts` and `no-such.ts`.', ['no-such.ts']],
    ['from a folder named in another paragraph', 'In `src/cli`.\n\nThen `program.ts`.', ['program.ts']],
    ['of folders', '`src/no-such` beside `src/plan`, `test/traps`, `test/no-such`', ['src/no-such', 'test/no-such']],
    ['in a diagram', '```mermaid\na["src/cli"] --> b["src/no-such"]\na->>b: plan/no-such.ts\n```', ['src/no-such', 'plan/no-such.ts']],
    ['of other things', '`npm ci`, `@aws-sdk/client-*`, `dist/main.js`, `sts:AssumeRole`, `--check`', []],
  ])('%s are looked up', (_where, text, missing) => {
    expect(namedFiles(root, text).missing).toEqual(missing);
  });

  test.each(pages)('of npm scripts in %s are scripts', (page) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };
    const named = [...read(page).matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  test.each([...featureNames.keys(), ...agentNames.keys()])('of protection plans: %s is on their page', (name) => {
    expect(read('docs/protection-plans.md')).toContain(`\`${name}\``);
  });
});
