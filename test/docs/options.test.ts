import { join } from 'node:path';
import { runProgram } from '../support/program';
import { expectPart } from './support/generated';

const file = join(__dirname, '../../docs/options.md');

describe('the page of options', () => {
  test.each(['rollout', 'offboard', 'iam-policy', 'simulator'])('shows the help of %s as the program prints it', async (name) => {
    const { stdout } = await runProgram(name === 'rollout' ? ['--help'] : [name, '--help']);
    expectPart(file, name, `\`\`\`text\n${stdout.trimEnd()}\n\`\`\``);
  });

  test.each(['rollout', 'offboard', 'iam-policy', 'simulator'])('shows the help of %s in 80 columns', async (name) => {
    const { stdout } = await runProgram(name === 'rollout' ? ['--help'] : [name, '--help']);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});
