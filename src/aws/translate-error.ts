import type { AccountId, Region } from '../domain/ids';
import { AwsFailure, type Problem, type ProblemCode } from '../domain/problem';
import { blamesTheClock, clockAheadSeconds } from './clock-offset';
import { codeOfNode, codesByName, signatureErrors, throttlingErrors } from './error-codes';
import { missingPermission } from './missing-permission';

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
  /** The host that answered in place of AWS. */
  readonly endpoint: string | undefined;
  readonly clockAheadSeconds: number | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function readSdkError(error: unknown): SdkError {
  const fields = fieldsOf(error);
  const metadata = fieldsOf(fields['$metadata']);
  const status = metadata['httpStatusCode'];
  const message = textOf(fields['message']) ?? textOf(fields['Message']) ?? '';
  const date = textOf(fieldsOf(fieldsOf(fields['$response'])['headers'])['date']);
  return {
    name: textOf(fields['name']) ?? 'UnknownError',
    message,
    code: textOf(fields['code']),
    httpStatus: typeof status === 'number' ? status : undefined,
    requestId: textOf(metadata['requestId']),
    endpoint: textOf(fields['endpoint']),
    clockAheadSeconds: clockAheadSeconds(date, message, Date.now()),
  };
}

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
  [/do not have required AWS Organization|invalid or out-of-range value/i, 'not-settled'],
];

/** The same for requests about the export of findings only. */
const exportCodesByMessage: typeof codesByMessage = [
  [/specified for the (?:destinationArn|kmsKeyArn) parameter/i, 'export-input'],
  [/resource specified in the destinationArn/i, 'export-bucket-missing'],
  [/service principal does not have permission/i, 'export-forbidden'],
  [/resource folder specified in the destinationArn/i, 'export-folder-missing'],
  [/s3:(?:GetObject|ListBucket|GetBucketLocation|PutObject)/i, 'export-caller'],
  [/iam:GetRole/i, 'export-role'],
  [/publishingDestination already exists/i, 'export-exists'],
];

/** Whether AWS refused for being too quick. */
export function isThrottling(name: string, httpStatus: number | undefined): boolean {
  return throttlingErrors.has(name) || httpStatus === 429;
}

function classify({ name, message, code, httpStatus, clockAheadSeconds: ahead }: SdkError, action: string): ProblemCode {
  if (signatureErrors.has(name) && (ahead !== undefined || blamesTheClock(message))) return 'clock-wrong';
  const byName = codesByName.get(name);
  if (byName === 'credentials-invalid' && /expired/i.test(message)) return 'credentials-expired';
  if (byName === 'access-denied') return /service control policy/i.test(message) ? 'denied-by-scp' : byName;
  if (byName !== undefined) return byName;
  if (isThrottling(name, httpStatus)) return 'throttled';
  // The SDK names a request without an answer and a connection that broke alike; only the code differs.
  if (name === 'TimeoutError' && (code === undefined || code === 'ETIMEDOUT')) return 'timed-out';
  const byCode = code === undefined ? undefined : codeOfNode(code);
  if (byCode !== undefined) return byCode;
  // An answer that claims to be JSON and is not.
  if (name === 'SyntaxError' && httpStatus !== undefined) return httpStatus >= 500 ? 'service-failure' : 'not-aws';
  if (httpStatus !== undefined && httpStatus >= 500) return 'service-failure';
  const patterns = action.endsWith('PublishingDestination') ? [...exportCodesByMessage, ...codesByMessage] : codesByMessage;
  const byMessage = patterns.find(([pattern]) => pattern.test(message))?.[1];
  if (byMessage !== undefined) return byMessage;
  if (httpStatus === 400 && missingPermission(message) !== undefined) return 'access-denied';
  return httpStatus !== undefined && httpStatus >= 400 ? 'refused' : 'unexpected-answer';
}

/** What the SDK adds to an error of reading an answer, for programmers: https://github.com/smithy-lang/smithy-typescript (middleware-serde). */
const hintForProgrammers = /\s*Deserialization error: to see the raw response.*$/s;

/** Names that say no more than the code does: they are Node's, or of this program. */
const namesOfOurs: ReadonlySet<string> = new Set(['Error', 'NotAwsError', 'ProxyError']);

/** The words of an answer that could not be read are those of a parser; what the user can use is that, and the status. */
function wordsFor({ name, message, httpStatus }: SdkError): Pick<Problem, 'awsName' | 'awsMessage' | 'detail'> {
  if (name === 'SyntaxError' && httpStatus !== undefined)
    return { awsName: `HTTP ${httpStatus.toString()}`, awsMessage: 'the answer is not JSON' };
  // What the SDK puts in place of a name and of words that an error does not have.
  if (name === 'Unknown' && message === 'UnknownError') return { detail: `HTTP ${String(httpStatus)} without a word of what is wrong` };
  const text = message.replace(hintForProgrammers, '');
  return { ...(namesOfOurs.has(name) ? {} : { awsName: name }), ...(text === '' ? {} : { awsMessage: text }) };
}

/** Errors of JavaScript itself: the SDK throws them where a part of an answer has another type than it expects. */
const errorsOfJavaScript: ReadonlySet<string> = new Set(['TypeError', 'RangeError', 'ReferenceError']);

function isUnreadable({ name, code }: SdkError): boolean {
  return errorsOfJavaScript.has(name) && code === undefined;
}

/** The words of such an error are about this program and not AWS's, so they are not kept. */
function unreadable({ httpStatus, requestId }: SdkError, place: RequestPlace): AwsFailure {
  const code = httpStatus !== undefined && httpStatus >= 500 ? 'service-failure' : 'unexpected-answer';
  const detail = 'a part of it has another type than the API has';
  return new AwsFailure({ ...place, code, detail, ...(requestId === undefined ? {} : { requestId }) });
}

/** Turns whatever the SDK threw into the program's own words, keeping AWS's without the secrets in them. */
export function translateError(error: unknown, place: RequestPlace): AwsFailure {
  if (error instanceof AwsFailure) return error;
  const sdkError = readSdkError(error);
  if (isUnreadable(sdkError)) return unreadable(sdkError, place);
  const { requestId, endpoint, clockAheadSeconds: ahead } = sdkError;
  const code = classify(sdkError, place.action);
  const permission = code === 'access-denied' || code === 'denied-by-scp' ? missingPermission(sdkError.message) : undefined;
  return new AwsFailure({
    ...place,
    code,
    ...wordsFor(sdkError),
    ...(requestId === undefined ? {} : { requestId }),
    ...(permission === undefined ? {} : { permission }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(code === 'clock-wrong' && ahead !== undefined ? { clockAheadSeconds: ahead } : {}),
  });
}

/** Awaits an SDK call; whatever it throws becomes an {@link AwsFailure}. */
export async function translating<Output>(place: RequestPlace, call: () => Promise<Output>): Promise<Output> {
  try {
    return await call();
  } catch (error) {
    throw translateError(error, place);
  }
}
