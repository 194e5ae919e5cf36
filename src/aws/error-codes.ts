import type { ProblemCode } from '../domain/problem';

/** AWS's names of errors, and those that the SDK and the program give to what is not AWS's. */
export const codesByName: ReadonlyMap<string, ProblemCode> = new Map<string, ProblemCode>([
  ['AWSOrganizationsNotInUseException', 'not-in-organization'],
  ['ConcurrentModificationException', 'concurrent-change'],
  ['ExpiredToken', 'credentials-expired'],
  ['ExpiredTokenException', 'credentials-expired'],
  ['RequestExpired', 'credentials-expired'],
  ['UnrecognizedClientException', 'credentials-invalid'],
  ['InvalidClientTokenId', 'credentials-invalid'],
  ['InvalidSignatureException', 'credentials-invalid'],
  ['IncompleteSignature', 'credentials-invalid'],
  ['SignatureDoesNotMatch', 'credentials-invalid'],
  ['MissingAuthenticationToken', 'credentials-invalid'],
  ['RegionDisabledException', 'credentials-invalid'],
  ['AuthFailure', 'credentials-invalid'],
  ['RequestInTheFuture', 'clock-wrong'],
  ['RequestTimeTooSkewed', 'clock-wrong'],
  ['CredentialsProviderError', 'credentials-invalid'],
  ['TokenProviderError', 'credentials-invalid'],
  ['AccessDenied', 'access-denied'],
  ['AccessDeniedException', 'access-denied'],
  ['AccessDeniedForDependencyException', 'access-denied'],
  ['UnauthorizedOperation', 'access-denied'],
  ['UnauthorizedException', 'access-denied'],
  ['NotAuthorized', 'access-denied'],
  ['RequestTimeout', 'timed-out'],
  ['RequestTimeoutException', 'timed-out'],
  ['AbortError', 'timed-out'],
  ['NotAwsError', 'not-aws'],
  ['ProxyError', 'proxy-failure'],
]);

/** Names under which a request that was signed with a wrong time can be refused: the list of the SDK, smithy-typescript's retry package. */
export const signatureErrors: ReadonlySet<string> = new Set([
  'AuthFailure',
  'InvalidSignatureException',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);

/** Organizations says with HTTP 400 that somebody was too quick: https://github.com/aws/aws-sdk-js/issues/2135. */
export const throttlingErrors: ReadonlySet<string> = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'PriorRequestNotComplete',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

/** Connections that were not made, or that broke: https://nodejs.org/api/errors.html#common-system-errors */
const connectionCodes: ReadonlySet<string> = new Set([
  'EADDRNOTAVAIL',
  'EAI_AGAIN',
  'EAI_FAIL',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETRESET',
  'ENETUNREACH',
  'ENOTCONN',
  'EPIPE',
  'EPROTO',
  'ERR_SOCKET_CLOSED',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ETIMEDOUT',
]);

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const certificateCodes: ReadonlySet<string> = new Set([
  'CERT_CHAIN_TOO_LONG',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'CRL_HAS_EXPIRED',
  'CRL_NOT_YET_VALID',
  'CRL_SIGNATURE_FAILURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_GET_CRL',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** What a file, or this machine as a whole, refused: no network had a part in it. */
const machineCodes: ReadonlySet<string> = new Set([
  'EACCES',
  'EISDIR',
  'ELOOP',
  'EMFILE',
  'ENAMETOOLONG',
  'ENFILE',
  'ENOBUFS',
  'ENOENT',
  'ENOMEM',
  'ENOSPC',
  'ENOTDIR',
  'EPERM',
  'EROFS',
]);

/** What Node's code of an error means. OpenSSL's and the HTTP parser's are too many to list; each kind has a prefix of its own. */
export function codeOfNode(code: string): ProblemCode | undefined {
  if (code === 'ENOTFOUND') return 'service-not-in-region';
  if (certificateCodes.has(code)) return 'certificate-not-trusted';
  if (connectionCodes.has(code) || code.startsWith('ERR_SSL_')) return 'network-failure';
  if (code.startsWith('HPE_')) return 'not-aws';
  return machineCodes.has(code) ? 'local-failure' : undefined;
}
