import type { Call, Output } from '../../requests/call';
import { badRequest } from '../../requests/errors';
import { guarddutyPrincipal } from '../../organizations/operations/service-access';
import { fromList, pageOf } from '../../requests/paging';
import { isRestricted } from '../../world/account';
import { unsetConfiguration } from '../../world/build-region';
import type { RegionState } from '../../world/region-state';
import type { World } from '../../world/world';
import { designationOf, detectorOf, groupOf, requireManagementAccount } from '../rules/access';
import { newDetector } from '../rules/new-detector';
import { guarddutyPaging, outOfRange, requiredAccountId } from '../wire/input';
import { membershipOf } from '../rules/relationship';
import { regionOf } from '../rules/region-of';
import { removeAdministrator } from '../rules/remove-administrator';

/** Lists the administrator of the Region. AWS documents one at most. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListOrganizationAdminAccounts.html */
export function listOrganizationAdminAccounts(world: World, call: Call): Output {
  const region = regionOf(world, call);
  requireManagementAccount(world, call);
  const designation = designationOf(region, call.now);
  const accounts =
    designation && designation.reportedAt <= call.now
      ? [{ adminAccountId: designation.account, adminStatus: designation.removedAt === undefined ? 'ENABLED' : 'DISABLE_IN_PROGRESS' }]
      : [];
  const others = region.otherAdministrators.map(({ account, status }) => ({ adminAccountId: account, adminStatus: status }));
  const { items, token } = pageOf(world, call, guarddutyPaging(world), fromList([...accounts, ...others]));
  return { adminAccounts: items, nextToken: token };
}

/** Designates the administrator of a Region. Only the management account can do this. https://docs.aws.amazon.com/guardduty/latest/ug/delegated-admin-designate-api.html */
export function enableOrganizationAdminAccount(world: World, call: Call): Output {
  const region = regionOf(world, call);
  requireManagementAccount(world, call);
  const account = requiredAccountId(world, call, 'adminAccountId');
  refuseUnfit(world, call, account);
  const designation = designationOf(region, call.now);
  if (designation) {
    const same = designation.account === account && designation.removedAt === undefined;
    if (same && world.scenario.switches.repeatedDesignation === 'accepted') return {};
    throw badRequest(world.text('anotherAdministrator'));
  }
  const current = membershipOf(region, account, call.now);
  if (current !== undefined && world.scenario.switches.designatedMember === 'refused')
    throw badRequest(world.text('memberAsAdministrator'));
  register(world, call, account);
  designate(world, region, account, call.now);
  return {};
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DisableOrganizationAdminAccount.html */
export function disableOrganizationAdminAccount(world: World, call: Call): Output {
  const region = regionOf(world, call);
  requireManagementAccount(world, call);
  const account = requiredAccountId(world, call, 'adminAccountId');
  const designation = designationOf(region, call.now);
  if (designation?.account !== account) throw badRequest(world.text('notTheAdministrator'));
  if (designation.removedAt !== undefined) return {};
  const hasMembers = [...groupOf(region, account).entries()].some(([, { status }]) => status !== 'Deleted');
  if (hasMembers && world.scenario.switches.removalWithMembers === 'refused') throw badRequest(world.text('administratorHasMembers'));
  const { removalSeconds } = world.scenario.timing;
  const goneAt = removalSeconds === null ? Infinity : call.now + removalSeconds * 1000;
  removeAdministrator(world, region, { designation, now: call.now, goneAt });
  return {};
}

function refuseUnfit(world: World, call: Call, id: string): void {
  const account = world.accountAt(id, call.now);
  if (!account) throw badRequest(world.text('administratorNotInOrganization'));
  const unfit =
    isRestricted(account, call.now) ||
    world.scenario.organization.featureSet !== 'ALL' ||
    // The administrator must have opted in to the Region: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html
    !world.hasRegion(id, call.region);
  if (unfit) throw outOfRange(world);
}

/** Does the organization-wide part: trusted access, and the registration at Organizations by the first designation. */
function register(world: World, call: Call, account: string): void {
  const { trustedAccessOnDesignation, administratorScope, parallelFirstDesignation } = world.scenario.switches;
  // https://github.com/aws-samples/aws-security-reference-architecture-examples/issues/178
  if (!world.trustedAccess.has(guarddutyPrincipal) && trustedAccessOnDesignation === 'required') throw outOfRange(world);
  const registered = world.delegations.get(guarddutyPrincipal);
  // Expected by the integration tests of https://github.com/awslabs/landing-zone-accelerator-on-aws
  if (registered && registered.account !== account && administratorScope === 'organization') {
    throw badRequest(world.text('anotherAdministrator'));
  }
  // https://github.com/aws-samples/aws-secure-environment-accelerator/issues/778
  const first = world.firstDesignation;
  if (parallelFirstDesignation === 'only-first' && first && first.until > call.now && first.region !== call.region) throw outOfRange(world);
  if (!world.trustedAccess.has(guarddutyPrincipal)) world.trustedAccess.set(guarddutyPrincipal, call.now);
  if (registered) return;
  world.delegations.set(guarddutyPrincipal, { account, since: call.now });
  world.firstDesignation = { region: call.region, until: call.now + world.scenario.timing.designationSeconds * 1000 };
}

function designate(world: World, region: RegionState, account: string, now: number): void {
  const { designationSeconds, administratorDetectorSeconds, settleSeconds } = world.scenario.timing;
  const reportedAt = now + designationSeconds * 1000;
  region.designation = { account, since: now, reportedAt, settledAt: now + settleSeconds * 1000, removedAt: undefined };
  region.configuration = unsetConfiguration(region.lacks, now);
  region.enrolledUpTo = now;
  if (administratorDetectorSeconds !== null && !detectorOf(region, account, now)) {
    newDetector(world, region, account, { createdAt: now + administratorDetectorSeconds * 1000 });
  }
  const { managementAccount } = world;
  if (world.scenario.switches.managementDetectorOnDesignation && !detectorOf(region, managementAccount, now)) {
    newDetector(world, region, managementAccount, { createdAt: now });
  }
  adoptInvitedMembers(world, region, account);
}

/** Makes invited members that belong to the organization members through the organization. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html */
function adoptInvitedMembers(world: World, region: RegionState, account: string): void {
  const group = groupOf(region, account);
  for (const [id, member] of group.entries()) {
    if (world.accounts.has(id)) group.set(id, { ...member, invitedAt: undefined, orphaned: false });
  }
}
