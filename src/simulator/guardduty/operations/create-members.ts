import type { Call, Output } from '../../requests/call';
import { isRestricted } from '../../world/account';
import type { RegionState } from '../../world/region-state';
import type { World } from '../../world/world';
import { designationOf, groupOf, hasMembers, ownDetector } from '../rules/access';
import { isAcceptedEmail } from '../rules/email';
import { beginEnrolment, enrol, putMember, withOrganizationSettings, type Enrolment } from '../rules/enrol';
import { isAccountId, isRecord, outOfRange, requiredList } from '../wire/input';
import { managementObstacle } from '../rules/management-account';
import { memberLimitReached } from '../rules/member-limit';
import { isAssociation, membershipOf } from '../rules/relationship';
import { unprocessedBy } from '../wire/unprocessed';
import { regionOf } from '../rules/region-of';

interface AccountDetail {
  readonly accountId: string;
  readonly email: string;
}

/**
 * For the administrator, enables GuardDuty in the accounts and makes them members with the auto-enable settings in force. The answer is
 * 200 and names the accounts that were not processed. For other callers, creates records of accounts to invite.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateMembers.html
 */
export function createMembers(world: World, call: Call): Output {
  const region = regionOf(world, call);
  ownDetector(world, region, call);
  const details = readDetails(world, call);
  const designation = designationOf(region, call.now);
  const administers = designation?.account === call.caller.account && designation.removedAt === undefined;
  // https://github.com/superwerker/superwerker/issues/84
  const settled = administers && designation.settledAt <= call.now;
  const enrolment = beginEnrolment(world, region, call.caller.account, call.now);
  const unprocessed = unprocessedBy(call, details, ({ accountId, email }) => {
    if (!isAcceptedEmail(email) && world.scenario.switches.badEmail === 'unprocessed') return world.text('badEmail');
    if (!administers) return recordToInvite(enrolment, accountId, email);
    return settled ? takeIn(enrolment, accountId, email) : world.text('internalError');
  });
  return { unprocessedAccounts: unprocessed };
}

function readDetails(world: World, call: Call): readonly AccountDetail[] {
  const details = requiredList(world, call, 'accountDetails').map((detail) => {
    const { accountId, email } = isRecord(detail) ? detail : {};
    if (!isAccountId(accountId) || typeof email !== 'string' || email.length < 1 || email.length > 64) throw outOfRange(world);
    return { accountId, email };
  });
  const refuses = world.scenario.switches.badEmail === 'refuses-batch';
  if (refuses && details.some(({ email }) => !isAcceptedEmail(email))) throw outOfRange(world);
  return details;
}

/** Makes an account of the organization a member. @returns AWS's text if it did not */
function takeIn(enrolment: Enrolment, id: string, email: string): string | undefined {
  const { world, region, administrator, now } = enrolment;
  const { switches } = world.scenario;
  if (id === administrator) return world.text('memberOfItself');
  const account = world.accountAt(id, now);
  if (!account) return switches.outsider === 'unprocessed' ? world.text('notInOrganization') : recordToInvite(enrolment, id, email);
  const current = membershipOf(region, id, now)?.administrator;
  if (current !== undefined && current !== administrator) return world.text('memberOfAnother');
  const member = groupOf(region, administrator).get(id);
  if (member?.stuck === true) return world.text('alreadyMember');
  if (hasMembers(region, id) && switches.enrolledAdministrator === 'unprocessed') return world.text('administratorAsMember');
  if (member && (isAssociation(member.status) || member.status === 'RegionDisabled')) {
    if (switches.existingMember === 'unprocessed') return world.text('alreadyMember');
    applyAgain(world, region, id, now);
    return undefined;
  }
  if (memberLimitReached(world, region, administrator)) return refuseOverLimit(world, region);
  if (isRestricted(account, now)) {
    if (switches.suspendedAccount === 'unprocessed') return world.text('suspended');
    putMember(enrolment, id, 'AccountSuspended', now);
    return undefined;
  }
  if (!world.hasRegion(id, region.name) && switches.optedOutMember === 'unprocessed') return world.text('optedOut');
  return takeInActive(enrolment, id);
}

function refuseOverLimit(world: World, region: RegionState): string {
  if (world.scenario.switches.limitTurnsAutoEnableOff) region.configuration = { ...region.configuration, autoEnable: 'NONE' };
  return world.text('memberLimit');
}

function takeInActive(enrolment: Enrolment, id: string): string | undefined {
  const { world, region, now } = enrolment;
  const obstacle = id === world.managementAccount ? managementObstacle(world, region, now) : undefined;
  if (obstacle === 'needs-guardduty') return world.text('managementFirst');
  if (obstacle === 'cannot-create-detector') putMember(enrolment, id, 'CannotCreateDetectorInOrganizationMasterAccount', now);
  else enrol(enrolment, id);
  return undefined;
}

/**
 * Applies the settings in force to an existing member. They override settings of the single account:
 * https://docs.aws.amazon.com/guardduty/latest/ug/maintaining-guardduty-organization-delegated-admin.html
 */
function applyAgain(world: World, region: RegionState, id: string, now: number): void {
  const detector = region.detectors.get(id);
  if (detector) detector.features = withOrganizationSettings(world, region, detector.features, now);
}

/** Stores the record of an account that has to be invited. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_invitations.html */
function recordToInvite(enrolment: Enrolment, id: string, email: string): string | undefined {
  const { world, region, administrator, now } = enrolment;
  if (id === administrator) return world.text('memberOfItself');
  if (groupOf(region, administrator).get(id)) return world.text('alreadyMember');
  putMember(enrolment, id, 'Created', now, email);
  return undefined;
}
