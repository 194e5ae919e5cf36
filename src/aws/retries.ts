import { StandardRetryStrategy } from '@smithy/core/retry';
import type { RetryErrorInfo, RetryStrategyV2, StandardRetryToken } from '@smithy/types';
import { signatureErrors } from './error-codes';

/** Attempts at one request that gets no proper answer, the first included. Ten attempts with the SDK's pauses took 42 s. */
const mostAttempts = 8;

/** Attempts where something that is not AWS answers, the first included: a gateway's trouble may pass, a wrong address does not. */
const attemptsAtOthers = 3;

/** A request that AWS refuses for being too quick has at least so many attempts, however short the patience. */
const fewestAttempts = 3;

/** The longest patience with a request that AWS keeps refusing for being too quick, in milliseconds. */
const longestPatience = 60_000;

/** What may be sent again: everything; only what AWS refused for being too quick, for it was not carried out; or nothing. */
type Repetition = 'always' | 'throttled' | 'never';

/** Makes the SDK stop: there is no further attempt, and it throws the failure itself. */
class NoRetryError extends Error {
  override readonly name = 'NoRetryError';
}

/** The parts of an SDK error that decide on a repetition. */
interface Thrown {
  readonly name?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly clockSkewCorrected?: boolean };
}

/** A page, or a text that is no JSON. Behind a 5xx that may be AWS's own load balancer. */
function answeredByOthers({ name, $metadata }: Thrown): boolean {
  return name === 'NotAwsError' || (name === 'SyntaxError' && ($metadata?.httpStatusCode ?? 0) < 500);
}

/** The request was signed with a time that AWS does not take, and the SDK has now learned the right one. */
function correctedClock({ name = '', $metadata }: Thrown): boolean {
  return signatureErrors.has(name) && $metadata?.clockSkewCorrected === true;
}

/**
 * The SDK's retries, with three corrections. An answer that is cut off, or is no JSON at all (a proxy's page), is worth another attempt like
 * any broken connection. A request that may have been applied can be kept from being sent again unseen. And what AWS refused for being too
 * quick is sent again as soon as the pace lets it ({@link Pace}), for a time rather than a number of attempts.
 */
class Retries implements RetryStrategyV2 {
  constructor(
    private readonly shared: Shared,
    private readonly repetition: Repetition,
  ) {}

  acquireInitialRetryToken(scope: string): Promise<StandardRetryToken> {
    return this.shared.broken.acquireInitialRetryToken(scope);
  }

  /** @throws NoRetryError, or what the SDK's strategy throws, when there is no further attempt */
  async refreshRetryTokenForRetry(token: StandardRetryToken, info: RetryErrorInfo): Promise<StandardRetryToken> {
    const error = (info.error ?? {}) as Thrown;
    // Only throttling, and a signature with a wrong time, prove that the request was not carried out.
    const refused = info.errorType === 'THROTTLING' || correctedClock(error);
    if (this.repetition === 'never') throw new NoRetryError();
    if (info.errorType === 'THROTTLING') return this.shared.afterThrottle(token);
    if (this.repetition === 'throttled' && !refused) throw new NoRetryError();
    if (answeredByOthers(error) && token.getRetryCount() + 1 >= attemptsAtOthers) throw new NoRetryError();
    const unreadable = error.name === 'SyntaxError' || error.name === 'NotAwsError';
    return this.shared.broken.refreshRetryTokenForRetry(token, unreadable ? { ...info, errorType: 'TRANSIENT' } : info);
  }

  recordSuccess(token: StandardRetryToken): void {
    this.shared.recordSuccess(token);
  }
}

/** What the strategies of one place share: the SDK's budgets of retries, so that a place in trouble is not asked without end. */
class Shared {
  readonly broken: StandardRetryStrategy;
  private readonly throttled = new StandardRetryStrategy({
    maxAttempts: Number.POSITIVE_INFINITY,
    backoff: { setDelayBase: () => undefined, computeNextBackoffDelay: () => 0 },
  });
  private readonly throttledSince = new WeakMap<StandardRetryToken, number>();

  constructor(
    private readonly patience: number,
    attempts: number,
  ) {
    this.broken = new StandardRetryStrategy(attempts);
  }

  async afterThrottle(token: StandardRetryToken): Promise<StandardRetryToken> {
    const now = performance.now();
    const since = this.throttledSince.get(token) ?? now;
    const spent = now - since >= this.patience && token.getRetryCount() + 1 >= fewestAttempts;
    if (spent) throw new NoRetryError();
    const next = await this.throttled.refreshRetryTokenForRetry(token, { errorType: 'THROTTLING' });
    this.throttledSince.set(next, since);
    return next;
  }

  recordSuccess(token: StandardRetryToken): void {
    this.broken.recordSuccess(token);
    this.throttled.recordSuccess(token);
  }
}

/** How the clients for one place retry. */
export interface RetryKinds {
  /** For what may be sent twice. */
  readonly repeatable: RetryStrategyV2;
  /** For what has to be looked at before it is sent again, unless AWS refused it for being too quick. */
  readonly once: RetryStrategyV2;
  /** For what was made from a reading: before it is sent again, whoever sends it reads again. */
  readonly never: RetryStrategyV2;
}

/**
 * Retries for one account, service and Region: one budget of retries, whichever client asks.
 *
 * @param waitSeconds how long the user waits for AWS
 * @param attempts at one request that gets no proper answer, the first included
 */
export function createRetries(waitSeconds: number, attempts = mostAttempts): RetryKinds {
  const shared = new Shared(Math.min(longestPatience, waitSeconds * 1000), attempts);
  return { repeatable: new Retries(shared, 'always'), once: new Retries(shared, 'throttled'), never: new Retries(shared, 'never') };
}
