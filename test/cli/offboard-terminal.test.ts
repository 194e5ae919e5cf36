import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareEnvironment, hasProgram } from '../support/machine';

const bin = join(__dirname, '../../bin/provision-guardduty.js');

/** Runs the built program on a terminal of its own, and types once it asks. https://man7.org/linux/man-pages/man1/script.1.html */
function onTerminal(argv: readonly string[], typed: string): Promise<{ readonly code: number | null; readonly shown: string }> {
  const home = mkdtempSync(join(tmpdir(), 'provision-guardduty-terminal-'));
  const program = [process.execPath, bin, ...argv].map((word) => `'${word}'`).join(' ');
  const command = `stty cols 120; exec ${program}`;
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    cwd: home,
    env: { ...bareEnvironment(home), TERM: 'xterm', NO_COLOR: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let shown = '';
  let answered = false;
  child.stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString();
    if (answered || !shown.includes("Type the organization's id to go on")) return;
    answered = true;
    child.stdin.write(`${typed}\n`);
  });
  return new Promise((resolve) => {
    child.on('close', (code) => {
      resolve({ code, shown });
    });
  });
}

const terminals = hasProgram('script', 'the built program was not run on a terminal');
// The simulated delays are real seconds.
jest.setTimeout(60_000);

(terminals ? describe : describe.skip)('offboard on a terminal', () => {
  beforeAll(() => {
    if (!existsSync(join(__dirname, '../../dist/main.js'))) throw new TypeError('Run "npm run build" first: dist is missing.');
  });

  const argv = ['offboard', '--simulate', 'brownfield', '--wait', '5', '--confirm', 'o-simbrownfd'];

  it('asks for the id of the organization although --confirm names it, and takes nothing else for a yes', async () => {
    const { code, shown } = await onTerminal(argv, 'y');
    expect(code).toBe(2);
    expect(shown).toContain("Nothing was changed: the organization's id was not typed.");
  });

  it('goes on when the id is typed', async () => {
    const { code, shown } = await onTerminal(argv, 'o-simbrownfd');
    // Two members from outside the organization stay.
    expect(code).toBe(1);
    expect(shown).toMatch(/eu-west-1 +✔ released/);
  });
});
