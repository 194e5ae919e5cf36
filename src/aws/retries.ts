import { AdaptiveRetryStrategy } from '@smithy/core/retry';
import type { RetryErrorInfo, RetryStrategyV2, RetryToken } from '@smithy/types';

/** Attempts at one request, the first included. Ten attempts with the SDK's pauses took 42 s. */
const maxAttempts = 8;

/** Tells the SDK that there is no further attempt; it then throws the failure itself. */
class NoRetryError extends Error {
  override readonly name = 'NoRetryError';
}

/**
 * The SDK's adaptive retries with two corrections: an answer that is cut off, or is no JSON at all (a proxy's page), is worth another
 * attempt like any broken connection; and a request that may have been applied can be kept from being sent again unseen.
 */
class Retries implements RetryStrategyV2 {
  constructor(
    private readonly budget: RetryStrategyV2,
    private readonly repeatable: boolean,
  ) {}

  acquireInitialRetryToken(scope: string): Promise<RetryToken> {
    return this.budget.acquireInitialRetryToken(scope);
  }

  /** @throws NoRetryError, or what the SDK's strategy throws, when there is no further attempt */
  async refreshRetryTokenForRetry(token: RetryToken, info: RetryErrorInfo): Promise<RetryToken> {
    const broken = (info.error as Error | undefined)?.name === 'SyntaxError';
    const errorType = broken ? 'TRANSIENT' : info.errorType;
    // Only throttling proves that the request was not carried out.
    if (!this.repeatable && errorType !== 'THROTTLING') throw new NoRetryError();
    return this.budget.refreshRetryTokenForRetry(token, { ...info, errorType });
  }

  recordSuccess(token: RetryToken): void {
    this.budget.recordSuccess(token);
  }
}

/** How two clients for one place retry. */
export interface RetryPair {
  /** For what may be sent twice. */
  readonly repeatable: RetryStrategyV2;
  /** For what has to be looked at before it is sent again. */
  readonly once: RetryStrategyV2;
}

/** Retries for one account, service and Region: one limiter of the rate and one budget of retries, whichever client asks. */
export function createRetries(): RetryPair {
  const budget = new AdaptiveRetryStrategy(() => Promise.resolve(maxAttempts));
  return { repeatable: new Retries(budget, true), once: new Retries(budget, false) };
}
