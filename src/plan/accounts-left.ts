import type { AccountId } from '../domain/ids';
import { memberCondition, needsNewRecord } from '../domain/member';
import type { AccountReason } from '../domain/reasons';
import { accountsOf, traits, type RegionActionKind } from './actions';
import { wordsOf, type AccountGap } from './gap';
import type { RegionAttempt } from './outcome';
import type { RegionPlan } from './plan';

function sorted(accounts: readonly AccountGap[]): readonly AccountGap[] {
  return accounts.toSorted((a, b) => (a.accountId < b.accountId ? -1 : 1));
}

/** Accounts that AWS refused while a step was applied, with its words. */
function refusals(attempts: readonly RegionAttempt[]): ReadonlyMap<AccountId, AccountGap> {
  const found = new Map<AccountId, AccountGap>();
  for (const { action, outcome } of attempts) {
    if (!traits[action.kind].enablesAccounts) continue;
    if (outcome.status === 'partly-done' || outcome.status === 'failed') for (const one of outcome.accounts) found.set(one.accountId, one);
    if (outcome.status === 'failed' && outcome.accounts.length === 0) {
      const words = wordsOf(outcome.problem);
      for (const accountId of accountsOf(action)) found.set(accountId, { accountId, reason: 'request-failed', ...words });
    }
    if (outcome.status === 'not-attempted')
      for (const accountId of accountsOf(action)) found.set(accountId, { accountId, reason: 'not-attempted' });
  }
  return found;
}

/** Statuses of a record whose account is no member any more: nothing is on its way there. */
const ended: readonly string[] = ['removed', 'resigned', 'deleted'];

/** What the record of an account says that AWS accepted, or did not answer for. */
function reasonOfRecord(kind: RegionActionKind, relationshipStatus: string | undefined): AccountReason {
  if (kind === 'restart-members') return 'enabling';
  if (relationshipStatus === undefined || ended.includes(relationshipStatus.toLowerCase())) return 'no-member-record';
  if (needsNewRecord(relationshipStatus)) return 'email-verification-failed';
  return memberCondition(relationshipStatus) === 'management-without-detector' ? 'management-without-detector' : 'enabling';
}

/** AWS calls a record that does not work a member already; its status may say why it does not. */
function betterReason(reason: AccountReason, relationshipStatus: string | undefined): AccountReason {
  const broken = relationshipStatus !== undefined && needsNewRecord(relationshipStatus);
  return reason === 'stuck-record' && broken ? 'email-verification-failed' : reason;
}

/** Every account that the last reading shows as not enabled, with the best reason there is. One that was never sent is not on its way. */
export function accountsLeft(attempts: readonly RegionAttempt[], left: RegionPlan): readonly AccountGap[] {
  const refused = refusals(attempts);
  const open = left.actions.flatMap((action) => accountsOf(action).map((accountId) => ({ accountId, kind: action.kind })));
  const sent = open.length === 0 ? new Set<AccountId>() : new Set(attempts.flatMap(({ action }) => accountsOf(action)));
  const statuses = new Map(
    left.actions.flatMap((action) =>
      action.kind === 'associate-members' ? action.before.map((one) => [one.accountId, one.relationshipStatus] as const) : [],
    ),
  );
  const missing = open.map(({ accountId, kind }): AccountGap => {
    const relationshipStatus = statuses.get(accountId);
    const record = relationshipStatus === undefined ? {} : { relationshipStatus };
    const refusal = refused.get(accountId);
    if (refusal !== undefined) return { ...refusal, ...record, reason: betterReason(refusal.reason, relationshipStatus) };
    return { accountId, reason: sent.has(accountId) ? reasonOfRecord(kind, relationshipStatus) : 'not-attempted', ...record };
  });
  const words = ({ accountId, reason }: AccountGap): Partial<AccountGap> => {
    const refusal = refused.get(accountId);
    return refusal?.reason === reason ? refusal : {};
  };
  return sorted([...left.notEnabled.map((one) => ({ ...words(one), ...one })), ...missing]);
}

/** What is known of accounts without a reading. A request that failed may have been applied all the same. */
export function accountsUnread({ notEnabled }: RegionPlan, attempts: readonly RegionAttempt[]): readonly AccountGap[] {
  const refused = [...refusals(attempts).values()].map((one) =>
    one.reason === 'request-failed' ? { ...one, reason: 'not-read' as const } : one,
  );
  return sorted([...notEnabled, ...refused]);
}
