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

describe('translateError', () => {
  test.each<[ProblemCode, SdkParts]>([
    ['throttled', { name: 'TooManyRequestsException', status: 400 }],
    ['throttled', { name: 'TooManyRequestsException', status: 429 }],
    ['throttled', { name: 'ThrottlingException', status: 400 }],
    ['throttled', { name: 'Throttling', status: 400 }],
    ['throttled', { name: 'ThrottledException', status: 400 }],
    ['throttled', { name: 'RequestLimitExceeded', status: 503 }],
    ['throttled', { name: 'SlowDown', status: 503 }],
    ['throttled', { name: 'SomethingElse', status: 429 }],
    ['service-failure', { name: 'InternalServerErrorException', status: 500 }],
    ['service-failure', { name: 'ServiceException', status: 500 }],
    ['service-failure', { name: 'UnknownError', status: 503 }],
    ['service-failure', { name: 'SyntaxError', message: 'Unexpected token < in JSON at position 0', status: 503 }],
    ['network-failure', { name: 'TimeoutError', message: 'socket hang up', code: 'ECONNRESET' }],
    ['network-failure', { name: 'Error', code: 'ECONNREFUSED' }],
    ['network-failure', { name: 'Error', code: 'EPIPE' }],
    ['network-failure', { name: 'Error', code: 'EAI_AGAIN' }],
    [
      'certificate-not-trusted',
      { name: 'Error', message: 'self-signed certificate in certificate chain', code: 'SELF_SIGNED_CERT_IN_CHAIN' },
    ],
    ['certificate-not-trusted', { name: 'Error', message: 'certificate has expired', code: 'CERT_HAS_EXPIRED' }],
    ['certificate-not-trusted', { name: 'Error', code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }],
    ['certificate-not-trusted', { name: 'Error', code: 'ERR_TLS_CERT_ALTNAME_INVALID' }],
    ['network-failure', { name: 'Error', code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' }],
    ['service-not-in-region', { name: 'Error', message: 'getaddrinfo ENOTFOUND guardduty.eu-moon-1.amazonaws.com', code: 'ENOTFOUND' }],
    ['timed-out', { name: 'TimeoutError', message: 'the request socket did not establish a connection with the server within 5000 ms' }],
    ['timed-out', { name: 'TimeoutError', message: 'a request has exceeded the configured 30000 ms requestTimeout', code: 'ETIMEDOUT' }],
    ['timed-out', { name: 'RequestTimeout', status: 400 }],
    ['timed-out', { name: 'RequestTimeoutException', status: 408 }],
    ['access-denied', { name: 'AccessDeniedException', message: 'because no identity-based policy allows it', status: 403 }],
    ['access-denied', { name: 'AccessDeniedException', message: 'with an explicit deny in a resource control policy', status: 403 }],
    ['access-denied', { name: 'AccessDenied', status: 403 }],
    ['access-denied', { name: 'UnauthorizedOperation', status: 403 }],
    ['denied-by-scp', { name: 'AccessDeniedException', message: 'with an explicit deny in a service control policy', status: 403 }],
    ['credentials-expired', { name: 'ExpiredTokenException', status: 403 }],
    ['credentials-expired', { name: 'ExpiredToken', status: 403 }],
    ['credentials-expired', { name: 'RequestExpired', status: 400 }],
    ['credentials-expired', { name: 'CredentialsProviderError', message: 'The SSO session has expired or is otherwise invalid.' }],
    ['credentials-invalid', { name: 'CredentialsProviderError', message: 'Could not load credentials from any providers' }],
    ['credentials-invalid', { name: 'UnrecognizedClientException', message: 'The security token is invalid.', status: 403 }],
    ['credentials-invalid', { name: 'InvalidClientTokenId', status: 403 }],
    ['credentials-invalid', { name: 'InvalidSignatureException', status: 403 }],
    ['credentials-invalid', { name: 'SignatureDoesNotMatch', status: 403 }],
    ['credentials-invalid', { name: 'RegionDisabledException', status: 403 }],
    ['not-in-organization', { name: 'AWSOrganizationsNotInUseException', status: 400 }],
    ['concurrent-change', { name: 'ConcurrentModificationException', status: 400 }],
    ['unexpected-answer', { name: 'TypeError', message: 'Invalid URL' }],
    ['access-denied', { name: 'AccessDeniedForDependencyException', status: 400 }],
    ['not-aws', { name: 'SyntaxError', message: 'Unexpected token B in JSON at position 0', status: 403 }],
    ['not-aws', { name: 'Error', message: 'Parse Error: Expected HTTP/', code: 'HPE_INVALID_CONSTANT' }],
    ['local-failure', { name: 'Error', message: "ENOENT: no such file or directory, open '/token'", code: 'ENOENT' }],
    ['local-failure', { name: 'Error', message: 'connect EMFILE 127.0.0.1:443', code: 'EMFILE' }],
    ['unexpected-answer', { name: 'Error', code: 'ESOMETHINGNEW' }],
    ['refused', { name: 'NotThrottlingAtAll', status: 400 }],
  ])('is %s for %j', (code, parts) => {
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
  ])('tells bad requests apart by their text: %s', (code, message) => {
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

  test('tells what concerns the export of findings only from other requests', () => {
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
