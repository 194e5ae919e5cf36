import { getRetryAfterHint, isThrottlingError } from '@smithy/core/retry';
import type { FinalizeHandler, HandlerExecutionContext, MiddlewareStack } from '@smithy/types';
import { Pace, type Ending } from './pace';

/** The longest pause that a Retry-After header may ask for, in milliseconds. */
const longestSilence = 20_000;

/**
 * Requests per second to the operations of Organizations that are read page after page, a little below the published quotas.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
const quotas: ReadonlyMap<string, number> = new Map([
  ['ListAccounts', 7.75],
  ['ListAccountsForParent', 4.85],
  ['ListOrganizationalUnitsForParent', 4.85],
]);

/** The paces of one account. */
export class Paces {
  private readonly byQuota = new Map<string, Pace>();

  /** GuardDuty publishes no quotas, and one for a whole Region is the safest guess; those of the other services are per operation. */
  of(service: string, region: string, operation: string): Pace {
    const regional = service === 'GuardDuty';
    const key = regional ? region : `${service} ${operation}`;
    const existing = this.byQuota.get(key);
    if (existing !== undefined) return existing;
    const pace = new Pace(regional ? undefined : quotas.get(operation));
    this.byQuota.set(key, pace);
    return pace;
  }
}

type Failure = Parameters<typeof isThrottlingError>[0];

/** How an attempt ended that threw, and when AWS wants to be asked again, in milliseconds of `performance.now()`. */
function endingOf(error: Failure, longest: number): readonly [Ending, number] {
  if (!isThrottlingError(error)) return [error.$metadata?.httpStatusCode === undefined ? 'unanswered' : 'taken', 0];
  const hint = getRetryAfterHint(error.$response);
  return ['throttled', hint === undefined ? 0 : performance.now() + Math.min(hint.getTime() - Date.now(), longest)];
}

/**
 * Lets every attempt of a client wait for its turn, before it is signed.
 *
 * @param longest milliseconds for which a Retry-After header may hold back requests
 */
export function keepPace<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  paceOf: (operation: string) => Pace,
  longest: number,
): void {
  stack.addRelativeTo(
    (next: FinalizeHandler<Input, Output>, { commandName }: HandlerExecutionContext): FinalizeHandler<Input, Output> => {
      const pace = paceOf(String(commandName).replace(/Command$/, ''));
      return async (args) => {
        const turn = await pace.turn();
        try {
          const result = await next(args);
          pace.end(turn, 'taken');
          return result;
        } catch (error) {
          pace.end(turn, ...endingOf(error as Failure, Math.min(longest, longestSilence)));
          throw error;
        }
      };
    },
    { relation: 'before', toMiddleware: 'httpSigningMiddleware', name: 'keepPace' },
  );
}
