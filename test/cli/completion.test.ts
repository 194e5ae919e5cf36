import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProgram } from '../../src/cli/program';
import { shells } from '../../src/cli/completion';
import { bareEnvironment, hasProgram, isHere } from '../support/machine';
import { runProgram } from '../support/program';

const folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-completion-'));
const config = join(folder, 'config');
writeFileSync(config, '[default]\nregion=us-east-1\n[profile management] # one\n[profile security]\r\n[sso-session x]\n');

const env = { ...bareEnvironment(folder), AWS_CONFIG_FILE: config };

// What is called bash on Windows may be that of a Linux beside it, which sees neither this environment nor this file.
const bash = isHere(
  spawnSync('bash', ['--norc'], { env, input: 'test -r "$AWS_CONFIG_FILE"' }).status === 0,
  'bash: not found, its completion was not tried',
);

async function script(shell: string): Promise<string> {
  const { exitCode, stdout } = await runProgram(['completion', shell]);
  expect(exitCode).toBe(0);
  return stdout;
}

/** What bash offers for these words, the last of which is being typed. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const quoted = ['provision-guardduty', ...words].map((word) => `'${word}'`).join(' ');
  const ask = `COMP_WORDS=(${quoted}); COMP_CWORD=${words.length.toString()}; _provision_guardduty; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const output = execFileSync('bash', ['--norc'], { env, encoding: 'utf8', input: `${await script('bash')}\n${ask}\n` });
  return output.split('\n').filter((line) => line !== '');
}

describe('completion', () => {
  test.each(shells)('for %s knows every option', async (shell) => {
    const text = await script(shell);
    const missing = createProgram('0').options.flatMap(({ long }) =>
      long != null && !text.includes(long.replace(/^--/, '')) ? [long] : [],
    );
    expect(missing).toEqual([]);
  });

  (bash ? test : test.skip).each([
    ['options', ['--auto'], ['--auto-enable']],
    ['commands', ['simu'], ['simulator']],
    ['options of a command', ['simulator', '--po'], ['--port']],
    ['words of a command', ['iam-policy', 'man'], ['management']],
    ['choices', ['--auto-enable', ''], ['all', 'new', 'none']],
    ['Regions', ['--regions', 'eu-central'], ['eu-central-1', 'eu-central-2']],
    ['profiles', ['--profile', ''], ['default', 'management', 'security']],
  ])('offers %s in bash', async (_what, words, wanted) => {
    expect(await offered(...words)).toEqual(wanted);
  });

  for (const shell of ['zsh', 'fish']) {
    const here = hasProgram(shell, 'its completion script was not read');
    (here ? test : test.skip)(`is a script that ${shell} can read`, async () => {
      const file = join(folder, shell);
      writeFileSync(file, await script(shell));
      expect(spawnSync(shell, ['-n', file]).status).toBe(0);
    });
  }

  test('refuses a shell that it does not know', async () => {
    const { exitCode, stderr } = await runProgram(['completion', 'powershell']);
    expect({ exitCode, told: stderr.includes('Allowed choices are bash, zsh, fish.') }).toEqual({ exitCode: 2, told: true });
  });
});
