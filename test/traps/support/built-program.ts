import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareEnvironment } from '../../support/machine';

const root = join(__dirname, '../../..');

/** Bundles the program as it is now, as "npm run build" does, into a folder of its own. Takes a second or two. */
export function buildProgram(): string {
  const folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-built-'));
  // A bundle beside package.json's "type": "commonjs" is one, and so must this be.
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
  execFileSync(process.execPath, [join(root, 'node_modules/rolldown/bin/cli.mjs'), '-c', '--dir', join(folder, 'dist')], {
    cwd: root,
    stdio: 'pipe',
  });
  return join(folder, 'dist/main.js');
}

/** A process that has ended. */
interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process that runs the program. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it has written to stderr so far. */
  readonly told: () => string;
}

/** Starts the built program as a process of its own, with nothing of this machine's AWS configuration. */
export function startBuilt(main: string, argv: readonly string[], env: Readonly<Record<string, string>>): Running {
  const child = spawn(process.execPath, [main, ...argv], {
    env: { ...bareEnvironment(tmpdir()), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => {
      resolve({ code, signal, stdout, stderr });
    });
  });
  return { child, ended, told: () => stderr };
}
