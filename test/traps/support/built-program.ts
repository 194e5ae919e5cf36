import { spawn, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareEnvironment } from '../../support/machine';

/** As `npm run build` has made it. */
const builtProgram = join(__dirname, '../../../dist/main.js');

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
export function startBuilt(argv: readonly string[], env: Readonly<Record<string, string>>): Running {
  const child = spawn(process.execPath, [builtProgram, ...argv], {
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
