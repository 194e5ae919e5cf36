import { accessDenied, requestOf } from '../access/authorise';
import type { Call } from './call';
import { expiredKey } from './caller';
import { ApiError } from './errors';
import type { FaultEffect } from '../scenario/faults';
import { errorForms } from '../wire/error-forms';
import type { World } from '../world/world';

/** The error that a fault returns; `undefined` for faults without an error. */
export function faultError(world: World, call: Call, effect: FaultEffect): ApiError | undefined {
  switch (effect.kind) {
    case 'throttle':
      return throttled(world, call, effect);
    case 'server-error':
      return new ApiError(
        effect.status,
        effect.name ?? errorForms[call.service].internal.name,
        effect.message ?? world.text('internalServerError'),
      );
    case 'error':
      return new ApiError(effect.status, effect.name, effect.message ?? effect.name, effect.reason);
    case 'concurrent-modification':
      return new ApiError(400, 'ConcurrentModificationException', world.text('concurrentModification'));
    case 'expired':
      return expiredKey(world, call.service);
    case 'deny':
      return accessDenied(world, call, requestOf(world, call), effect.by);
    case 'html':
    case 'answer':
    case 'truncated':
    case 'reset':
    case 'silent':
    case 'delay':
    case 'change':
    case 'unprocessed':
    case 'empty-page':
    case 'empty-token':
    case 'repeated-token':
      return undefined;
  }
}

/** The answer to too many requests. A fault can give it any of the statuses and names that AWS uses. */
export function throttled(world: World, call: Call, effect: Omit<Extract<FaultEffect, { kind: 'throttle' }>, 'kind'> = {}): ApiError {
  const usual = errorForms[call.service].throttled;
  const status = effect.status ?? usual.status;
  const name = call.service === 'guardduty' && status === 429 ? 'TooManyRequestsException' : usual.name;
  return new ApiError(status, effect.name ?? name, effect.message ?? world.text('tooManyRequests'));
}
