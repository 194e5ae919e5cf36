import './support/node-errors';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { keysFor } from '../../src/simulator/world/keys';
import type { ProvisionError } from '../../src/domain/errors';
import { administratorId, managementId } from '../support/builders';
import { startBuilt } from '../traps/support/built-program';
import { canMakeCertificates, makeAuthority, type Authority } from './support/certificates';
import { profile, setEnvironment, writeConfig, writeSsoToken } from './support/environment';
import { listening, portOf, startProxy, type ProxyOptions, type ProxyServer } from './support/proxy-server';
import { connected, region, rejectionOf, simulate } from './support/simulated';
import { startTlsFront } from './support/tls-front';

const management = { kind: 'profile', profile: 'management' } as const;
const security = { kind: 'profile', profile: 'security' } as const;

beforeEach(() => {
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  jest.restoreAllMocks();
});

async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server as never);
  await new Promise((resolve) => server.close(resolve));
  return `127.0.0.1:${String(port)}`;
}

async function refusalOf(promise: Promise<unknown>): Promise<{ readonly name: string; readonly all: string }> {
  const error = (await rejectionOf(promise)) as ProvisionError;
  return { name: error.name, all: [error.message, error.reason, error.remedy].join('\n') };
}

(canMakeCertificates ? describe : describe.skip)('AWS behind a proxy', () => {
  let authority: Authority;
  beforeAll(() => {
    authority = makeAuthority();
  });

  /** AWS under its own names, reached through a proxy alone. */
  async function behindProxy(options: ProxyOptions = {}): Promise<ProxyServer> {
    writeConfig(...profile('management', keysFor(managementId)), ...profile('security', keysFor(administratorId)));
    return startProxy({ to: await startTlsFront(await simulate(), authority), ...options });
  }

  const through = (proxy: ProxyServer, userinfo = ''): Record<string, string> => ({
    HTTPS_PROXY: `http://${userinfo}${proxy.host}`,
    AWS_CA_BUNDLE: authority.bundle,
  });

  test('is reached by CONNECT, by both identities and every service', async () => {
    const proxy = await behindProxy();
    setEnvironment(through(proxy));
    const { administrator, management: manager } = await connected({ management, administrator: security });
    await administrator?.asAdministrator(region).findDetector();
    await manager?.organization.describe();
    await manager?.regions.listRegions();
    expect(new Set(proxy.asked)).toEqual(
      new Set(
        ['sts.us-east-1', 'guardduty.us-east-1', 'organizations.us-east-1', 'account.us-east-1'].map(
          (name) => `CONNECT ${name}.amazonaws.com:443`,
        ),
      ),
    );
    expect(new Set(proxy.authorizations)).toEqual(new Set(['']));
  });

  test('gets the user name and the password, which are shown nowhere', async () => {
    const proxy = await behindProxy();
    setEnvironment(through(proxy, 'alice:s3cret-word@'));
    await connected({ management });
    expect(proxy.authorizations).toEqual([`Basic ${Buffer.from('alice:s3cret-word').toString('base64')}`]);
  });

  test('keeps its connections for the next request', async () => {
    const proxy = await behindProxy();
    setEnvironment(through(proxy));
    const { administrator } = await connected({ management, administrator: security });
    for (let request = 0; request < 3; request += 1) await administrator?.asAdministrator(region).findDetector();
    expect(proxy.asked.filter((line) => line.includes('guardduty'))).toHaveLength(1);
  });

  test('is reached through a proxy that is itself spoken to with TLS', async () => {
    const proxy = await behindProxy({ authority });
    setEnvironment({ ...through(proxy), HTTPS_PROXY: `https://${proxy.host}` });
    await connected({ management });
    expect(proxy.asked).toEqual(['CONNECT sts.us-east-1.amazonaws.com:443']);
  });

  test('gives roles and sessions through the same proxy, the session in its own Region', async () => {
    const proxy = await behindProxy();
    writeConfig(
      '[profile management]',
      'sso_session = corp',
      `sso_account_id = ${managementId}`,
      'sso_role_name = Admin',
      '[sso-session corp]',
      'sso_region = eu-west-1',
      'sso_start_url = https://corp.awsapps.com/start',
      '[profile security]',
      `role_arn = arn:aws:iam::${administratorId}:role/OrganizationAccountAccessRole`,
      'source_profile = management',
    );
    writeSsoToken('corp', 'https://corp.awsapps.com/start', 'eu-west-1');
    setEnvironment(through(proxy));
    const connection = await connected({ management, administrator: security });
    expect(connection.administrator?.caller.accountId).toBe(administratorId);
    expect(new Set(proxy.asked)).toEqual(
      new Set(['CONNECT portal.sso.eu-west-1.amazonaws.com:443', 'CONNECT sts.us-east-1.amazonaws.com:443']),
    );
  });

  test('that keeps a session from being fetched is to blame, and not the session', async () => {
    const proxy = await behindProxy({ refuses: 403 });
    writeConfig(
      '[profile management]',
      'sso_session = corp',
      `sso_account_id = ${managementId}`,
      'sso_role_name = Admin',
      '[sso-session corp]',
      'sso_region = eu-west-1',
      'sso_start_url = https://corp.awsapps.com/start',
    );
    writeSsoToken('corp', 'https://corp.awsapps.com/start', 'eu-west-1');
    setEnvironment(through(proxy));
    const { name, all } = await refusalOf(connected({ management }));
    expect(name).toBe('ProvisionError');
    expect(all).toContain('sso:GetRoleCredentials did not get through the proxy');
    expect(all).not.toContain('aws sso login');
  });

  test.each([
    [407, 'refused with HTTP 407 (Proxy Authentication Required)'],
    [403, 'refused with HTTP 403 (Forbidden)'],
    [502, 'refused with HTTP 502 (Bad Gateway)'],
  ])('that refuses with %s is named, doubting its password', async (refuses, words) => {
    const proxy = await behindProxy({ refuses });
    setEnvironment(through(proxy, 'alice:s3cret-word@'));
    const { name, all } = await refusalOf(connected({ management }));
    expect(name).toBe('ProvisionError');
    expect(all).toContain(`Cause: the proxy ${proxy.host} ${words}`);
    expect(all).toContain('did not get through the proxy, so the given account (profile management) could not be identified');
    expect(all).not.toMatch(/alice|s3cret-word|hunter2/);
    expect(proxy.asked.length).toBe(refuses === 502 ? 8 : 1);
  });

  test('that cannot be reached is named', async () => {
    const host = await closedPort();
    writeConfig(...profile('management', keysFor(managementId)));
    setEnvironment({ HTTPS_PROXY: `http://alice:s3cret-word@${host}` });
    const { all } = await refusalOf(connected({ management }));
    expect(all).toContain(`Cause: the proxy ${host} could not be reached: connect ECONNREFUSED ${host}`);
    expect(all).not.toMatch(/alice|s3cret-word/);
  });

  test('asks for a setting where the certificate is of an authority that nobody named', async () => {
    const proxy = await behindProxy();
    setEnvironment({ HTTPS_PROXY: `http://${proxy.host}` });
    const { all } = await refusalOf(connected({ management }));
    expect(all).toMatch(
      /met a certificate that this machine does not trust[\s\S]*Cause: (?:self-signed certificate|unable to)[\s\S]*AWS_CA_BUNDLE/,
    );
    expect(proxy.asked).toHaveLength(1);
  });

  test('is not trusted with the certificates of another authority, whatever the profile names: the variable counts first', async () => {
    const proxy = await behindProxy();
    writeConfig(...profile('management', keysFor(managementId), `ca_bundle = ${authority.bundle}`));
    setEnvironment({ HTTPS_PROXY: `http://${proxy.host}`, AWS_CA_BUNDLE: makeAuthority('Another Authority').bundle });
    expect((await refusalOf(connected({ management }))).all).toContain('a certificate that this machine does not trust');
  });

  test('trusts what NODE_EXTRA_CA_CERTS names beside AWS_CA_BUNDLE', async () => {
    const proxy = await behindProxy();
    const other = makeAuthority('Another Authority');
    setEnvironment({ HTTPS_PROXY: `http://${proxy.host}`, AWS_CA_BUNDLE: other.bundle, NODE_EXTRA_CA_CERTS: authority.bundle });
    expect((await connected({ management })).management?.caller.accountId).toBe(managementId);
  });

  test('is reached by the built program, which trusts what Node is set to trust', async () => {
    const proxy = await behindProxy();
    const env = { HTTPS_PROXY: `http://${proxy.host}`, AWS_CONFIG_FILE: process.env['AWS_CONFIG_FILE'] ?? '' };
    const argv = ['--profile', 'management', '--admin-profile', 'security', '-r', region, '--check', '--output', 'json'];
    const [trusting, doubting] = await Promise.all([
      startBuilt(argv, { ...env, NODE_EXTRA_CA_CERTS: authority.bundle }).ended,
      startBuilt(argv, env).ended,
    ]);
    expect([trusting.code, JSON.parse(trusting.stdout)]).toMatchObject([3, { exitCode: 3 }]);
    expect([doubting.code, doubting.stdout]).toEqual([2, '']);
    expect(doubting.stderr.replace(/\s+/g, ' ')).toContain('a certificate that this machine does not trust');
  });

  test('lets each identity trust the certificates of its own profile', async () => {
    const proxy = await behindProxy();
    writeConfig(
      ...profile('management', keysFor(managementId), `ca_bundle = ${authority.bundle}`),
      ...profile('security', keysFor(administratorId)),
    );
    setEnvironment({ HTTPS_PROXY: `http://${proxy.host}` });
    expect((await connected({ management })).management?.caller.accountId).toBe(managementId);
    expect((await refusalOf(connected({ management, administrator: security }))).all).toContain('the administrator (profile security)');
  });

  test('is reached directly where NO_PROXY says so', async () => {
    const simulator = await simulate();
    const port = await startTlsFront(simulator, authority);
    writeConfig(...profile('management', keysFor(managementId), `endpoint_url = https://localhost:${String(port)}`));
    setEnvironment({ HTTPS_PROXY: `http://${await closedPort()}`, NO_PROXY: 'localhost', AWS_CA_BUNDLE: authority.bundle });
    expect((await connected({ management })).management?.caller.accountId).toBe(managementId);
  });
});

describe('an endpoint with http', () => {
  test('is asked for through HTTP_PROXY, by its whole address', async () => {
    const simulator = await simulate();
    const proxy = await startProxy();
    writeConfig(...profile('management', keysFor(managementId), `endpoint_url = ${simulator.url}`));
    setEnvironment({ HTTP_PROXY: `http://alice:s3cret-word@${proxy.host}` });
    await connected({ management });
    expect(proxy.asked).toEqual([`POST ${simulator.url}/`]);
    expect(proxy.authorizations).toEqual([`Basic ${Buffer.from('alice:s3cret-word').toString('base64')}`]);
  });

  test('is reported with the proxy that wants a password, or is not there', async () => {
    const simulator = await simulate();
    writeConfig(...profile('management', keysFor(managementId), `endpoint_url = ${simulator.url}`));
    const proxy = await startProxy({ refuses: 407 });
    setEnvironment({ HTTP_PROXY: `http://${proxy.host}` });
    expect((await refusalOf(connected({ management }))).all).toContain(`the proxy ${proxy.host} refused with HTTP 407`);
    const closed = await closedPort();
    setEnvironment({ HTTP_PROXY: `http://${closed}` });
    expect((await refusalOf(connected({ management }))).all).toContain(`the proxy ${closed} could not be reached`);
  });

  test('is warned about unless it is on this machine', async () => {
    const warn = jest.fn();
    const proxy = await startProxy();
    const simulator = await simulate();
    setEnvironment({ HTTP_PROXY: `http://${proxy.host}`, AWS_ENDPOINT_URL: simulator.url });
    writeConfig(...profile('management', keysFor(managementId)));
    await connected({ management, warn });
    expect(warn).not.toHaveBeenCalled();
    setEnvironment({ AWS_ENDPOINT_URL: 'http://alice:s3cret-word@aws.internal.example:8080' });
    await rejectionOf(connected({ management, warn }));
    expect(warn.mock.calls).toEqual([
      ['Warning: The endpoint http://aws.internal.example:8080 is not encrypted: everybody on the way can read and change what is sent.'],
    ]);
  });
});

describe('a setting that cannot be honoured', () => {
  test.each<[string, Record<string, string>, readonly string[], string]>([
    ['a bundle that is not there', { AWS_CA_BUNDLE: '/nonexistent/ca.pem' }, [], 'AWS_CA_BUNDLE names this file. ENOENT'],
    ['a bundle of the profile', {}, ['ca_bundle = /nonexistent/ca.pem'], 'ca_bundle names this file. ENOENT'],
    ['a bundle doubting certificates', { AWS_CA_BUNDLE: __filename }, [], 'It holds no certificate.'],
    ['a proxy of another kind', { HTTPS_PROXY: 'socks5://localhost' }, [], 'HTTPS_PROXY is not the address of an HTTP proxy.'],
    ['a number of attempts', { AWS_MAX_ATTEMPTS: 'many' }, [], '"many" is not a number of attempts.'],
    ['an endpoint', { AWS_ENDPOINT_URL: 'localhost:4566' }, [], 'The configured endpoint "localhost:4566" is not an address.'],
  ])('is refused before anything is asked: %s', async (_name, environment, settings, words) => {
    writeConfig(...profile('management', keysFor(managementId), ...settings));
    setEnvironment(environment);
    const { name, all } = await refusalOf(connected({ management }));
    expect(name).toBe('UsageError');
    expect(all).toContain(words);
  });
});

describe('whatever fits AWS only', () => {
  test('does not disturb what is simulated', async () => {
    const simulator = await simulate();
    writeFileSync(
      process.env['AWS_CONFIG_FILE'] ?? '',
      '[default]\nuse_fips_endpoint = true\nca_bundle = /nonexistent\nmax_attempts = x\n',
    );
    setEnvironment({
      HTTPS_PROXY: 'socks5://nowhere',
      HTTP_PROXY: 'http://127.0.0.1:1',
      AWS_CA_BUNDLE: '/nonexistent/ca.pem',
      AWS_USE_FIPS_ENDPOINT: 'true',
      AWS_USE_DUALSTACK_ENDPOINT: 'perhaps',
      AWS_DEFAULTS_MODE: 'auto',
      AWS_RETRY_MODE: 'sometimes',
      AWS_MAX_ATTEMPTS: 'many',
      AWS_PROFILE: 'gone',
      AWS_ENDPOINT_URL: 'nonsense',
      AWS_AUTH_SCHEME_PREFERENCE: 'sigv4a',
    });
    const { administrator } = await connected({
      management: { kind: 'keys', keys: keysFor(managementId) },
      administrator: { kind: 'keys', keys: keysFor(administratorId) },
      endpoint: simulator.url,
    });
    expect(await administrator?.asAdministrator(region).findDetector()).toBeDefined();
  });
});

test('a proxy that takes the connection and says nothing is named in time', async () => {
  const silent = await listening(createServer(() => undefined) as never);
  writeConfig(...profile('management', keysFor(managementId)));
  setEnvironment({ HTTPS_PROXY: `http://127.0.0.1:${String(silent)}`, AWS_MAX_ATTEMPTS: '1' });
  const { all } = await refusalOf(connected({ management }));
  expect(all).toContain(`the proxy 127.0.0.1:${String(silent)} could not be reached: `);
}, 30_000);
