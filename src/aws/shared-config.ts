import { loadConfig, loadSharedConfigFiles } from '@smithy/core/config';

/** The services the program talks to, as their `AWS_ENDPOINT_URL_…` variables and `services` sections spell them. */
export type ServiceId = 'GuardDuty' | 'Organizations' | 'STS' | 'Account';

/** Names of the profiles in the user's AWS configuration and credentials files. */
export async function listProfiles(): Promise<readonly string[]> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)]);
  return [...names].filter((name) => !/^(?:sso-session|services)[. ]/.test(name)).sort();
}

type ConfigSection = Readonly<Record<string, string | undefined>>;

/**
 * The endpoint configured for a service, if any: `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`, the profile's `services` section, the
 * profile's `endpoint_url`, in this order. The SDK does the same but looks only at the profile in `AWS_PROFILE`, never at one that was
 * named on a command line. https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export async function configuredEndpoint(service: ServiceId, profile: string | undefined): Promise<string | undefined> {
  const variable = `AWS_ENDPOINT_URL_${service.toUpperCase()}`;
  const key = `${service.toLowerCase()}.endpoint_url`;
  const options = profile === undefined ? {} : { profile };
  const ignored = await loadConfig(
    {
      environmentVariableSelector: (env) => env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'],
      configFileSelector: (section: ConfigSection) => section['ignore_configured_endpoint_urls'],
      default: 'false',
    },
    options,
  )();
  if (ignored.toLowerCase() === 'true') return undefined;
  const url = await loadConfig(
    {
      environmentVariableSelector: (env) => emptyToUndefined(env[variable]) ?? emptyToUndefined(env['AWS_ENDPOINT_URL']),
      configFileSelector: (section: ConfigSection, file) => {
        const services: ConfigSection = file?.[`services.${section['services'] ?? ''}`] ?? {};
        return services[key] ?? section['endpoint_url'];
      },
      default: '',
    },
    options,
  )();
  return emptyToUndefined(url);
}

/** The Region a profile names, or `AWS_REGION`; it tells the partition when `--regions all` names none. */
export async function configuredRegion(profile: string | undefined): Promise<string | undefined> {
  const region = await loadConfig(
    {
      environmentVariableSelector: (env) => emptyToUndefined(env['AWS_REGION']) ?? emptyToUndefined(env['AWS_DEFAULT_REGION']),
      configFileSelector: (section: ConfigSection) => section['region'],
      default: '',
    },
    profile === undefined ? {} : { profile },
  )();
  return emptyToUndefined(region);
}

function emptyToUndefined(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
