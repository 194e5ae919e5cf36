import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bareEnvironment } from '../../support/machine';

/** One thing that a new user does with the installed package, and how it has to end. */
interface Step {
  readonly name: string;
  readonly argv: readonly string[];
  readonly exitCode: number;
  readonly says: string;
}

const step = (name: string, argv: readonly string[], exitCode: number, says: string): Step => ({ name, argv, exitCode, says });
const simulated = ['--simulate', '--regions', 'all'];
const reports = ['r.html', 'r.csv', 'r.md', 'r.json'];
const profiles = ['--profile', 'simulated-management', '--admin-profile', 'simulated-administrator', '--regions', 'all'];
const library = (how: string): string => `${how}; if (typeof planRollout !== 'function') process.exit(1); console.log('a function')`;

const alone: readonly Step[] = [
  step('version', ['--version'], 0, '.'),
  step('help', ['--help'], 0, 'Usage: provision-guardduty'),
  step('no Regions', [], 2, ''),
  step('dry run', [...simulated, '--dry-run'], 0, 'Dry run: nothing was changed.'),
  step('check', [...simulated, '--check'], 3, 'Drift: a run would change something.'),
  step('rollout with reports', [...simulated, '--yes', '--report', ...reports], 0, 'Done and proven.'),
  step('policy', ['iam-policy', 'management'], 0, 'guardduty:EnableOrganizationAdminAccount'),
];

/** Against one simulated AWS that goes on: what the first run did, the others find. */
const withServer: readonly Step[] = [
  step('first rollout', [...profiles, '--yes', '--output', 'json'], 0, '"simulated": false'),
  step('second rollout', [...profiles, '--yes'], 0, 'Nothing to change'),
  step('check afterwards', [...profiles, '--check'], 0, 'No drift'),
];

async function listening(server: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of server.stdout ?? []) {
    text += String(chunk);
    if (text.includes('Ctrl-C stops it')) break;
  }
  return text;
}

/**
 * Does what a new user does with an installed package, on one version of Node.
 *
 * @param node the program that runs it
 * @param project a folder with the package in its node_modules
 * @returns what each step that went wrong came to; and how many steps there were
 */
export async function smoke(node: string, project: string): Promise<{ readonly wrong: readonly string[]; readonly steps: number }> {
  const bin = join(project, 'node_modules/provision-guardduty/bin/provision-guardduty.js');
  const config = join(project, 'config');
  const env = { ...bareEnvironment(project), AWS_CONFIG_FILE: config, AWS_EC2_METADATA_DISABLED: 'true' };
  const tried = (argv: readonly string[], { name, exitCode, says }: Omit<Step, 'argv'>): readonly string[] => {
    const { status, stdout, stderr } = spawnSync(node, argv, { cwd: project, encoding: 'utf8', env });
    return status === exitCode && stdout.includes(says) ? [] : [`${name}: exit ${String(status)}, ${stdout}${stderr}`];
  };
  const wrong = alone.flatMap((one) => tried([bin, ...one.argv], one));
  wrong.push(...reports.filter((file) => !existsSync(join(project, file))).map((file) => `${file} was not written`));

  const server = spawn(node, [bin, 'simulator', '--port', '0'], { cwd: project, env, stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const [, text = ''] = (await listening(server)).split('Or in ~/.aws/config:\n');
    writeFileSync(config, (text.split('\n\n')[0] ?? '').replace(/^ {2}/gm, ''));
    wrong.push(...withServer.flatMap((one) => tried([bin, ...one.argv], one)));
  } finally {
    server.kill();
  }

  const found = { exitCode: 0, says: 'a function' };
  const required = library("const { planRollout } = require('provision-guardduty')");
  const imported = library("import { planRollout } from 'provision-guardduty'");
  wrong.push(...tried(['--input-type=commonjs', '-e', required], { name: 'require', ...found }));
  wrong.push(...tried(['--input-type=module', '-e', imported], { name: 'import', ...found }));
  return { wrong, steps: alone.length + withServer.length + 2 };
}
