import { CredentialsError, ProvisionError } from '../domain/errors';
import type { AwsFailure } from '../domain/problem';
import { quote } from '../messages/problems';

/** Whose credentials are meant, in the words of the command line. */
export interface IdentityLabel {
  /** `management account` or `administrator`. */
  readonly role: string;
  /** `profile security`, `role GuardDutyAdmin`, `default credentials`. */
  readonly origin: string;
  readonly profile: string | undefined;
}

const networkCodes = new Set(['network-failure', 'service-not-in-region', 'timed-out', 'throttled', 'service-failure']);

/** The command that renews a session, told from what the SDK says about it. */
function renewal(message: string, profile: string | undefined): string | undefined {
  const suffix = profile === undefined ? '' : ` --profile ${profile}`;
  if (/\bsso\b/i.test(message)) return `Run "aws sso login${suffix}", then try again.`;
  if (/multi-factor authentication/i.test(message)) {
    return 'Run on a terminal, where the MFA code can be asked for, or use credentials that need none.';
  }
  // Without a session the SDK only says that a file in ~/.aws/login/cache is missing.
  if (/aws login|login session|login_session|[\\/]login[\\/]cache/i.test(message)) return `Run "aws login${suffix}", then try again.`;
  return undefined;
}

/** Explains why an identity could not be established. */
export function credentialsTrouble(failure: AwsFailure, { role, origin, profile }: IdentityLabel): ProvisionError {
  const { code, action, awsMessage = '' } = failure.problem;
  const reason = quote(failure.problem);
  if (networkCodes.has(code)) {
    return new ProvisionError(
      'aws',
      {
        message: `${action} did not answer, so the ${role} (${origin}) could not be identified.`,
        reason,
        remedy: /certificate/i.test(awsMessage)
          ? 'Where a proxy opens TLS, set NODE_EXTRA_CA_CERTS to the file of its certificate authority; else check AWS_ENDPOINT_URL.'
          : 'Check the network, proxy and AWS_ENDPOINT_URL, then try again.',
      },
      failure,
    );
  }
  if (action === 'sts:AssumeRole' && code === 'access-denied') {
    return new CredentialsError(
      {
        message: `The ${origin} cannot be assumed.`,
        reason,
        remedy: 'Check that the role exists in that account, that it trusts the management account, and that sts:AssumeRole is allowed.',
      },
      failure,
    );
  }
  const message =
    code === 'credentials-expired'
      ? `The credentials of the ${role} (${origin}) have expired.`
      : `The credentials of the ${role} (${origin}) do not work.`;
  const option = role === 'administrator' ? '--admin-profile or --admin-role' : '--profile';
  const remedy =
    renewal(awsMessage, profile) ??
    (code === 'credentials-expired' ? 'Renew them, then try again.' : `Check them, or name others with ${option}.`);
  return new CredentialsError({ message, reason, remedy }, failure);
}
