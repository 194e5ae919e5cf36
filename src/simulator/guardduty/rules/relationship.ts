import { stateOf } from '../../world/account';
import type { Member } from '../../world/member-group';
import type { RegionState } from '../../world/region-state';
import type { World } from '../../world/world';

/** The status of a member now; `undefined` while answers don't show it. https://docs.aws.amazon.com/guardduty/latest/ug/administrator_member_relationships.html */
export function relationshipOf(world: World, region: RegionState, id: string, member: Member, now: number): string | undefined {
  const { pendingMember, suspendedMember } = world.scenario.switches;
  if (member.from > now) return pendingMember === 'hidden' ? undefined : 'Created';
  if (!isAssociation(member.status)) return member.status;
  const account = world.accounts.get(id);
  if (account === undefined) return member.status;
  const state = stateOf(account, now);
  if (suspendedMember === 'account-suspended' && (state === 'SUSPENDED' || state === 'CLOSED')) return 'AccountSuspended';
  if (!world.hasRegion(id, region.name)) return 'RegionDisabled';
  return member.status;
}

/** The status in the spelling of answers. */
export function spelled(world: World, status: string): string {
  return world.scenario.switches.relationshipCase === 'upper' ? status.toUpperCase() : status;
}

/** When the member was invited, in the form of answers. Members through the organization have no such time. */
export function invitedAt(member: Member): string | undefined {
  return member.invitedAt === undefined ? undefined : new Date(member.invitedAt).toISOString();
}

/** Whether a status belongs to an associated member. ListMembers shows only these by default. */
export function isAssociation(status: string | undefined): boolean {
  return status === 'Enabled' || status === 'Disabled';
}

/** The administrator and the record of an account that is a member now. */
export function membershipOf(
  region: RegionState,
  account: string,
  now: number,
): { readonly administrator: string; readonly member: Member } | undefined {
  for (const [administrator, group] of region.groups) {
    const member = group.get(account);
    if (member !== undefined && member.from <= now && isAssociation(member.status)) return { administrator, member };
  }
  return undefined;
}
