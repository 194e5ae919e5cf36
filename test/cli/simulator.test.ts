import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram, type ProgramResult } from '../support/program';
import { startServer } from '../support/simulator-server';

const folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-scenarios-'));

function scenarioFile(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const tiny = {
  organization: { managementAccount: '111111111111' },
  administratorAccount: '222222222222',
  accounts: [{ id: '111111111111', name: 'm\u001b[31m' }, { id: '222222222222', name: 's' }, { count: 3 }],
  regions: ['eu-west-1', 'us-east-1'],
};

describe('provision-guardduty simulator', () => {
  test('serves until it is interrupted, and says how to reach it', async () => {
    const server = await startServer(['--scenario', scenarioFile('tiny.json', { name: 'tiny', ...tiny })]);
    expect(server.text()).toContain('SIMULATION (tiny): 5 accounts, 2 Regions. No AWS account is touched.');
    expect(server.text()).toContain('[profile simulated-administrator]');
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(`${server.url}/_simulator/state`)).json()).toMatchObject({ scenario: 'tiny', accounts: 5 });
    const { exitCode, stderr } = await server.stop();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: 'Stopped after 0 requests.\n' });
    await expect(fetch(`${server.url}/_simulator/state`)).rejects.toThrow('fetch failed');
  });

  test('is all that a rollout needs: the address and the credentials it prints', async () => {
    const server = await startServer(['--scenario', scenarioFile('tiny2.json', tiny), '--verbose']);
    const environment = { ...server.environment('management account'), AWS_EC2_METADATA_DISABLED: 'true', HOME: folder };
    const rollOut = (): Promise<ProgramResult> => inEnvironment(environment, () => runProgram(rollout, { env: environment }));
    const rollout = ['--regions', 'all', '--admin-account-id', '222222222222', '--admin-role', 'OrganizationAccountAccessRole', '--yes'];
    expect((await rollOut()).exitCode).toBe(0);
    const state = (await (await fetch(`${server.url}/_simulator/state`)).json()) as { regions: object };
    expect(state.regions).toEqual({
      'eu-west-1': expect.objectContaining({ administrator: '222222222222', autoEnable: 'ALL', members: { Enabled: 4 } }) as unknown,
      'us-east-1': expect.objectContaining({ administrator: '222222222222', autoEnable: 'ALL', members: { Enabled: 4 } }) as unknown,
    });
    const second = await rollOut();
    expect(second.stdout).toContain('in sync');
    const { stderr } = await server.stop();
    expect(stderr).toMatch(/^\d\d:\d\d:\d\d\.\d{3} 222222222222 eu-west-1 guardduty CreateMembers 200$/m);
    expect(stderr).toMatch(/^Stopped after \d+ requests\.$/m);
  });

  test('prints session tokens of credentials that expire', async () => {
    const credentials = { managementLifetimeSeconds: 3600 };
    const server = await startServer(['--scenario', scenarioFile('expiring.json', { ...tiny, credentials })]);
    expect(server.environment('management account')).toHaveProperty('AWS_SESSION_TOKEN');
    expect(server.environment('administrator')).not.toHaveProperty('AWS_SESSION_TOKEN');
    await server.stop();
  });

  test('refuses a port that is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { exitCode, stdout, stderr } = await runProgram(['simulator', '--port', port.toString()]);
    other.close();
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`Port ${port.toString()} is in use.`);
    expect(stderr).toContain('--port 0');
  });

  test.each([
    ['a port that is none', ['--port', '70000'], 'It takes a whole number from 0 to 65535.'],
    ['an unknown option', ['--prot', '1'], '"provision-guardduty simulator --help" lists the options.'],
    ['an argument', ['small'], 'too many arguments'],
    ['a scenario that is not there', ['--scenario', 'enterprize'], 'Did you mean "enterprise"?'],
    ['a scenario to print that is not built in', ['--print-scenario', 'smal'], 'Did you mean "small"?'],
    ['a folder', ['--scenario', folder], 'EISDIR'],
    ['what is not JSON', ['--scenario', scenarioFile('broken.json', '{')], 'it is not valid JSON'],
    [
      'an unknown key',
      ['--scenario', scenarioFile('key.json', { ...tiny, colour: 'red' })],
      'colour: is not a key of a scenario here; allowed:',
    ],
    [
      'a wrong id',
      ['--scenario', scenarioFile('id.json', { ...tiny, administratorAccount: '12' })],
      'administratorAccount: must be an account id',
    ],
    [
      'a Region twice',
      ['--scenario', scenarioFile('twice.json', { ...tiny, regions: ['eu-west-1', 'eu-west-1'] })],
      'regions[1].name: eu-west-1 is listed twice',
    ],
  ])('refuses %s', async (_what, argv, message) => {
    const { exitCode, stdout, stderr } = await runProgram(['simulator', ...argv]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.replace(/\s+/g, ' ')).toContain(message);
  });
});

/** The SDK looks at the environment of the process, not at the one handed to the program. */
async function inEnvironment<Result>(env: Readonly<Record<string, string>>, work: () => Promise<Result>): Promise<Result> {
  const before = { ...process.env };
  Object.assign(process.env, env);
  try {
    return await work();
  } finally {
    process.env = before;
  }
}
