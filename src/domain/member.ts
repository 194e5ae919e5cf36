/**
 * What a member's relationship status asks for. The API types it as free text, and replies and documents differ in case.
 * https://docs.aws.amazon.com/guardduty/latest/ug/administrator_member_relationships.html
 *
 * - `enabled`: monitored.
 * - `suspended`: a member whose monitoring somebody stopped.
 * - `associate`: a record without a working relation; `CreateMembers` makes it an organization member.
 * - `region-disabled`: the account has not opted in to the Region.
 * - `account-suspended`: AWS suspended the account.
 * - `management-without-detector`: the management account has no detector that GuardDuty could use.
 * - `unknown`: text this version has never seen.
 */
export type MemberCondition =
  'enabled' | 'suspended' | 'associate' | 'region-disabled' | 'account-suspended' | 'management-without-detector' | 'unknown';

const conditions: ReadonlyMap<string, MemberCondition> = new Map<string, MemberCondition>([
  ['enabled', 'enabled'],
  // How AWS writes nearly all of them: found without a copy in lower case.
  ['Enabled', 'enabled'],
  ['disabled', 'suspended'],
  ['created', 'associate'],
  ['invited', 'associate'],
  ['removed', 'associate'],
  ['resigned', 'associate'],
  ['deleted', 'associate'],
  ['emailverificationinprogress', 'associate'],
  ['emailverificationfailed', 'associate'],
  ['regiondisabled', 'region-disabled'],
  ['accountsuspended', 'account-suspended'],
  ['cannotcreatedetectorinorganizationmasteraccount', 'management-without-detector'],
]);

/** Translates AWS's relationship status; what is not known stays `unknown`. */
export function memberCondition(relationshipStatus: string): MemberCondition {
  return conditions.get(relationshipStatus) ?? conditions.get(relationshipStatus.toLowerCase()) ?? 'unknown';
}

/**
 * Whether a record that `CreateMembers` left as it was needs a person: only deleting it and making it anew helps.
 * https://github.com/mozilla/guardduty-multi-account-manager/pull/33
 */
export function needsNewRecord(relationshipStatus: string): boolean {
  return relationshipStatus.toLowerCase() === 'emailverificationfailed';
}
