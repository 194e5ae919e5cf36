import type { AccountId } from '../domain/ids';

/** Requests with accounts that one Region has under way at once. GuardDuty publishes no request rate; throttling slows the client down by itself. */
export const batchesAtOnce = 8;

/** The accounts in pieces of at most `size`. */
export function chunk(accounts: readonly AccountId[], size: number): readonly (readonly AccountId[])[] {
  return Array.from({ length: Math.ceil(accounts.length / size) }, (_, index) => accounts.slice(index * size, (index + 1) * size));
}
