import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import { administratorId, managementId } from '../support/builders';
import { organizationOf, problemOf, simulated, type Simulated } from './support/simulated';

type Fault = NonNullable<ScenarioInput['faults']>[number];

async function listed({ management }: Simulated) {
  const { accounts, unreadable } = await management.organization.listAccounts(() => undefined);
  expect(unreadable).toBeUndefined();
  return accounts;
}

/** Lists 50 ordinary accounts and the two others while something strikes. */
function withFault(fault: Omit<Fault, 'on'>, switches: ScenarioInput['switches'] = {}): Promise<Simulated> {
  return simulated(organizationOf(50, { switches, faults: [{ on: { operation: 'ListAccounts' }, ...fault }] }));
}

describe('listAccounts', () => {
  test('asks for pages of 20, one after the other', async () => {
    const world = await simulated(organizationOf(50));
    const counts: number[] = [];
    expect((await world.management.organization.listAccounts((count) => counts.push(count))).accounts).toHaveLength(52);
    expect(world.inputs('ListAccounts')).toMatchObject([{ MaxResults: 20 }, { MaxResults: 20 }, { MaxResults: 20 }]);
    expect(counts).toEqual([20, 40, 52]);
  });

  test.each<[string, Omit<Fault, 'on'>, ScenarioInput['switches']]>([
    ['a first page is empty and has a token', { calls: [1], then: { kind: 'empty-page' } }, {}],
    ['pages in the middle are empty and have tokens', { calls: [2, 4], then: { kind: 'empty-page' } }, {}],
    ['the last token is an empty text', { then: { kind: 'empty-token' } }, {}],
    ['the last token is null', { times: 0, then: { kind: 'empty-page' } }, { lastPageToken: 'null' }],
    ['a token repeats', { calls: [2], then: { kind: 'repeated-token' } }, {}],
    ['the connection breaks on the way', { calls: [2], then: { kind: 'reset' } }, {}],
    ['an answer breaks off on the way', { calls: [3], then: { kind: 'truncated' } }, {}],
  ])('misses nobody where %s', async (_name, fault, switches) => {
    const accounts = await listed(await withFault(fault, switches));
    expect(new Set(accounts.map(({ id }) => id)).size).toBe(52);
    expect(accounts).toHaveLength(52);
  });

  test('gives no list where the pages have no end', async () => {
    const world = await withFault({ skip: 1, then: { kind: 'empty-page' } });
    expect(await problemOf(listed(world))).toMatchObject({ code: 'endless-list', action: 'organizations:ListAccounts' });
  });

  test('sorts by id, leading zeros included', async () => {
    const ids = ['900000000001', '000000000007', administratorId, managementId, '100000000000'];
    const world = await simulated(organizationOf(0, { accounts: ids.map((id) => ({ id, name: id })) }));
    expect((await listed(world)).map(({ id }) => id)).toEqual([...ids].sort());
  });

  test.each<[NonNullable<ScenarioInput['switches']>['accountStateFields'], Record<string, string>]>([
    ['both', { '300000000001': 'SUSPENDED', '300000000002': 'CLOSED', '300000000003': 'BRAND_NEW', '300000000004': 'PENDING_ACTIVATION' }],
    ['state', { '300000000001': 'SUSPENDED', '300000000002': 'CLOSED', '300000000003': 'BRAND_NEW', '300000000004': 'PENDING_ACTIVATION' }],
    ['status', { '300000000001': 'SUSPENDED', '300000000002': 'SUSPENDED', '300000000003': 'BRAND_NEW', '300000000004': 'SUSPENDED' }],
  ])('reads the state of an account where answers carry %s', async (accountStateFields, states) => {
    const names = ['SUSPENDED', 'CLOSED', 'BRAND_NEW', 'PENDING_ACTIVATION'];
    const world = await simulated(
      organizationOf(0, {
        switches: { accountStateFields },
        accounts: [
          { id: managementId, name: 'management' },
          { id: administratorId, name: 'security' },
          ...names.map((state, index) => ({ id: `30000000000${String(index + 1)}`, name: state, state })),
        ],
      }),
    );
    const accounts = await listed(world);
    expect(Object.fromEntries(accounts.map(({ id, state }) => [id, state]))).toEqual({
      [managementId]: 'ACTIVE',
      [administratorId]: 'ACTIVE',
      ...states,
    });
  });

  test('takes name and address as they are, and an empty address for none', async () => {
    const name = '=cmd|"\u001b[31m<b>';
    const world = await simulated(
      organizationOf(0, {
        accounts: [
          { id: managementId, name, email: 'a%b@example.com' },
          { id: administratorId, name: 'security', email: '' },
        ],
      }),
    );
    expect(await listed(world)).toEqual([
      { id: managementId, name, email: 'a%b@example.com', state: 'ACTIVE' },
      { id: administratorId, name: 'security', email: undefined, state: 'ACTIVE' },
    ]);
  });
});

describe('the other facts of an organization', () => {
  test('are read by the management account', async () => {
    const principal = 'guardduty.amazonaws.com';
    const { management } = await simulated(
      organizationOf(2, {
        organization: {
          managementAccount: managementId,
          policyTypes: [{ type: 'SERVICE_CONTROL_POLICY' }, { type: 'GUARDDUTY_POLICY', status: 'PENDING_DISABLE' }],
          trustedAccess: [principal, 'sso.amazonaws.com'],
          delegatedAdministrators: [
            { account: administratorId, servicePrincipal: principal },
            { account: '300000000001', servicePrincipal: 'sso.amazonaws.com' },
          ],
        },
      }),
    );
    const { organization } = management;
    expect(await organization.describe()).toEqual({ id: 'o-simulated1', managementAccountId: managementId, featureSet: 'ALL' });
    expect(await organization.listPolicyTypes()).toEqual(['SERVICE_CONTROL_POLICY', 'GUARDDUTY_POLICY']);
    expect(await organization.listRegisteredAdministrators(principal)).toEqual([administratorId]);
    expect([...(await organization.listTrustedServices())].sort()).toEqual([principal, 'sso.amazonaws.com']);
  });

  test('show nobody registered for a service that AWS does not know', async () => {
    const unknown = { kind: 'error', name: 'InvalidInputException', message: 'You specified an unrecognized service principal.' } as const;
    const { management } = await simulated(
      organizationOf(0, { faults: [{ on: { operation: 'ListDelegatedAdministrators' }, then: unknown }] }),
    );
    expect(await management.organization.listRegisteredAdministrators('malware-protection.guardduty.amazonaws.com')).toEqual([]);
  });

  test('do not show who is registered where AWS refuses the question for another reason', async () => {
    const other = { kind: 'error', name: 'InvalidInputException', message: 'You specified an invalid value.' } as const;
    const { management } = await simulated(
      organizationOf(0, { faults: [{ on: { operation: 'ListDelegatedAdministrators' }, then: other }] }),
    );
    await expect(management.organization.listRegisteredAdministrators('guardduty.amazonaws.com')).rejects.toThrow('invalid value');
  });

  test.each([
    ['ListRoots', (world: Simulated) => world.management.organization.listPolicyTypes()],
    [
      'ListDelegatedAdministrators',
      (world: Simulated) => world.management.organization.listRegisteredAdministrators('guardduty.amazonaws.com'),
    ],
    ['ListAWSServiceAccessForOrganization', (world: Simulated) => world.management.organization.listTrustedServices()],
    ['ListRegions', (world: Simulated) => world.management.regions.listRegions()],
  ])('are read past empty pages: %s', async (operation, read) => {
    const organization = { ...organizationOf(0).organization, policyTypes: [{ type: 'GUARDDUTY_POLICY' }] };
    const world = await simulated(
      organizationOf(0, { organization, faults: [{ on: { operation }, calls: [1], then: { kind: 'empty-page' } }] }),
    );
    expect(await read(world)).not.toEqual([]);
    expect(world.inputs(operation)).toHaveLength(2);
  });

  test('are refused to an ordinary account, in the words of AWS', async () => {
    const world = await simulated(organizationOf(2, { organization: { managementAccount: managementId } }));
    expect(await problemOf(world.administrator.organization.listTrustedServices())).toEqual({
      code: 'access-denied',
      action: 'organizations:ListAWSServiceAccessForOrganization',
      accountId: administratorId,
      awsName: 'AccessDeniedException',
      awsMessage: "You don't have permissions to access this resource.",
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
  });

  test('include Regions and whether the account has opted in, asked without an account id', async () => {
    const world = await simulated();
    const regions = await world.administrator.regions.listRegions();
    expect(regions).toContainEqual({ region: 'us-east-1', optStatus: 'ENABLED_BY_DEFAULT' });
    expect(regions).toContainEqual({ region: 'ap-east-1', optStatus: 'DISABLED' });
    expect(world.inputs('ListRegions')).toEqual([expect.not.objectContaining({ AccountId: expect.anything() as unknown })]);
  });

  test('change only by granting trusted access', async () => {
    const world = await simulated(organizationOf(2, { organization: { managementAccount: managementId } }));
    await world.management.organization.enableTrustedAccess('guardduty.amazonaws.com');
    expect(await world.management.organization.listTrustedServices()).toEqual(['guardduty.amazonaws.com']);
  });
});
