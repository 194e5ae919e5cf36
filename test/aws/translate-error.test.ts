import { translateError, translating, type RequestPlace } from '../../src/aws/translate-error';
import { AwsFailure, type ProblemCode } from '../../src/domain/problem';
import { describeProblem } from '../../src/messages/problems';
import { administratorId } from '../support/builders';
import { region, rejectionOf } from './support/simulated';

const place: RequestPlace = { action: 'guardduty:CreateMembers', accountId: administratorId, region };

interface SdkParts {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly status?: number;
  readonly requestId?: string;
}

/** An exception as the SDK builds it. */
function sdkError({ name = 'Error', message = '', code, status, requestId }: SdkParts): Error {
  const $metadata = { httpStatusCode: status, requestId, attempts: 1 };
  return Object.assign(new Error(message), { name, $fault: 'client', $metadata, ...(code === undefined ? {} : { code }) });
}

function codeOf(parts: SdkParts): ProblemCode {
  return translateError(sdkError(parts), place).problem.code;
}

/** Errors of the SDK for each code, or the place that gives and tests it. A new code needs a row. */
const examples: Readonly<Record<ProblemCode, readonly SdkParts[] | string>> = {
  'access-denied': [
    { name: 'AccessDeniedException', message: 'because no identity-based policy allows it', status: 403 },
    { name: 'AccessDeniedException', message: 'with an explicit deny in a resource control policy', status: 403 },
    { name: 'AccessDenied', status: 403 },
    { name: 'UnauthorizedOperation', status: 403 },
    { name: 'AccessDeniedForDependencyException', status: 400 },
  ],
  'denied-by-scp': [{ name: 'AccessDeniedException', message: 'with an explicit deny in a service control policy', status: 403 }],
  'credentials-expired': [
    { name: 'ExpiredTokenException', status: 403 },
    { name: 'ExpiredToken', status: 403 },
    { name: 'RequestExpired', status: 400 },
    { name: 'CredentialsProviderError', message: 'The SSO session has expired or is otherwise invalid.' },
  ],
  'credentials-invalid': [
    { name: 'CredentialsProviderError', message: 'Could not load credentials from any providers' },
    { name: 'UnrecognizedClientException', message: 'The security token is invalid.', status: 403 },
    { name: 'InvalidClientTokenId', status: 403 },
    { name: 'InvalidSignatureException', status: 403 },
    { name: 'SignatureDoesNotMatch', status: 403 },
    { name: 'RegionDisabledException', status: 403 },
  ],
  'service-not-in-region': [{ name: 'Error', message: 'getaddrinfo ENOTFOUND guardduty.eu-moon-1.amazonaws.com', code: 'ENOTFOUND' }],
  throttled: [
    { name: 'TooManyRequestsException', status: 400 },
    { name: 'TooManyRequestsException', status: 429 },
    { name: 'ThrottlingException', status: 400 },
    { name: 'Throttling', status: 400 },
    { name: 'ThrottledException', status: 400 },
    { name: 'RequestLimitExceeded', status: 503 },
    { name: 'SlowDown', status: 503 },
    { name: 'SomethingElse', status: 429 },
  ],
  'service-failure': [
    { name: 'InternalServerErrorException', status: 500 },
    { name: 'ServiceException', status: 500 },
    { name: 'UnknownError', status: 503 },
    { name: 'SyntaxError', message: 'Unexpected token < in JSON at position 0', status: 503 },
  ],
  'network-failure': [
    { name: 'TimeoutError', message: 'socket hang up', code: 'ECONNRESET' },
    { name: 'Error', code: 'ECONNREFUSED' },
    { name: 'Error', code: 'EPIPE' },
    { name: 'Error', code: 'EAI_AGAIN' },
    { name: 'Error', code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' },
  ],
  'timed-out': [
    { name: 'TimeoutError', message: 'the request socket did not establish a connection with the server within 5000 ms' },
    { name: 'TimeoutError', message: 'a request has exceeded the configured 30000 ms requestTimeout', code: 'ETIMEDOUT' },
    { name: 'RequestTimeout', status: 400 },
    { name: 'RequestTimeoutException', status: 408 },
  ],
  'certificate-not-trusted': [
    { name: 'Error', message: 'self-signed certificate in certificate chain', code: 'SELF_SIGNED_CERT_IN_CHAIN' },
    { name: 'Error', message: 'certificate has expired', code: 'CERT_HAS_EXPIRED' },
    { name: 'Error', code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    { name: 'Error', code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
  ],
  'proxy-failure': 'proxy.test.ts',
  'not-aws': [
    { name: 'SyntaxError', message: 'Unexpected token B in JSON at position 0', status: 403 },
    { name: 'Error', message: 'Parse Error: Expected HTTP/', code: 'HPE_INVALID_CONSTANT' },
  ],
  'clock-wrong': 'clock.test.ts',
  'local-failure': [
    { name: 'Error', message: "ENOENT: no such file or directory, open '/token'", code: 'ENOENT' },
    { name: 'Error', message: 'connect EMFILE 127.0.0.1:443', code: 'EMFILE' },
  ],
  'not-settled': 'by its text, below',
  'concurrent-change': [{ name: 'ConcurrentModificationException', status: 400 }],
  'another-administrator': 'by its text, below',
  'detector-exists': 'by its text, below',
  'several-detectors': 'detector-access.test.ts',
  'endless-list': 'paging.test.ts',
  'not-reported': 'the rollout',
  'not-in-organization': [{ name: 'AWSOrganizationsNotInUseException', status: 400 }],
  'export-input': 'findings-export.test.ts',
  'export-bucket-missing': 'findings-export.test.ts',
  'export-forbidden': 'findings-export.test.ts',
  'export-folder-missing': 'findings-export.test.ts',
  'export-caller': 'findings-export.test.ts',
  'export-role': 'findings-export.test.ts',
  'export-exists': 'findings-export.test.ts',
  refused: [{ name: 'NotThrottlingAtAll', status: 400 }],
  'not-read-back': 'the rollout',
  bug: 'domain/problem.ts',
  'unexpected-answer': [
    { name: 'TypeError', message: 'Invalid URL' },
    { name: 'Error', code: 'ESOMETHINGNEW' },
  ],
};

describe('translateError', () => {
  test.each(
    Object.entries(examples).flatMap(([code, errors]) => (typeof errors === 'string' ? [] : errors.map((parts) => ({ code, parts })))),
  )('is $code for $parts', ({ code, parts }) => {
    expect(codeOf(parts)).toBe(code);
  });

  test.each<[ProblemCode, string]>([
    [
      'another-administrator',
      'The request failed because another account is already enabled as GuardDuty delegated administrator for the organization.',
    ],
    ['not-in-organization', 'The request failed because admin account passed is not member of AWS Organizations.'],
    ['detector-exists', 'The request is rejected because a detector already exists for the current account.'],
    ['not-settled', 'The request failed because you do not have required AWS Organization master permission.'],
    ['not-settled', 'The request is rejected because an invalid or out-of-range value is specified as an input parameter.'],
    ['refused', 'The request is rejected because the input detectorId is not owned by the current account.'],
    ['refused', 'The request failed because the length provided for the accountDetails array was 64. Max allowed length is 50.'],
    ['refused', 'Words nobody has seen before.'],
  ])('distinguishes bad requests by their text: %s', (code, message) => {
    expect(codeOf({ name: 'BadRequestException', message, status: 400 })).toBe(code);
    expect(codeOf({ name: 'InvalidInputException', message: message.toUpperCase(), status: 400 })).toBe(code);
  });

  test.each<[string, string | undefined, ProblemCode, string]>([
    [
      'The request was rejected because you do not have the required iam:GetRole permission.',
      'iam:GetRole',
      'access-denied',
      'BadRequestException',
    ],
    [
      'The request is rejected because you do not have the required permissions for the s3:GetObject or s3:ListBucket actions.',
      's3:GetObject or s3:ListBucket',
      'access-denied',
      'InvalidInputException',
    ],
    [
      'User: arn:aws:iam::222222222222:user/x is not authorized to perform: iam:CreateServiceLinkedRole on resource: *',
      'iam:CreateServiceLinkedRole',
      'access-denied',
      'AccessDeniedException',
    ],
    [
      'User: x is not authorized to perform: guardduty:CreateMembers with an explicit deny in a service control policy',
      'guardduty:CreateMembers',
      'denied-by-scp',
      'AccessDeniedException',
    ],
    ['You are not allowed.', undefined, 'access-denied', 'AccessDeniedException'],
    [
      'The request failed because you do not have required AWS Organization master permission.',
      undefined,
      'not-settled',
      'BadRequestException',
    ],
  ])('names the permission in %j: %s', (message, permission, code, name) => {
    const { problem } = translateError(sdkError({ name, message, status: 400 }), place);
    expect([problem.code, problem.permission]).toEqual([code, permission]);
    expect(describeProblem(problem).what.includes(`AWS names the permission that is missing: ${permission ?? ''}.`)).toBe(
      permission !== undefined && permission !== place.action,
    );
  });

  test('distinguishes requests about the export of findings from others', () => {
    const error = sdkError({ name: 'BadRequestException', message: 'you do not have the required iam:GetRole permission.', status: 400 });
    expect(translateError(error, { action: 'guardduty:CreatePublishingDestination' }).problem.code).toBe('export-role');
    expect(translateError(error, { action: 'guardduty:CreateDetector' }).problem.code).toBe('access-denied');
  });

  test('keeps place, words and request id', () => {
    const error = sdkError({ name: 'AccessDeniedException', message: 'Not you.', status: 403, requestId: 'id-1' });
    const failure = translateError(error, place);
    expect(failure.problem).toEqual({
      ...place,
      code: 'access-denied',
      awsName: 'AccessDeniedException',
      awsMessage: 'Not you.',
      requestId: 'id-1',
    });
    expect([failure.message, failure.cause]).toEqual(['guardduty:CreateMembers: AccessDeniedException: Not you.', undefined]);
  });

  test.each([
    [
      'says of an answer that is no JSON just that',
      { name: 'SyntaxError', status: 503 },
      { awsName: 'HTTP 503', awsMessage: 'the answer is not JSON' },
    ],
    ['keeps the words of a parser where there was no answer', { name: 'SyntaxError' }, { awsName: 'SyntaxError', awsMessage: 'Bad <.' }],
    ['leaves out what is for programmers', { name: 'Oops', status: 503 }, { awsName: 'Oops', awsMessage: 'Bad <.' }],
  ])('%s', (_what, parts, words) => {
    const hint = '\n  Deserialization error: to see the raw response, inspect the hidden field {error}.$response on this object.';
    expect(translateError(sdkError({ ...parts, message: `Bad <.${hint}` }), place).problem).toMatchObject(words);
  });

  test('reads a message that AWS spells with a capital', () => {
    const error = { name: 'AccessDeniedException', Message: 'Not you.', $metadata: { httpStatusCode: 403 } };
    expect(translateError(error, place).problem.awsMessage).toBe('Not you.');
  });

  test.each([[undefined], [null], ['a text'], [{}], [{ $metadata: null }]])('survives %j in place of an error', (thrown) => {
    expect(translateError(thrown, place).problem).toEqual({ ...place, code: 'unexpected-answer', awsName: 'UnknownError' });
  });

  test('leaves alone what was translated before', () => {
    const failure = new AwsFailure({ code: 'refused', action: 'sts:AssumeRole' });
    expect(translateError(failure, place)).toBe(failure);
  });
});

describe('translating', () => {
  test('hands the answer on', async () => {
    expect(await translating(place, () => Promise.resolve('answer'))).toBe('answer');
  });

  test('translates what the call throws', async () => {
    const call = () => Promise.reject(sdkError({ name: 'ExpiredTokenException', status: 403 }));
    expect(await rejectionOf(translating(place, call))).toMatchObject({ name: 'AwsFailure', problem: { code: 'credentials-expired' } });
  });
});
