import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const bin = join(__dirname, '../../bin/provision-guardduty.js');

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built program as a process of its own, with an empty home. */
function start(
  argv: readonly string[],
  onStderr: (text: string, kill: (signal: NodeJS.Signals) => void) => void = () => undefined,
): Promise<Ended> {
  const home = mkdtempSync(join(tmpdir(), 'provision-guardduty-home-'));
  const child = spawn(process.execPath, [bin, ...argv], {
    env: { PATH: process.env['PATH'], HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    onStderr(stderr, (signal) => child.kill(signal));
  });
  return new Promise((resolve) => {
    child.on('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}

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

  it('ends with 130 and a report when it is told to stop while it applies', async () => {
    let told = false;
    const { code, stdout } = await start(['--simulate', '--regions', 'all', '--yes', '--verbose'], (text, kill) => {
      if (told || !text.includes('designation: done')) return;
      told = true;
      kill('SIGTERM');
    });
    expect(code).toBe(130);
    expect(stdout).toContain('Interrupted. Run again to finish');
  });
});
