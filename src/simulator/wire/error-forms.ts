import type { ServiceName } from './service-name';

/** HTTP status and name of an error. */
interface ErrorForm {
  readonly status: number;
  readonly name: string;
}

/** The errors that every service has. Each service names them differently. */
interface ErrorForms {
  readonly throttled: ErrorForm;
  readonly internal: ErrorForm;
  readonly unknownKey: ErrorForm;
  readonly expiredKey: ErrorForm;
  readonly accessDenied: ErrorForm;
}

/**
 * The common errors of each service.
 *
 * - Throttling: Organizations returns TooManyRequestsException with 400 (https://github.com/aws/aws-sdk-js/issues/2135). GuardDuty's common
 *   errors list ThrottlingException with 400. The similar service Macie returned TooManyRequestsException with 429
 *   (https://github.com/aws-samples/aws-secure-environment-accelerator/issues/1023).
 * - Keys: https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 */
export const errorForms: Readonly<Record<ServiceName, ErrorForms>> = {
  organizations: {
    throttled: { status: 400, name: 'TooManyRequestsException' },
    internal: { status: 500, name: 'ServiceException' },
    unknownKey: { status: 400, name: 'UnrecognizedClientException' },
    expiredKey: { status: 400, name: 'ExpiredTokenException' },
    accessDenied: { status: 400, name: 'AccessDeniedException' },
  },
  guardduty: {
    throttled: { status: 400, name: 'ThrottlingException' },
    internal: { status: 500, name: 'InternalServerErrorException' },
    unknownKey: { status: 403, name: 'UnrecognizedClientException' },
    expiredKey: { status: 403, name: 'ExpiredTokenException' },
    accessDenied: { status: 403, name: 'AccessDeniedException' },
  },
  sts: {
    throttled: { status: 400, name: 'Throttling' },
    internal: { status: 500, name: 'InternalFailure' },
    unknownKey: { status: 403, name: 'InvalidClientTokenId' },
    expiredKey: { status: 403, name: 'ExpiredToken' },
    accessDenied: { status: 403, name: 'AccessDenied' },
  },
  account: {
    throttled: { status: 429, name: 'TooManyRequestsException' },
    internal: { status: 500, name: 'InternalServerException' },
    unknownKey: { status: 403, name: 'UnrecognizedClientException' },
    expiredKey: { status: 403, name: 'ExpiredTokenException' },
    accessDenied: { status: 403, name: 'AccessDeniedException' },
  },
};
