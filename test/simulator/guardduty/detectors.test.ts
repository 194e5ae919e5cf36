import {
  administrator,
  badRequest,
  byName,
  designatedInput,
  first,
  outOfRange,
  refusal,
  scenarioInput,
  simulate,
  type Simulated,
} from '../support/simulated';

const asFirst = { account: first };

async function featureStatuses({ guardduty, detectorId }: Simulated, account = first): Promise<Record<string, string | undefined>> {
  const { Features } = await guardduty({ account }).getDetector({ DetectorId: await detectorId({ account }) });
  return byName((Features ?? []).map(({ Name, Status }) => [Name, Status] as const));
}

describe('CreateDetector', () => {
  test('creates a detector without Runtime Monitoring and the AI features', async () => {
    const simulated = await simulate();
    const { DetectorId } = await simulated.guardduty(asFirst).createDetector({ Enable: true });
    expect(await simulated.detectorId(asFirst)).toBe(DetectorId);
    expect(await featureStatuses(simulated)).toEqual({
      CLOUD_TRAIL: 'ENABLED',
      DNS_LOGS: 'ENABLED',
      FLOW_LOGS: 'ENABLED',
      S3_DATA_EVENTS: 'ENABLED',
      EKS_AUDIT_LOGS: 'ENABLED',
      EBS_MALWARE_PROTECTION: 'ENABLED',
      RDS_LOGIN_EVENTS: 'ENABLED',
      LAMBDA_NETWORK_LOGS: 'ENABLED',
      AI_PROTECTION: 'DISABLED',
      EKS_RUNTIME_MONITORING: 'DISABLED',
      RUNTIME_MONITORING: 'DISABLED',
      AI_ANALYST: 'DISABLED',
    });
  });

  test('turns on features that the request does not name', async () => {
    const simulated = await simulate();
    await simulated.guardduty(asFirst).createDetector({ Enable: true, Features: [{ Name: 'S3_DATA_EVENTS', Status: 'DISABLED' }] });
    expect(await featureStatuses(simulated)).toMatchObject({ S3_DATA_EVENTS: 'DISABLED', EKS_AUDIT_LOGS: 'ENABLED' });
  });

  test('accepts the older dataSources', async () => {
    const simulated = await simulate();
    await simulated.guardduty(asFirst).createDetector({
      Enable: true,
      DataSources: {
        S3Logs: { Enable: false },
        Kubernetes: { AuditLogs: { Enable: false } },
        MalwareProtection: { ScanEc2InstanceWithFindings: { EbsVolumes: false } },
      },
    });
    expect(await featureStatuses(simulated)).toMatchObject({
      S3_DATA_EVENTS: 'DISABLED',
      EKS_AUDIT_LOGS: 'DISABLED',
      EBS_MALWARE_PROTECTION: 'DISABLED',
    });
  });

  test('refuses a second detector, and accepts the same request again', async () => {
    const { guardduty } = await simulate();
    const request = { Enable: true, ClientToken: 'one' };
    const { DetectorId } = await guardduty(asFirst).createDetector(request);
    expect((await guardduty(asFirst).createDetector(request)).DetectorId).toBe(DetectorId);
    expect(await refusal(guardduty(asFirst).createDetector({ Enable: true }))).toEqual(
      badRequest('The request is rejected because a detector already exists for the current account.'),
    );
  });

  test.each([
    [
      'both runtime plans',
      [
        { Name: 'RUNTIME_MONITORING', Status: 'DISABLED' },
        { Name: 'EKS_RUNTIME_MONITORING', Status: 'DISABLED' },
      ],
      'The request was rejected because EKS_RUNTIME_MONITORING and RUNTIME_MONITORING cannot be provided in the same request.',
    ],
    [
      'an unknown feature',
      [{ Name: 'NO_SUCH_THING', Status: 'ENABLED' }],
      'The request failed because one or more provided feature names are invalid.',
    ],
    ['an unknown status', [{ Name: 'S3_DATA_EVENTS', Status: 'ON' }], "The request failed because 'status' field was not specified."],
    [
      'an agent under the wrong plan',
      [{ Name: 'S3_DATA_EVENTS', Status: 'ENABLED', AdditionalConfiguration: [{ Name: 'EC2_AGENT_MANAGEMENT', Status: 'ENABLED' }] }],
      outOfRange.message,
    ],
    ['a feature that the Region lacks', [{ Name: 'AI_PROTECTION', Status: 'ENABLED' }], outOfRange.message],
  ])('refuses %s', async (_name, Features, message) => {
    const { guardduty } = await simulate(scenarioInput({ regions: [{ name: 'us-east-1', lacks: ['AI_PROTECTION'] }] }));
    const request = { Enable: true, Features } as Parameters<ReturnType<typeof guardduty>['createDetector']>[0];
    expect(await refusal(guardduty(asFirst).createDetector(request))).toEqual(badRequest(message));
  });

  test.each([
    ['an unknown frequency', { FindingPublishingFrequency: 'DAILY' as 'ONE_HOUR' }],
    ['a token of more than 64 characters', { ClientToken: 'x'.repeat(65) }],
    ['a status that is neither on nor off', { Enable: 'yes' as unknown as boolean }],
  ])('refuses %s', async (_name, input) => {
    const { guardduty } = await simulate();
    expect(await refusal(guardduty(asFirst).createDetector({ Enable: true, ...input }))).toEqual(outOfRange);
  });
});

describe('GetDetector and UpdateDetector', () => {
  const notOwned = badRequest('The request is rejected because the input detectorId is not owned by the current account.');

  test('refuse the detector of another account or Region, and an empty id', async () => {
    const { guardduty, detectorId } = await simulate(designatedInput());
    const DetectorId = await detectorId();
    expect(await refusal(guardduty(asFirst).getDetector({ DetectorId }))).toEqual(notOwned);
    expect(await refusal(guardduty({ region: 'eu-west-1' }).updateDetector({ DetectorId, Enable: true }))).toEqual(notOwned);
    expect(await refusal(guardduty().listMembers({ DetectorId: ' ' }))).toEqual(notOwned);
  });

  test('change only what the request names', async () => {
    const simulated = await simulate();
    const { guardduty } = simulated;
    const { DetectorId } = await guardduty(asFirst).createDetector({ Enable: true, FindingPublishingFrequency: 'ONE_HOUR' });
    await guardduty(asFirst).updateDetector({
      DetectorId,
      Features: [
        { Name: 'RUNTIME_MONITORING', Status: 'ENABLED', AdditionalConfiguration: [{ Name: 'EC2_AGENT_MANAGEMENT', Status: 'ENABLED' }] },
      ],
    });
    const detector = await guardduty(asFirst).getDetector({ DetectorId });
    expect(detector).toMatchObject({ Status: 'ENABLED', FindingPublishingFrequency: 'ONE_HOUR' });
    expect(detector.Features?.find(({ Name }) => Name === 'RUNTIME_MONITORING')).toMatchObject({
      Status: 'ENABLED',
      AdditionalConfiguration: [
        { Name: 'EKS_ADDON_MANAGEMENT', Status: 'DISABLED' },
        { Name: 'ECS_FARGATE_AGENT_MANAGEMENT', Status: 'DISABLED' },
        { Name: 'EC2_AGENT_MANAGEMENT', Status: 'ENABLED' },
      ],
    });
    await guardduty(asFirst).updateDetector({ DetectorId, Enable: false, FindingPublishingFrequency: 'FIFTEEN_MINUTES' });
    expect(await guardduty(asFirst).getDetector({ DetectorId })).toMatchObject({
      Status: 'DISABLED',
      FindingPublishingFrequency: 'FIFTEEN_MINUTES',
    });
  });

  test.each([
    ['a member', designatedInput({}, { members: [{ accounts: [first] }] }), 'ONE_HOUR'],
    ['nobody else', designatedInput({}, { detectors: [{ accounts: [administrator, first] }] }), 'SIX_HOURS'],
    [
      'nobody whose administrator is not known',
      designatedInput({}, { members: [{ accounts: [first], administrator: '999999999999', invited: true }] }),
      'SIX_HOURS',
    ],
  ])('impose the frequency of the administrator on %s', async (_name, input, wanted) => {
    const { guardduty, detectorId } = await simulate(input);
    await guardduty().updateDetector({ DetectorId: await detectorId(), FindingPublishingFrequency: 'ONE_HOUR' });
    const detector = await guardduty(asFirst).getDetector({ DetectorId: await detectorId(asFirst) });
    expect(detector.FindingPublishingFrequency).toBe(wanted);
  });

  test.each([
    ['an unknown frequency', { FindingPublishingFrequency: 'DAILY' as 'ONE_HOUR' }],
    ['a status that is neither on nor off', { Enable: 'yes' as unknown as boolean }],
    ['features that are no list', { Features: 'all' as unknown as [] }],
    ['a feature that is no object', { Features: ['S3_DATA_EVENTS' as never] }],
    ['a feature without a name', { Features: [{ Status: 'ENABLED' as const }] }],
    [
      'additional configurations that are no list',
      { Features: [{ Name: 'RUNTIME_MONITORING' as const, AdditionalConfiguration: 'all' as unknown as [] }] },
    ],
    [
      'an additional configuration without a name',
      { Features: [{ Name: 'RUNTIME_MONITORING' as const, AdditionalConfiguration: [{ Status: 'ENABLED' as const }] }] },
    ],
    [
      'an additional configuration that is no object',
      { Features: [{ Name: 'RUNTIME_MONITORING' as const, AdditionalConfiguration: ['EC2_AGENT_MANAGEMENT' as never] }] },
    ],
  ])('refuse %s', async (_name, change) => {
    const { guardduty, detectorId } = await simulate(designatedInput());
    expect(await refusal(guardduty().updateDetector({ DetectorId: await detectorId(), ...change }))).toEqual(outOfRange);
  });

  test('can change only an additional configuration of a feature', async () => {
    const { guardduty, detectorId } = await simulate(designatedInput());
    const DetectorId = await detectorId();
    const AdditionalConfiguration = [{ Name: 'RDS_DATA_RISK' as const, Status: 'ENABLED' as const }];
    await guardduty().updateDetector({ DetectorId, Features: [{ Name: 'RDS_LOGIN_EVENTS', AdditionalConfiguration }] });
    const { Features } = await guardduty().getDetector({ DetectorId });
    expect(Features?.find(({ Name }) => Name === 'RDS_LOGIN_EVENTS')).toMatchObject({ Status: 'ENABLED', AdditionalConfiguration });
  });

  test('refuse a member’s change of settings that its administrator manages', async () => {
    const { guardduty, detectorId } = await simulate(designatedInput({}, { members: [{ accounts: [first] }] }));
    const DetectorId = await detectorId(asFirst);
    expect(await refusal(guardduty(asFirst).updateDetector({ DetectorId, Enable: false }))).toMatchObject({ name: 'BadRequestException' });
  });

  test.each(['refused', 'ignored'] as const)(
    'show features that an organization policy manages; a change is %s',
    async (policyManagedFeature) => {
      const organization = {
        managementAccount: '111111111111',
        policyTypes: [{ type: 'GUARDDUTY_POLICY' }],
        policyManagedFeatures: ['S3_DATA_EVENTS'],
      };
      const { guardduty, detectorId } = await simulate(
        scenarioInput({
          organization,
          switches: { policyManagedFeature },
          regions: [{ name: 'us-east-1', detectors: [{ accounts: [first] }] }],
        }),
      );
      const DetectorId = await detectorId(asFirst);
      const change = guardduty(asFirst).updateDetector({ DetectorId, Features: [{ Name: 'S3_DATA_EVENTS', Status: 'DISABLED' }] });
      if (policyManagedFeature === 'refused') expect(await refusal(change)).toMatchObject({ name: 'BadRequestException' });
      else await expect(change).resolves.toBeDefined();
      const { Features } = await guardduty(asFirst).getDetector({ DetectorId });
      expect(Features?.filter(({ ManagedBy }) => ManagedBy === 'GUARDDUTY_POLICY')).toMatchObject([
        { Name: 'S3_DATA_EVENTS', Status: 'ENABLED' },
      ]);
    },
  );
});

describe('GetAdministratorAccount', () => {
  test('returns the administrator of a member, and nothing for an administrator', async () => {
    const { guardduty, detectorId } = await simulate(
      designatedInput({ switches: { relationshipCase: 'upper' } }, { members: [{ accounts: [first], invited: true }] }),
    );
    const ofMember = await guardduty(asFirst).getAdministratorAccount({ DetectorId: await detectorId(asFirst) });
    expect(ofMember.Administrator).toEqual({
      AccountId: administrator,
      RelationshipStatus: 'ENABLED',
      InvitedAt: '2025-03-03T08:00:00.000Z',
    });
    expect((await guardduty().getAdministratorAccount({ DetectorId: await detectorId() })).Administrator).toBeUndefined();
  });
});

describe('ListDetectors', () => {
  test('returns at most fifty ids per page', async () => {
    const { guardduty } = await simulate();
    expect(await refusal(guardduty().listDetectors({ MaxResults: 51 }))).toEqual(outOfRange);
    expect((await guardduty().listDetectors({ MaxResults: 50 })).DetectorIds).toEqual([]);
  });

  test('ignores a malformed token', async () => {
    const { guardduty } = await simulate(designatedInput());
    expect((await guardduty().listDetectors({ NextToken: 'made-up' })).DetectorIds).toHaveLength(1);
  });
});
