import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { smoke } from '../test/package/support/smoke';
import { npm } from '../test/support/npm';

/** Versions of Node that the package is for; their binaries are npm packages. */
const versions = ['20', '22', '24', '26'] as const;

const machine = `${platform() === 'win32' ? 'win' : platform()}-${arch()}`;
const binaries = `${machine === 'darwin-arm64' ? 'node-bin' : 'node'}-${machine}`;

interface Row {
  readonly version: string;
  readonly steps: string;
  readonly seconds: string;
  readonly wrong: readonly string[];
}

/** Installs the packed package and one Node beside it, and does what a new user does. */
async function tryWith(version: string, folder: string, tarball: string): Promise<Row> {
  const project = join(folder, version);
  mkdirSync(project);
  try {
    npm('install', '--prefix', project, '--no-audit', '--no-fund', '--ignore-scripts', join(folder, tarball), `${binaries}@${version}`);
  } catch (error) {
    return { version, steps: '–', seconds: '–', wrong: [`not to be had: ${(error as Error).message}`] };
  }
  const node = join(project, 'node_modules', binaries, 'bin/node');
  const start = performance.now();
  const { wrong, steps } = await smoke(node, project);
  return {
    version: spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim(),
    steps: `${String(steps - wrong.length)} of ${String(steps)}`,
    seconds: ((performance.now() - start) / 1000).toFixed(1),
    wrong,
  };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-nodes-'));
  npm('pack', '--pack-destination', folder);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new TypeError('npm pack made nothing.');
  const table = new Table({ head: ['Node', 'steps that went well', 'seconds'], style: { head: [], border: [], compact: true } });
  let failed = false;
  for (const asked of versions) {
    const { version, steps, seconds, wrong } = await tryWith(asked, folder, tarball);
    table.push([version, steps, seconds]);
    failed ||= wrong.length > 0;
    for (const line of wrong) process.stderr.write(`Node ${version}: ${line}\n`);
  }
  process.stdout.write(`${table.toString()}\n`);
  rmSync(folder, { recursive: true, maxRetries: 5 });
  process.exitCode = failed ? 1 : 0;
}

void main();
