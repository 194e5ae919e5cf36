import './support/node-errors';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { credentialsTrouble, type IdentityLabel } from '../../src/aws/credentials-trouble';
import { translateError } from '../../src/aws/translate-error';
import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import { keysFor } from '../../src/simulator/world/keys';
import { administratorId, managementId } from '../support/builders';
import { profile, setEnvironment, writeConfig } from './support/environment';
import { connected, organizationOf, region, rejectionOf, simulate } from './support/simulated';

const management = { kind: 'profile', profile: 'management' } as const;
const label: IdentityLabel = {
  role: 'administrator',
  origin: 'profile security',
  profile: 'security',
  kind: 'profile',
  defaultRegion: 'us-east-1',
};
const security = { kind: 'profile', profile: 'security' } as const;

afterEach(() => {
  jest.restoreAllMocks();
});

/** An address at which nobody listens. */
async function closedPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}

/** Two profiles with keys against a simulated AWS in which something is wrong. */
async function withFault(then: NonNullable<ScenarioInput['faults']>[number]['then'], account = administratorId) {
  const simulator = await simulate(organizationOf(0, { faults: [{ on: { service: 'sts', account }, then }] }));
  setEnvironment({ AWS_ENDPOINT_URL: simulator.url });
  writeConfig(...profile('management', keysFor(managementId)), ...profile('security', keysFor(administratorId)));
  return simulator;
}

describe('connect', () => {
  test('refuses a profile that does not exist, names the known ones and suggests the nearest', async () => {
    writeConfig(...profile('management', keysFor(managementId)), ...profile('security', keysFor(administratorId)), '[sso-session corp]');
    const wrong = { kind: 'profile', profile: 'secruity' } as const;
    expect(await rejectionOf(connected({ management, administrator: wrong }))).toMatchObject({
      name: 'CredentialsError',
      message: 'There is no AWS profile "secruity". Did you mean "security"?',
      reason: 'Known profiles: management, security.',
    });
  });

  test('says when no profiles are configured at all', async () => {
    expect(await rejectionOf(connected({ management }))).toMatchObject({
      message: 'There is no AWS profile "management".',
      reason: 'No profiles are configured on this machine.',
    });
  });

  test('names the identity whose keys AWS does not know, with the request id', async () => {
    const simulator = await withFault({ kind: 'delay', ms: 0 });
    writeConfig(...profile('management', keysFor(managementId)));
    writeConfig(...profile('management', keysFor(managementId)), ...profile('security', keysFor('999999999999')));
    const error = await rejectionOf(connected({ management, administrator: security }));
    const refused = simulator.calls.find(({ status }) => status === 403);
    expect(error).toMatchObject({
      name: 'CredentialsError',
      message: 'The credentials of the administrator (profile security) do not work.',
      reason: `AWS says: InvalidClientTokenId: The security token included in the request is invalid. (request ${refused?.requestId ?? ''})`,
      remedy:
        'Check them, or name others with --admin-profile or --admin-role. ' +
        'Credentials work in one partition only (aws, aws-cn, aws-us-gov): the Regions asked for are in aws.',
    });
  });

  test('says when credentials have expired', async () => {
    await withFault({ kind: 'expired' }, managementId);
    expect(await rejectionOf(connected({ management, administrator: security }))).toMatchObject({
      name: 'CredentialsError',
      message: 'The credentials of the management account (profile management) have expired.',
      remedy: 'Renew them, then try again.',
    });
  });

  test('names the command that renews an SSO session', async () => {
    await withFault({ kind: 'delay', ms: 0 });
    writeConfig(
      ...profile('management', keysFor(managementId)),
      '[profile security]',
      'sso_session = corp',
      `sso_account_id = ${administratorId}`,
      'sso_role_name = Admin',
      '[sso-session corp]',
      'sso_region = us-east-1',
      'sso_start_url = https://example.com/start',
    );
    expect(await rejectionOf(connected({ management, administrator: security }))).toMatchObject({
      name: 'CredentialsError',
      remedy: 'Run "aws sso login --profile security", then try again.',
    });
  });

  test('refuses a role that wants an MFA code where nobody can be asked', async () => {
    await withFault({ kind: 'delay', ms: 0 });
    writeConfig(
      ...profile('management', keysFor(managementId)),
      '[profile security]',
      `role_arn = arn:aws:iam::${administratorId}:role/OrganizationAccountAccessRole`,
      'source_profile = management',
      `mfa_serial = arn:aws:iam::${managementId}:mfa/me`,
    );
    expect(await rejectionOf(connected({ management, administrator: security }))).toMatchObject({
      name: 'CredentialsError',
      reason: expect.stringMatching(/multi-factor authentication/) as string,
    });
  });

  test('does not blame the credentials for a certificate that is not trusted, and names the setting that helps', () => {
    const error = translateError(
      Object.assign(new Error('self-signed certificate in certificate chain'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' }),
      { action: 'sts:GetCallerIdentity' },
    );
    expect(credentialsTrouble(error, label)).toMatchObject({
      name: 'ProvisionError',
      message:
        'sts:GetCallerIdentity met a certificate that this machine does not trust, so the administrator (profile security) could not be identified.',
      reason: expect.stringContaining('self-signed certificate') as string,
      remedy: expect.stringContaining('AWS_CA_BUNDLE') as string,
    });
  });

  test('takes the file of a token that is missing for what it is, and not for the network', async () => {
    writeConfig('[profile management]', `role_arn = arn:aws:iam::${managementId}:role/CI`, 'web_identity_token_file = /nonexistent/token');
    expect(await rejectionOf(connected({ management }))).toMatchObject({
      name: 'CredentialsError',
      message: 'The credentials of the given account (profile management) could not be read on this machine.',
      reason: "Cause: ENOENT: no such file or directory, open '/nonexistent/token'",
    });
  });

  test('names the command that renews a session, as a shell takes the name of the profile', async () => {
    writeConfig(
      '[profile "my own"]',
      'sso_session = corp',
      `sso_account_id = ${managementId}`,
      'sso_role_name = A',
      '[sso-session corp]',
      'sso_region = us-east-1',
      'sso_start_url = https://x',
    );
    const error = await rejectionOf(connected({ management: { kind: 'profile', profile: 'my own' } }));
    expect(error).toMatchObject({ remedy: `Run "aws sso login --profile 'my own'", then try again.` });
    expect(JSON.stringify(error)).not.toContain('%20');
  });

  test('says of credentials of another partition which one the Regions are in, and which one the profile', async () => {
    const simulator = await simulate();
    setEnvironment({ AWS_ENDPOINT_URL: simulator.url });
    writeConfig(...profile('management', keysFor('999999999999'), 'region = us-gov-west-1'));
    expect(await rejectionOf(connected({ management }))).toMatchObject({
      remedy: expect.stringContaining(
        "Credentials work in one partition only (aws, aws-cn, aws-us-gov): the Regions asked for are in aws, the profile's Region us-gov-west-1 is in aws-us-gov.",
      ) as string,
    });
  });

  test('says when STS cannot be reached, and does not blame the credentials', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0);
    writeConfig(...profile('management', keysFor(managementId), `endpoint_url = ${await closedPort()}`));
    expect(await rejectionOf(connected({ management }))).toMatchObject({
      name: 'ProvisionError',
      code: 'aws',
      message: 'sts:GetCallerIdentity did not answer, so the given account (profile management) could not be identified.',
      reason: expect.stringContaining('ECONNREFUSED') as string,
      remedy: expect.stringContaining('AWS_ENDPOINT_URL') as string,
    });
  });

  test('says when STS fails, and does not blame the credentials', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0);
    await withFault({ kind: 'html' });
    expect(await rejectionOf(connected({ management, administrator: security }))).toMatchObject({
      code: 'aws',
      message: expect.stringContaining('the administrator (profile security)') as string,
    });
  });

  test('says when STS cannot be reached while a role is assumed', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0);
    const simulator = await simulate(organizationOf(0, { faults: [{ on: { operation: 'AssumeRole' }, then: { kind: 'reset' } }] }));
    setEnvironment({ AWS_ENDPOINT_URL: simulator.url });
    writeConfig(...profile('management', keysFor(managementId)));
    const role = { kind: 'role', role: 'OrganizationAccountAccessRole', accountId: administratorId } as const;
    expect(await rejectionOf(connected({ management, administrator: role }))).toMatchObject({
      code: 'aws',
      message: expect.stringMatching(/^sts:AssumeRole did not answer/) as string,
    });
  });
});

describe('endpoints', () => {
  /** Simulated AWS accounts behind one profile, and who of them was asked. */
  async function two() {
    const [first, second] = [await simulate(), await simulate()];
    const operations = () => [first, second].map(({ calls }) => calls.map(({ operation }) => operation));
    return { first, second, operations };
  }

  test('are those of each profile', async () => {
    const { first, second, operations } = await two();
    writeConfig(
      ...profile('management', keysFor(managementId), `endpoint_url = ${first.url}`),
      ...profile('security', keysFor(administratorId), `endpoint_url = ${second.url}`),
    );
    const { administrator } = await connected({ management, administrator: security });
    await administrator?.asAdministrator(region).findDetector();
    expect(operations()).toEqual([['GetCallerIdentity'], ['GetCallerIdentity', 'ListDetectors']]);
  });

  test('differ by service in a services section', async () => {
    const { first, second, operations } = await two();
    writeConfig(
      ...profile('security', keysFor(administratorId), `endpoint_url = ${first.url}`, 'services = local'),
      '[services local]',
      'guardduty =',
      `  endpoint_url = ${second.url}`,
    );
    const connection = await connected({ management: security });
    await connection.management?.asAdministrator(region).findDetector();
    expect(operations()).toEqual([['GetCallerIdentity'], ['ListDetectors']]);
  });

  test('of the environment win over those of a profile, the one of a service over the general one', async () => {
    const { first, second, operations } = await two();
    setEnvironment({ AWS_ENDPOINT_URL: first.url, AWS_ENDPOINT_URL_GUARDDUTY: second.url });
    writeConfig(...profile('security', keysFor(administratorId), 'endpoint_url = http://127.0.0.1:1'));
    const connection = await connected({ management: security });
    await connection.management?.asAdministrator(region).findDetector();
    expect(operations()).toEqual([['GetCallerIdentity'], ['ListDetectors']]);
  });

  test('are also those at which the role of a profile is assumed', async () => {
    const { first, second, operations } = await two();
    writeConfig(
      ...profile('management', keysFor(managementId), `endpoint_url = ${first.url}`),
      '[profile security]',
      `role_arn = arn:aws:iam::${administratorId}:role/OrganizationAccountAccessRole`,
      'source_profile = management',
      `endpoint_url = ${second.url}`,
    );
    await connected({ management, administrator: security });
    expect(operations()).toEqual([['GetCallerIdentity'], ['AssumeRole', 'GetCallerIdentity']]);
  });

  test('give way to the one that the program was started with', async () => {
    const simulator = await simulate();
    setEnvironment({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1' });
    const keys = { kind: 'keys', keys: simulator.managementKeys } as const;
    expect((await connected({ management: keys, endpoint: simulator.url })).management?.caller.accountId).toBe(managementId);
  });
});
