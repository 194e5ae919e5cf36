import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareEnvironment, isHere, windows } from '../support/machine';

const bin = join(__dirname, '../../bin/provision-guardduty.js');

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built program as a process of its own, with an empty home. */
function start(
  argv: readonly string[],
  onStderr: (text: string, child: ChildProcess) => void = () => undefined,
  stdoutTo: number | 'pipe' = 'pipe',
): Promise<Ended> {
  const home = mkdtempSync(join(tmpdir(), 'provision-guardduty-home-'));
  const child = spawn(process.execPath, [bin, ...argv], {
    env: bareEnvironment(home),
    stdio: ['ignore', stdoutTo, 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    onStderr(stderr, child);
  });
  return new Promise((resolve) => {
    child.on('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}

const signals = isHere(!windows, 'Windows: has no signals, the built program was not interrupted');

// The simulated delays of the scenario "small" are real seconds.
jest.setTimeout(30_000);

describe('the built program', () => {
  beforeAll(() => {
    if (!existsSync(join(__dirname, '../../dist/main.js'))) throw new TypeError('Run "npm run build" first: dist is missing.');
  });

  it('prints its help', async () => {
    const { code, stdout, stderr } = await start(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('--admin-profile');
  });

  it('rolls out to the simulated organization and prints nothing but the document', async () => {
    const { code, stdout, stderr } = await start(['--simulate', '--regions', 'all', '--yes', '--output', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      simulated: true,
      exitCode: 0,
      regions: [{ status: 'done' }, { status: 'done' }, { status: 'done' }],
    });
    expect(stderr).toContain('SIMULATION (small)');
    expect(stderr).not.toContain('\u001B');
  });

  it('finishes what it has begun when nobody reads its progress any more, as in "2>&1 | head"', async () => {
    const { code, stdout } = await start(['--simulate', '--regions', 'all', '--yes', '--verbose'], (_text, child) => {
      child.stderr?.destroy();
    });
    expect({ code, done: stdout.includes('Done and proven.') }).toEqual({ code: 0, done: true });
  });

  // A device that is always full: Linux has one.
  (existsSync('/dev/full') ? it : it.skip)('says that its result could not be written, and does not call that a success', async () => {
    const { code, stderr } = await start(['--simulate', '--regions', 'all', '--dry-run'], undefined, openSync('/dev/full', 'w'));
    expect({ code, last: stderr.trimEnd().split('\n').slice(-1) }).toEqual({
      code: 1,
      last: ['Error: The result could not be written to stdout: ENOSPC: no space left on device, write'],
    });
  });

  (signals ? it : it.skip)('ends with 130 and a report when it is interrupted while it applies', async () => {
    let told = false;
    const { code, stdout } = await start(['--simulate', '--regions', 'all', '--yes', '--verbose'], (text, child) => {
      if (told || !text.includes('designation: accepted by AWS')) return;
      told = true;
      child.kill('SIGTERM');
    });
    expect(code).toBe(130);
    expect(stdout).toContain('Interrupted. Run again to finish');
  });
});
