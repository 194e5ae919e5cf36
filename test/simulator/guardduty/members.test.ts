import { paginateListMembers } from '@aws-sdk/client-guardduty';
import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import {
  byName,
  administrator,
  designatedInput,
  first,
  management,
  outOfRange,
  refusal,
  scenarioInput,
  second,
  simulate,
  third,
  workloads,
} from '../support/simulated';
import { documentedStatuses } from '../../support/relationship-statuses';

describe('ListMembers', () => {
  const everyStatus = designatedInput(
    { accounts: [{ id: management, name: 'm' }, { id: administrator, name: 's' }, { count: 12 }] },
    {
      members: documentedStatuses.map((relationshipStatus, index) => ({ accounts: [String(300_000_000_001 + index)], relationshipStatus })),
    },
  );

  test.each([
    [undefined, ['Enabled', 'Disabled']],
    ['true', ['Enabled', 'Disabled']],
    ['false', documentedStatuses],
  ])('with onlyAssociated %s shows %j', async (OnlyAssociated, wanted) => {
    const { guardduty, detectorId } = await simulate(everyStatus);
    const { Members } = await guardduty().listMembers({
      DetectorId: await detectorId(),
      ...(OnlyAssociated === undefined ? {} : { OnlyAssociated }),
    });
    expect(Members?.map(({ RelationshipStatus }) => RelationshipStatus)).toEqual(wanted);
  });

  test.each([
    ['another word than true and false', { OnlyAssociated: 'yes' }],
    ['more than fifty', { MaxResults: 51 }],
    ['none', { MaxResults: 0 }],
    ['a token that it never gave', { NextToken: 'x' }],
  ])('refuses %s', async (_name, input) => {
    const { guardduty, detectorId } = await simulate(everyStatus);
    expect(await refusal(guardduty().listMembers({ DetectorId: await detectorId(), ...input }))).toEqual(outOfRange);
  });

  const hundred = designatedInput(
    { accounts: [{ id: management, name: 'm' }, { id: administrator, name: 's' }, { count: 118 }] },
    { members: [{ accounts: 'all' }] },
  );

  test('returns fifty members per page, and each member once', async () => {
    const { guardduty, detectorId } = await simulate(hundred);
    const client = guardduty();
    const pages: number[] = [];
    const ids = new Set<string | undefined>();
    for await (const { Members } of paginateListMembers({ client }, { DetectorId: await detectorId(), OnlyAssociated: 'false' })) {
      pages.push(Members?.length ?? 0);
      for (const { AccountId } of Members ?? []) ids.add(AccountId);
    }
    expect(pages).toEqual([50, 50, 19]);
    expect(ids.size).toBe(119);
    expect(ids).not.toContain(administrator);
  });

  test.each([
    ['absent', undefined],
    ['empty-string', ''],
    ['null', undefined],
  ] as const)('ends with a token that is %s', async (lastPageToken, wanted) => {
    const { guardduty, detectorId } = await simulate({ ...everyStatus, switches: { lastPageToken } });
    const { NextToken } = await guardduty().listMembers({ DetectorId: await detectorId() });
    expect(NextToken ?? undefined).toBe(wanted);
  });

  test.each<[string, ScenarioInput, Record<string, unknown>]>([
    [
      'by invitation',
      designatedInput({}, { members: [{ accounts: [first], invited: true }] }),
      { Email: `aws+${first}@example.com`, InvitedAt: expect.any(String) },
    ],
    ['through the organization', designatedInput({}, { members: [{ accounts: [first] }] }), { Email: undefined, InvitedAt: undefined }],
    [
      'where every address shows',
      designatedInput({ switches: { memberEmail: 'all' } }, { members: [{ accounts: [first] }] }),
      { Email: `aws+${first}@example.com` },
    ],
  ])('shows the address of members %s', async (_name, input, wanted) => {
    const { guardduty, detectorId } = await simulate(input);
    const { Members } = await guardduty().listMembers({ DetectorId: await detectorId() });
    expect({ Email: Members?.[0]?.Email, InvitedAt: Members?.[0]?.InvitedAt }).toMatchObject(wanted);
  });

  test.each([
    ['account-suspended', 'AccountSuspended'],
    ['unchanged', 'Enabled'],
  ] as const)('shows a member whose account was suspended later: %s', async (suspendedMember, wanted) => {
    const { guardduty, detectorId, pass } = await simulate(
      designatedInput(
        {
          accounts: [
            { id: management, name: 'm' },
            { id: administrator, name: 's' },
            { id: first, name: 'x', changes: { afterSeconds: 60, state: 'SUSPENDED' } },
          ],
          switches: { suspendedMember },
        },
        { members: [{ accounts: [first] }] },
      ),
    );
    const status = async (): Promise<unknown> =>
      (await guardduty().listMembers({ DetectorId: await detectorId(), OnlyAssociated: 'false' })).Members?.[0]?.RelationshipStatus;
    expect(await status()).toBe('Enabled');
    pass(61);
    expect(await status()).toBe(wanted);
  });
});

test('a member whose account has not opted in to the Region reads RegionDisabled', async () => {
  const accounts = [
    { id: management, name: 'm' },
    { id: administrator, name: 's' },
    { id: first, name: 'x', regions: { 'us-east-1': 'DISABLED' } },
  ] as const;
  const { guardduty, detectorId } = await simulate(designatedInput({ accounts: [...accounts] }, { members: [{ accounts: [first] }] }));
  const { Members } = await guardduty().listMembers({ DetectorId: await detectorId(), OnlyAssociated: 'false' });
  expect(Members).toMatchObject([{ AccountId: first, RelationshipStatus: 'RegionDisabled' }]);
});

describe('GetMembers', () => {
  test('returns each member, or a reason', async () => {
    const { guardduty, detectorId } = await simulate(designatedInput({}, { members: [{ accounts: [first] }] }));
    const answer = await guardduty().getMembers({ DetectorId: await detectorId(), AccountIds: [first, second] });
    expect(answer.Members).toMatchObject([{ AccountId: first, RelationshipStatus: 'Enabled', AdministratorId: administrator }]);
    expect(answer.UnprocessedAccounts).toMatchObject([{ AccountId: second }]);
  });

  test.each([
    ['nothing', []],
    ['fifty-one accounts', Array.from({ length: 51 }, (_, index) => String(300_000_000_000 + index))],
    ['no account id', ['x']],
  ])('refuses %s', async (_name, AccountIds) => {
    const { guardduty, detectorId } = await simulate(designatedInput());
    expect(await refusal(guardduty().getMembers({ DetectorId: await detectorId(), AccountIds }))).toMatchObject({
      name: 'BadRequestException',
    });
  });
});

describe('monitoring', () => {
  type Operation = 'startMonitoringMembers' | 'stopMonitoringMembers' | 'disassociateMembers' | 'deleteMembers';
  const notAssociated = 'The request is rejected because the given account ID is not an associated member of account the current account.';
  const started = designatedInput(
    {},
    {
      members: [
        { accounts: [first] },
        { accounts: [second], relationshipStatus: 'Disabled' },
        { accounts: [third], relationshipStatus: 'Removed' },
      ],
    },
  );

  test.each<[Operation, readonly string[], readonly (string | undefined)[], readonly (string | undefined)[]]>([
    ['startMonitoringMembers', [first, second, third, workloads[3]], [third, workloads[3]], ['Enabled', 'Enabled', 'Removed']],
    ['stopMonitoringMembers', [first, second, third], [third], ['Disabled', 'Disabled', 'Removed']],
    ['disassociateMembers', [first, second, third], [third], ['Removed', 'Removed', 'Removed']],
    ['deleteMembers', [first, third], [first], ['Enabled', 'Disabled']],
  ])('%s changes members and names those it could not', async (operation, AccountIds, unprocessed, wanted) => {
    const { guardduty, detectorId } = await simulate(started);
    const DetectorId = await detectorId();
    const { UnprocessedAccounts } = await guardduty()[operation]({ DetectorId, AccountIds: [...AccountIds] });
    expect(UnprocessedAccounts?.map(({ AccountId }) => AccountId)).toEqual(unprocessed);
    const { Members } = await guardduty().listMembers({ DetectorId, OnlyAssociated: 'false' });
    expect(Members?.map(({ RelationshipStatus }) => RelationshipStatus)).toEqual(wanted);
  });

  test('returns AWS’s message for an account that is not an associated member', async () => {
    const { guardduty, detectorId } = await simulate(started);
    const { UnprocessedAccounts } = await guardduty().startMonitoringMembers({ DetectorId: await detectorId(), AccountIds: [third] });
    expect(UnprocessedAccounts).toEqual([{ AccountId: third, Result: notAssociated }]);
  });

  test('suspends and restarts the member’s detector', async () => {
    const { guardduty, detectorId } = await simulate(started);
    const DetectorId = await detectorId();
    const status = async (): Promise<unknown> =>
      (await guardduty({ account: first }).getDetector({ DetectorId: await detectorId({ account: first }) })).Status;
    await guardduty().stopMonitoringMembers({ DetectorId, AccountIds: [first] });
    expect(await status()).toBe('DISABLED');
    await guardduty().startMonitoringMembers({ DetectorId, AccountIds: [first] });
    expect(await status()).toBe('ENABLED');
  });

  test('restarts a member while auto-enable is ALL', async () => {
    const { guardduty, detectorId } = await simulate(
      designatedInput({}, { organizationConfiguration: { autoEnable: 'ALL' }, members: [{ accounts: [first] }] }),
    );
    const { UnprocessedAccounts } = await guardduty().startMonitoringMembers({ DetectorId: await detectorId(), AccountIds: [first] });
    expect(UnprocessedAccounts).toEqual([]);
  });
});

describe('member detectors', () => {
  const withMembers = (autoEnable: 'ALL' | 'NONE' = 'NONE', switches: ScenarioInput['switches'] = {}): ScenarioInput =>
    designatedInput(
      { switches },
      {
        organizationConfiguration: { features: { S3_DATA_EVENTS: autoEnable } },
        members: [{ accounts: [first], features: { S3_DATA_EVENTS: 'ENABLED' } }],
      },
    );
  const off = [{ Name: 'S3_DATA_EVENTS', Status: 'DISABLED' }] as const;

  async function change(input: ScenarioInput): Promise<{ unprocessed: unknown; s3: unknown }> {
    const { guardduty, detectorId } = await simulate(input);
    const DetectorId = await detectorId();
    const { UnprocessedAccounts } = await guardduty().updateMemberDetectors({
      DetectorId,
      AccountIds: [first, second],
      Features: [...off],
    });
    const { MemberDataSourceConfigurations, UnprocessedAccounts: unread } = await guardduty().getMemberDetectors({
      DetectorId,
      AccountIds: [first, second],
    });
    expect(unread).toMatchObject([{ AccountId: second }]);
    const s3 = MemberDataSourceConfigurations?.[0]?.Features?.find(({ Name }) => Name === 'S3_DATA_EVENTS')?.Status;
    return { unprocessed: UnprocessedAccounts?.map(({ AccountId }) => AccountId), s3 };
  }

  test('can be changed for single accounts', async () => {
    expect(await change(withMembers())).toEqual({ unprocessed: [second], s3: 'DISABLED' });
  });

  test('can be changed even if the organization has ALL', async () => {
    expect(await change(withMembers('ALL'))).toEqual({ unprocessed: [second], s3: 'DISABLED' });
  });

  test('do not show features that only detectors have', async () => {
    const { guardduty, detectorId } = await simulate(withMembers());
    const { MemberDataSourceConfigurations } = await guardduty().getMemberDetectors({
      DetectorId: await detectorId(),
      AccountIds: [first],
    });
    expect(MemberDataSourceConfigurations?.[0]?.Features?.map(({ Name }) => Name)).not.toContain('AI_ANALYST');
  });
});

describe('numbers', () => {
  const input = designatedInput(
    {
      accounts: [
        { id: management, name: 'm' },
        { id: administrator, name: 's' },
        { count: 3 },
        { id: '400000000001', name: 'x', state: 'CLOSED' },
        { id: '400000000002', name: 'y', joinsAfterSeconds: 60 },
        { id: '400000000003', name: 'z', state: 'PENDING_CLOSURE' },
      ],
    },
    {
      members: [
        {
          accounts: [first],
          features: {
            S3_DATA_EVENTS: 'ENABLED',
            RUNTIME_MONITORING: { status: 'DISABLED', additional: { EC2_AGENT_MANAGEMENT: 'ENABLED' } },
          },
        },
        { accounts: [second], relationshipStatus: 'Disabled' },
        { accounts: ['400000000003'] },
      ],
    },
  );

  test('count accounts, members and features', async () => {
    const { guardduty } = await simulate(input);
    const { OrganizationDetails } = await guardduty().getOrganizationStatistics({});
    const { CountByFeature, ...counts } = OrganizationDetails?.OrganizationStatistics ?? {};
    expect(counts).toEqual({ TotalAccountsCount: 7, MemberAccountsCount: 3, ActiveAccountsCount: 2, EnabledAccountsCount: 3 });
    expect(CountByFeature?.find(({ Name }) => Name === 'S3_DATA_EVENTS')?.EnabledAccountsCount).toBe(2);
    expect(CountByFeature?.find(({ Name }) => Name === 'RUNTIME_MONITORING')?.AdditionalConfiguration).toEqual([
      { Name: 'EKS_ADDON_MANAGEMENT', EnabledAccountsCount: 0 },
      { Name: 'ECS_FARGATE_AGENT_MANAGEMENT', EnabledAccountsCount: 0 },
      { Name: 'EC2_AGENT_MANAGEMENT', EnabledAccountsCount: 1 },
    ]);
  });

  test('show the days that are left of a free trial', async () => {
    const { guardduty, pass } = await simulate(scenarioInput());
    const { DetectorId } = await guardduty().createDetector({
      Enable: true,
      Features: [{ Name: 'RUNTIME_MONITORING', Status: 'ENABLED' }],
    });
    pass(3 * 86_400);
    const { Accounts, UnprocessedAccounts } = await guardduty().getRemainingFreeTrialDays({
      DetectorId,
      AccountIds: [administrator, first],
    });
    const days = byName((Accounts?.[0]?.Features ?? []).map(({ Name, FreeTrialDaysRemaining }) => [Name, FreeTrialDaysRemaining] as const));
    expect(days).toMatchObject({ CLOUD_TRAIL: 27, S3_DATA_EVENTS: 27, FARGATE_RUNTIME_MONITORING: 27 });
    expect(UnprocessedAccounts).toMatchObject([{ AccountId: first }]);
  });

  test('show that a trial does not start again if a feature is turned off and on', async () => {
    const { guardduty, pass } = await simulate(scenarioInput());
    const { DetectorId } = await guardduty().createDetector({ Enable: true });
    const left = async (): Promise<unknown> => {
      const { Accounts } = await guardduty().getRemainingFreeTrialDays({ DetectorId, AccountIds: [administrator] });
      return Accounts?.[0]?.Features?.find(({ Name }) => Name === 'EC2_RUNTIME_MONITORING');
    };
    expect(await left()).toBeUndefined();
    pass(10 * 86_400);
    for (const Status of ['ENABLED', 'DISABLED', 'ENABLED'] as const) {
      await guardduty().updateDetector({ DetectorId, Features: [{ Name: 'RUNTIME_MONITORING', Status }] });
      pass(86_400);
    }
    expect(await left()).toEqual({ Name: 'EC2_RUNTIME_MONITORING', FreeTrialDaysRemaining: 27 });
  });
});
