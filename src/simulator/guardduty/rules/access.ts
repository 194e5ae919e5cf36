import type { Call } from '../../requests/call';
import { badRequest } from '../../requests/errors';
import { MemberGroup, type Member } from '../../world/member-group';
import type { Designation, Detector, RegionState } from '../../world/region-state';
import type { World } from '../../world/world';
import { isAssociation } from './relationship';

/** The detector of an account if it exists at this time. */
export function detectorOf(region: RegionState, account: string, now: number): Detector | undefined {
  const detector = region.detectors.get(account);
  return detector !== undefined && detector.createdAt <= now ? detector : undefined;
}

/** The caller's detector. The id in the path must belong to it. */
export function ownDetector(world: World, region: RegionState, call: Call): Detector {
  const detector = detectorOf(region, call.caller.account, call.now);
  if (detector === undefined || detector.id !== call.input['detectorId']) throw badRequest(world.text('detectorNotOwned'));
  return detector;
}

/** The administrator of a Region, including one that is being removed. */
export function designationOf(region: RegionState, now: number): Designation | undefined {
  const { designation } = region;
  return designation?.removedAt !== undefined && designation.removedAt <= now ? undefined : designation;
}

/** Whether AWS accepts the account as the organization's administrator in the Region. */
export function isAdministrator(region: RegionState, account: string, now: number): boolean {
  const designation = designationOf(region, now);
  return designation?.account === account && designation.removedAt === undefined && designation.settledAt <= now;
}

/**
 * Requires that AWS accepts the caller as the administrator.
 * https://github.com/aws-samples/aws-security-reference-architecture-examples/issues/141
 */
export function requireAdministrator(world: World, region: RegionState, call: Call): void {
  if (isAdministrator(region, call.caller.account, call.now)) return;
  throw badRequest(world.text(world.scenario.switches.notAdministrator === 'out-of-range' ? 'outOfRange' : 'masterPermission'));
}

/** Requires that the caller is the management account. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_EnableOrganizationAdminAccount.html */
export function requireManagementAccount(world: World, call: Call): void {
  if (call.caller.account !== world.managementAccount) throw badRequest(world.text('masterPermission'));
}

/** The members of an administrator, by designation or by invitation. */
export function groupOf(region: RegionState, administrator: string): MemberGroup {
  const known = region.groups.get(administrator);
  if (known) return known;
  const group = new MemberGroup();
  region.groups.set(administrator, group);
  return group;
}

/** Requires that the caller may look at members, where not everybody may. */
export function requireMembers(world: World, region: RegionState, call: Call): void {
  if (world.scenario.switches.membersOfNobody === 'none' || groupOf(region, call.caller.account).ids.length > 0) return;
  requireAdministrator(world, region, call);
}

/** A member record that the administrator can see and change. A former administrator may no longer see its members. */
export function memberOf(world: World, region: RegionState, administrator: string, id: string): Member | undefined {
  const member = groupOf(region, administrator).get(id);
  return member?.orphaned === true && world.scenario.switches.exAdministrator === 'stranger' ? undefined : member;
}

/** Whether the account has members, by designation or by invitation. */
export function hasMembers(region: RegionState, administrator: string): boolean {
  return [...(region.groups.get(administrator)?.entries() ?? [])].some(([, { status }]) => isAssociation(status));
}
