import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const [, block = ''] = /```sh\n([^]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
const [rollout = '', checks = ''] = block.trim().split('\n');

/** What this test's own npm and Jest hand on is not there where a person types. */
const ours = /^(?:npm_|JEST_|NODE_ENV$|AWS_|ORACLE_|BORDER_|INIT_CWD$|XDG_)/i;

// In a fresh clone, with an empty home and no terminal: packages come from the registry, and the clone is built by "npm ci".
// The second line is what .ci/run calls, in the clone that it stands in.
describe('the two lines at the top of the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-typed-'));
  const home = mkdtempSync(join(tmpdir(), 'provision-guardduty-home-'));
  const others = Object.entries(process.env).filter(([name]) => !ours.test(name));
  const env: NodeJS.ProcessEnv = { ...Object.fromEntries(others), HOME: home, USERPROFILE: home };
  const type = (line: string) => spawnSync(line, { cwd: folder, env, shell: true, encoding: 'utf8', maxBuffer: 100_000_000 });

  beforeAll(() => {
    execFileSync('git', ['clone', '--quiet', root, folder]);
  });
  afterAll(() => {
    for (const made of [folder, home]) rmSync(made, { recursive: true, force: true });
  });

  test('are a rollout and the tests', () => {
    expect([rollout.includes('npx provision-guardduty '), checks]).toEqual([true, 'npm cit']);
  });

  test('begin with a simulated rollout, from nothing to the proof', () => {
    const { status, stdout, stderr } = type(rollout);
    expect(status === 0 ? '' : stdout + stderr).toBe('');
    expect(stdout).toContain('Done and proven.');
  }, 600_000);

  test('leave the clone as it was', () => {
    expect(execFileSync('git', ['status', '--short'], { cwd: folder, encoding: 'utf8' })).toBe('');
  });
});
