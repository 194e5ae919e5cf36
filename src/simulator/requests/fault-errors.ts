import { accessDenied, requestOf } from '../access/authorise';
import type { Call } from './call';
import { expiredKey } from './caller';
import { ApiError } from './errors';
import type { FaultEffect } from '../scenario/faults';
import type { World } from '../world/world';

/** The error that a fault makes the service answer with; `undefined` for faults of the connection. */
export function faultError(world: World, call: Call, effect: FaultEffect): ApiError | undefined {
  switch (effect.kind) {
    case 'throttle':
      return throttled(world, call, effect);
    case 'server-error':
      return new ApiError(effect.status, effect.name ?? internalName(call), effect.message ?? world.text('internalServerError'));
    case 'error':
      return new ApiError(effect.status, effect.name, effect.message ?? effect.name, effect.reason);
    case 'concurrent-modification':
      return new ApiError(400, 'ConcurrentModificationException', world.text('concurrentModification'));
    case 'expired':
      return expiredKey(world, call.service);
    case 'deny':
      return accessDenied(call, requestOf(world, call), effect.by);
    case 'html':
    case 'answer':
    case 'truncated':
    case 'reset':
    case 'silent':
    case 'delay':
    case 'unprocessed':
    case 'empty-page':
    case 'empty-token':
    case 'repeated-token':
      return undefined;
  }
}

/**
 * The answer to too many requests. Names and statuses differ by service: Organizations has 400 with TooManyRequestsException
 * (https://github.com/aws/aws-sdk-js/issues/2135); the common errors of GuardDuty say ThrottlingException 400, its sister Macie
 * answered TooManyRequestsException 429 (https://github.com/aws-samples/aws-secure-environment-accelerator/issues/1023).
 */
export function throttled(world: World, call: Call, effect: Omit<Extract<FaultEffect, { kind: 'throttle' }>, 'kind'> = {}): ApiError {
  const status = effect.status ?? (call.service === 'account' ? 429 : 400);
  const usual =
    call.service === 'guardduty' && status === 400
      ? 'ThrottlingException'
      : call.service === 'sts'
        ? 'Throttling'
        : 'TooManyRequestsException';
  return new ApiError(status, effect.name ?? usual, effect.message ?? world.text('tooManyRequests'));
}

function internalName(call: Call): string {
  if (call.service === 'organizations') return 'ServiceException';
  if (call.service === 'account') return 'InternalServerException';
  return call.service === 'sts' ? 'InternalFailure' : 'InternalServerErrorException';
}
