import { join } from 'node:path';
import { runProgram } from '../support/program';
import { expectPart } from './support/generated';

const file = join(__dirname, '../../docs/options.md');

/** The rollout, and every command that its help lists. */
const pages = ['rollout', 'offboard', 'simulator', 'iam-policy'];

describe('the page of options', () => {
  test('has every command', async () => {
    const [, listed = ''] = (await runProgram(['--help'])).stdout.split('Other commands:\n');
    const commands = [...(listed.split('\n\n')[0] ?? '').matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name);
    expect(['rollout', ...commands]).toEqual(pages);
  });

  test.each(pages)('shows the help of %s as the program prints it', async (name) => {
    const { stdout } = await runProgram(name === 'rollout' ? ['--help'] : [name, '--help']);
    expectPart(file, name, `\`\`\`text\n${stdout.trimEnd()}\n\`\`\``);
  });

  test.each(pages)('shows the help of %s in 80 columns', async (name) => {
    const { stdout } = await runProgram(name === 'rollout' ? ['--help'] : [name, '--help']);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});
