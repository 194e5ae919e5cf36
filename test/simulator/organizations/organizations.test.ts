import { paginateListAccounts } from '@aws-sdk/client-organizations';
import { administrator, first, management, principal, refusal, scenarioInput, second, simulate, workloads } from '../support/simulated';

const accessDenied = { name: 'AccessDeniedException', message: "You don't have permissions to access this resource.", status: 400 };

describe('DescribeOrganization', () => {
  test('answers any account of the organization', async () => {
    const { organizations } = await simulate();
    const { Organization } = await organizations({ account: first }).describeOrganization({});
    expect(Organization).toMatchObject({ FeatureSet: 'ALL', MasterAccountId: management });
  });

  test('refuses an account that is in no organization', async () => {
    const outsider = '999999999999';
    const { organizations } = await simulate(scenarioInput({ administratorAccount: outsider }));
    expect(await refusal(organizations({ account: outsider }).describeOrganization({}))).toMatchObject({
      name: 'AWSOrganizationsNotInUseException',
    });
  });
});

describe('ListAccounts', () => {
  const many = scenarioInput({
    accounts: [{ id: management, name: 'management' }, { id: administrator, name: 'security' }, { count: 43 }],
  });

  test('returns twenty accounts per page, and a token that must be escaped', async () => {
    const { organizations } = await simulate(many);
    const client = organizations();
    const page = await client.listAccounts({});
    expect(page.Accounts).toHaveLength(20);
    expect(page.NextToken).toMatch(/[ +/&]/);
    const ids = [];
    for await (const { Accounts } of paginateListAccounts({ client }, {})) ids.push(...(Accounts ?? []).map(({ Id }) => Id));
    expect(new Set(ids).size).toBe(45);
  });

  test.each([
    ['more than twenty', { MaxResults: 21 }],
    ['none', { MaxResults: 0 }],
    ['a token that it never gave', { NextToken: 'nonsense' }],
  ])('refuses a page of %s', async (_name, input) => {
    const { organizations } = await simulate(many);
    expect(await refusal(organizations().listAccounts(input))).toMatchObject({ name: 'InvalidInputException', status: 400 });
  });

  test('refuses the token of another operation', async () => {
    const { organizations } = await simulate(many);
    const { NextToken } = await organizations().listAccounts({});
    expect(await refusal(organizations().listRoots({ NextToken }))).toMatchObject({ name: 'InvalidInputException' });
  });

  test('refuses an ordinary member and accepts a delegated administrator', async () => {
    const { organizations } = await simulate();
    expect(await refusal(organizations({ account: first }).listAccounts({}))).toEqual(accessDenied);
    await organizations().registerDelegatedAdministrator({ AccountId: first, ServicePrincipal: principal });
    expect((await organizations({ account: first }).listAccounts({})).Accounts).toHaveLength(7);
  });

  test('shows new accounts and new states at their time', async () => {
    const { organizations, pass } = await simulate(
      scenarioInput({
        accounts: [
          { id: management, name: 'm' },
          { id: first, name: 'late', joinsAfterSeconds: 60 },
          { id: second, name: 'unpaid', changes: { afterSeconds: 60, state: 'SUSPENDED' } },
        ],
      }),
    );
    const states = async (): Promise<unknown> =>
      ((await organizations().listAccounts({})).Accounts ?? []).map(({ Id, State }) => [Id, State]);
    expect(await states()).toEqual([
      [management, 'ACTIVE'],
      [second, 'ACTIVE'],
    ]);
    pass(61);
    expect(await states()).toEqual([
      [management, 'ACTIVE'],
      [first, 'ACTIVE'],
      [second, 'SUSPENDED'],
    ]);
  });
});

describe('the tree', () => {
  const tree = scenarioInput({
    organization: {
      managementAccount: management,
      organizationalUnits: [
        { id: 'ou-sim1-a', name: 'A' },
        { id: 'ou-sim1-b', name: 'B', parent: 'ou-sim1-a' },
      ],
      policyTypes: [{ type: 'GUARDDUTY_POLICY', status: 'PENDING_ENABLE' }],
    },
    accounts: [
      { id: management, name: 'm' },
      { id: first, name: 'a', organizationalUnit: 'ou-sim1-b' },
    ],
  });

  test('can be listed from the root', async () => {
    const { organizations } = await simulate(tree);
    const client = organizations();
    const { Roots } = await client.listRoots({});
    const ParentId = Roots?.[0]?.Id ?? '';
    expect(Roots?.[0]?.PolicyTypes).toEqual([{ Type: 'GUARDDUTY_POLICY', Status: 'PENDING_ENABLE' }]);
    expect((await client.listOrganizationalUnitsForParent({ ParentId })).OrganizationalUnits).toMatchObject([{ Id: 'ou-sim1-a' }]);
    expect((await client.listOrganizationalUnitsForParent({ ParentId: 'ou-sim1-a' })).OrganizationalUnits).toMatchObject([
      { Id: 'ou-sim1-b' },
    ]);
    expect((await client.listAccountsForParent({ ParentId })).Accounts).toMatchObject([{ Id: management }]);
    expect((await client.listAccountsForParent({ ParentId: 'ou-sim1-b' })).Accounts).toMatchObject([
      { Id: first, Paths: [`o-simulated1/r-sim1/ou-sim1-a/ou-sim1-b/${first}/`] },
    ]);
  });

  test('refuses a parent that does not exist', async () => {
    const { organizations } = await simulate(tree);
    expect(await refusal(organizations().listAccountsForParent({ ParentId: 'ou-none-none' }))).toMatchObject({
      name: 'ParentNotFoundException',
    });
  });
});

describe('trusted access', () => {
  test('can be turned on by the management account, repeatedly', async () => {
    const { organizations } = await simulate(scenarioInput({ organization: { managementAccount: management } }));
    const client = organizations();
    expect((await client.listAWSServiceAccessForOrganization({})).EnabledServicePrincipals).toEqual([]);
    await client.enableAWSServiceAccess({ ServicePrincipal: principal });
    await client.enableAWSServiceAccess({ ServicePrincipal: principal });
    expect((await client.listAWSServiceAccessForOrganization({})).EnabledServicePrincipals).toMatchObject([
      { ServicePrincipal: principal },
    ]);
  });

  test('can’t be turned on by a member, or without all features', async () => {
    const { organizations } = await simulate(
      scenarioInput({ organization: { managementAccount: management, featureSet: 'CONSOLIDATED_BILLING' } }),
    );
    expect(await refusal(organizations({ account: first }).enableAWSServiceAccess({ ServicePrincipal: principal }))).toEqual(accessDenied);
    expect(await refusal(organizations().enableAWSServiceAccess({ ServicePrincipal: principal }))).toMatchObject({
      name: 'ConstraintViolationException',
    });
  });

  test('for Malware Protection can be turned on by the administrator of GuardDuty', async () => {
    const { organizations } = await simulate();
    await organizations().registerDelegatedAdministrator({ AccountId: administrator, ServicePrincipal: principal });
    const malware = 'malware-protection.guardduty.amazonaws.com';
    await organizations({ account: administrator }).enableAWSServiceAccess({ ServicePrincipal: malware });
    const { EnabledServicePrincipals } = await organizations().listAWSServiceAccessForOrganization({});
    expect(EnabledServicePrincipals?.map(({ ServicePrincipal }) => ServicePrincipal)).toEqual([principal, malware]);
  });
});

describe('delegation', () => {
  test('can be registered, listed by service, and ended', async () => {
    const { organizations } = await simulate();
    const client = organizations();
    await client.registerDelegatedAdministrator({ AccountId: first, ServicePrincipal: principal });
    expect((await client.listDelegatedAdministrators({ ServicePrincipal: principal })).DelegatedAdministrators).toMatchObject([
      { Id: first },
    ]);
    expect((await client.listDelegatedAdministrators({ ServicePrincipal: 'other.amazonaws.com' })).DelegatedAdministrators).toEqual([]);
    expect((await client.listDelegatedServicesForAccount({ AccountId: first })).DelegatedServices).toMatchObject([
      { ServicePrincipal: principal },
    ]);
    const byMember = organizations({ account: first }).deregisterDelegatedAdministrator({ AccountId: first, ServicePrincipal: principal });
    expect(await refusal(byMember)).toEqual(accessDenied);
    await client.deregisterDelegatedAdministrator({ AccountId: first, ServicePrincipal: principal });
    expect((await client.listDelegatedAdministrators({})).DelegatedAdministrators).toEqual([]);
  });

  test.each([
    [
      'the management account',
      management,
      { name: 'ConstraintViolationException', Reason: 'CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR' },
    ],
    [
      'a suspended account',
      second,
      { name: 'ConstraintViolationException', Reason: 'CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR' },
    ],
    ['an account outside', '999999999999', { name: 'AccountNotFoundException' }],
  ])('refuses %s', async (_name, AccountId, wanted) => {
    const { organizations } = await simulate(
      scenarioInput({
        accounts: [
          { id: management, name: 'm' },
          { id: second, name: 's', state: 'SUSPENDED' },
        ],
      }),
    );
    await expect(organizations().registerDelegatedAdministrator({ AccountId, ServicePrincipal: principal })).rejects.toMatchObject(wanted);
  });

  test('refuses the same account again, another one, and a service without trusted access', async () => {
    const { organizations } = await simulate();
    const client = organizations();
    await client.registerDelegatedAdministrator({ AccountId: first, ServicePrincipal: principal });
    const register = (AccountId: string, ServicePrincipal: string): Promise<unknown> =>
      client.registerDelegatedAdministrator({ AccountId, ServicePrincipal });
    expect(await refusal(register(first, principal))).toMatchObject({ name: 'AccountAlreadyRegisteredException' });
    expect(await refusal(register(second, principal))).toMatchObject({ name: 'ConstraintViolationException' });
    await expect(register(first, 'macie.amazonaws.com')).rejects.toMatchObject({ Reason: 'SERVICE_ACCESS_NOT_ENABLED' });
    expect(await refusal(client.listDelegatedServicesForAccount({ AccountId: workloads[4] }))).toMatchObject({
      name: 'AccountNotRegisteredException',
    });
  });
});

test('a missing input is reported', async () => {
  const { organizations } = await simulate();
  const call = organizations().enableAWSServiceAccess({ ServicePrincipal: '' });
  await expect(call).rejects.toMatchObject({ name: 'InvalidInputException', Reason: 'INPUT_REQUIRED' });
  expect(await refusal(organizations().describeAccount({ AccountId: '999999999999' }))).toMatchObject({ name: 'AccountNotFoundException' });
});

describe('DescribeEffectivePolicy', () => {
  const PolicyType = 'GUARDDUTY_POLICY';
  const managed = scenarioInput({
    organization: {
      managementAccount: management,
      policyTypes: [{ type: PolicyType }],
      policyManagedFeatures: ['S3_DATA_EVENTS'],
    },
  });

  test.each([
    ['the management account about another', management, { TargetId: first }],
    ['a member about itself', first, {}],
  ])('shows %s what a policy manages', async (_name, account, target) => {
    const { organizations } = await simulate(managed);
    const { EffectivePolicy } = await organizations({ account }).describeEffectivePolicy({ PolicyType, ...target });
    expect(EffectivePolicy).toMatchObject({ TargetId: first, PolicyContent: expect.stringContaining('s3_data_events') as string });
  });

  test('refuses a member that asks about another account, and a target outside the organization', async () => {
    const { organizations } = await simulate(managed);
    const ask = (account: string, TargetId: string): Promise<unknown> =>
      organizations({ account }).describeEffectivePolicy({ PolicyType, TargetId });
    expect(await refusal(ask(first, second))).toEqual(accessDenied);
    expect(await refusal(ask(management, '999999999999'))).toMatchObject({ name: 'TargetNotFoundException', status: 400 });
  });

  test('reports that there is none', async () => {
    const { organizations } = await simulate();
    expect(await refusal(organizations().describeEffectivePolicy({ PolicyType: 'GUARDDUTY_POLICY' }))).toMatchObject({
      name: 'EffectivePolicyNotFoundException',
    });
  });
});
