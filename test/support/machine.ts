import { spawnSync } from 'node:child_process';

/** Windows has neither signals between processes nor modes of files. https://nodejs.org/api/process.html#signal-events */
export const windows = process.platform === 'win32';

/** What a process gets that is to see the programs of this machine and nothing else; Windows adds what it cannot do without. */
export function bareEnvironment(home: string): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: home, USERPROFILE: home };
}

/** Whether what tests need is here; where not, a line says what is left out. */
export function isHere(here: boolean, otherwise: string): boolean {
  if (!here) process.stdout.write(`${otherwise}\n`);
  return here;
}

/** Whether a program answers; where not, a line says what is left out. */
export function hasProgram(program: string, leftOut: string): boolean {
  return isHere(spawnSync(program, ['--version']).status === 0, `${program}: not found, ${leftOut}`);
}
