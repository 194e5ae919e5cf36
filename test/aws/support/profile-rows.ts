import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keysFor } from '../../../src/simulator/world/keys';
import { administratorId, managementId } from '../../support/builders';

export const [own, theirs, third] = [managementId, administratorId, '300000000001'] as const;
const keys = (account: string): readonly string[] => {
  const { accessKeyId, secretAccessKey } = keysFor(account);
  return [`aws_access_key_id = ${accessKeyId}`, `aws_secret_access_key = ${secretAccessKey}`];
};
export const variables = (account: string): Record<string, string> => {
  const { accessKeyId, secretAccessKey } = keysFor(account);
  return { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
};
const role = (account: string, name = 'Auditor'): string => `role_arn = arn:aws:iam::${account}:role/${name}`;

/** One row: files and variables, which profile an option names, and what comes of it. */
export interface Row {
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

export const sts = ['sts.us-east-1.amazonaws.com'];
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

export const rows: readonly Row[] = [
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
