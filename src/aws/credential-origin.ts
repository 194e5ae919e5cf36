import { CredentialsError } from '../domain/errors';
import type { BaseSource } from './identity-source';
import type { Environment } from './environment';
import type { ProfileView } from './shared-config';

/**
 * Where credentials are taken from: keys in the environment, the token of an identity provider that the environment names, the profile, or
 * the role of the machine.
 */
export type CredentialOrigin = 'environment' | 'web-identity' | 'profile' | 'machine';

/** Settings of which any one makes a profile the place where credentials are. */
const credentialSettings = [
  'aws_access_key_id',
  'role_arn',
  'sso_session',
  'sso_start_url',
  'sso_account_id',
  'credential_process',
  'login_session',
];

const isSet = (environment: Environment, name: string): boolean => (environment[name] ?? '') !== '';

/**
 * Decides as the AWS CLI does: keys in the environment count before a profile that a variable names, and after one that an option names.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-chap-authentication.html#cli-chap-authentication-precedence
 *
 * @throws CredentialsError for half a pair of keys, which the AWS CLI refuses as well
 */
export function originOf(source: Exclude<BaseSource, { kind: 'keys' }>, profile: ProfileView, environment: Environment): CredentialOrigin {
  const byOption = source.kind === 'profile';
  if (!byOption && isSet(environment, 'AWS_ACCESS_KEY_ID')) {
    if (isSet(environment, 'AWS_SECRET_ACCESS_KEY')) return 'environment';
    throw new CredentialsError({
      message: 'AWS_ACCESS_KEY_ID is set, and AWS_SECRET_ACCESS_KEY is not.',
      reason: 'Keys in the environment count before any profile that is not named by an option.',
      remedy: 'Set both, or unset AWS_ACCESS_KEY_ID.',
    });
  }
  const assumesRole =
    profile.setting('role_arn') !== undefined &&
    (profile.setting('source_profile') !== undefined || profile.setting('credential_source') !== undefined);
  if (assumesRole) return 'profile';
  if (!byOption && isSet(environment, 'AWS_WEB_IDENTITY_TOKEN_FILE') && isSet(environment, 'AWS_ROLE_ARN')) return 'web-identity';
  return credentialSettings.some((key) => profile.setting(key) !== undefined) ? 'profile' : 'machine';
}
