import type { AccountId } from '../domain/ids';

/** Requests with accounts that one Region has under way at once. GuardDuty publishes no request rate; when it throttles, requests wait for their turn. */
export const batchesAtOnce = 8;

/** The accounts in pieces of at most `size`, each made when its turn has come. */
export function* chunk(accounts: readonly AccountId[], size: number): Iterable<readonly AccountId[]> {
  for (let first = 0; first < accounts.length; first += size) yield accounts.slice(first, first + size);
}
