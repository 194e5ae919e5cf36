import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import {
  byName,
  administrator,
  badRequest,
  designatedInput,
  details,
  first,
  management,
  outOfRange,
  refusal,
  second,
  simulate,
  third,
  workloads,
  type Simulated,
} from '../support/simulated';

const alreadyMember =
  'The request is rejected because the given account ID is already a member or associated member of the current account.';
const managementFirst = 'Operation failed because your organization master must first enable GuardDuty to be added as a member';

type Accounts = ScenarioInput['accounts'];
const basic: Accounts = [
  { id: management, name: 'm' },
  { id: administrator, name: 's' },
];

async function create({ guardduty, detectorId }: Simulated, AccountDetails: { AccountId: string; Email: string }[]): Promise<unknown> {
  const { UnprocessedAccounts } = await guardduty().createMembers({ DetectorId: await detectorId(), AccountDetails });
  return UnprocessedAccounts?.map(({ AccountId, Result }) => [AccountId, Result]);
}

async function statuses({ guardduty, detectorId }: Simulated): Promise<Record<string, string | undefined>> {
  const { Members } = await guardduty().listMembers({ DetectorId: await detectorId(), OnlyAssociated: 'false' });
  return byName((Members ?? []).map(({ AccountId, RelationshipStatus }) => [AccountId, RelationshipStatus] as const));
}

async function memberFeatures({ guardduty, detectorId }: Simulated, AccountId: string): Promise<Record<string, string | undefined>> {
  const { MemberDataSourceConfigurations } = await guardduty().getMemberDetectors({
    DetectorId: await detectorId(),
    AccountIds: [AccountId],
  });
  return byName((MemberDataSourceConfigurations?.[0]?.Features ?? []).map(({ Name, Status }) => [Name, Status] as const));
}

describe('CreateMembers', () => {
  test('enables GuardDuty in the accounts, with the auto-enable settings in force', async () => {
    const simulated = await simulate(
      designatedInput({}, { organizationConfiguration: { autoEnable: 'NEW', features: { S3_DATA_EVENTS: 'NEW', EKS_AUDIT_LOGS: 'ALL' } } }),
    );
    expect(await create(simulated, details(first, second))).toEqual([]);
    expect(await statuses(simulated)).toEqual({ [first]: 'Enabled', [second]: 'Enabled' });
    expect(await simulated.detectorId({ account: first })).toMatch(/^[0-9a-f]{32}$/);
    expect(await memberFeatures(simulated, first)).toMatchObject({
      S3_DATA_EVENTS: 'ENABLED',
      EKS_AUDIT_LOGS: 'ENABLED',
      RDS_LOGIN_EVENTS: 'DISABLED',
    });
  });

  test.each([
    ['created', { [first]: 'Created' }],
    ['hidden', {}],
  ] as const)('takes time, and members are %s meanwhile', async (pendingMember, wanted) => {
    const simulated = await simulate(
      designatedInput({ timing: { memberSeconds: 30, memberJitterSeconds: 10 }, switches: { pendingMember } }),
    );
    await create(simulated, details(first));
    expect(await statuses(simulated)).toEqual(wanted);
    expect(await simulated.detectorId({ account: first })).toBe('');
    simulated.pass(41);
    expect(await statuses(simulated)).toEqual({ [first]: 'Enabled' });
    expect(await simulated.detectorId({ account: first })).not.toBe('');
  });

  test.each([
    ['an empty list', [], outOfRange],
    ['a malformed id', [{ AccountId: '12', Email: 'a@example.com' }], outOfRange],
    ['a missing e-mail', [{ AccountId: first } as { AccountId: string; Email: string }], outOfRange],
    ['a bad e-mail, and the whole batch with it', [...details(first), { AccountId: second, Email: 'r&d@example.com' }], outOfRange],
    [
      'more than fifty',
      details(...Array.from({ length: 64 }, (_, index) => String(500_000_000_000 + index))),
      badRequest('The request failed because the length provided for the accountDetails array was 64. Max allowed length is 50.'),
    ],
  ])('refuses %s', async (_name, accounts, wanted) => {
    const simulated = await simulate(designatedInput());
    expect(await refusal(create(simulated, accounts))).toEqual(wanted);
    expect(await statuses(simulated)).toEqual({});
  });

  test.each([
    'aws@com',
    'a@b',
    'two@at@example.com',
    '.dot@example.com',
    'r&d@example.com',
    '50%@example.com',
    'a b@example.com',
    'naïve@example.com',
    'someone@example-.',
    'someone@-example.com',
    'someone@exa_mple.com',
    '@example.com',
    `${'x'.repeat(60)}@example.com`,
  ])('takes %s for a bad e-mail', async (Email) => {
    const simulated = await simulate(designatedInput());
    expect(await refusal(create(simulated, [{ AccountId: first, Email }]))).toEqual(outOfRange);
  });

  const switched = (switches: NonNullable<ScenarioInput['switches']>, changes: Partial<ScenarioInput> = {}): ScenarioInput =>
    designatedInput({ switches, ...changes });
  const suspended: Accounts = [...basic, { id: first, name: 'x', state: 'SUSPENDED' }];
  const optedOut: Accounts = [...basic, { id: first, name: 'x', regions: { 'us-east-1': 'DISABLED' } }];

  test.each<
    [string, ScenarioInput, { AccountId: string; Email: string }[], readonly (readonly [string, string])[], Record<string, string>]
  >([
    [
      'the administrator',
      designatedInput(),
      details(administrator),
      [[administrator, 'The request is rejected because an account cannot become a member of itself.']],
      {},
    ],
    ['the management account without GuardDuty', designatedInput(), details(management), [[management, managementFirst]], {}],
    [
      'the management account with a detector',
      designatedInput({}, { detectors: [{ accounts: [administrator, management] }] }),
      details(management),
      [],
      { [management]: 'Enabled' },
    ],
    [
      'a suspended account',
      designatedInput({ accounts: suspended }),
      details(first),
      [[first, 'The request is rejected because the given account ID is suspended.']],
      {},
    ],
    ['an account that has not opted in', designatedInput({ accounts: optedOut }), details(first), [], { [first]: 'RegionDisabled' }],
    ['an account outside', designatedInput(), details('999999999999'), [], { '999999999999': 'Created' }],
    [
      'a member of another administrator',
      designatedInput({}, { members: [{ accounts: [first], administrator: '999999999999', invited: true }] }),
      details(first),
      [[first, 'The request is rejected because the given account ID is already a member of another master account.']],
      {},
    ],
    [
      'one too many',
      designatedInput({ memberLimit: 1 }),
      details(first, second),
      [[second, 'The request is rejected because the current account cannot exceed max members.']],
      { [first]: 'Enabled' },
    ],
  ])('handles %s', async (_name, input, accounts, unprocessed, members) => {
    const simulated = await simulate(input);
    expect(await create(simulated, accounts)).toEqual(unprocessed);
    expect(await statuses(simulated)).toEqual(members);
  });

  test('restarts a detector that the account had suspended itself', async () => {
    const simulated = await simulate(
      designatedInput({}, { detectors: [{ accounts: [administrator] }, { accounts: [first], status: 'DISABLED' }] }),
    );
    await create(simulated, details(first));
    const DetectorId = await simulated.detectorId({ account: first });
    expect((await simulated.guardduty({ account: first }).getDetector({ DetectorId })).Status).toBe('ENABLED');
  });

  test('accepts the management account if a detector in another Region created its role', async () => {
    const simulated = await simulate(switched({ managementAccountAsMember: 'needs-service-linked-role' }));
    await simulated.guardduty({ account: management, region: 'eu-west-1' }).createDetector({ Enable: true });
    expect(await create(simulated, details(management))).toEqual([]);
  });

  test.each(['needs-service-linked-role', 'cannot-create-detector'] as const)(
    'takes the management account with the role that trusted access made: %s',
    async (managementAccountAsMember) => {
      const simulated = await simulate(switched({ managementAccountAsMember, serviceLinkedRoleOnTrustedAccess: true }));
      await simulated.organizations().enableAWSServiceAccess({ ServicePrincipal: 'guardduty.amazonaws.com' });
      expect(await create(simulated, details(management))).toEqual([]);
      expect(await statuses(simulated)).toEqual({ [management]: 'Enabled' });
    },
  );

  test.each(['Removed', 'Resigned', 'Deleted', 'Created', 'Invited', 'EmailVerificationFailed', 'EmailVerificationInProgress'])(
    'takes an account in that reads %s',
    async (relationshipStatus) => {
      const simulated = await simulate(designatedInput({}, { members: [{ accounts: [first], relationshipStatus }] }));
      expect(await create(simulated, details(first))).toEqual([]);
      expect(await statuses(simulated)).toEqual({ [first]: 'Enabled' });
    },
  );

  describe('for a member', () => {
    const member = {
      organizationConfiguration: { autoEnable: 'NEW', features: { S3_DATA_EVENTS: 'ALL' } },
      members: [{ accounts: [first] }],
    } as const;

    test('applies the settings again, and overrides the account’s own', async () => {
      const simulated = await simulate(
        designatedInput({}, { ...member, members: [{ accounts: [first], features: { EKS_AUDIT_LOGS: 'ENABLED' } }] }),
      );
      expect(await memberFeatures(simulated, first)).toMatchObject({ S3_DATA_EVENTS: 'DISABLED', EKS_AUDIT_LOGS: 'ENABLED' });
      expect(await create(simulated, details(first))).toEqual([]);
      expect(await memberFeatures(simulated, first)).toMatchObject({ S3_DATA_EVENTS: 'ENABLED', EKS_AUDIT_LOGS: 'ENABLED' });
    });

    test('does not restart a suspended one', async () => {
      const simulated = await simulate(designatedInput({}, { members: [{ accounts: [first], relationshipStatus: 'Disabled' }] }));
      await create(simulated, details(first));
      expect(await statuses(simulated)).toEqual({ [first]: 'Disabled' });
    });
  });

  test('does not change a stuck record until it is deleted', async () => {
    const simulated = await simulate(
      designatedInput(
        { timing: { autoEnableAllSeconds: 1 } },
        { members: [{ accounts: [first], relationshipStatus: 'EmailVerificationFailed', stuck: true }] },
      ),
    );
    expect(await create(simulated, details(first))).toEqual([[first, alreadyMember]]);
    expect(await statuses(simulated)).toEqual({ [first]: 'EmailVerificationFailed' });
    const DetectorId = await simulated.detectorId();
    const setAll = (level: 'ALL' | 'NEW'): Promise<unknown> =>
      simulated.guardduty().updateOrganizationConfiguration({ DetectorId, AutoEnableOrganizationMembers: level });
    await setAll('ALL');
    simulated.pass(2);
    expect(await statuses(simulated)).toMatchObject({ [first]: 'EmailVerificationFailed', [second]: 'Enabled' });
    await setAll('NEW');
    await simulated.guardduty().deleteMembers({ DetectorId, AccountIds: [first] });
    expect(await create(simulated, details(first))).toEqual([]);
    expect(await statuses(simulated)).toMatchObject({ [first]: 'Enabled' });
  });

  test.each([
    ['unprocessed', [[first, 'The request is rejected because the given account ID is a master account with members of its own.']], {}],
    ['accepted', [], { [first]: 'Enabled' }],
  ] as const)('leaves or makes an account with members of its own %s', async (enrolledAdministrator, unprocessed, wanted) => {
    const simulated = await simulate(
      designatedInput(
        { switches: { enrolledAdministrator }, timing: { autoEnableAllSeconds: 1 } },
        { members: [{ accounts: ['999999999901'], administrator: first, invited: true }] },
      ),
    );
    expect(await create(simulated, details(first))).toEqual(unprocessed);
    expect(await statuses(simulated)).toEqual(wanted);
    await simulated
      .guardduty()
      .updateOrganizationConfiguration({ DetectorId: await simulated.detectorId(), AutoEnableOrganizationMembers: 'ALL' });
    simulated.pass(2);
    expect((await statuses(simulated))[first]).toBe(enrolledAdministrator === 'accepted' ? 'Enabled' : undefined);
  });

  test('stores records to invite if the caller is not the administrator', async () => {
    const { guardduty, detectorId } = await simulate(designatedInput({}, { detectors: [{ accounts: [first] }] }));
    const DetectorId = await detectorId({ account: first });
    await guardduty({ account: first }).createMembers({ DetectorId, AccountDetails: details(second) });
    const { Members } = await guardduty({ account: first }).listMembers({ DetectorId, OnlyAssociated: 'false' });
    expect(Members).toMatchObject([{ AccountId: second, RelationshipStatus: 'Created' }]);
    const again = await guardduty({ account: first }).createMembers({ DetectorId, AccountDetails: details(first, second) });
    expect(again.UnprocessedAccounts).toEqual([
      { AccountId: first, Result: 'The request is rejected because an account cannot become a member of itself.' },
      { AccountId: second, Result: alreadyMember },
    ]);
  });

  test('shows the limit in the organization configuration, and can turn auto-enable off', async () => {
    const simulated = await simulate(
      designatedInput(
        { memberLimit: 1, switches: { limitTurnsAutoEnableOff: true } },
        { organizationConfiguration: { autoEnable: 'ALL' } },
      ),
    );
    await create(simulated, details(first, second, third));
    const configuration = await simulated.guardduty().describeOrganizationConfiguration({ DetectorId: await simulated.detectorId() });
    expect(configuration).toMatchObject({ MemberAccountLimitReached: true, AutoEnableOrganizationMembers: 'NONE' });
  });
});

test('the member limit is no longer reached after a member has left', async () => {
  const simulated = await simulate(designatedInput({ memberLimit: 1 }));
  const DetectorId = await simulated.detectorId();
  expect(await create(simulated, details(first, second))).toHaveLength(1);
  await simulated.guardduty().disassociateMembers({ DetectorId, AccountIds: [first] });
  expect(await simulated.guardduty().describeOrganizationConfiguration({ DetectorId })).toMatchObject({ MemberAccountLimitReached: false });
  expect(await create(simulated, details(second))).toEqual([]);
});

describe('an organization policy type on the root', () => {
  const organization = (policyManagedFeatures: string[]): ScenarioInput['organization'] => ({
    managementAccount: management,
    policyTypes: [{ type: 'GUARDDUTY_POLICY' }],
    policyManagedFeatures,
  });
  const all = { organizationConfiguration: { autoEnable: 'ALL', features: { S3_DATA_EVENTS: 'ALL' } } } as const;

  test('stops auto-enable', async () => {
    const simulated = await simulate(designatedInput({ organization: organization([]), timing: { autoEnableAllSeconds: 10 } }, all));
    await create(simulated, details(first));
    expect(await memberFeatures(simulated, first)).toMatchObject({ S3_DATA_EVENTS: 'DISABLED' });
    simulated.pass(60);
    expect(await statuses(simulated)).toEqual({ [first]: 'Enabled' });
  });

  test('of another service does not stop auto-enable', async () => {
    const foreign = { ...organization([]), policyTypes: [{ type: 'SECURITYHUB_CSPM_POLICY' }] };
    const simulated = await simulate(designatedInput({ organization: foreign }, all));
    await create(simulated, details(first));
    expect(await memberFeatures(simulated, first)).toMatchObject({ S3_DATA_EVENTS: 'ENABLED' });
  });

  test('turns on the features that a policy manages', async () => {
    const simulated = await simulate(designatedInput({ organization: organization(['RDS_LOGIN_EVENTS']) }, all));
    await create(simulated, details(first));
    expect(await memberFeatures(simulated, first)).toMatchObject({ S3_DATA_EVENTS: 'DISABLED', RDS_LOGIN_EVENTS: 'ENABLED' });
  });
});

describe('auto-enable', () => {
  const late: Accounts = [...basic, { id: first, name: 'early' }, { id: second, name: 'late', joinsAfterSeconds: 100 }];

  test('ALL enrolls all accounts, also suspended and removed members, except members of others', async () => {
    const simulated = await simulate(
      designatedInput(
        { timing: { autoEnableAllSeconds: 60 } },
        {
          members: [
            { accounts: [first], relationshipStatus: 'Disabled' },
            { accounts: [second], relationshipStatus: 'Removed' },
            { accounts: [third], administrator: '999999999999' },
          ],
        },
      ),
    );
    await simulated
      .guardduty()
      .updateOrganizationConfiguration({ DetectorId: await simulated.detectorId(), AutoEnableOrganizationMembers: 'ALL' });
    expect(await statuses(simulated)).toEqual({ [first]: 'Disabled', [second]: 'Removed' });
    simulated.pass(61);
    expect(await statuses(simulated)).toEqual({
      [first]: 'Enabled',
      [second]: 'Enabled',
      [workloads[3]]: 'Enabled',
      [workloads[4]]: 'Enabled',
    });
  });

  test('ALL stops at the member limit', async () => {
    const simulated = await simulate(
      designatedInput(
        { timing: { autoEnableAllSeconds: 60 }, memberLimit: 2 },
        { organizationConfiguration: { autoEnable: 'ALL' }, members: [{ accounts: [second], relationshipStatus: 'Disabled' }] },
      ),
    );
    simulated.pass(61);
    expect(await statuses(simulated)).toEqual({ [first]: 'Enabled', [second]: 'Enabled' });
  });

  test('ALL of a feature also takes effect if it was set before the start', async () => {
    const simulated = await simulate(
      designatedInput(
        { timing: { autoEnableAllSeconds: 60 } },
        { organizationConfiguration: { features: { S3_DATA_EVENTS: 'ALL' } }, members: [{ accounts: [first] }] },
      ),
    );
    simulated.pass(61);
    expect(await memberFeatures(simulated, first)).toMatchObject({ S3_DATA_EVENTS: 'ENABLED' });
  });

  test('ALL of a feature applies to members later, and NEW does not', async () => {
    const simulated = await simulate(designatedInput({ timing: { autoEnableAllSeconds: 60 } }, { members: [{ accounts: [first] }] }));
    await simulated.guardduty().updateOrganizationConfiguration({
      DetectorId: await simulated.detectorId(),
      AutoEnableOrganizationMembers: 'NEW',
      Features: [
        { Name: 'S3_DATA_EVENTS', AutoEnable: 'ALL' },
        { Name: 'EKS_AUDIT_LOGS', AutoEnable: 'NEW' },
      ],
    });
    expect(await memberFeatures(simulated, first)).toMatchObject({ S3_DATA_EVENTS: 'DISABLED' });
    simulated.pass(61);
    expect(await memberFeatures(simulated, first)).toMatchObject({ S3_DATA_EVENTS: 'ENABLED', EKS_AUDIT_LOGS: 'DISABLED' });
  });

  test.each([
    [true, { status: 'ENABLED', S3_DATA_EVENTS: 'ENABLED', LAMBDA_NETWORK_LOGS: 'DISABLED' }],
    [false, { status: 'DISABLED', S3_DATA_EVENTS: 'DISABLED', LAMBDA_NETWORK_LOGS: 'DISABLED' }],
  ])('ALL applies to the administrator too: %p', async (allReachesAdministrator, wanted) => {
    const features = { S3_DATA_EVENTS: 'DISABLED', LAMBDA_NETWORK_LOGS: 'DISABLED' } as const;
    const { guardduty, detectorId, pass } = await simulate(
      designatedInput(
        { timing: { autoEnableAllSeconds: 60 }, switches: { allReachesAdministrator } },
        {
          detectors: [{ accounts: [administrator], status: 'DISABLED', features }],
          organizationConfiguration: { autoEnable: 'ALL', features: { S3_DATA_EVENTS: 'ALL', LAMBDA_NETWORK_LOGS: 'NEW' } },
        },
      ),
    );
    pass(61);
    const { Status, Features } = await guardduty().getDetector({ DetectorId: await detectorId() });
    expect({ status: Status, ...byName((Features ?? []).map(({ Name, Status }) => [Name, Status] as const)) }).toMatchObject(wanted);
  });

  test('NEW leaves out accounts that joined before the setting', async () => {
    const simulated = await simulate(designatedInput({ accounts: late }));
    simulated.pass(101);
    await simulated.guardduty().updateOrganizationConfiguration({
      DetectorId: await simulated.detectorId(),
      AutoEnableOrganizationMembers: 'NEW',
    });
    simulated.pass(100);
    expect(await statuses(simulated)).toEqual({});
  });

  test.each([
    ['NEW', { [second]: 'Enabled' }],
    ['NONE', {}],
  ] as const)('%s applies to accounts that join', async (autoEnable, wanted) => {
    const simulated = await simulate(designatedInput({ accounts: late }, { organizationConfiguration: { autoEnable } }));
    simulated.pass(101);
    expect(await statuses(simulated)).toEqual(wanted);
  });
});
