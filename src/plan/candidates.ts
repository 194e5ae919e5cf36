import { leftOutReason, type LeftOutReason, type OrganizationAccount } from '../domain/account';
import type { AccountId } from '../domain/ids';
import type { Problem } from '../domain/problem';
import { weights } from '../domain/reasons';
import type { OrganizationSnapshot } from '../domain/snapshot';
import { unread, type Subject, type Verdict } from './verdicts';

/** Which accounts the rollout is about, and which it leaves out for what reason. Built once, shared by all Regions. */
export interface Candidates {
  readonly accounts: readonly OrganizationAccount[];
  readonly ids: readonly AccountId[];
  readonly leftOut: readonly { readonly accountId: AccountId; readonly reason: LeftOutReason }[];
}

const unknownState: Problem = {
  code: 'unexpected-answer',
  action: 'organizations:ListAccounts',
  detail: 'the answer shows no state of these accounts that this version knows',
};

/** What the list of accounts did not show: entries that can't be read, and accounts in an unknown state. Empty: all of it was read. */
export function unreadAccounts(
  subject: Subject,
  { unreadableAccounts }: OrganizationSnapshot,
  leftOut: Candidates['leftOut'],
): readonly Verdict[] {
  const accounts = leftOut.filter(({ reason }) => weights[reason] === 'unknown').map(({ accountId }) => accountId);
  return [
    ...(unreadableAccounts === undefined ? [] : [unread(subject, unreadableAccounts)]),
    ...(accounts.length === 0 ? [] : [unread({ ...subject, accounts }, unknownState)]),
  ];
}

/** Whether all accounts are known, so that they can be counted. */
export function areAccountsKnown(organization: OrganizationSnapshot, leftOut: Candidates['leftOut']): boolean {
  return unreadAccounts({ question: 'accounts' }, organization, leftOut).length === 0;
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
