import { parseScenario } from '../../src/simulator/scenario/load-scenario';
import { type Simulator, startSimulator } from '../../src/simulator/server';
import { administrator, awsAt, awsCliVersion, management } from '../simulator/support/aws-cli';
import { bucketArn, exportStorage, keyArn } from '../simulator/support/exporting';
import { designatedInput } from '../simulator/support/simulated';

const [first, second] = ['300000000001', '300000000002'] as const;

process.stdout.write(
  awsCliVersion === undefined
    ? 'AWS CLI: not found, its walk through a rollout was skipped\n'
    : `AWS CLI: ${awsCliVersion} walks through a rollout\n`,
);

jest.setTimeout(300_000);

(awsCliVersion === undefined ? describe.skip : describe)('the official AWS CLI', () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator(
      parseScenario(
        {
          organization: { managementAccount: management },
          administratorAccount: administrator,
          accounts: [{ id: management, name: 'management' }, { id: administrator, name: 'security' }, { count: 30 }],
          regions: ['us-east-1', 'eu-west-1'],
        },
        'aws-cli',
      ),
    );
  });

  beforeEach(() => {
    simulator.reset();
  });

  afterAll(() => simulator.close());

  const aws = <Answer>(account: string, ...argv: readonly string[]): Promise<Answer> => awsAt<Answer>(simulator.url, account, ...argv);

  const principal = ['--service-principal', 'guardduty.amazonaws.com'] as const;

  test('reads the organization and turns on trusted access', async () => {
    const [organization, accounts, roots, caller, role, regions] = await Promise.all([
      aws<{ Organization: object }>(management, 'organizations', 'describe-organization'),
      // Pages of ten, which the CLI puts together by itself.
      aws<{ Accounts: readonly { Id: string }[] }>(management, 'organizations', 'list-accounts', '--page-size', '10'),
      aws<{ Roots: readonly object[] }>(management, 'organizations', 'list-roots'),
      aws<object>(management, 'sts', 'get-caller-identity'),
      aws<{ Credentials: object }>(
        management,
        ...['sts', 'assume-role', '--role-session-name', 'walk'],
        ...['--role-arn', `arn:aws:iam::${administrator}:role/OrganizationAccountAccessRole`],
      ),
      aws<{ Regions: readonly { RegionName: string }[] }>(
        management,
        ...['account', 'list-regions', '--region-opt-status-contains', 'ENABLED', 'ENABLED_BY_DEFAULT'],
      ),
    ]);
    expect(organization.Organization).toMatchObject({ MasterAccountId: management, FeatureSet: 'ALL' });
    expect(new Set(accounts.Accounts.map(({ Id }) => Id)).size).toBe(32);
    expect(simulator.calls.filter(({ operation }) => operation === 'ListAccounts')).toHaveLength(4);
    expect(roots.Roots).toHaveLength(1);
    expect(caller).toMatchObject({ Account: management, Arn: expect.stringContaining(management) as unknown });
    expect(role.Credentials).toMatchObject({ Expiration: expect.stringMatching(/^20/) as unknown });
    expect(regions.Regions.map(({ RegionName }) => RegionName)).toEqual(expect.arrayContaining(['us-east-1', 'eu-west-1']));
    await aws(management, 'organizations', 'enable-aws-service-access', ...principal);
    expect(await aws(management, 'organizations', 'list-aws-service-access-for-organization')).toMatchObject({
      EnabledServicePrincipals: [{ ServicePrincipal: 'guardduty.amazonaws.com' }],
    });
  });

  test('designates the administrator, adds, changes and releases members, and removes the administrator', async () => {
    await aws(management, 'organizations', 'enable-aws-service-access', ...principal);
    await aws(management, 'guardduty', 'enable-organization-admin-account', '--admin-account-id', administrator);
    expect(await aws(management, 'guardduty', 'list-organization-admin-accounts')).toEqual({
      AdminAccounts: [{ AdminAccountId: administrator, AdminStatus: 'ENABLED' }],
    });
    expect(await aws(management, 'organizations', 'list-delegated-administrators', ...principal)).toMatchObject({
      DelegatedAdministrators: [{ Id: administrator }],
    });
    const { DetectorIds } = await aws<{ DetectorIds: readonly string[] }>(administrator, 'guardduty', 'list-detectors');
    expect(DetectorIds).toHaveLength(1);
    const detector = ['--detector-id', DetectorIds[0] ?? ''] as const;
    const own = await aws<{ DetectorId: string }>(management, 'guardduty', 'create-detector', '--enable');
    const guardduty = <Answer = object>(command: string, ...rest: readonly string[]): Promise<Answer> =>
      aws<Answer>(administrator, 'guardduty', command, ...detector, ...rest);
    await guardduty('update-detector', '--finding-publishing-frequency', 'ONE_HOUR');
    expect(await guardduty('get-detector')).toMatchObject({ Status: 'ENABLED', FindingPublishingFrequency: 'ONE_HOUR' });
    expect(own.DetectorId).toMatch(/^[0-9a-f]{32}$/);

    expect(await guardduty('describe-organization-configuration')).toMatchObject({ MemberAccountLimitReached: false });
    await guardduty(
      'update-organization-configuration',
      ...['--auto-enable-organization-members', 'NEW', '--features', 'Name=S3_DATA_EVENTS,AutoEnable=NEW'],
    );
    expect(await guardduty('describe-organization-configuration')).toMatchObject({ AutoEnableOrganizationMembers: 'NEW' });

    const details = [first, second, administrator].map((id) => `AccountId=${id},Email=aws+${id}@example.com`);
    expect(await guardduty('create-members', '--account-details', ...details)).toMatchObject({
      UnprocessedAccounts: [{ AccountId: administrator }],
    });
    const { Members } = await guardduty<{ Members: readonly object[] }>('list-members');
    expect(Members).toMatchObject([
      { AccountId: first, RelationshipStatus: 'Enabled', AdministratorId: administrator },
      { AccountId: second, RelationshipStatus: 'Enabled' },
    ]);
    const both = ['--account-ids', first, second] as const;
    const [members, statistics, trials] = await Promise.all([
      guardduty('get-members', '--account-ids', first, '309999999999'),
      aws(administrator, 'guardduty', 'get-organization-statistics'),
      guardduty('get-remaining-free-trial-days', ...both),
    ]);
    expect(members).toMatchObject({ Members: [{ AccountId: first }], UnprocessedAccounts: [{ AccountId: '309999999999' }] });
    expect(statistics).toMatchObject({ OrganizationDetails: { OrganizationStatistics: { TotalAccountsCount: 32 } } });
    expect(trials).toMatchObject({ Accounts: [{ AccountId: first }, { AccountId: second }] });

    await guardduty('update-member-detectors', '--account-ids', first, '--features', 'Name=RDS_LOGIN_EVENTS,Status=ENABLED');
    const { MemberDataSourceConfigurations } = await guardduty<{
      MemberDataSourceConfigurations: readonly { readonly AccountId: string; readonly Features: readonly object[] }[];
    }>('get-member-detectors', ...both);
    expect(MemberDataSourceConfigurations.find(({ AccountId }) => AccountId === first)?.Features).toContainEqual(
      expect.objectContaining({ Name: 'RDS_LOGIN_EVENTS', Status: 'ENABLED' }),
    );

    const statusOf = async (): Promise<unknown> => (await guardduty<{ Members: unknown }>('get-members', '--account-ids', first)).Members;
    await guardduty('stop-monitoring-members', '--account-ids', first);
    expect(await statusOf()).toMatchObject([{ RelationshipStatus: 'Disabled' }]);
    await guardduty('start-monitoring-members', '--account-ids', first);
    expect(await statusOf()).toMatchObject([{ RelationshipStatus: 'Enabled' }]);
    await guardduty('stop-monitoring-members', '--account-ids', first);
    await guardduty('disassociate-members', '--account-ids', first);
    await guardduty('delete-members', '--account-ids', first);
    expect(await guardduty('list-members')).toMatchObject({ Members: [{ AccountId: second }] });

    // What has to be done before another account can take over.
    const registration = ['--account-id', administrator] as const;
    await guardduty('disassociate-members', '--account-ids', second);
    await guardduty('delete-members', '--account-ids', second);
    expect(await aws(management, 'organizations', 'list-policies', '--filter', 'TAG_POLICY')).toEqual({ Policies: [] });
    await expect(aws(management, 'organizations', 'list-targets-for-policy', '--policy-id', 'p-simulated1')).rejects.toThrow(
      'PolicyNotFoundException',
    );
    await aws(management, 'guardduty', 'disable-organization-admin-account', '--admin-account-id', administrator);
    expect(await aws(management, 'guardduty', 'list-organization-admin-accounts')).toEqual({ AdminAccounts: [] });
    expect(await aws(management, 'organizations', 'list-delegated-services-for-account', ...registration)).toMatchObject({
      DelegatedServices: [{ ServicePrincipal: 'guardduty.amazonaws.com' }],
    });
    await aws(management, 'organizations', 'deregister-delegated-administrator', ...registration, ...principal);
    await expect(aws(management, 'organizations', 'deregister-delegated-administrator', ...registration, ...principal)).rejects.toThrow(
      'AccountNotRegisteredException',
    );
  });

  test('exports findings, and reads coverage and usage', async () => {
    const { url, close } = await startSimulator(
      parseScenario(
        designatedInput(
          { ...exportStorage() },
          {
            members: [{ accounts: [first], features: { RUNTIME_MONITORING: 'ENABLED' } }],
            coverage: [{ account: first, count: 2 }],
            usage: [{ account: first, feature: 'FLOW_LOGS', amount: '3' }],
          },
        ),
        'export',
      ),
    );
    const [DetectorId = ''] = (await awsAt<{ DetectorIds: string[] }>(url, administrator, 'guardduty', 'list-detectors')).DetectorIds;
    const guardduty = <Answer = object>(command: string, ...rest: readonly string[]): Promise<Answer> =>
      awsAt<Answer>(url, administrator, 'guardduty', command, '--detector-id', DetectorId, ...rest);
    const properties = ['--destination-properties', `DestinationArn=${bucketArn},KmsKeyArn=${keyArn}`];
    const { DestinationId } = await guardduty<{ DestinationId: string }>(
      'create-publishing-destination',
      '--destination-type',
      'S3',
      ...properties,
    );
    const destination = ['--destination-id', DestinationId];
    await guardduty('update-publishing-destination', ...destination, ...properties);
    expect(await guardduty('list-publishing-destinations')).toMatchObject({ Destinations: [{ DestinationId, Status: 'PUBLISHING' }] });
    expect(await guardduty('describe-publishing-destination', ...destination)).toMatchObject({
      DestinationProperties: { DestinationArn: bucketArn, KmsKeyArn: keyArn },
    });
    const [statistics, coverage, usage] = await Promise.all([
      guardduty('get-coverage-statistics', '--statistics-type', 'COUNT_BY_COVERAGE_STATUS'),
      guardduty('list-coverage'),
      guardduty('get-usage-statistics', '--usage-statistic-type', 'SUM_BY_FEATURES', '--usage-criteria', '{}'),
    ]);
    expect(statistics).toMatchObject({ CoverageStatistics: { CountByCoverageStatus: { HEALTHY: 2 } } });
    expect(coverage).toMatchObject({ Resources: [{ AccountId: first }, { CoverageStatus: 'HEALTHY' }] });
    expect(usage).toMatchObject({ UsageStatistics: { SumByFeature: [{ Feature: 'FLOW_LOGS', Total: { Unit: 'USD' } }] } });
    await guardduty('delete-publishing-destination', ...destination);
    expect(await guardduty('list-publishing-destinations')).toEqual({ Destinations: [] });
    await close();
  });

  test('shows AWS’s errors', async () => {
    await expect(aws(first, 'organizations', 'list-accounts')).rejects.toThrow('AccessDeniedException');
    await expect(aws(first, 'guardduty', 'list-organization-admin-accounts')).rejects.toThrow('BadRequestException');
    await expect(aws(first, 'sts', 'assume-role', '--role-session-name', 'x1', '--role-arn', 'nonsense-of-some-length')).rejects.toThrow(
      'ValidationError',
    );
  });
});
