import { keysFor, type SimulatedKeys } from '../../../src/simulator/world/keys';
import { administrator, first, management, refusal, scenarioInput, second, simulate, type Simulated } from '../support/simulated';

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
  test('returns the owner of the keys', async () => {
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

describe('unknown keys', () => {
  const keys = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' };
  const invalid = 'The security token included in the request is invalid.';

  test('get the error of each service', async () => {
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

  test('reports missing inputs', async () => {
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
  ] as const)('has the default role in %s', async (defaultRole, created, invited) => {
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

  test('refuses an invalid session name', async () => {
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

  test('ends the starting keys if the scenario says so', async () => {
    const { simulator, sts, pass } = await simulate(scenarioInput({ credentials: { managementLifetimeSeconds: 60 } }));
    const keys = simulator.managementKeys;
    expect(await sts({ keys }).getCallerIdentity({})).toMatchObject({ Account: management });
    pass(61);
    expect(await refusal(sts({ keys }).getCallerIdentity({}))).toMatchObject({ status: 403 });
    expect(await sts({ keys: simulator.administratorKeys }).getCallerIdentity({})).toMatchObject({ Account: administrator });
  });
});
