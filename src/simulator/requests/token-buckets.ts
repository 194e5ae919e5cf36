import type { Scenario } from '../scenario/scenario';
import type { CallIdentity } from './faults';
import type { Rate, Rates } from './rates';

/** Token buckets: a burst, then a steady rate. */
export class TokenBuckets {
  readonly #throttling: Scenario['throttling'];
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(throttling: Scenario['throttling']) {
    this.#throttling = throttling;
  }

  /** Takes a token for the call; `false` when there is none. */
  take(call: CallIdentity, rates: Rates | 'unpublished', now: number): boolean {
    const { tokenBuckets, guardduty } = this.#throttling;
    if (call.service === 'guardduty') return !guardduty || this.#takeFrom(`${call.account}/${call.region}`, guardduty, now);
    if (!tokenBuckets || rates === 'unpublished') return true;
    if (!this.#takeFrom(`${call.operation}/${call.account}`, rates.perAccount, now)) return false;
    return !rates.perOrganization || this.#takeFrom(call.operation, rates.perOrganization, now);
  }

  #takeFrom(key: string, rate: Rate, now: number): boolean {
    const bucket = this.#buckets.get(key) ?? { tokens: rate.burst, at: now };
    bucket.tokens = Math.min(rate.burst, bucket.tokens + ((now - bucket.at) / 1000) * rate.perSecond);
    bucket.at = now;
    this.#buckets.set(key, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }
}
