import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const folder = join(root, '.github/workflows');
const workflows = readdirSync(folder);
const prettier = join(root, 'node_modules/prettier/bin/prettier.cjs');

describe.each(workflows)('the workflow %s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');

  test('can be parsed', () => {
    expect(execFileSync(process.execPath, [prettier, '--parser', 'yaml'], { input: text, encoding: 'utf8' })).toContain('jobs:');
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
