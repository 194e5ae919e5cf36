import * as v from 'valibot';
import type { AccountId } from '../../domain/ids';
import { accountId, object, readable, text } from './pieces';

/** One text per account and per relationship status, however many Regions and accounts share it. */
const texts = new Map<string, string>();

function shared<Text extends string>(one: Text): Text {
  const existing = texts.get(one);
  if (existing !== undefined) return existing as Text;
  texts.set(one, one);
  return one;
}

/** An account id; one text for each account, because an organization has tens of thousands of them in each Region. */
export const sharedAccountId = v.pipe(
  accountId,
  v.transform((id) => shared(id)),
);

/** Account and status, all that is kept of a member. */
export type MemberEntry = readonly [AccountId, string];

/** By status and account: the same account has the same status in most Regions, so that Regions share their entries. */
const entries = new Map<string, Map<AccountId, MemberEntry>>();

function sharedEntry(id: AccountId, status: string): MemberEntry {
  const ofStatus = entries.get(status) ?? new Map<AccountId, MemberEntry>();
  entries.set(status, ofStatus);
  const entry = ofStatus.get(id) ?? [shared(id), shared(status)];
  ofStatus.set(id, entry);
  return entry;
}

export const member = v.pipe(
  object({ AccountId: accountId, RelationshipStatus: readable(text) }),
  v.transform(({ AccountId: id, RelationshipStatus: status = '' }): MemberEntry => sharedEntry(id, status)),
);

/** The same member listed twice: where the statuses differ, neither was read. */
export function mergeMembers(first: MemberEntry, other: MemberEntry): MemberEntry {
  return first[1] === other[1] ? first : [first[0], ''];
}
