import { createServer } from 'node:http';
import './support/node-errors';
import type { Region } from '../../src/domain/ids';
import { keysFor } from '../../src/simulator/world/keys';
import { administratorId, managementId, workload } from '../support/builders';
import { keyVariables, profile, setEnvironment, writeConfig, writeCredentials } from './support/environment';
import { connected, organizationOf, problemOf, rejectionOf, simulate } from './support/simulated';
import { listening } from './support/proxy-server';

const management = { kind: 'profile', profile: 'management' } as const;
const security = { kind: 'profile', profile: 'security' } as const;
const roleProfile = [
  '[profile security]',
  `role_arn = arn:aws:iam::${administratorId}:role/OrganizationAccountAccessRole`,
  'source_profile = management',
];
const sixRegions = ['us-east-1', 'eu-west-1', 'eu-central-1', 'ap-south-1', 'sa-east-1', 'us-west-2'] as Region[];

/** A simulated AWS that the environment points at. */
async function aroundHere(...parameters: Parameters<typeof simulate>) {
  const simulator = await simulate(...parameters);
  setEnvironment({ AWS_ENDPOINT_URL: simulator.url });
  const count = (operation: string) => simulator.calls.filter((call) => call.operation === operation).length;
  return { simulator, count };
}

describe('connect with profiles', () => {
  test('says whose credentials they are, with two questions in the default Region', async () => {
    const { simulator } = await aroundHere();
    writeConfig(...profile('management', keysFor(managementId), 'region = eu-west-1'), ...profile('security', keysFor(administratorId)));
    const connection = await connected({ management, administrator: security });
    expect([connection.management?.caller, connection.administrator?.caller]).toEqual([
      { accountId: managementId, arn: `arn:aws:iam::${managementId}:user/simulated` },
      { accountId: administratorId, arn: `arn:aws:iam::${administratorId}:user/simulated` },
    ]);
    expect(simulator.calls.map(({ operation, region }) => [operation, region])).toEqual(Array(2).fill(['GetCallerIdentity', 'us-east-1']));
  });

  test('reads keys from the credentials file', async () => {
    await aroundHere();
    const keys = keysFor(managementId);
    writeCredentials('[management]', `aws_access_key_id = ${keys.accessKeyId}`, `aws_secret_access_key = ${keys.secretAccessKey}`);
    expect((await connected({ management })).management?.caller.accountId).toBe(managementId);
  });

  test('assumes the role of a profile once, however many Regions and services are used', async () => {
    const { simulator, count } = await aroundHere(organizationOf(0, { regions: [...sixRegions] }));
    writeConfig(...profile('management', keysFor(managementId)), ...roleProfile);
    const { administrator } = await connected({ management, administrator: security });
    await Promise.all([
      ...sixRegions.map(async (region) => administrator?.asAdministrator(region).findDetector()),
      ...sixRegions.map(async (region) => administrator?.asManagement(region).findDetector()),
      administrator?.organization.describe(),
      administrator?.regions.listRegions(),
    ]);
    expect(administrator?.caller.arn).toMatch(/^arn:aws:sts::222222222222:assumed-role\/OrganizationAccountAccessRole\//);
    expect([count('AssumeRole'), count('ListDetectors')]).toEqual([1, 12]);
    expect(simulator.calls.find(({ operation }) => operation === 'AssumeRole')).toMatchObject({ account: managementId, status: 200 });
  });

  test('assumes roles in the default Region, whatever Region the profiles and the environment name', async () => {
    const { simulator } = await aroundHere();
    setEnvironment({ AWS_REGION: 'ap-east-1' });
    writeConfig(...profile('management', keysFor(managementId), 'region = ap-east-1'), ...roleProfile, 'region = ap-east-1');
    await connected({ administrator: security, management });
    expect(new Set(simulator.calls.map(({ region }) => region))).toEqual(new Set(['us-east-1']));
  });

  test('gives the role what its profile says', async () => {
    const { simulator } = await aroundHere(
      organizationOf(0, { roles: [{ account: administratorId, name: 'Guard', externalId: 'secret-word' }] }),
    );
    writeConfig(
      ...profile('management', keysFor(managementId)),
      '[profile security]',
      `role_arn = arn:aws:iam::${administratorId}:role/Guard`,
      'source_profile = management',
      'external_id = secret-word',
      'role_session_name = auditor',
      'duration_seconds = 1800',
    );
    await connected({ management, administrator: security });
    expect(simulator.calls.find(({ operation }) => operation === 'AssumeRole')?.input).toMatchObject({
      ExternalId: 'secret-word',
      RoleSessionName: 'auditor',
      DurationSeconds: '1800',
    });
  });

  test('asks for the code of an MFA device once', async () => {
    const { simulator } = await aroundHere();
    const serial = `arn:aws:iam::${managementId}:mfa/me`;
    writeConfig(...profile('management', keysFor(managementId)), ...roleProfile, `mfa_serial = ${serial}`);
    const askMfaCode = jest.fn(() => Promise.resolve('123456'));
    const { administrator } = await connected({ management, administrator: security, askMfaCode });
    await Promise.all(sixRegions.slice(0, 2).map(async (region) => administrator?.asAdministrator(region).findDetector()));
    expect(askMfaCode.mock.calls).toEqual([[serial]]);
    expect(simulator.calls.find(({ operation }) => operation === 'AssumeRole')?.input).toMatchObject({
      SerialNumber: serial,
      TokenCode: '123456',
    });
  });

  test('works as the one identity that was given', async () => {
    await aroundHere();
    writeConfig(...profile('security', keysFor(administratorId)));
    const connection = await connected({ management: security });
    expect([connection.management?.caller.accountId, connection.administrator]).toEqual([administratorId, undefined]);
  });

  test('counts its calls', async () => {
    await aroundHere();
    writeConfig(...profile('management', keysFor(managementId)), ...roleProfile);
    const { calls } = await connected({ management, administrator: security });
    expect(calls.counts()).toEqual({ 'sts:AssumeRole': 1, 'sts:GetCallerIdentity': 2 });
  });
});

describe('connect with a role', () => {
  test('counts every attempt at assuming it', async () => {
    const { count } = await aroundHere(
      organizationOf(0, { faults: [{ on: { operation: 'AssumeRole' }, calls: [1], then: { kind: 'reset' } }] }),
    );
    setEnvironment(keyVariables(keysFor(managementId)));
    const { calls } = await connected({ administrator: role('OrganizationAccountAccessRole') });
    expect([count('AssumeRole'), calls.counts()['sts:AssumeRole']]).toEqual([2, 2]);
  });

  const role = (name: string, accountId = administratorId) => ({ kind: 'role', role: name, accountId }) as const;

  test.each([
    ['by name', 'OrganizationAccountAccessRole', administratorId],
    ['by a name that begins with a slash', '/OrganizationAccountAccessRole', administratorId],
    ['by name and path', 'team/OrganizationAccountAccessRole', administratorId],
    ['by ARN', `arn:aws:iam::${workload(1)}:role/OrganizationAccountAccessRole`, workload(1)],
  ])('assumes it %s with the management credentials, once', async (_name, name, account) => {
    const { count } = await aroundHere(organizationOf(1));
    setEnvironment(keyVariables(keysFor(managementId)));
    const { administrator } = await connected({ administrator: role(name) });
    await Promise.all(sixRegions.slice(0, 2).map(async (region) => administrator?.asAdministrator(region).findDetector()));
    expect([administrator?.caller.accountId, count('AssumeRole')]).toEqual([account, 1]);
  });

  test('builds its ARN in the partition of the caller', async () => {
    const { simulator } = await aroundHere(organizationOf(0, { partition: 'aws-us-gov', regions: ['us-gov-west-1'] }));
    setEnvironment(keyVariables(keysFor(managementId)));
    await connected({ administrator: role('OrganizationAccountAccessRole'), defaultRegion: 'us-gov-west-1' });
    expect(simulator.calls.find(({ operation }) => operation === 'AssumeRole')).toMatchObject({
      region: 'us-gov-west-1',
      input: { RoleArn: `arn:aws-us-gov:iam::${administratorId}:role/OrganizationAccountAccessRole` },
    });
  });

  test('says when it cannot be assumed, with the words and the request id of AWS', async () => {
    const { simulator } = await aroundHere();
    setEnvironment(keyVariables(keysFor(managementId)));
    const error = await rejectionOf(connected({ administrator: role('NoSuchRole') }));
    expect(error).toMatchObject({
      name: 'CredentialsError',
      message: 'The role NoSuchRole cannot be assumed.',
      reason: expect.stringMatching(/AccessDenied: .*not authorized to perform: sts:AssumeRole/) as string,
    });
    expect(error).toHaveProperty('reason', expect.stringContaining(simulator.calls.at(-1)?.requestId ?? 'none'));
  });
});

describe('connect with the default chain', () => {
  test('finds keys in the environment', async () => {
    await aroundHere();
    setEnvironment(keyVariables(keysFor(managementId)));
    expect((await connected()).management?.caller.accountId).toBe(managementId);
  });

  test('follows AWS_PROFILE', async () => {
    await aroundHere();
    writeConfig(...profile('chosen', keysFor(administratorId)));
    setEnvironment({ AWS_PROFILE: 'chosen' });
    expect((await connected()).management?.caller.accountId).toBe(administratorId);
  });

  test('goes on without the management account where there are no credentials but an administrator', async () => {
    await aroundHere();
    writeConfig(...profile('security', keysFor(administratorId)));
    const connection = await connected({ administrator: security });
    expect([connection.management, connection.administrator?.caller.accountId]).toEqual([undefined, administratorId]);
  });

  test('does not take credentials that fail for none at all', async () => {
    await aroundHere();
    writeConfig(...profile('security', keysFor(administratorId)));
    setEnvironment(keyVariables(keysFor('999999999999')));
    expect(await rejectionOf(connected({ administrator: security }))).toMatchObject({
      name: 'CredentialsError',
      message: 'The credentials of the management account (keys in the environment) do not work.',
    });
  });

  test('takes the role of the instance, and none where the instance gives none', async () => {
    await aroundHere();
    const { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey } = keysFor(managementId);
    const Expiration = new Date(Date.now() + 3_600_000).toISOString();
    const role = { Code: 'Success', AccessKeyId, SecretAccessKey, Token: 't', Expiration };
    let answers: readonly string[] = ['token', 'role', JSON.stringify(role)];
    const port = await listening(
      createServer((request, response) => {
        const [answer, ...later] = answers;
        answers = later;
        request.resume();
        response.writeHead(answer === undefined ? 404 : 200).end(answer);
      }),
    );
    const address = `http://127.0.0.1:${String(port)}`;
    setEnvironment({
      AWS_EC2_METADATA_DISABLED: 'false',
      AWS_EC2_METADATA_SERVICE_ENDPOINT: address,
      HTTP_PROXY: 'http://127.0.0.1:1',
      NO_PROXY: '127.0.0.1',
    });
    expect((await connected()).management?.caller.accountId).toBe(managementId);
    expect(await rejectionOf(connected())).toMatchObject({ message: 'There are no credentials of the given account.' });
  });

  test('says when there are no credentials at all', async () => {
    await aroundHere();
    expect(await rejectionOf(connected())).toMatchObject({
      name: 'CredentialsError',
      reason: expect.stringMatching(/could not load credentials/i) as string,
      remedy: expect.stringContaining('--profile') as string,
    });
  });
});

describe('a connection that is closed', () => {
  test('makes no further request', async () => {
    const { simulator } = await aroundHere();
    setEnvironment(keyVariables(keysFor(managementId)));
    const connection = await connected();
    connection.close();
    await problemOf(connection.management?.organization.describe() ?? Promise.resolve());
    expect(simulator.calls.map(({ operation }) => operation)).toEqual(['GetCallerIdentity']);
  });
});
