import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes } from '../../src/cli/program';

const root = join(__dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const contributing = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

describe('README', () => {
  it('can be read in a few minutes', () => {
    expect(readme.split('\n').length).toBeLessThanOrEqual(150);
  });

  it('lists every exit code', () => {
    const rows = [...readme.matchAll(/^\| (\d+) \| /gm)].map(([, code]) => Number(code));
    expect(rows).toEqual(exitCodes.map(([code]) => code));
  });
});

describe('CONTRIBUTING', () => {
  it('gives a reason for every package that the project depends on', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    const named = (name: string): boolean =>
      contributing.includes(`\`${name}\``) ||
      contributing.includes(`\`${name.replace(/^(@aws-sdk\/client-|@typescript-eslint\/).*/, '$1*')}\``);
    const types = /^@types\/|^@eslint\/|^@swc\/core$/;
    expect(Object.keys(devDependencies).filter((name) => !types.test(name) && !named(name))).toEqual([]);
  });
});
