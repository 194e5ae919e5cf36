import './support/node-errors';
import { execFile, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { RecordedCall } from '../../src/simulator/requests/recorded-call';
import { keysFor } from '../../src/simulator/world/keys';
import { administratorId, managementId } from '../support/builders';
import { bareEnvironment } from '../support/machine';
import { canMakeCertificates, makeAuthority, type Authority } from './support/certificates';
import { profile, setEnvironment, ssoTokenFile } from './support/environment';
import { listening, startProxy } from './support/proxy-server';
import { connected, organizationOf, simulate } from './support/simulated';
import { startTlsFront } from './support/tls-front';

const cli = spawnSync('aws', ['--version'], { encoding: 'utf8' });
const version = cli.status === 0 ? (cli.stdout.trim() || cli.stderr.trim()).split(' ')[0] : undefined;
process.stdout.write(
  version === undefined
    ? 'AWS CLI: not found, profiles were not compared with it\n'
    : `AWS CLI: ${version} is compared with, profile by profile\n`,
);

const [own, theirs, third] = [managementId, administratorId, '300000000001'] as const;
const keys = (account: string): readonly string[] => {
  const { accessKeyId, secretAccessKey } = keysFor(account);
  return [`aws_access_key_id = ${accessKeyId}`, `aws_secret_access_key = ${secretAccessKey}`];
};
const variables = (account: string): Record<string, string> => {
  const { accessKeyId, secretAccessKey } = keysFor(account);
  return { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
};
const role = (account: string, name = 'Auditor'): string => `role_arn = arn:aws:iam::${account}:role/${name}`;

/** One row: files and variables, which profile an option names, and what comes of it. */
interface Row {
  readonly name: string;
  readonly config?: readonly string[];
  readonly credentials?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly option?: string;
  /** Whose credentials are taken; undefined for a refusal. */
  readonly account: string | undefined;
  /** Hosts that are asked. @default STS in us-east-1 */
  readonly hosts?: readonly string[];
  /** Inputs of AssumeRole, those that the row is about. */
  readonly assumed?: readonly Readonly<Record<string, string>>[];
  /** What the AWS CLI does otherwise, and why that is right. */
  readonly cliDiffers?: string;
}

const sts = ['sts.us-east-1.amazonaws.com'];
const sso = (...more: readonly string[]): readonly string[] => [
  '[profile corp]',
  'sso_session = corp',
  `sso_account_id = ${theirs}`,
  'sso_role_name = Admin',
  ...more,
  '[sso-session corp]',
  'sso_region = eu-west-1',
  'sso_start_url = https://corp.awsapps.com/start',
];
const processOf = (account: string): string => {
  const { accessKeyId, secretAccessKey } = keysFor(account);
  const text = JSON.stringify({ Version: 1, AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey });
  const file = join(mkdtempSync(join(tmpdir(), 'provision-guardduty-process-')), 'keys.json');
  writeFileSync(file, text);
  return `credential_process = cat ${file}`;
};
const tokenFile = join(mkdtempSync(join(tmpdir(), 'provision-guardduty-token-')), 'token');
writeFileSync(tokenFile, 'a.b.c');

const rows: readonly Row[] = [
  { name: '[default]', config: ['[default]', ...keys(own)], account: own },
  { name: '[profile default]', config: ['[profile default]', ...keys(own)], account: own },
  { name: 'the credentials file alone', credentials: ['[default]', ...keys(own)], account: own },
  {
    name: 'both files, of which the credentials file counts',
    config: ['[profile x]', ...keys(theirs)],
    credentials: ['[x]', ...keys(own)],
    option: 'x',
    account: own,
  },
  { name: 'a name in quotes, with a blank', config: ['[profile "my own"]', ...keys(own)], option: 'my own', account: own },
  { name: 'the same in single quotes', config: ["[profile 'my own']", ...keys(own)], option: 'my own', account: own },
  { name: 'a name of other letters', config: ['[profile Zürich(1)]', ...keys(own)], option: 'Zürich(1)', account: own },
  { name: 'the same by AWS_PROFILE', config: ['[profile "my own"]', ...keys(own)], environment: { AWS_PROFILE: 'my own' }, account: own },
  { name: 'a blank in the credentials file', credentials: ['[my own]', ...keys(own)], option: 'my own', account: own },
  {
    name: 'a source with a blank',
    config: ['[profile "my own"]', ...keys(own), '[profile audit]', role(theirs), 'source_profile = my own'],
    option: 'audit',
    account: theirs,
  },
  { name: 'a profile that does not exist', config: ['[default]', ...keys(own)], option: 'gone', account: undefined, hosts: [] },
  { name: 'keys in the environment', environment: variables(own), account: own },
  {
    name: 'keys in the environment beside AWS_PROFILE',
    config: ['[profile x]', ...keys(theirs)],
    environment: { ...variables(own), AWS_PROFILE: 'x' },
    account: own,
  },
  {
    name: 'keys in the environment beside an option',
    config: ['[profile x]', ...keys(theirs)],
    environment: variables(own),
    option: 'x',
    account: theirs,
  },
  {
    name: 'keys in the environment beside AWS_PROFILE with another setting',
    config: ['[profile x]', ...keys(theirs), 'use_fips_endpoint = true'],
    environment: { ...variables(own), AWS_PROFILE: 'x' },
    account: own,
    hosts: ['sts-fips.us-east-1.amazonaws.com'],
  },
  {
    name: 'keys in the environment beside AWS_PROFILE that does not exist',
    environment: { ...variables(own), AWS_PROFILE: 'gone' },
    account: undefined,
    hosts: [],
  },
  {
    name: 'half a pair of keys in the environment',
    config: ['[default]', ...keys(theirs)],
    environment: { AWS_ACCESS_KEY_ID: 'AKIAHALF' },
    account: undefined,
    hosts: [],
  },
  { name: 'an empty key in the environment', config: ['[default]', ...keys(own)], environment: { AWS_ACCESS_KEY_ID: '' }, account: own },
  {
    name: 'AWS_DEFAULT_PROFILE beside AWS_PROFILE',
    config: ['[profile x]', ...keys(own), '[profile y]', ...keys(theirs)],
    environment: { AWS_DEFAULT_PROFILE: 'x', AWS_PROFILE: 'y' },
    account: own,
  },
  {
    name: 'a role, with an external id, a duration and a name of the session',
    config: [
      '[profile x]',
      ...keys(own),
      '[profile audit]',
      role(theirs),
      'source_profile = x',
      'external_id = e-1',
      'duration_seconds = 7200',
      'role_session_name = me',
    ],
    option: 'audit',
    account: theirs,
    assumed: [{ RoleArn: `arn:aws:iam::${theirs}:role/Auditor`, ExternalId: 'e-1', DurationSeconds: '7200', RoleSessionName: 'me' }],
  },
  {
    name: 'a role that is assumed with another role',
    config: [
      '[profile x]',
      ...keys(own),
      '[profile y]',
      role(theirs),
      'source_profile = x',
      '[profile z]',
      role(third),
      'source_profile = y',
    ],
    option: 'z',
    account: third,
    assumed: [{ RoleArn: `arn:aws:iam::${theirs}:role/Auditor` }, { RoleArn: `arn:aws:iam::${third}:role/Auditor` }],
  },
  {
    name: 'a role that is assumed with the keys in the environment',
    config: ['[profile audit]', role(theirs), 'credential_source = Environment'],
    environment: variables(own),
    option: 'audit',
    account: theirs,
  },
  {
    name: 'a session of IAM Identity Center, in a Region of its own',
    config: sso(),
    option: 'corp',
    account: theirs,
    hosts: ['portal.sso.eu-west-1.amazonaws.com', ...sts],
  },
  {
    name: 'a session beside keys that are left over',
    config: sso(),
    credentials: ['[corp]', ...keys(own)],
    option: 'corp',
    account: theirs,
    hosts: ['portal.sso.eu-west-1.amazonaws.com', ...sts],
  },
  { name: 'a command', config: ['[profile x]', processOf(own)], option: 'x', account: own },
  {
    name: 'the token of an identity provider',
    config: ['[profile x]', role(theirs), `web_identity_token_file = ${tokenFile}`],
    option: 'x',
    account: theirs,
  },
  {
    name: 'the token of an identity provider, by variables, beside AWS_PROFILE',
    config: ['[profile x]', ...keys(own)],
    environment: { AWS_PROFILE: 'x', AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile, AWS_ROLE_ARN: `arn:aws:iam::${theirs}:role/CI` },
    account: theirs,
  },
  {
    name: 'the token of an identity provider, by variables, beside an option',
    config: ['[profile x]', ...keys(own)],
    environment: { AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile, AWS_ROLE_ARN: `arn:aws:iam::${theirs}:role/CI` },
    option: 'x',
    account: own,
  },
  {
    name: 'a profile without credentials, in a container with some',
    config: ['[profile x]', 'region = us-east-1'],
    environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'CONTAINER', NO_PROXY: 'localhost,127.0.0.1' },
    option: 'x',
    account: third,
  },
  {
    name: 'FIPS endpoints by the profile',
    config: ['[profile x]', ...keys(own), 'use_fips_endpoint = true'],
    option: 'x',
    account: own,
    hosts: ['sts-fips.us-east-1.amazonaws.com'],
  },
  {
    name: 'FIPS endpoints by a variable, against the profile',
    config: ['[profile x]', ...keys(own), 'use_fips_endpoint = true'],
    environment: { AWS_USE_FIPS_ENDPOINT: 'false' },
    option: 'x',
    account: own,
  },
  {
    name: 'FIPS endpoints for the role of a profile, too',
    config: ['[profile x]', ...keys(own), '[profile y]', role(theirs), 'source_profile = x', 'use_fips_endpoint = TRUE'],
    environment: { AWS_PROFILE: 'y' },
    account: theirs,
    hosts: ['sts-fips.us-east-1.amazonaws.com'],
  },
  {
    name: 'dual-stack endpoints by the profile',
    config: ['[profile x]', ...keys(own), 'use_dualstack_endpoint = true'],
    option: 'x',
    account: own,
    hosts: ['sts.us-east-1.api.aws'],
  },
  {
    name: 'an endpoint of the profile',
    config: ['[profile x]', ...keys(own), 'endpoint_url = https://own.amazonaws.com'],
    option: 'x',
    account: own,
    hosts: ['own.amazonaws.com'],
  },
  {
    name: 'an endpoint of a services section',
    config: [
      '[profile x]',
      ...keys(own),
      'endpoint_url = https://own.amazonaws.com',
      'services = special',
      '[services special]',
      'sts =',
      '  endpoint_url = https://special.amazonaws.com',
    ],
    option: 'x',
    account: own,
    hosts: ['special.amazonaws.com'],
  },
  {
    name: 'an endpoint that is ignored',
    config: ['[profile x]', ...keys(own), 'endpoint_url = https://own.amazonaws.com', 'ignore_configured_endpoint_urls = true'],
    option: 'x',
    account: own,
  },
  {
    name: 'an endpoint by a variable, before that of the profile',
    config: ['[profile x]', ...keys(own), 'endpoint_url = https://own.amazonaws.com'],
    environment: { AWS_ENDPOINT_URL_STS: 'https://variable.amazonaws.com' },
    option: 'x',
    account: own,
    hosts: ['variable.amazonaws.com'],
  },
  {
    name: 'FIPS endpoints beside an endpoint',
    config: ['[profile x]', ...keys(own), 'endpoint_url = https://own.amazonaws.com', 'use_fips_endpoint = true'],
    option: 'x',
    account: own,
    hosts: ['own.amazonaws.com'],
  },
  {
    name: 'both [default] and [profile default]',
    config: ['[profile default]', ...keys(own), '[default]', ...keys(theirs)],
    account: own,
    cliDiffers: 'takes whichever comes last; the SDKs take [profile default]',
  },
];

/** What came of a row: whose credentials, which hosts, which roles. */
interface Outcome {
  readonly account: string | undefined;
  readonly hosts: readonly string[];
  readonly assumed: readonly unknown[];
}

(canMakeCertificates ? describe : describe.skip)('a profile is honoured', () => {
  let authority: Authority;
  beforeAll(() => {
    authority = makeAuthority();
  });

  /** Lays out the row's files, and an AWS of its own behind a proxy; runs something in it and looks at what was asked. */
  async function within(row: Row, run: (environment: Record<string, string>) => Promise<string | undefined>): Promise<Outcome> {
    const simulator = await simulate(
      organizationOf(3, {
        roles: [
          { account: theirs, name: 'Auditor', trusts: [own] },
          { account: third, name: 'Auditor', trusts: [theirs] },
        ],
      }),
    );
    const proxy = await startProxy({ to: await startTlsFront(simulator, authority) });
    const container = await listening(
      createServer((_request, response) => {
        const { accessKeyId, secretAccessKey } = keysFor(third);
        const expiration = new Date(Date.now() + 3_600_000).toISOString();
        const text = { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Token: 't', Expiration: expiration };
        response.setHeader('Content-Type', 'application/json');
        response.end(JSON.stringify(text));
      }),
    );
    const home = mkdtempSync(join(tmpdir(), 'provision-guardduty-row-'));
    const session = ssoTokenFile('corp', 'https://corp.awsapps.com/start', 'eu-west-1');
    mkdirSync(join(home, '.aws', 'sso', 'cache'), { recursive: true });
    writeFileSync(join(home, '.aws', 'sso', 'cache', session.name), session.text);
    writeFileSync(join(home, '.aws', 'config'), `${(row.config ?? []).join('\n')}\n`);
    writeFileSync(join(home, '.aws', 'credentials'), `${(row.credentials ?? []).join('\n')}\n`);
    const { AWS_CONTAINER_CREDENTIALS_FULL_URI: uri, ...given } = row.environment ?? {};
    const account = await run({
      HOME: home,
      AWS_CONFIG_FILE: join(home, '.aws', 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(home, '.aws', 'credentials'),
      AWS_CA_BUNDLE: authority.bundle,
      HTTPS_PROXY: `http://${proxy.host}`,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_STS_REGIONAL_ENDPOINTS: 'regional',
      ...given,
      ...(uri === undefined ? {} : { AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${String(container)}/keys` }),
    });
    const chosen = (call: RecordedCall, names: readonly string[]) =>
      Object.fromEntries(Object.entries(call.input as Record<string, unknown>).filter(([name]) => names.includes(name)));
    const assumed = simulator.calls.filter(({ operation, status }) => operation === 'AssumeRole' && status === 200);
    return {
      account,
      hosts: [...new Set(proxy.asked.map((line) => line.replace(/^CONNECT (.*):443$/, '$1')))].sort(),
      assumed: (row.assumed ?? []).map((input, index) => {
        const call = assumed[index];
        return call === undefined ? undefined : chosen(call, Object.keys(input));
      }),
    };
  }

  const expected = ({ account, hosts = sts, assumed = [] }: Row): Outcome => ({ account, hosts: [...hosts].sort(), assumed });

  test.each(rows.map((row) => [row.name, row] as const))('%s', async (_name, row) => {
    const outcome = await within(row, async (environment) => {
      setEnvironment(environment);
      const management =
        row.option === undefined ? ({ kind: 'default-chain' } as const) : ({ kind: 'profile', profile: row.option } as const);
      return connected({ management }).then(
        (connection) => connection.management?.caller.accountId,
        () => undefined,
      );
    });
    expect(outcome).toEqual(expected(row));
  });

  (version === undefined ? test.skip : test)(
    'as the AWS CLI honours it',
    async () => {
      const outcomes = await Promise.all(
        rows.map(async (row) => {
          const outcome = await within(row, async (environment) => {
            const option = row.option === undefined ? [] : ['--profile', row.option];
            return new Promise((resolve) => {
              const env = { ...bareEnvironment(environment['HOME'] ?? ''), ...environment };
              execFile('aws', [...option, 'sts', 'get-caller-identity', '--output', 'json'], { env }, (error, stdout) => {
                resolve(error === null ? (JSON.parse(stdout) as { Account: string }).Account : undefined);
              });
            });
          });
          return [row.name, outcome] as const;
        }),
      );
      const differing = outcomes.filter(([, outcome], index) => {
        const row = rows[index];
        return row !== undefined && !isDeepStrictEqual(outcome, expected(row));
      });
      expect(differing.map(([name]) => name)).toEqual(rows.filter(({ cliDiffers }) => cliDiffers !== undefined).map(({ name }) => name));
    },
    300_000,
  );
});

test('the profile that keys in the environment pass over is named', async () => {
  const simulator = await simulate();
  const file = process.env['AWS_CONFIG_FILE'] ?? '';
  writeFileSync(file, `${profile('x', keysFor(administratorId)).join('\n')}\n`);
  setEnvironment({ ...variables(own), AWS_PROFILE: 'x', AWS_ENDPOINT_URL: simulator.url });
  const warn = jest.fn();
  const { origins } = await connected({ warn });
  expect(origins).toEqual(['keys in the environment', undefined]);
  expect(warn.mock.calls).toEqual([
    ['Note: The credentials are those of AWS_ACCESS_KEY_ID, not of profile x; as in the AWS CLI, they count before AWS_PROFILE.'],
  ]);
});
