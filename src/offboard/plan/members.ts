import type { AccountId } from '../../domain/ids';
import type { Members } from '../../domain/snapshot';

/** Statuses of records that are no association, in lower case: such a record is only deleted. */
const unassociated: ReadonlySet<string> = new Set([
  'created',
  'invited',
  'removed',
  'resigned',
  'emailverificationinprogress',
  'emailverificationfailed',
]);

/** Member records by what has to happen to them. */
export interface MemberRecords {
  /** Accounts of the organization, and with `includeInvited` all others. */
  readonly toRelease: readonly AccountId[];
  /** Those of {@link toRelease} that are, or may be, associated. */
  readonly toDisassociate: readonly AccountId[];
  /** Records of accounts that are not in the organization, and stay. */
  readonly outsiders: readonly AccountId[];
}

/** A deleted record may still be listed. https://docs.aws.amazon.com/guardduty/latest/ug/administrator_member_relationships.html */
export function isGone(relationshipStatus: string): boolean {
  return relationshipStatus.toLowerCase() === 'deleted';
}

/** A status that this version does not know counts as an association: AWS then says that there is none, which does no harm. */
export function isAssociated(relationshipStatus: string): boolean {
  return !isGone(relationshipStatus) && !unassociated.has(relationshipStatus.toLowerCase());
}

/** Sorts the records of a Region. */
export function sortRecords(members: Members, accounts: ReadonlyMap<AccountId, string>, includeOutsiders: boolean): MemberRecords {
  const records = [...members].filter(([, status]) => !isGone(status));
  const released = records.filter(([id]) => includeOutsiders || accounts.has(id));
  return {
    toRelease: released.map(([id]) => id),
    toDisassociate: released.filter(([, status]) => isAssociated(status)).map(([id]) => id),
    outsiders: includeOutsiders ? [] : records.filter(([id]) => !accounts.has(id)).map(([id]) => id),
  };
}
