import { CredentialsError } from '../domain/errors';
import { suggest } from '../domain/suggest';
import { RoleAssumer } from './assume-role';
import type { ClientContext } from './clients';
import { originOf, type CredentialOrigin } from './credential-origin';
import { credentialSource } from './credential-sources';
import { memoise, type CredentialProvider } from './credentials';
import type { IdentityLabel } from './credentials-trouble';
import type { BaseSource, ConnectionSettings } from './identity-source';
import type { Network, Networks } from './network';
import type { Environment } from './environment';
import { listProfiles, profileOfEnvironment, readProfile } from './shared-config';

/** One identity's credentials, the way of its requests, and its name in messages. */
export interface Access {
  readonly provider: CredentialProvider;
  readonly network: Network;
  readonly assumer: RoleAssumer;
  readonly label: IdentityLabel;
}

async function checkProfile(profile: string, environment: Environment): Promise<void> {
  const profiles = await listProfiles(environment);
  if (profiles.includes(profile)) return;
  throw new CredentialsError({
    message: `There is no AWS profile "${profile}".${suggest(profile, profiles)}`,
    reason: profiles.length === 0 ? 'No profiles are configured on this machine.' : `Known profiles: ${profiles.join(', ')}.`,
    remedy: 'Name one of them, or create it with "aws configure sso --profile …" or "aws login --profile …".',
  });
}

/** What the user calls the place that the credentials come from. */
function nameOf(origin: CredentialOrigin, profile: string | undefined): string {
  switch (origin) {
    case 'environment':
      return 'keys in the environment';
    case 'web-identity':
      return 'token of AWS_WEB_IDENTITY_TOKEN_FILE';
    case 'profile':
      return `profile ${profile ?? 'default'}`;
    case 'machine':
      return 'default credentials';
  }
}

/** With keys in the environment, the profile still decides everything else, which surprises many. */
function profilePassedOver(origin: CredentialOrigin, profile: string): string {
  const instead = origin === 'environment' ? 'AWS_ACCESS_KEY_ID' : 'AWS_WEB_IDENTITY_TOKEN_FILE';
  return `Note: The credentials are those of ${instead}, not of profile ${profile}; as in the AWS CLI, they count before AWS_PROFILE.`;
}

/**
 * Finds out where an identity's credentials come from, and how its requests travel. Nothing is asked of AWS yet.
 *
 * @throws CredentialsError for a profile that does not exist; UsageError for settings that cannot be honoured
 */
export async function accessOf(
  source: BaseSource,
  role: string,
  { settings, context, networks }: { readonly settings: ConnectionSettings; readonly context: ClientContext; readonly networks: Networks },
): Promise<Access> {
  const { environment, endpoint, defaultRegion, askMfaCode } = settings;
  const profile = source.kind === 'profile' ? source.profile : endpoint === undefined ? profileOfEnvironment(environment) : undefined;
  if (source.kind !== 'keys' && profile !== undefined) await checkProfile(profile, environment);
  const view = await readProfile(profile, environment);
  const network = endpoint === undefined ? networks.of(view) : networks.to(endpoint);
  const assumer = new RoleAssumer(context, network);
  const label = { role, profile: source.kind === 'profile' ? profile : undefined, defaultRegion };
  if (source.kind === 'keys') {
    const { keys } = source;
    return {
      provider: memoise(() => Promise.resolve(keys)),
      network,
      assumer,
      label: { ...label, origin: 'default credentials', kind: 'keys' },
    };
  }
  const origin = originOf(source, view, environment);
  if (profile !== undefined && (origin === 'environment' || origin === 'web-identity')) settings.warn?.(profilePassedOver(origin, profile));
  const provider = memoise(credentialSource(origin, { profile, view, network, assumer, defaultRegion, environment, askMfaCode }));
  const region = origin === 'profile' ? view.setting('region') : undefined;
  return {
    provider,
    network,
    assumer,
    label: { ...label, profile: origin === 'profile' ? profile : undefined, origin: nameOf(origin, profile), kind: origin, region },
  };
}
