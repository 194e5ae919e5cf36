import { keysFor, type SimulatedKeys } from '../../src/simulator/world/keys';
import {
  byName,
  administrator,
  first,
  management,
  principal,
  refusal,
  scenarioInput,
  second,
  simulate,
  type Simulated,
} from './support/simulated';

const role = (account: string, name = 'OrganizationAccountAccessRole'): string => `arn:aws:iam::${account}:role/${name}`;

async function assume(
  { sts }: Simulated,
  RoleArn: string,
  more: object = {},
  keys: SimulatedKeys = keysFor(management),
): Promise<SimulatedKeys> {
  const { Credentials } = await sts({ keys }).assumeRole({ RoleArn, RoleSessionName: 'test', ...more });
  expect(Credentials?.Expiration).toBeInstanceOf(Date);
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
}

describe('GetCallerIdentity', () => {
  test('says whose the keys are', async () => {
    const { sts, simulator } = await simulate();
    expect(await sts({ keys: simulator.managementKeys }).getCallerIdentity({})).toMatchObject({
      Account: management,
      Arn: `arn:aws:iam::${management}:user/simulated`,
    });
    expect(await sts({ keys: simulator.administratorKeys }).getCallerIdentity({})).toMatchObject({ Account: administrator });
  });

  test('writes ARNs of the partition', async () => {
    const { sts } = await simulate(scenarioInput({ partition: 'aws-us-gov', regions: ['us-gov-west-1'] }));
    expect(await sts({ region: 'us-gov-west-1' }).getCallerIdentity({})).toMatchObject({
      Arn: `arn:aws-us-gov:iam::${management}:user/simulated`,
    });
    expect(await refusal(sts({ region: 'us-east-1' }).getCallerIdentity({}))).toMatchObject({ name: 'InvalidClientTokenId', status: 403 });
  });
});

describe('keys that nobody knows', () => {
  const keys = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' };
  const invalid = 'The security token included in the request is invalid.';

  test('are refused in the way of each service', async () => {
    const { sts, guardduty, organizations, account } = await simulate();
    expect(await refusal(sts({ keys }).getCallerIdentity({}))).toEqual({ name: 'InvalidClientTokenId', message: invalid, status: 403 });
    expect(await refusal(guardduty({ keys }).listDetectors({}))).toEqual({
      name: 'UnrecognizedClientException',
      message: invalid,
      status: 403,
    });
    expect(await refusal(account({ keys }).listRegions({}))).toEqual({
      name: 'UnrecognizedClientException',
      message: invalid,
      status: 403,
    });
    expect(await refusal(organizations({ keys }).listRoots({}))).toEqual({
      name: 'UnrecognizedClientException',
      message: invalid,
      status: 400,
    });
  });

  test('include those of an account that is not in the scenario', async () => {
    const { sts } = await simulate();
    expect(await refusal(sts({ keys: keysFor('999999999999') }).getCallerIdentity({}))).toMatchObject({ name: 'InvalidClientTokenId' });
  });
});

describe('AssumeRole', () => {
  test('gives keys that work in the account of the role', async () => {
    const simulated = await simulate();
    const keys = await assume(simulated, role(first));
    expect(keys.accessKeyId).toMatch(/^ASIA/);
    expect(await simulated.sts({ keys }).getCallerIdentity({})).toMatchObject({
      Account: first,
      Arn: `arn:aws:sts::${first}:assumed-role/OrganizationAccountAccessRole/test`,
    });
    expect((await simulated.guardduty({ keys }).listDetectors({})).DetectorIds).toEqual([]);
    const stolen = { accessKeyId: keys.accessKeyId, secretAccessKey: keys.secretAccessKey, sessionToken: 'other' };
    expect(await refusal(simulated.sts({ keys: stolen }).getCallerIdentity({}))).toMatchObject({ name: 'InvalidClientTokenId' });
  });

  test.each([
    ['a role of the management account', role(management)],
    ['a role that does not exist', role(first, 'NoSuchRole')],
    ['a role of an account outside', role('999999999999')],
  ])('refuses %s', async (_name, arn) => {
    const refused = await refusal(assume(await simulate(), arn));
    expect(refused).toMatchObject({ name: 'AccessDenied', status: 403 });
    expect(refused.message).toContain(`is not authorized to perform: sts:AssumeRole on resource: ${arn}`);
  });

  test('asks for what must be there', async () => {
    const { sts } = await simulate();
    expect(await refusal(sts().assumeRole({ RoleArn: role(first), RoleSessionName: '' }))).toMatchObject({
      name: 'ValidationError',
      message: "Value at 'RoleSessionName' failed to satisfy constraint: Member must not be null",
    });
  });

  test('refuses a caller that the role does not trust', async () => {
    expect(await refusal(assume(await simulate(), role(first), {}, keysFor(second)))).toMatchObject({ name: 'AccessDenied' });
  });

  test.each([
    ['created-accounts', 'fulfilled', 'rejected'],
    ['none', 'rejected', 'rejected'],
  ] as const)('knows the default role in %s', async (defaultRole, created, invited) => {
    const simulated = await simulate(
      scenarioInput({
        accounts: [
          { id: management, name: 'm' },
          { id: first, name: 'c' },
          { id: second, name: 'i', joinedMethod: 'INVITED' },
        ],
        switches: { defaultRole },
      }),
    );
    const settled = await Promise.allSettled([assume(simulated, role(first)), assume(simulated, role(second))]);
    expect(settled.map(({ status }) => status)).toEqual([created, invited]);
  });

  describe('of a role that the scenario names', () => {
    const input = scenarioInput({
      roles: [{ account: first, name: 'Security', trusts: [administrator], externalId: 'secret', maxSessionSeconds: 7200 }],
    });

    test('honours trust, external id and the longest session', async () => {
      const simulated = await simulate(input);
      const arn = role(first, 'path/Security');
      const as = keysFor(administrator);
      await expect(assume(simulated, arn, { ExternalId: 'secret', DurationSeconds: 7200 }, as)).resolves.toBeDefined();
      expect(await refusal(assume(simulated, arn, { ExternalId: 'secret' }))).toMatchObject({ name: 'AccessDenied' });
      expect(await refusal(assume(simulated, arn, {}, as))).toMatchObject({ name: 'AccessDenied' });
      expect(await refusal(assume(simulated, arn, { ExternalId: 'secret', DurationSeconds: 7201 }, as))).toMatchObject({
        name: 'ValidationError',
      });
    });

    test('limits a role that assumes a role to one hour', async () => {
      const simulated = await simulate(input);
      const keys = await assume(simulated, role(administrator));
      const chained = (DurationSeconds: number): Promise<unknown> =>
        assume(simulated, role(first, 'Security'), { ExternalId: 'secret', DurationSeconds }, keys);
      await expect(chained(3600)).resolves.toBeDefined();
      expect(await refusal(chained(3601))).toMatchObject({ name: 'ValidationError' });
    });
  });

  test('refuses a session name that AWS would not take', async () => {
    expect(await refusal(assume(await simulate(), role(first), { RoleSessionName: 'a b' }))).toMatchObject({ name: 'ValidationError' });
  });

  test.each([899, 43_201])('refuses a session of %i seconds', async (DurationSeconds) => {
    expect(await refusal(assume(await simulate(), role(first), { DurationSeconds }))).toMatchObject({
      name: 'ValidationError',
      status: 400,
    });
  });
});

describe('expiry', () => {
  test('ends the keys of a role', async () => {
    const simulated = await simulate(scenarioInput({ credentials: { assumedRoleLifetimeSeconds: 30 } }));
    const keys = await assume(simulated, role(first));
    simulated.pass(31);
    const message = 'The security token included in the request is expired';
    expect(await refusal(simulated.sts({ keys }).getCallerIdentity({}))).toEqual({ name: 'ExpiredToken', message, status: 403 });
    expect(await refusal(simulated.guardduty({ keys }).listDetectors({}))).toEqual({ name: 'ExpiredTokenException', message, status: 403 });
    expect(await refusal(simulated.organizations({ keys }).listRoots({}))).toEqual({ name: 'ExpiredTokenException', message, status: 400 });
  });

  test('ends the starting keys where the scenario says so', async () => {
    const { simulator, sts, pass } = await simulate(scenarioInput({ credentials: { managementLifetimeSeconds: 60 } }));
    const keys = simulator.managementKeys;
    expect(await sts({ keys }).getCallerIdentity({})).toMatchObject({ Account: management });
    pass(61);
    expect(await refusal(sts({ keys }).getCallerIdentity({}))).toMatchObject({ status: 403 });
    expect(await sts({ keys: simulator.administratorKeys }).getCallerIdentity({})).toMatchObject({ Account: administrator });
  });
});

describe('Regions', () => {
  const accounts = [
    { id: management, name: 'm' },
    { id: administrator, name: 's' },
    { id: first, name: 'x', regions: { 'eu-west-1': 'ENABLING', 'me-south-1': 'ENABLED' } },
  ] as const;
  const input = scenarioInput({ accounts: [...accounts], regions: ['us-east-1', 'eu-west-1', 'eu-south-1'] });

  test('are listed with their opt-in status, all of the partition', async () => {
    const { account } = await simulate(input);
    const statuses = async (who: string): Promise<Record<string, string | undefined>> =>
      byName(
        ((await account({ account: who }).listRegions({})).Regions ?? []).map(({ RegionName, RegionOptStatus }) => [
          RegionName,
          RegionOptStatus,
        ]),
      );
    const ofManagement = await statuses(management);
    expect(Object.keys(ofManagement)).toHaveLength(36);
    expect(ofManagement).toMatchObject({
      'us-east-1': 'ENABLED_BY_DEFAULT',
      'eu-south-1': 'ENABLED',
      'me-south-1': 'DISABLED',
      'eu-west-2': 'DISABLED',
    });
    expect(await statuses(first)).toMatchObject({ 'eu-west-1': 'ENABLING', 'me-south-1': 'ENABLED' });
  });

  test('are listed by pages, and by status', async () => {
    const { account } = await simulate(input);
    const page = await account().listRegions({ MaxResults: 10 });
    expect(page.Regions).toHaveLength(10);
    expect(
      (await account().listRegions({ MaxResults: 50, ...(page.NextToken === undefined ? {} : { NextToken: page.NextToken }) })).Regions,
    ).toHaveLength(26);
    const { Regions } = await account().listRegions({ RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'] });
    expect(Regions?.map(({ RegionName }) => RegionName)).toEqual(['eu-south-1', 'eu-west-1', 'us-east-1']);
    expect(await refusal(account().listRegions({ MaxResults: 51 }))).toMatchObject({ name: 'ValidationException', status: 400 });
  });

  test('of another account need trusted access, and never those of the management account', async () => {
    const message = 'Your organization must first enable trusted access with AWS Account Management.';
    const closed = await simulate(input);
    expect(await refusal(closed.account().listRegions({ AccountId: first }))).toEqual({
      name: 'AccessDeniedException',
      message,
      status: 403,
    });
    const open = await simulate({
      ...input,
      organization: { managementAccount: management, trustedAccess: [principal, 'account.amazonaws.com'] },
    });
    expect((await open.account().listRegions({ AccountId: first })).Regions).toHaveLength(36);
    expect(await refusal(open.account().listRegions({ AccountId: management }))).toMatchObject({ name: 'AccessDeniedException' });
    expect(await refusal(open.account({ account: first }).listRegions({ AccountId: administrator }))).toMatchObject({
      name: 'AccessDeniedException',
    });
    expect(await refusal(open.account().listRegions({ AccountId: '999999999999' }))).toMatchObject({
      name: 'ResourceNotFoundException',
      status: 404,
    });
  });

  test('that an account has not opted in to do not know its token', async () => {
    const { guardduty, sts } = await simulate(input);
    const unknown = { name: 'UnrecognizedClientException', message: 'The security token included in the request is invalid.', status: 403 };
    expect(await refusal(guardduty({ region: 'me-south-1' }).listDetectors({}))).toEqual(unknown);
    expect(await refusal(guardduty({ account: first, region: 'eu-west-1' }).listDetectors({}))).toEqual(unknown);
    expect(await refusal(guardduty({ region: 'eu-west-2' }).listDetectors({}))).toEqual(unknown);
    // It has opted in to a Region in which the scenario has no GuardDuty.
    expect(await refusal(guardduty({ account: first, region: 'me-south-1' }).listDetectors({}))).toEqual(unknown);
    expect(await refusal(sts({ region: 'me-south-1' }).getCallerIdentity({}))).toMatchObject({ name: 'InvalidClientTokenId' });
    expect(await sts({ region: 'eu-west-2' }).getCallerIdentity({})).toMatchObject({ Account: management });
  });

  test('answer STS as disabled where the switch says so', async () => {
    const { sts } = await simulate({ ...input, switches: { stsInOptedOutRegion: 'RegionDisabledException' } });
    expect(await refusal(sts({ region: 'me-south-1' }).getCallerIdentity({}))).toMatchObject({
      name: 'RegionDisabledException',
      status: 403,
    });
  });
});
