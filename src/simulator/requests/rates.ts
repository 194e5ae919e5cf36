/** A token bucket: the tokens that it gains each second, and the most that it holds. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** The token bucket of each account and, where AWS publishes one, of the whole organization. */
export interface Rates {
  readonly perAccount: Rate;
  readonly perOrganization?: Rate;
}

/** Rates as in AWS's tables: per second and burst, for an account and for the organization. */
export function rates(perAccount: readonly [number, number], perOrganization?: readonly [number, number]): Rates {
  const rate = ([perSecond, burst]: readonly [number, number]): Rate => ({ perSecond, burst });
  return { perAccount: rate(perAccount), ...(perOrganization ? { perOrganization: rate(perOrganization) } : {}) };
}
