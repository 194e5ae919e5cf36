import { CredentialsError, ProvisionError } from '../domain/errors';
import { partitionOf } from '../domain/partition';
import type { AwsFailure, ProblemCode } from '../domain/problem';
import type { Region } from '../domain/ids';
import { problemTexts, quote, describeProblem } from '../messages/problems';
import type { CredentialOrigin } from './credential-origin';
import { sdkName } from './profile-names';

/** Whose credentials are meant, in the words of the command line. */
export interface IdentityLabel {
  /** `management account` or `administrator`. */
  readonly role: string;
  /** `profile security`, `role GuardDutyAdmin`, `default credentials`. */
  readonly origin: string;
  readonly kind: CredentialOrigin | 'keys';
  readonly profile: string | undefined;
  /** The Region that answers for the partition of the run. */
  readonly defaultRegion: string;
  /** The Region that the profile names, where the credentials are the profile's. */
  readonly region?: string | undefined;
}

/** Failures on the way to AWS: the credentials are not the cause. */
const onTheWay: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'network-failure',
  'service-not-in-region',
  'timed-out',
  'throttled',
  'service-failure',
  'certificate-not-trusted',
  'proxy-failure',
  'not-aws',
  'clock-wrong',
]);

/** For these, the table of problems says what to do; the remedy for the others is about the network. */
const explained: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['certificate-not-trusted', 'proxy-failure', 'not-aws', 'clock-wrong']);

/** The command that renews a session, known from what the SDK says about it. */
function renewal(message: string, profile: string | undefined): string | undefined {
  const quoted = profile !== undefined && /[^\w@+.%:/-]/.test(profile) ? `'${profile}'` : profile;
  const suffix = quoted === undefined ? '' : ` --profile ${quoted}`;
  if (/\bsso\b/i.test(message)) return `Run "aws sso login${suffix}", then try again.`;
  if (/multi-factor authentication/i.test(message)) {
    return 'Run on a terminal, where the MFA code can be asked for, or use credentials that need none.';
  }
  // Without a session the SDK only says that a file in ~/.aws/login/cache is missing.
  if (/aws login|login session|login_session|[\\/]login[\\/]cache/i.test(message)) return `Run "aws login${suffix}", then try again.`;
  return undefined;
}

/** Credentials belong to one partition. In another one AWS says only that they are wrong. */
function otherPartition({ region, defaultRegion }: IdentityLabel): string {
  const [theirs, asked] = [region === undefined ? undefined : partitionOf(region as Region), partitionOf(defaultRegion as Region)];
  const general = `Credentials work in one partition only (aws, aws-cn, aws-us-gov): the Regions asked for are in ${asked}`;
  return theirs === undefined || theirs === asked ? `${general}.` : `${general}, the profile's Region ${region ?? ''} is in ${theirs}.`;
}

/** The sentences of a request that did not get through to AWS, or back. */
function notReached(failure: AwsFailure, { role, origin }: IdentityLabel): ProvisionError {
  const { problem } = failure;
  const known = explained.has(problem.code);
  const what = known ? describeProblem(problem).what.replace(/\.$/, '') : `${problem.action} did not answer`;
  const remedy = known ? problemTexts[problem.code].remedy : 'Check the network, the proxy and AWS_ENDPOINT_URL, then try again.';
  return new ProvisionError(
    'aws',
    { message: `${what}, so the ${role} (${origin}) could not be identified.`, reason: quote(problem), remedy },
    failure,
  );
}

/** Explains why an identity could not be established. */
export function credentialsTrouble(failure: AwsFailure, label: IdentityLabel): ProvisionError {
  const { role, origin, profile, kind } = label;
  const { code, action, awsMessage = '', awsName } = failure.problem;
  const reason = profile === undefined ? quote(failure.problem) : quote(failure.problem).replaceAll(sdkName(profile), profile);
  if (onTheWay.has(code)) return notReached(failure, label);
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
  if (code === 'local-failure') {
    return new CredentialsError(
      {
        message: `The credentials of the ${role} (${origin}) could not be read on this machine.`,
        reason,
        remedy: 'Fix the cause. The profile, or a variable such as AWS_WEB_IDENTITY_TOKEN_FILE, names the file.',
      },
      failure,
    );
  }
  if (kind === 'machine' && awsName === 'CredentialsProviderError') {
    return new CredentialsError(
      {
        message: `There are no credentials of the ${role}.`,
        reason: 'Could not load credentials: neither an option, nor the environment, nor a profile, nor this machine gives any.',
        remedy: 'Name a profile with --profile, or set AWS_PROFILE.',
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
  const foreign = code === 'credentials-invalid' && awsName !== 'CredentialsProviderError' ? ` ${otherPartition(label)}` : '';
  return new CredentialsError({ message, reason, remedy: `${remedy}${foreign}` }, failure);
}
