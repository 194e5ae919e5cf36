import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { externalDataInterceptor, getHomeDir, loadSharedConfigFiles } from '@smithy/core/config';
import { nameOf, sdkName, withSdkNames } from './profile-names';
import type { Environment } from './environment';

/** The services the program talks to, as their `AWS_ENDPOINT_URL_…` variables and `services` sections spell them. */
export type ServiceId = 'GuardDuty' | 'Organizations' | 'STS' | 'Account';

/** What the environment and the user's AWS files say about one profile. */
export interface ProfileView {
  /** A variable of the environment if it is set, else a setting of the profile; an empty one counts as not set. */
  setting(key: string, ...variables: readonly string[]): string | undefined;
  /** Like {@link ProfileView.setting}, for settings that are true or not. */
  flag(key: string, variable: string): boolean;
  /** The address that requests to a service go to, where one is configured. */
  endpointOf(service: ServiceId): string | undefined;
}

const prepared = new Map<string, Promise<void>>();

/** Gives the SDK, which keeps the contents of files, a text in which it can read every name. */
function prepare(file: string, kind: 'config' | 'credentials', asGiven: string): Promise<void> {
  const existing = prepared.get(file);
  if (existing !== undefined) return existing;
  const made = readFile(file, 'utf8').then(
    (text) => {
      const readable = withSdkNames(text, kind);
      // Sessions are looked up under the name as it was given.
      if (readable !== text) for (const name of [file, asGiven]) externalDataInterceptor.interceptFile(name, readable);
    },
    // A file that is not there says nothing.
    () => undefined,
  );
  prepared.set(file, made);
  return made;
}

/** Both files, as the SDK reads them from now on. */
async function sharedFiles(environment: Environment): ReturnType<typeof loadSharedConfigFiles> {
  const paths = [
    ['config', emptyToUndefined(environment['AWS_CONFIG_FILE']) ?? '~/.aws/config'],
    ['credentials', emptyToUndefined(environment['AWS_SHARED_CREDENTIALS_FILE']) ?? '~/.aws/credentials'],
  ] as const;
  const [config, credentials] = paths.map(([kind, path]) => {
    const file = path.startsWith('~/') ? join(getHomeDir(), path.slice(2)) : path;
    return { file, ready: prepare(file, kind, path) };
  });
  await Promise.all([config?.ready, credentials?.ready]);
  return loadSharedConfigFiles({ configFilepath: config?.file ?? '', filepath: credentials?.file ?? '' });
}

/** Names of the profiles in the user's AWS configuration and credentials files. */
export async function listProfiles(environment: Environment): Promise<readonly string[]> {
  const { configFile, credentialsFile } = await sharedFiles(environment);
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)]);
  return [...names]
    .filter((name) => !/^(?:sso-session|services)\./.test(name))
    .map(nameOf)
    .sort();
}

/** The profile that a variable names. The AWS CLI knows both, and takes the older one first. */
export function profileOfEnvironment(environment: Environment): string | undefined {
  return emptyToUndefined(environment['AWS_DEFAULT_PROFILE']) ?? emptyToUndefined(environment['AWS_PROFILE']);
}

/**
 * Reads a profile whole, whether it was named on the command line or by a variable; the SDK looks at the latter only.
 * https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
 *
 * @param profile without it, the one that a variable names, or the one called `default`
 */
export async function readProfile(profile: string | undefined, environment: Environment): Promise<ProfileView> {
  const { configFile, credentialsFile } = await sharedFiles(environment);
  const name = sdkName(profile ?? profileOfEnvironment(environment) ?? 'default');
  const section: Readonly<Record<string, string | undefined>> = { ...configFile[name], ...credentialsFile[name] };
  const services: Readonly<Record<string, string | undefined>> = configFile[`services.${section['services'] ?? ''}`] ?? {};
  const variable = (one: string): string | undefined => emptyToUndefined(environment[one]);
  const setting: ProfileView['setting'] = (key, ...variables) =>
    variables.map(variable).find((value) => value !== undefined) ?? emptyToUndefined(section[key]);
  const flag: ProfileView['flag'] = (key, one) => setting(key, one)?.toLowerCase() === 'true';
  return {
    setting,
    flag,
    // https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
    endpointOf: (service) =>
      flag('ignore_configured_endpoint_urls', 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS')
        ? undefined
        : (variable(`AWS_ENDPOINT_URL_${service.toUpperCase()}`) ??
          variable('AWS_ENDPOINT_URL') ??
          emptyToUndefined(services[`${service.toLowerCase()}.endpoint_url`]) ??
          emptyToUndefined(section['endpoint_url'])),
  };
}

/** The Region that the environment or a profile names; it decides the partition when `--regions all` names none. */
export async function configuredRegion(profile: string | undefined, environment: Environment): Promise<string | undefined> {
  return (await readProfile(profile, environment)).setting('region', 'AWS_REGION', 'AWS_DEFAULT_REGION');
}

function emptyToUndefined(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
