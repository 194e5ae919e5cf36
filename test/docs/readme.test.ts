import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes } from '../../src/cli/program';
import { runProgram } from '../support/program';

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');

describe('README', () => {
  it('shows the help as it is', async () => {
    const { stdout } = await runProgram(['--help']);
    expect(readme).toContain(stdout.trimEnd());
  });

  it('fits the help into 80 columns', async () => {
    const { stdout } = await runProgram(['--help']);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('lists every exit code', () => {
    for (const [code] of exitCodes) expect(readme).toContain(`| ${code.toString()} | `);
  });

  it('gives every package that the project depends on a reason', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    const named = (name: string): boolean =>
      readme.includes(`\`${name}\``) || readme.includes(`\`${name.replace(/^(@aws-sdk\/client-|@typescript-eslint\/).*/, '$1*')}\``);
    const types = /^@types\/|^@eslint\/|^@swc\/core$/;
    expect(Object.keys(devDependencies).filter((name) => !types.test(name) && !named(name))).toEqual([]);
  });
});
