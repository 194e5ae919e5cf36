import type { AccountId, Region } from '../domain/ids';
import { AwsFailure, type Problem, type ProblemCode } from '../domain/problem';

/** Where a request was made. */
export interface RequestPlace {
  readonly action: string;
  readonly accountId?: AccountId;
  readonly region?: Region;
}

/** The parts of an SDK exception that are read here; any of them may be missing. */
interface SdkError {
  readonly name: string;
  readonly message: string;
  readonly code: string | undefined;
  readonly httpStatus: number | undefined;
  readonly requestId: string | undefined;
}

function readSdkError(error: unknown): SdkError {
  const fields = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const metadata = (fields['$metadata'] ?? {}) as Record<string, unknown>;
  const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
  const status = metadata['httpStatusCode'];
  return {
    name: text(fields['name']) ?? 'UnknownError',
    message: text(fields['message']) ?? text(fields['Message']) ?? '',
    code: text(fields['code']),
    httpStatus: typeof status === 'number' ? status : undefined,
    requestId: text(metadata['requestId']),
  };
}

const codesByName: ReadonlyMap<string, ProblemCode> = new Map<string, ProblemCode>([
  ['AWSOrganizationsNotInUseException', 'not-in-organization'],
  ['ConcurrentModificationException', 'concurrent-change'],
  ['ExpiredToken', 'credentials-expired'],
  ['ExpiredTokenException', 'credentials-expired'],
  ['RequestExpired', 'credentials-expired'],
  ['UnrecognizedClientException', 'credentials-invalid'],
  ['InvalidClientTokenId', 'credentials-invalid'],
  ['InvalidSignatureException', 'credentials-invalid'],
  ['SignatureDoesNotMatch', 'credentials-invalid'],
  ['MissingAuthenticationToken', 'credentials-invalid'],
  ['RegionDisabledException', 'credentials-invalid'],
  ['CredentialsProviderError', 'credentials-invalid'],
  ['SyntaxError', 'service-failure'],
]);

/**
 * Nearly every refusal of GuardDuty is a `BadRequestException`, so its text decides. Wordings as observed in
 * https://github.com/aws-samples/aws-security-reference-architecture-examples/issues/141 and /178,
 * https://github.com/nozaq/terraform-aws-secure-baseline/issues/199 and the Landing Zone Accelerator's sources; those about exported findings
 * as recorded by https://github.com/radkawar/stackd and in https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/8.
 */
const codesByMessage: readonly (readonly [RegExp, ProblemCode])[] = [
  [/already enabled as GuardDuty delegated administrator/i, 'another-administrator'],
  [/not (?:a )?member of (?:the |your |AWS )?organization/i, 'not-in-organization'],
  [/detector already exists/i, 'detector-exists'],
  [/specified for the (?:destinationArn|kmsKeyArn) parameter/i, 'export-input'],
  [/resource specified in the destinationArn/i, 'export-bucket-missing'],
  [/service principal does not have permission/i, 'export-forbidden'],
  [/resource folder specified in the destinationArn/i, 'export-folder-missing'],
  [/s3:(?:GetObject|ListBucket|GetBucketLocation|PutObject)/i, 'export-caller'],
  [/iam:GetRole/i, 'export-role'],
  [/publishingDestination already exists/i, 'export-exists'],
  [/do not have required AWS Organization|invalid or out-of-range value/i, 'not-settled'],
];

/**
 * Node's codes of connections that were not made or broke, and of certificates that it does not trust, as behind a proxy that opens TLS.
 * https://nodejs.org/api/errors.html#common-system-errors, https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
const brokenConnection = /^(?:E[A-Z0-9_]+|[A-Z_]*CERT[A-Z_]*|UNABLE_TO_[A-Z_]+)$/;

/** Whether AWS refused for being too quick. Organizations says so with HTTP 400: https://github.com/aws/aws-sdk-js/issues/2135. */
export function isThrottling(name: string, httpStatus: number | undefined): boolean {
  return /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/i.test(name) || httpStatus === 429;
}

function classify({ name, message, code, httpStatus }: SdkError): ProblemCode {
  const byName = codesByName.get(name);
  if (byName === 'credentials-invalid' && /expired/i.test(message)) return 'credentials-expired';
  if (byName !== undefined) return byName;
  if (/AccessDenied|Unauthorized|NotAuthorized/i.test(name)) {
    return /service control policy/i.test(message) ? 'denied-by-scp' : 'access-denied';
  }
  if (isThrottling(name, httpStatus)) return 'throttled';
  if (code === 'ENOTFOUND') return 'service-not-in-region';
  // The SDK names a request without an answer and a connection that broke alike; only the code tells.
  if (name === 'TimeoutError' && code === 'ETIMEDOUT') return 'timed-out';
  if (code !== undefined && brokenConnection.test(code)) return 'network-failure';
  if (name === 'TimeoutError' || name === 'AbortError' || /RequestTimeout/i.test(name)) return 'timed-out';
  if (httpStatus !== undefined && httpStatus >= 500) return 'service-failure';
  const byMessage = codesByMessage.find(([pattern]) => pattern.test(message))?.[1];
  if (byMessage !== undefined) return byMessage;
  return httpStatus !== undefined && httpStatus >= 400 ? 'refused' : 'unexpected-answer';
}

/** What the SDK adds to an error of reading an answer, for programmers: https://github.com/smithy-lang/smithy-typescript (middleware-serde). */
const hintForProgrammers = /\s*Deserialization error: to see the raw response.*$/s;

/** The words of an answer that could not be read are those of a parser; what the user can use is that, and the status. */
function wordsFor({ name, message, httpStatus }: SdkError): Pick<Problem, 'awsName' | 'awsMessage'> {
  if (name === 'SyntaxError' && httpStatus !== undefined)
    return { awsName: `HTTP ${httpStatus.toString()}`, awsMessage: 'the answer is not JSON' };
  const text = message.replace(hintForProgrammers, '');
  return { awsName: name, ...(text === '' ? {} : { awsMessage: text }) };
}

/** Errors of JavaScript itself: the SDK throws them where a part of an answer has another type than it expects. */
const errorsOfJavaScript: ReadonlySet<string> = new Set(['TypeError', 'RangeError', 'ReferenceError']);

function isUnreadable({ name, code }: SdkError): boolean {
  return errorsOfJavaScript.has(name) && code === undefined;
}

/** The words of such an error are about this program and not AWS's, so they are not kept. */
function unreadable({ httpStatus, requestId }: SdkError, place: RequestPlace, error: unknown): AwsFailure {
  const code = httpStatus !== undefined && httpStatus >= 500 ? 'service-failure' : 'unexpected-answer';
  const detail = 'a part of it has another type than the API has';
  return new AwsFailure({ ...place, code, detail, ...(requestId === undefined ? {} : { requestId }) }, error);
}

/** Turns whatever the SDK threw into the program's own words, keeping AWS's. */
export function translateError(error: unknown, place: RequestPlace): AwsFailure {
  if (error instanceof AwsFailure) return error;
  const sdkError = readSdkError(error);
  if (isUnreadable(sdkError)) return unreadable(sdkError, place, error);
  const problem: Problem = {
    ...place,
    code: classify(sdkError),
    ...wordsFor(sdkError),
    ...(sdkError.requestId === undefined ? {} : { requestId: sdkError.requestId }),
  };
  return new AwsFailure(problem, error);
}

/** Awaits an SDK call; whatever it throws becomes an {@link AwsFailure}. */
export async function translating<Output>(place: RequestPlace, call: () => Promise<Output>): Promise<Output> {
  try {
    return await call();
  } catch (error) {
    throw translateError(error, place);
  }
}
