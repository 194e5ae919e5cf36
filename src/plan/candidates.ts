import { leftOutReason, type LeftOutReason, type OrganizationAccount } from '../domain/account';
import type { AccountId } from '../domain/ids';
import type { OrganizationSnapshot } from '../domain/snapshot';

/** Which accounts the rollout is about, and which it leaves out for what reason. Built once, shared by all Regions. */
export interface Candidates {
  readonly accounts: readonly OrganizationAccount[];
  readonly ids: readonly AccountId[];
  readonly leftOut: readonly { readonly accountId: AccountId; readonly reason: LeftOutReason }[];
}

/** Every active account that is not excluded, but the administrator, which cannot be a member of itself. */
export function chooseCandidates(organization: OrganizationSnapshot): Candidates {
  const accounts: OrganizationAccount[] = [];
  const leftOut: { accountId: AccountId; reason: LeftOutReason }[] = [];
  for (const account of organization.accounts) {
    const reason = organization.excluded.has(account.id) ? 'excluded' : leftOutReason(account);
    if (reason !== undefined) leftOut.push({ accountId: account.id, reason });
    else if (account.id !== organization.administratorId) accounts.push(account);
  }
  return { accounts, ids: accounts.map(({ id }) => id), leftOut };
}
