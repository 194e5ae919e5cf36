import type { UpdateOrganizationConfigurationRequest } from '@aws-sdk/client-guardduty';
import {
  byName,
  administrator,
  badRequest,
  designatedInput,
  first,
  outOfRange,
  refusal,
  simulate,
  type Simulated,
} from '../support/simulated';

type Change = Omit<UpdateOrganizationConfigurationRequest, 'DetectorId'>;

async function update({ guardduty, detectorId }: Simulated, change: Change): Promise<void> {
  await guardduty().updateOrganizationConfiguration({ DetectorId: await detectorId(), ...change });
}

async function read({
  guardduty,
  detectorId,
}: Simulated): Promise<{ members: string | undefined; autoEnable: boolean | undefined; features: Record<string, string | undefined> }> {
  const answer = await guardduty().describeOrganizationConfiguration({ DetectorId: await detectorId() });
  const features = byName((answer.Features ?? []).map(({ Name, AutoEnable }) => [Name, AutoEnable] as const));
  return { members: answer.AutoEnableOrganizationMembers, autoEnable: answer.AutoEnable, features };
}

describe('UpdateOrganizationConfiguration', () => {
  test.each<[string, Change, object]>([
    ['ALL', { AutoEnableOrganizationMembers: 'ALL' }, { members: 'ALL', autoEnable: true }],
    ['NEW', { AutoEnableOrganizationMembers: 'NEW' }, { members: 'NEW', autoEnable: true }],
    ['NONE', { AutoEnableOrganizationMembers: 'NONE' }, { members: 'NONE', autoEnable: false }],
    ['the older true, which is NEW', { AutoEnable: true }, { members: 'NEW', autoEnable: true }],
    ['the older false', { AutoEnable: false }, { members: 'NONE', autoEnable: false }],
  ])('takes %s', async (_name, change, wanted) => {
    const simulated = await simulate(designatedInput());
    await update(simulated, change);
    expect(await read(simulated)).toMatchObject(wanted);
  });

  test.each<[string, Change, string?]>([
    ['both ways to say it', { AutoEnable: true, AutoEnableOrganizationMembers: 'NEW' }],
    ['neither', { Features: [{ Name: 'S3_DATA_EVENTS', AutoEnable: 'ALL' }] }],
    ['an unknown word', { AutoEnableOrganizationMembers: 'SOME' as 'ALL' }],
    [
      'an unknown level of a plan',
      { AutoEnableOrganizationMembers: 'NEW', Features: [{ Name: 'S3_DATA_EVENTS', AutoEnable: 'SOME' as 'ALL' }] },
      "The request failed because 'autoEnable' field was not specified.",
    ],
    [
      'both runtime plans',
      {
        AutoEnableOrganizationMembers: 'NEW',
        Features: [
          { Name: 'RUNTIME_MONITORING', AutoEnable: 'ALL' },
          { Name: 'EKS_RUNTIME_MONITORING', AutoEnable: 'NONE' },
        ],
      },
      'The request was rejected because EKS_RUNTIME_MONITORING and RUNTIME_MONITORING cannot be provided in the same request.',
    ],
    [
      'a feature for detectors only',
      { AutoEnableOrganizationMembers: 'NEW', Features: [{ Name: 'AI_ANALYST' as 'S3_DATA_EVENTS', AutoEnable: 'ALL' }] },
      'The request failed because one or more provided feature names are invalid.',
    ],
    [
      'a feature that the Region lacks',
      { AutoEnableOrganizationMembers: 'NEW', Features: [{ Name: 'RDS_LOGIN_EVENTS', AutoEnable: 'ALL' }] },
    ],
    [
      'features together with dataSources',
      { AutoEnable: true, DataSources: { S3Logs: { AutoEnable: true } }, Features: [{ Name: 'S3_DATA_EVENTS', AutoEnable: 'ALL' }] },
    ],
  ])('refuses %s', async (_name, change, message = outOfRange.message) => {
    const simulated = await simulate(designatedInput({}, { lacks: ['RDS_LOGIN_EVENTS'] }));
    expect(await refusal(update(simulated, change))).toEqual(badRequest(message));
    expect((await read(simulated)).members).toBe('NONE');
  });

  test('accepts the older dataSources', async () => {
    const simulated = await simulate(designatedInput());
    await update(simulated, { AutoEnable: true, DataSources: { S3Logs: { AutoEnable: true } } });
    expect((await read(simulated)).features).toMatchObject({ S3_DATA_EVENTS: 'NEW', EKS_AUDIT_LOGS: 'NONE' });
    await update(simulated, {
      AutoEnable: true,
      DataSources: {
        S3Logs: { AutoEnable: false },
        Kubernetes: { AuditLogs: { AutoEnable: true } },
        MalwareProtection: { ScanEc2InstanceWithFindings: { EbsVolumes: { AutoEnable: true } } },
      },
    });
    expect((await read(simulated)).features).toMatchObject({
      S3_DATA_EVENTS: 'NONE',
      EKS_AUDIT_LOGS: 'NEW',
      EBS_MALWARE_PROTECTION: 'NEW',
    });
  });

  test('sets additional configurations one by one', async () => {
    const simulated = await simulate(designatedInput());
    const runtime = (Name: 'EKS_ADDON_MANAGEMENT' | 'EC2_AGENT_MANAGEMENT'): Change => ({
      AutoEnableOrganizationMembers: 'NEW',
      Features: [{ Name: 'RUNTIME_MONITORING', AutoEnable: 'ALL', AdditionalConfiguration: [{ Name, AutoEnable: 'NEW' }] }],
    });
    await update(simulated, runtime('EKS_ADDON_MANAGEMENT'));
    await update(simulated, runtime('EC2_AGENT_MANAGEMENT'));
    const { Features } = await simulated.guardduty().describeOrganizationConfiguration({ DetectorId: await simulated.detectorId() });
    expect(Features?.find(({ Name }) => Name === 'RUNTIME_MONITORING')?.AdditionalConfiguration).toEqual([
      { Name: 'EKS_ADDON_MANAGEMENT', AutoEnable: 'NEW' },
      { Name: 'ECS_FARGATE_AGENT_MANAGEMENT', AutoEnable: 'NONE' },
      { Name: 'EC2_AGENT_MANAGEMENT', AutoEnable: 'NEW' },
    ]);
  });

  test('can take time until reads show it', async () => {
    const simulated = await simulate(designatedInput({ timing: { configurationSeconds: 30 } }));
    await update(simulated, { AutoEnableOrganizationMembers: 'ALL' });
    expect((await read(simulated)).members).toBe('NONE');
    simulated.pass(31);
    expect((await read(simulated)).members).toBe('ALL');
  });

  test.each([
    ['master-permission', badRequest('The request failed because you do not have required AWS Organization master permission.')],
    ['out-of-range', outOfRange],
  ] as const)('answers an account that is not the administrator with %s', async (notAdministrator, wanted) => {
    const { guardduty, detectorId } = await simulate(
      designatedInput({ switches: { notAdministrator } }, { detectors: [{ accounts: [administrator, first] }] }),
    );
    const DetectorId = await detectorId({ account: first });
    const asFirst = guardduty({ account: first });
    expect(await refusal(asFirst.updateOrganizationConfiguration({ DetectorId, AutoEnable: true }))).toEqual(wanted);
    expect(await refusal(asFirst.describeOrganizationConfiguration({ DetectorId }))).toEqual(wanted);
    expect(await refusal(asFirst.getOrganizationStatistics({}))).toEqual(wanted);
  });
});

describe('DescribeOrganizationConfiguration', () => {
  test('lists the features of the Region in pages', async () => {
    const simulated = await simulate(designatedInput({}, { lacks: ['RDS_LOGIN_EVENTS'] }));
    expect(Object.keys((await read(simulated)).features)).toEqual([
      'S3_DATA_EVENTS',
      'EKS_AUDIT_LOGS',
      'EBS_MALWARE_PROTECTION',
      'AI_PROTECTION',
      'EKS_RUNTIME_MONITORING',
      'LAMBDA_NETWORK_LOGS',
      'RUNTIME_MONITORING',
    ]);
    const page = await simulated.guardduty().describeOrganizationConfiguration({ DetectorId: await simulated.detectorId(), MaxResults: 2 });
    expect(page.Features).toHaveLength(2);
    expect(page.NextToken).toBeDefined();
  });
});
