import type { OrganizationAccount } from '../domain/account';
import type { AccountId } from '../domain/ids';
import { memberCondition, type MemberCondition } from '../domain/member';
import type { Members } from '../domain/snapshot';
import type { AccountGap, HeldBack } from './gap';

/** The accounts that are to be members, and what decides on each of them. */
export interface MemberQuestion {
  /** Active accounts without the administrator, sorted by id. */
  readonly candidates: readonly OrganizationAccount[];
  /** The ids of {@link candidates}; shared by all Regions that enrol every one of them. */
  readonly candidateIds: readonly AccountId[];
  /** Undefined: there can be no members yet. */
  readonly members: Members | undefined;
  /** Accounts that the answer left out although they were asked for. */
  readonly unread: ReadonlySet<AccountId>;
  readonly restartSuspended: boolean;
  /** Accounts that are not enrolled, as asked. */
  readonly excluded: ReadonlySet<AccountId>;
  /** Whether GuardDuty takes no more members in the Region. */
  readonly memberLimitReached: boolean;
  /** Reasons not to enrol single accounts although they could be. */
  readonly heldBack: ReadonlyMap<AccountId, HeldBack>;
}

/** What becomes of each account: enrolled, restarted, left as it is with a reason, or already right. */
export interface MemberAnswer {
  readonly associate: readonly AccountId[];
  readonly before: readonly { readonly accountId: AccountId; readonly relationshipStatus: string }[];
  readonly restart: readonly AccountId[];
  readonly notEnabled: readonly AccountGap[];
  readonly enabled: number;
  readonly outsiders: number;
  readonly excludedMembers: readonly AccountId[];
}

/** Conditions of a record in which the account is no member. */
const loose: ReadonlySet<MemberCondition> = new Set<MemberCondition>(['associate', 'management-without-detector']);

const recordOf = (relationshipStatus: string | undefined) => (relationshipStatus === undefined ? {} : { relationshipStatus });

/** Why an account that is no member is not enrolled; undefined: it is. */
function reasonToHoldBack({ id, email }: OrganizationAccount, { heldBack, memberLimitReached }: MemberQuestion): HeldBack | undefined {
  const own = heldBack.get(id);
  if (own !== undefined) return own;
  if (memberLimitReached) return { reason: 'member-limit' };
  return email === undefined ? { reason: 'no-email' } : undefined;
}

/** Decides on every account of one Region. Members outside the organization are counted and never touched. */
export function planMembers(question: MemberQuestion): MemberAnswer {
  const { candidates, candidateIds, members, unread, restartSuspended } = question;
  const associate: AccountId[] = [];
  const before: { accountId: AccountId; relationshipStatus: string }[] = [];
  const restart: AccountId[] = [];
  const notEnabled: AccountGap[] = [];
  let enabled = 0;
  let recorded = 0;

  for (const account of candidates) {
    const accountId = account.id;
    const relationshipStatus = members?.get(accountId);
    if (relationshipStatus !== undefined) recorded += 1;
    else if (unread.has(accountId)) {
      notEnabled.push({ accountId, reason: 'not-read' });
      continue;
    }
    switch (relationshipStatus === undefined ? 'associate' : memberCondition(relationshipStatus)) {
      case 'enabled':
        enabled += 1;
        break;
      case 'suspended':
        if (restartSuspended) restart.push(accountId);
        else notEnabled.push({ accountId, reason: 'member-suspended', ...recordOf(relationshipStatus) });
        break;
      case 'region-disabled':
        notEnabled.push({ accountId, reason: 'member-region-disabled', ...recordOf(relationshipStatus) });
        break;
      case 'account-suspended':
        notEnabled.push({ accountId, reason: 'account-suspended-as-member', ...recordOf(relationshipStatus) });
        break;
      case 'unknown':
        notEnabled.push({ accountId, reason: 'relationship-unknown', ...recordOf(relationshipStatus) });
        break;
      case 'associate':
      case 'management-without-detector': {
        const held = reasonToHoldBack(account, question);
        if (held !== undefined) {
          notEnabled.push({ accountId, ...held, ...recordOf(relationshipStatus) });
          break;
        }
        associate.push(accountId);
        if (relationshipStatus !== undefined) before.push({ accountId, relationshipStatus });
        break;
      }
    }
  }
  const excludedMembers: AccountId[] = [];
  for (const accountId of question.excluded) {
    const relationshipStatus = members?.get(accountId);
    if (relationshipStatus === undefined) continue;
    recorded += 1;
    if (!loose.has(memberCondition(relationshipStatus))) excludedMembers.push(accountId);
  }
  return {
    associate: associate.length === candidateIds.length ? candidateIds : associate,
    before,
    restart,
    notEnabled,
    enabled,
    outsiders: (members?.size ?? 0) - recorded,
    excludedMembers,
  };
}
