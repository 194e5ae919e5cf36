import { parseScenario } from '../../src/simulator/scenario/load-scenario';
import { type Simulator, startSimulator } from '../../src/simulator/server';
import { administrator, awsAt, awsCliVersion, management } from './support/aws-cli';

process.stdout.write(
  awsCliVersion === undefined
    ? 'AWS CLI: not found, it was not asked to read the simulated AWS\n'
    : `AWS CLI: ${awsCliVersion} reads the simulated AWS\n`,
);

// test/exhaustive/aws-cli.test.ts walks through every operation.
(awsCliVersion === undefined ? describe.skip : describe)('the official AWS CLI', () => {
  let simulator: Simulator;

  beforeAll(async () => {
    const accounts = [{ id: management, name: 'management' }, { id: administrator, name: 'security' }, { count: 30 }];
    simulator = await startSimulator(
      parseScenario(
        { organization: { managementAccount: management }, administratorAccount: administrator, accounts, regions: ['us-east-1'] },
        'aws-cli',
      ),
    );
  });
  afterAll(() => simulator.close());

  test('puts the pages of a list together', async () => {
    const { Accounts } = await awsAt<{ Accounts: readonly { Id: string }[] }>(
      simulator.url,
      management,
      ...['organizations', 'list-accounts', '--page-size', '10'],
    );
    expect(new Set(Accounts.map(({ Id }) => Id)).size).toBe(32);
    expect(simulator.calls.filter(({ operation }) => operation === 'ListAccounts')).toHaveLength(4);
  }, 120_000);

  test('shows AWS’s errors', async () => {
    await expect(awsAt(simulator.url, administrator, 'guardduty', 'list-organization-admin-accounts')).rejects.toThrow(
      'BadRequestException',
    );
  }, 120_000);
});
