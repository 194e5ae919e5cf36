import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { windows } from './machine';

const root = join(__dirname, '../..');

/**
 * On Windows `npm` is a batch file, which Node starts only through a shell; the script behind it lies beside Node.
 * https://nodejs.org/api/child_process.html#spawning-bat-and-cmd-files-on-windows
 */
const command: readonly [string, ...string[]] = windows
  ? [process.execPath, join(dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js')]
  : ['npm'];

/**
 * Runs npm in the project.
 *
 * @returns what it printed
 */
export function npm(...argv: readonly string[]): string {
  const [program, ...first] = command;
  return execFileSync(program, [...first, ...argv, '--loglevel', 'error'], { cwd: root, encoding: 'utf8', stdio: 'pipe' });
}
