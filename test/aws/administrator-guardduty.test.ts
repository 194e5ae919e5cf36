import type { OrganizationAccount } from '../../src/domain/account';
import { isWhollyRead, sendableFeatures } from '../../src/domain/feature';
import type { AccountId, DetectorId } from '../../src/domain/ids';
import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import { account, administratorId, managementId, workload } from '../support/builders';
import { organizationOf, problemOf, region, simulated, type Simulated } from './support/simulated';
import { answered } from './support/answered';

type Region = Exclude<ScenarioInput['regions'][number], string>;

/** The administrator's GuardDuty over a us-east-1 with these particulars. */
async function administering(workloads: number, particulars: Partial<Region> = {}, changes: Partial<ScenarioInput> = {}) {
  const usual = { name: 'us-east-1', administrator: { account: administratorId }, detectors: [{ accounts: [administratorId] }] };
  const world: Simulated = await simulated(organizationOf(workloads, { regions: [{ ...usual, ...particulars }], ...changes }));
  return { ...world, guardDuty: world.administrator.asAdministrator(region), id: world.detectorId };
}

/** The administrator's GuardDuty over answers word for word. */
async function over(...bodies: readonly unknown[]) {
  const { server, identity } = await answered(...bodies);
  return { server, guardDuty: identity.asAdministrator(region) };
}

function accounts(count: number): readonly OrganizationAccount[] {
  return Array.from({ length: count }, (_, index) => account(workload(index + 1)));
}

function ids(count: number): readonly AccountId[] {
  return accounts(count).map(({ id }) => id);
}

const anyDetector = 'detector' as DetectorId;

describe('members', () => {
  test('are listed 50 per page, whatever their relationship', async () => {
    const { guardDuty, id, inputs } = await administering(120, {
      members: [{ accounts: [...ids(100)] }, { accounts: [...ids(110).slice(100)], relationshipStatus: 'Removed' }],
    });
    const members = await guardDuty.listMembers(id);
    expect([members.size, members.get(workload(1)), members.get(workload(105))]).toEqual([110, 'Enabled', 'Removed']);
    expect(inputs('ListMembers')).toMatchObject(Array(3).fill({ maxResults: '50', onlyAssociated: 'false' }));
  });

  test.each(['absent', 'empty-string', 'null'] as const)('are listed to the end where the last token is %s', async (lastPageToken) => {
    const { guardDuty, id } = await administering(60, { members: [{ accounts: [...ids(60)] }] }, { switches: { lastPageToken } });
    expect((await guardDuty.listMembers(id)).size).toBe(60);
  });

  test('are listed past empty pages', async () => {
    const faults: ScenarioInput['faults'] = [{ on: { operation: 'ListMembers' }, calls: [1, 3], then: { kind: 'empty-page' } }];
    const { guardDuty, id } = await administering(60, { members: [{ accounts: [...ids(60)] }] }, { faults });
    expect((await guardDuty.listMembers(id)).size).toBe(60);
  });

  test('are asked for by id; those without a record come back unprocessed', async () => {
    const { guardDuty, id } = await administering(3, { members: [{ accounts: [workload(1)], relationshipStatus: 'Created' }] });
    expect(await guardDuty.getMembers(id, ids(2))).toEqual({
      members: new Map([[workload(1), 'Created']]),
      unprocessed: new Map([[workload(2), expect.stringContaining('not an associated member') as string]]),
    });
  });

  test('are created 50 at a time with the address of the organization', async () => {
    const { guardDuty, id, inputs } = await administering(50);
    expect(await guardDuty.createMembers(id, accounts(50))).toEqual([]);
    expect((await guardDuty.listMembers(id)).size).toBe(50);
    expect(inputs('CreateMembers')).toEqual([
      { detectorId: id, accountDetails: accounts(50).map((one) => ({ accountId: one.id, email: one.email })) },
    ]);
  });

  test('come back in the words of AWS when they are not processed', async () => {
    const faults: ScenarioInput['faults'] = [
      { on: { operation: 'CreateMembers' }, then: { kind: 'unprocessed', accounts: [workload(2)], result: 'The moon is full.' } },
    ];
    const { guardDuty, id } = await administering(3, {}, { faults });
    expect(await guardDuty.createMembers(id, accounts(3))).toEqual([{ accountId: workload(2), result: 'The moon is full.' }]);
  });

  test('are monitored again', async () => {
    const { guardDuty, id } = await administering(2, { members: [{ accounts: [workload(1)], relationshipStatus: 'Disabled' }] });
    const [result] = await guardDuty.startMonitoring(id, ids(2));
    expect(result).toMatchObject({ accountId: workload(2), result: expect.stringContaining('not an associated member') as string });
    expect((await guardDuty.getMembers(id, ids(2))).members).toEqual(new Map([[workload(1), 'Enabled']]));
  });

  test.each([
    ['createMembers', 51],
    ['createMembers', 0],
    ['startMonitoring', 51],
    ['getMembers', 51],
  ] as const)('are refused as a whole by %s with %s accounts', async (method, count) => {
    const { guardDuty, id } = await administering(51);
    const problem = await problemOf(
      method === 'createMembers' ? guardDuty.createMembers(id, accounts(count)) : guardDuty[method](id, ids(count)),
    );
    expect(problem).toMatchObject({ accountId: administratorId, region, awsName: 'BadRequestException' });
    expect(['refused', 'not-settled']).toContain(problem.code);
  });
});

describe('the organization configuration', () => {
  test('is read with every plan and its agents', async () => {
    const { guardDuty, id } = await administering(0, {
      organizationConfiguration: {
        autoEnable: 'NEW',
        features: { S3_DATA_EVENTS: 'ALL', RUNTIME_MONITORING: { autoEnable: 'NEW', additional: { EKS_ADDON_MANAGEMENT: 'NEW' } } },
      },
    });
    const { autoEnable, memberLimitReached, features } = await guardDuty.describeConfiguration(id);
    expect([autoEnable, memberLimitReached]).toEqual(['NEW', false]);
    expect(features).toContainEqual({ name: 'S3_DATA_EVENTS', autoEnable: 'ALL', additionalConfiguration: [] });
    expect(features.find(({ name }) => name === 'RUNTIME_MONITORING')).toMatchObject({
      autoEnable: 'NEW',
      additionalConfiguration: expect.arrayContaining([{ name: 'EKS_ADDON_MANAGEMENT', autoEnable: 'NEW' }]) as unknown,
    });
  });

  test('is read over several pages, the settings from the first', async () => {
    const page = (name: string, nextToken?: string) => ({
      memberAccountLimitReached: false,
      features: [{ name, autoEnable: 'NEW' }],
      nextToken,
    });
    const { server, guardDuty } = await over(
      { ...page('S3_DATA_EVENTS', 'a b&c='), autoEnableOrganizationMembers: 'ALL', memberAccountLimitReached: true },
      { ...page('EKS_AUDIT_LOGS', ''), autoEnableOrganizationMembers: 'NONE' },
    );
    const configuration = await guardDuty.describeConfiguration(anyDetector);
    expect(configuration).toMatchObject({ autoEnable: 'ALL', memberLimitReached: true });
    expect(configuration.features.map(({ name }) => name)).toEqual(['S3_DATA_EVENTS', 'EKS_AUDIT_LOGS']);
    expect(server.asked.at(-1)).toBe('/detector/detector/admin?nextToken=a%20b%26c%3D');
  });

  test.each([
    [{ autoEnable: true }, undefined],
    [{ autoEnable: false }, 'NONE'],
    [{ autoEnable: true, autoEnableOrganizationMembers: 'ALL' }, 'ALL'],
    [{ autoEnable: false, autoEnableOrganizationMembers: 'SOME' }, undefined],
    [{}, undefined],
  ])('is read from %j as %s', async (body, autoEnable) => {
    const { guardDuty } = await over({ memberAccountLimitReached: false, features: [], ...body });
    expect(await guardDuty.describeConfiguration(anyDetector)).toMatchObject({ autoEnable });
  });

  test.each(['merged', 'replaced'] as const)(
    'keeps every plan and agent when it is sent back complete and AWS has %s it',
    async (partialFeatures) => {
      const { guardDuty, id, inputs } = await administering(
        0,
        {
          organizationConfiguration: {
            features: { S3_DATA_EVENTS: 'NEW', RUNTIME_MONITORING: { autoEnable: 'ALL', additional: { EC2_AGENT_MANAGEMENT: 'ALL' } } },
          },
        },
        { switches: { partialFeatures } },
      );
      const before = await guardDuty.describeConfiguration(id);
      await guardDuty.updateConfiguration(id, 'ALL', sendableFeatures(before.features).filter(isWhollyRead));
      expect(await guardDuty.describeConfiguration(id)).toEqual({ ...before, autoEnable: 'ALL' });
      expect(inputs('UpdateOrganizationConfiguration')).toEqual([
        expect.objectContaining({ autoEnableOrganizationMembers: 'ALL', features: expect.any(Array) as unknown }),
      ]);
      expect(inputs('UpdateOrganizationConfiguration')[0]).not.toHaveProperty('autoEnable');
    },
  );

  test('is read with plans that this version has never heard of, as they came', async () => {
    const future = {
      name: 'QUANTUM_PROTECTION',
      autoEnable: 'NEW',
      additionalConfiguration: [{ name: 'CAT_MANAGEMENT', autoEnable: 'ALL' }],
    };
    const { guardDuty } = await over({ memberAccountLimitReached: false, features: [future] });
    expect(await guardDuty.describeConfiguration(anyDetector)).toMatchObject({ features: [future] });
  });

  test('names no plans where none are sent', async () => {
    const { guardDuty, id, inputs } = await administering(0);
    await guardDuty.updateConfiguration(id, 'NEW', []);
    expect(inputs('UpdateOrganizationConfiguration')).toEqual([{ detectorId: id, autoEnableOrganizationMembers: 'NEW' }]);
  });

  test('is refused to an account that does not administer', async () => {
    const world = await simulated(organizationOf(0, { regions: [{ name: 'us-east-1', detectors: [{ accounts: [managementId] }] }] }));
    const guardDuty = world.management.asAdministrator(region);
    const id = (await guardDuty.findDetector()) ?? anyDetector;
    expect(await problemOf(guardDuty.describeConfiguration(id))).toMatchObject({ code: 'not-settled', accountId: managementId, region });
  });
});
