import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { permissions, type Permission } from '../../src/permissions/permissions';
import { runProgram } from '../support/program';
import { expectText } from './support/generated';

const root = join(__dirname, '../..');
const file = join(root, 'docs/permissions.md');
const page = readFileSync(file, 'utf8');

/** A permission as a row of the page. */
function rowOf({ holder, action, when, purpose, optional }: Permission): string {
  const circumstances = when.length === 0 ? 'always' : when.map(({ said }) => said).join(', ');
  return `| ${holder} | \`${action}\` | ${circumstances} | ${purpose}${optional === true ? ' (*optional*)' : ''} |`;
}

describe('the page on permissions', () => {
  const shown = [...page.matchAll(/```sh\nnpx provision-guardduty (.*)\n```\n\n```json\n([^`]*)```/g)];

  it('shows policies of both identities', () => {
    expect(shown.map(([, command]) => command)).toEqual(expect.arrayContaining(['iam-policy management', 'iam-policy administrator']));
  });

  test.each(shown.map(([, command = '', json = '']) => [command, json] as const))('shows what "%s" prints', async (command, json) => {
    const { exitCode, stdout } = await runProgram(command.split(' '));
    expect(exitCode).toBe(0);
    expectText(file, json, stdout);
  });

  it('has a row for every permission, in the order of the table, and no other', () => {
    const rows = page.split('\n').filter((line) => /^\| (?:management|administrator) /.test(line));
    expectText(file, rows.join('\n'), permissions.map(rowOf).join('\n'));
  });
});
