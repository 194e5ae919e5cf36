import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import {
  administrator,
  badRequest,
  designatedInput,
  details,
  first,
  management,
  outOfRange,
  principal,
  refusal,
  scenarioInput,
  second,
  simulate,
  type From,
  type Simulated,
} from '../support/simulated';

const anotherAdministrator = badRequest(
  'The request failed because another account is already enabled as GuardDuty delegated administrator for the organization.',
);
const masterPermission = badRequest('The request failed because you do not have required AWS Organization master permission.');
const asManagement = { account: management };

async function designate({ guardduty }: Simulated, AdminAccountId: string = administrator, from: From = asManagement): Promise<void> {
  await guardduty(from).enableOrganizationAdminAccount({ AdminAccountId });
}

async function listed({ guardduty }: Simulated, region = 'us-east-1'): Promise<unknown> {
  const { AdminAccounts } = await guardduty({ account: management, region }).listOrganizationAdminAccounts({});
  return AdminAccounts?.map(({ AdminAccountId, AdminStatus }) => [AdminAccountId, AdminStatus]);
}

describe('EnableOrganizationAdminAccount', () => {
  test('designates in one Region only and registers at Organizations', async () => {
    const simulated = await simulate();
    await designate(simulated);
    expect(await listed(simulated)).toEqual([[administrator, 'ENABLED']]);
    expect(await listed(simulated, 'eu-west-1')).toEqual([]);
    const { DelegatedAdministrators } = await simulated.organizations().listDelegatedAdministrators({ ServicePrincipal: principal });
    expect(DelegatedAdministrators).toMatchObject([{ Id: administrator }]);
    expect(await simulated.detectorId()).toMatch(/^[0-9a-f]{32}$/);
    expect(await simulated.detectorId({ account: management })).toBe('');
  });

  const small = (state: string): ScenarioInput =>
    scenarioInput({
      accounts: [
        { id: management, name: 'm' },
        { id: administrator, name: 's', state },
      ],
    });
  const inOtherRegion = scenarioInput({
    accounts: [
      { id: management, name: 'm' },
      { id: administrator, name: 's', regions: { 'us-east-1': 'DISABLED' } },
    ],
  });
  const withoutAllFeatures = scenarioInput({
    organization: { managementAccount: management, featureSet: 'CONSOLIDATED_BILLING', trustedAccess: [principal] },
  });
  const memberOfAnother = (switches: ScenarioInput['switches']): ScenarioInput =>
    scenarioInput({
      switches,
      regions: [{ name: 'us-east-1', members: [{ accounts: [first], administrator: '999999999999', invited: true }] }],
    });
  const registered = (account: string): ScenarioInput['organization'] => ({
    managementAccount: management,
    trustedAccess: [principal],
    delegatedAdministrators: [{ account, servicePrincipal: principal }],
  });

  test.each<[string, ScenarioInput, string, object]>([
    ['a malformed account id', scenarioInput(), '22', outOfRange],
    [
      'an account outside',
      scenarioInput(),
      '999999999999',
      badRequest('The request failed because admin account passed is not member of AWS Organizations.'),
    ],
    ['a suspended account', small('SUSPENDED'), administrator, outOfRange],
    ['a closed account', small('CLOSED'), administrator, outOfRange],
    ['an account that has not opted in to the Region', inOtherRegion, administrator, outOfRange],
    ['an organization without all features', withoutAllFeatures, administrator, outOfRange],
    ['missing trusted access', scenarioInput({ organization: { managementAccount: management } }), administrator, outOfRange],
    ['another account in the Region', designatedInput(), first, anotherAdministrator],
    ['another account at Organizations', scenarioInput({ organization: registered(first) }), administrator, anotherAdministrator],
    [
      'the same account again, if the switch says so',
      designatedInput({ switches: { repeatedDesignation: 'refused' } }),
      administrator,
      anotherAdministrator,
    ],
    [
      'anybody while the last one is being removed',
      designatedInput({ timing: { removalSeconds: null } }, { administrator: { account: administrator, status: 'DISABLE_IN_PROGRESS' } }),
      administrator,
      anotherAdministrator,
    ],
    [
      'a member of another administrator',
      memberOfAnother({}),
      first,
      badRequest('The request failed because the account is a member of another GuardDuty administrator account.'),
    ],
  ])('refuses %s', async (_name, input, account, wanted) => {
    expect(await refusal(designate(await simulate(input), account))).toEqual(wanted);
  });

  test.each<[string, ScenarioInput, string]>([
    ['the same account again', designatedInput(), administrator],
    ['a member of another administrator, if the switch says so', memberOfAnother({ designatedMember: 'accepted' }), first],
    ['the management account', scenarioInput(), management],
    [
      'another account than that at Organizations, where Regions stand alone',
      scenarioInput({ organization: registered(first), switches: { administratorScope: 'region' } }),
      administrator,
    ],
    [
      'an account without trusted access, where designation enables it',
      scenarioInput({
        organization: { managementAccount: management },
        switches: { trustedAccessOnDesignation: 'enabled-by-designation' },
      }),
      administrator,
    ],
  ])('accepts %s', async (_name, input, account) => {
    const simulated = await simulate(input);
    await designate(simulated, account);
    expect(await listed(simulated)).toEqual([[account, 'ENABLED']]);
    expect((await simulated.organizations().listAWSServiceAccessForOrganization({})).EnabledServicePrincipals).toHaveLength(1);
  });

  test('can be shown beside other accounts, which are no administrators', async () => {
    const otherAdministrators = [{ account: first }, { account: second, status: 'DISABLE_IN_PROGRESS' as const }];
    const simulated = await simulate(designatedInput({}, { otherAdministrators, detectors: [{ accounts: [administrator, first] }] }));
    expect(await listed(simulated)).toEqual([
      [administrator, 'ENABLED'],
      [first, 'ENABLED'],
      [second, 'DISABLE_IN_PROGRESS'],
    ]);
    const DetectorId = await simulated.detectorId({ account: first });
    const asFirst = simulated.guardduty({ account: first });
    expect(await refusal(asFirst.describeOrganizationConfiguration({ DetectorId }))).toEqual(masterPermission);
  });

  test('can be called by the management account only, like the list', async () => {
    const simulated = await simulate(designatedInput());
    const { guardduty } = simulated;
    expect(await refusal(designate(simulated, administrator, { account: administrator }))).toEqual(masterPermission);
    expect(await refusal(guardduty().listOrganizationAdminAccounts({}))).toEqual(masterPermission);
    expect(await refusal(guardduty().disableOrganizationAdminAccount({ AdminAccountId: administrator }))).toEqual(masterPermission);
  });

  test('shows the administrator and creates its detector after a while', async () => {
    const simulated = await simulate(scenarioInput({ timing: { designationSeconds: 10, administratorDetectorSeconds: 20 } }));
    await designate(simulated);
    expect(await listed(simulated)).toEqual([]);
    simulated.pass(11);
    expect(await listed(simulated)).toEqual([[administrator, 'ENABLED']]);
    expect(await simulated.detectorId()).toBe('');
    simulated.pass(10);
    expect(await simulated.detectorId()).not.toBe('');
  });

  test('creates no detector if the scenario says so, and the administrator can create one', async () => {
    const simulated = await simulate(scenarioInput({ timing: { administratorDetectorSeconds: null } }));
    await designate(simulated);
    simulated.pass(3600);
    expect(await simulated.detectorId()).toBe('');
    const { DetectorId } = await simulated.guardduty().createDetector({ Enable: true });
    expect(await simulated.detectorId()).toBe(DetectorId);
  });

  test.each([
    ['only-first', ['rejected', 'fulfilled']],
    ['all-succeed', ['fulfilled', 'fulfilled']],
  ] as const)('in several Regions at the same time, for the first time: %s', async (parallelFirstDesignation, [next, later]) => {
    const simulated = await simulate(scenarioInput({ timing: { designationSeconds: 10 }, switches: { parallelFirstDesignation } }));
    await designate(simulated);
    const settled = await Promise.allSettled([designate(simulated, administrator, { account: management, region: 'eu-west-1' })]);
    expect(settled[0].status).toBe(next);
    simulated.pass(11);
    const again = await Promise.allSettled([designate(simulated, administrator, { account: management, region: 'eu-west-1' })]);
    expect(again[0].status).toBe(later);
  });

  test('refuses the calls of a new administrator for a while', async () => {
    const simulated = await simulate(scenarioInput({ timing: { settleSeconds: 30 } }));
    await designate(simulated);
    const DetectorId = await simulated.detectorId();
    const describeIt = (): Promise<unknown> => simulated.guardduty().describeOrganizationConfiguration({ DetectorId });
    expect(await refusal(describeIt())).toEqual(masterPermission);
    const { UnprocessedAccounts } = await simulated
      .guardduty()
      .createMembers({ DetectorId, AccountDetails: [{ AccountId: first, Email: 'a@example.com' }] });
    expect(UnprocessedAccounts).toEqual([{ AccountId: first, Result: 'Internal error' }]);
    simulated.pass(31);
    await expect(describeIt()).resolves.toBeDefined();
  });

  test('makes invited accounts of the organization members through the organization', async () => {
    const simulated = await simulate(
      scenarioInput({
        regions: [
          { name: 'us-east-1', detectors: [{ accounts: [administrator] }], members: [{ accounts: [first], administrator, invited: true }] },
        ],
      }),
    );
    const DetectorId = await simulated.detectorId();
    const invitedAt = async (): Promise<unknown> =>
      (await simulated.guardduty().listMembers({ DetectorId })).Members?.map(({ InvitedAt }) => InvitedAt);
    expect(await invitedAt()).toEqual([expect.any(String)]);
    await designate(simulated);
    expect(await invitedAt()).toEqual([undefined]);
  });
});

describe('DisableOrganizationAdminAccount', () => {
  test('shows DISABLE_IN_PROGRESS for a while, and keeps the detectors of members', async () => {
    const simulated = await simulate(designatedInput({ timing: { removalSeconds: 60 } }, { members: [{ accounts: [first] }] }));
    await simulated.guardduty(asManagement).disableOrganizationAdminAccount({ AdminAccountId: administrator });
    expect(await listed(simulated)).toEqual([[administrator, 'DISABLE_IN_PROGRESS']]);
    await simulated.guardduty(asManagement).disableOrganizationAdminAccount({ AdminAccountId: administrator });
    simulated.pass(61);
    expect(await listed(simulated)).toEqual([]);
    expect(await simulated.detectorId({ account: first })).not.toBe('');
    const { Members } = await simulated.guardduty().listMembers({ DetectorId: await simulated.detectorId(), OnlyAssociated: 'false' });
    expect(Members).toEqual([]);
    expect(await refusal(designate(simulated, first))).toEqual(anotherAdministrator);
    await simulated.organizations().deregisterDelegatedAdministrator({ AccountId: administrator, ServicePrincipal: principal });
    await designate(simulated, first);
    expect(await listed(simulated)).toEqual([[first, 'ENABLED']]);
  });

  test('refuses an account that is not the administrator', async () => {
    const { guardduty } = await simulate(designatedInput());
    expect(await refusal(guardduty(asManagement).disableOrganizationAdminAccount({ AdminAccountId: first }))).toMatchObject({
      name: 'BadRequestException',
    });
  });

  const deregister = ({ organizations }: Simulated): Promise<unknown> =>
    organizations().deregisterDelegatedAdministrator({ AccountId: administrator, ServicePrincipal: principal });

  test('happens in all Regions if the account is deregistered at Organizations', async () => {
    const input = designatedInput({ switches: { administratorScope: 'region' } });
    const simulated = await simulate({
      ...input,
      regions: [...input.regions.slice(0, 1), { name: 'eu-west-1', administrator: { account: first } }],
    });
    await deregister(simulated);
    expect(await listed(simulated)).toEqual([]);
    expect(await listed(simulated, 'eu-west-1')).toEqual([[first, 'ENABLED']]);
  });

  test.each([
    ['disableOrganizationAdminAccount', 'released', []],
    ['deregisterDelegatedAdministrator', 'released', []],
    [
      'disableOrganizationAdminAccount',
      'kept',
      ['The request is rejected because the given account ID is already a member of another master account.'],
    ],
    [
      'deregisterDelegatedAdministrator',
      'kept',
      ['The request is rejected because the given account ID is already a member of another master account.'],
    ],
  ] as const)('lets the next administrator have the members, or not, after %s: %s', async (operation, orphanedMember, wanted) => {
    const simulated = await simulate(designatedInput({ switches: { orphanedMember } }, { members: [{ accounts: [second] }] }));
    if (operation === 'disableOrganizationAdminAccount') {
      await simulated.guardduty(asManagement).disableOrganizationAdminAccount({ AdminAccountId: administrator });
    }
    await deregister(simulated);
    await designate(simulated, first);
    const DetectorId = await simulated.detectorId({ account: first });
    const { UnprocessedAccounts } = await simulated
      .guardduty({ account: first })
      .createMembers({ DetectorId, AccountDetails: details(second) });
    expect(UnprocessedAccounts?.map(({ Result }) => Result)).toEqual(wanted);
  });
});
