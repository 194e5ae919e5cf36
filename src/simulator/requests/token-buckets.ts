import type { CallIdentity } from './faults';
import type { Scenario } from '../scenario/scenario';

/** Tokens that come back each second, and the most there can be. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** A bucket of each account, and where AWS publishes one also of the whole organization. */
export interface Rates {
  readonly perAccount: Rate;
  readonly perOrganization?: Rate;
}

function rates(perAccount: readonly [number, number], perOrganization?: readonly [number, number]): Rates {
  const rate = ([perSecond, burst]: readonly [number, number]): Rate => ({ perSecond, burst });
  return { perAccount: rate(perAccount), ...(perOrganization ? { perOrganization: rate(perOrganization) } : {}) };
}

/**
 * The published rates of https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html and
 * https://docs.aws.amazon.com/accounts/latest/reference/quotas.html
 */
export const publishedRates: ReadonlyMap<string, Rates> = new Map([
  ['ListAccounts', rates([8, 12], [9, 15])],
  ['DescribeAccount', rates([20, 30], [24, 36])],
  ['ListAccountsForParent', rates([5, 8], [6, 10])],
  ['ListOrganizationalUnitsForParent', rates([5, 8], [6, 10])],
  ['ListDelegatedAdministrators', rates([5, 8], [6, 10])],
  ['ListRoots', rates([1, 2], [1, 3])],
  ['ListAWSServiceAccessForOrganization', rates([1, 3], [1, 4])],
  ['ListDelegatedServicesForAccount', rates([1, 3], [1, 4])],
  ['DescribeOrganization', rates([1, 2])],
  ['EnableAWSServiceAccess', rates([1, 2])],
  ['RegisterDelegatedAdministrator', rates([1, 2])],
  ['DeregisterDelegatedAdministrator', rates([1, 2])],
  ['ListRegions', rates([5, 5])],
]);

/** Token buckets: a burst, then a steady rate. */
export class TokenBuckets {
  readonly #throttling: Scenario['throttling'];
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(throttling: Scenario['throttling']) {
    this.#throttling = throttling;
  }

  /** Takes a token for the call; `false` when there is none. */
  take(call: CallIdentity, now: number): boolean {
    const { tokenBuckets, guardduty } = this.#throttling;
    if (call.service === 'guardduty') return !guardduty || this.#takeFrom(`${call.account}/${call.region}`, guardduty, now);
    const limits = tokenBuckets ? publishedRates.get(call.operation) : undefined;
    if (!limits) return true;
    if (!this.#takeFrom(`${call.operation}/${call.account}`, limits.perAccount, now)) return false;
    return !limits.perOrganization || this.#takeFrom(call.operation, limits.perOrganization, now);
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
