import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SimulatedKeys } from '../../../src/simulator/world/keys';

let before: NodeJS.ProcessEnv = {};
let folder = '';

beforeEach(() => {
  before = { ...process.env };
  for (const name of Object.keys(process.env))
    if (name.startsWith('AWS_') || proxies.includes(name)) Reflect.deleteProperty(process.env, name);
  // The SDK keeps what it has read of a file for the life of the process, so each test has files of its own.
  folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-aws-'));
  Object.assign(process.env, {
    HOME: folder,
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
});

afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, before);
  // Where something else looks at new files, as on Windows, it may still have one open.
  rmSync(folder, { recursive: true, maxRetries: 5 });
});

const proxies = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'ALL_PROXY', 'NODE_EXTRA_CA_CERTS'].flatMap((name) => [name, name.toLowerCase()]);

/** Sets variables for the test that is running. */
export function setEnvironment(variables: Readonly<Record<string, string>>): void {
  Object.assign(process.env, variables);
}

/** Makes the lines the user's AWS configuration file. */
export function writeConfig(...lines: readonly string[]): void {
  writeFileSync(join(folder, 'config'), `${lines.join('\n')}\n`);
}

/** Makes the lines the user's AWS credentials file. */
export function writeCredentials(...lines: readonly string[]): void {
  writeFileSync(join(folder, 'credentials'), `${lines.join('\n')}\n`);
}

/** The file of a session of IAM Identity Center, as "aws sso login" leaves it. */
export function ssoTokenFile(session: string, startUrl: string, region: string): { readonly name: string; readonly text: string } {
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z');
  const text = JSON.stringify({ startUrl, region, accessToken: 'token-of-a-session', expiresAt });
  return { name: `${createHash('sha1').update(session).digest('hex')}.json`, text };
}

/** Leaves such a file where the SDK looks for it. */
export function writeSsoToken(session: string, startUrl: string, region: string): void {
  const cache = join(folder, '.aws', 'sso', 'cache');
  mkdirSync(cache, { recursive: true });
  const { name, text } = ssoTokenFile(session, startUrl, region);
  writeFileSync(join(cache, name), text);
}

/** The lines of a profile with keys; further lines follow. */
export function profile(name: string, keys: SimulatedKeys, ...more: readonly string[]): readonly string[] {
  return [
    `[profile ${name}]`,
    `aws_access_key_id = ${keys.accessKeyId}`,
    `aws_secret_access_key = ${keys.secretAccessKey}`,
    ...(keys.sessionToken === undefined ? [] : [`aws_session_token = ${keys.sessionToken}`]),
    ...more,
  ];
}

/** The variables that hold keys. */
export function keyVariables(keys: SimulatedKeys): Readonly<Record<string, string>> {
  return {
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    ...(keys.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: keys.sessionToken }),
  };
}
