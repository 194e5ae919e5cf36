import {
  fromContainerMetadata,
  fromEnv,
  fromHttp,
  fromIni,
  fromInstanceMetadata,
  fromSSO,
  fromTokenFile,
} from '@aws-sdk/credential-providers';
import type { AssumeRoleCommandInput, AssumeRoleWithWebIdentityCommandInput } from '@aws-sdk/client-sts';
import { CredentialsProviderError } from '@smithy/core/config';
import type { AwsCredentialIdentity } from '@smithy/types';
import type { RoleAssumer } from './assume-role';
import type { CredentialOrigin } from './credential-origin';
import type { CredentialProvider } from './credentials';
import { WatchedConnections } from './watched-connections';
import type { Network } from './network';
import type { Environment } from './environment';
import { sdkName } from './profile-names';
import type { ProfileView } from './shared-config';
import { translateError } from './translate-error';

/** Nothing gives any credentials. */
class NoCredentialsError extends CredentialsProviderError {
  constructor() {
    super('Could not load credentials from any providers', {});
  }
}

/** What the sources of credentials need. */
export interface CredentialNeeds {
  /** The name of the profile; undefined for the one called `default`. */
  readonly profile: string | undefined;
  readonly view: ProfileView;
  readonly network: Network;
  readonly assumer: RoleAssumer;
  readonly defaultRegion: string;
  readonly environment: Environment;
  readonly askMfaCode: ((serial: string) => Promise<string>) | undefined;
}

/** The role of a container, or else of the instance. Its address is on this machine, so no proxy is used. */
async function ofMachine(environment: Environment): Promise<AwsCredentialIdentity> {
  const set = (name: string): boolean => (environment[name] ?? '') !== '';
  if (set('AWS_CONTAINER_CREDENTIALS_FULL_URI')) return fromHttp()();
  if (set('AWS_CONTAINER_CREDENTIALS_RELATIVE_URI')) return fromContainerMetadata()();
  // https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html
  if (set('AWS_EC2_METADATA_DISABLED') && environment['AWS_EC2_METADATA_DISABLED'] !== 'false') throw new NoCredentialsError();
  return fromInstanceMetadata()().catch(() => {
    throw new NoCredentialsError();
  });
}

const isSso = (view: ProfileView): boolean =>
  view.setting('role_arn') === undefined && ['sso_session', 'sso_start_url'].some((key) => view.setting(key) !== undefined);

/** What a profile asks of others before there are credentials, by IAM's name of it. */
function actionOf(view: ProfileView): string {
  if (isSso(view)) return 'sso:GetRoleCredentials';
  return view.setting('login_session') === undefined ? 'sts:AssumeRole' : 'signin:CreateOAuth2Token';
}

/**
 * Makes what resolves credentials of one origin. Its requests to AWS travel like the identity's other requests. If one of them gets no answer,
 * that is reported, and not that there are no credentials.
 */
export function credentialSource(origin: CredentialOrigin, needs: CredentialNeeds): CredentialProvider {
  const { profile, view, network, assumer, defaultRegion, askMfaCode } = needs;
  if (origin === 'environment') return () => fromEnv()();
  if (origin === 'machine') return () => ofMachine(needs.environment);
  const watched = new WatchedConnections(network.http);
  const client = {
    requestHandler: watched,
    maxAttempts: network.maxAttempts ?? 3,
    retryMode: 'standard',
    defaultsMode: 'standard' as const,
  };
  const init = {
    ...(profile === undefined ? {} : { profile: sdkName(profile) }),
    ...(askMfaCode === undefined ? {} : { mfaCodeProvider: askMfaCode }),
    // Without a Region, because a session has its own.
    clientConfig: client,
    parentClientConfig: { ...client, region: defaultRegion },
    // Roles are assumed by the program itself, so that one Region, one endpoint and one set of time-outs apply to all.
    roleAssumer: (keys: AwsCredentialIdentity, request: AssumeRoleCommandInput) => assumer.assume(() => Promise.resolve(keys), request),
    roleAssumerWithWebIdentity: (request: AssumeRoleWithWebIdentityCommandInput) => assumer.assumeWithToken(request),
  };
  // As in the AWS CLI, a session counts before keys that are left over in the credentials file.
  const resolve = origin === 'web-identity' ? fromTokenFile(init) : isSso(view) ? fromSSO(init) : fromIni(init);
  return async () => {
    watched.forget();
    try {
      return await resolve();
    } catch (error) {
      throw watched.lastFailure === undefined ? error : translateError(watched.lastFailure, { action: actionOf(view) });
    }
  };
}
