import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { bareEnvironment } from '../test/support/machine';
import { npm } from '../test/support/npm';

/** Versions of Node that the package is for; their binaries are npm packages. */
const versions = ['20', '22', '24', '26'] as const;

const folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-nodes-'));
const machine = `${platform() === 'win32' ? 'win' : platform()}-${arch()}`;
const binaries = `${machine === 'darwin-arm64' ? 'node-bin' : 'node'}-${machine}`;

function run(command: string, argv: readonly string[], cwd: string): { readonly status: number | null; readonly stdout: string } {
  return spawnSync(command, argv, { cwd, encoding: 'utf8', env: bareEnvironment(folder) });
}

/** Installs the packed package and one Node beside it, and runs what a new user runs. */
function tryWith(version: string, tarball: string): readonly string[] {
  const project = join(folder, version);
  mkdirSync(project);
  try {
    npm('install', '--prefix', project, '--no-audit', '--no-fund', '--ignore-scripts', tarball, `${binaries}@${version}`);
  } catch {
    return [version, '–', '–', 'not to be had', '–'];
  }
  const node = join(project, 'node_modules', binaries, 'bin/node');
  const bin = join(project, 'node_modules/provision-guardduty/bin/provision-guardduty.js');
  const exact = run(node, ['--version'], project).stdout.trim();
  const help = run(node, [bin, '--help'], project);
  const start = performance.now();
  const rollout = run(
    node,
    [bin, '--simulate', '--regions', 'all', '--yes', '--quiet', '--report', 'r.html', 'r.csv', 'r.md', 'r.json'],
    project,
  );
  const took = `${((performance.now() - start) / 1000).toFixed(1)} s`;
  const proven = rollout.status === 0 && rollout.stdout.includes('Done and proven.') ? 'done and proven' : `exit ${String(rollout.status)}`;
  const library = run(node, ['-e', "require('provision-guardduty').planRollout.call"], project);
  return [exact, help.status === 0 ? 'yes' : 'NO', library.status === 0 ? 'yes' : 'NO', proven, took];
}

function main(): void {
  npm('pack', '--pack-destination', folder);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new TypeError('npm pack made nothing.');
  const table = new Table({
    head: ['Node', '--help', 'library', 'rollout, four reports', 'time'],
    style: { head: [], border: [], compact: true },
  });
  const rows = versions.map((version) => tryWith(version, join(folder, tarball)));
  for (const row of rows) table.push([...row]);
  process.stdout.write(`${table.toString()}\n`);
  rmSync(folder, { recursive: true, maxRetries: 5 });
  process.exitCode = rows.every(([, help, library, rollout]) => help === 'yes' && library === 'yes' && rollout === 'done and proven')
    ? 0
    : 1;
}

main();
