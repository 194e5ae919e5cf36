import type { Detector, RegionState } from '../../world/region-state';
import type { World } from '../../world/world';
import { designationOf, detectorOf, groupOf, hasMembers } from './access';
import { beginEnrolment, enrol, withOrganizationSettings, type Enrolment } from './enrol';
import { managementObstacle } from './management-account';
import { memberLimitReached } from './member-limit';
import { isAssociation, membershipOf } from './relationship';

/** Does what AWS has done on its own up to now: auto-enable for all accounts and for accounts that joined. */
export function settle(world: World, region: RegionState, now: number): void {
  const designation = designationOf(region, now);
  if (!designation || designation.removedAt !== undefined) return;
  if (region.sweepAt !== undefined && region.sweepAt <= now) {
    const at = region.sweepAt;
    region.sweepAt = undefined;
    if (!world.policyTypeEnabled) sweep(beginEnrolment(world, region, designation.account, at));
  }
  if (world.joiners.length > 0) enrolJoiners(world, region, designation.account, now);
  if (world.scenario.switches.policyReturnsMembers) returnMembers(world, region, designation.account, now);
}

/** Makes the accounts in the scope of an attached policy members. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-organization-policies.html */
function returnMembers(world: World, region: RegionState, administrator: string, now: number): void {
  const targets = new Set(world.policyTypeEnabled ? world.guarddutyPolicies.flatMap((policy) => policy.targets) : []);
  if (targets.size === 0) return;
  const group = groupOf(region, administrator);
  for (const account of world.accountList) {
    if (isAssociation(group.get(account.id)?.status)) continue;
    const isInScope = [world.rootId, account.id, ...world.unitPath(account.parent)].some((id) => targets.has(id));
    if (isInScope) enrolIfPossible(beginEnrolment(world, region, administrator, now), account.id);
  }
}

/** Plans when `ALL`, for members or for a feature, takes effect. It takes up to 24 hours: https://docs.aws.amazon.com/guardduty/latest/ug/set-guardduty-auto-enable-preferences.html */
export function planSweep(world: World, region: RegionState, now: number): void {
  const { autoEnableAllSeconds } = world.scenario.timing;
  const { configuration } = region;
  const reachesAll = configuration.autoEnable === 'ALL' || [...configuration.features.values()].some(({ value }) => value === 'ALL');
  region.sweepAt = reachesAll && autoEnableAllSeconds !== null ? now + autoEnableAllSeconds * 1000 : undefined;
}

/** Applies `ALL` to every account, also to suspended and removed members. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html */
function sweep(enrolment: Enrolment): void {
  const { world, region, now } = enrolment;
  const group = groupOf(region, enrolment.administrator);
  for (const { id } of world.accountList) {
    if (id === enrolment.administrator) {
      reachAdministrator(enrolment);
      continue;
    }
    const member = group.get(id);
    if (member?.status !== 'Enabled') {
      if (region.configuration.autoEnable === 'ALL') enrolIfPossible(enrolment, id);
      continue;
    }
    const detector = detectorOf(region, id, now);
    if (detector) applyAll(enrolment, detector);
  }
}

function applyAll({ world, region, now }: Enrolment, detector: Detector): void {
  detector.features = withOrganizationSettings(world, region, detector.features, now, (setting) => setting === 'ALL');
}

/** Applies `ALL` to the administrator's own account, for GuardDuty and for each feature. https://docs.aws.amazon.com/guardduty/latest/ug/set-guardduty-auto-enable-preferences.html */
function reachAdministrator(enrolment: Enrolment): void {
  const { world, region, administrator, now } = enrolment;
  const detector = detectorOf(region, administrator, now);
  if (!detector || !world.scenario.switches.allReachesAdministrator) return;
  if (region.configuration.autoEnable === 'ALL') detector.enabled = true;
  applyAll(enrolment, detector);
}

function enrolJoiners(world: World, region: RegionState, administrator: string, now: number): void {
  const joined = world.joiners.filter(({ joinedAt }) => joinedAt > region.enrolledUpTo && joinedAt <= now);
  region.enrolledUpTo = now;
  if (world.policyTypeEnabled || region.configuration.autoEnable === 'NONE') return;
  // This runs before every change of the setting. So these accounts joined after the last change, as `NEW` requires:
  // https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html
  for (const account of joined) enrolIfPossible(beginEnrolment(world, region, administrator, now), account.id);
}

/** Whether the account would exceed the member limit. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html */
function isOverLimit({ world, region, administrator }: Enrolment, id: string): boolean {
  return !isAssociation(groupOf(region, administrator).get(id)?.status) && memberLimitReached(world, region, administrator);
}

function enrolIfPossible(enrolment: Enrolment, id: string): void {
  const { world, region, administrator, now } = enrolment;
  if (id === administrator || !world.isActive(id, now) || isOverLimit(enrolment, id)) return;
  const current = membershipOf(region, id, now)?.administrator;
  if (current !== undefined && current !== administrator) return;
  if (groupOf(region, administrator).get(id)?.stuck === true) return;
  if (hasMembers(region, id) && world.scenario.switches.enrolledAdministrator === 'unprocessed') return;
  if (id === world.managementAccount && managementObstacle(world, region, now) !== undefined) return;
  enrol(enrolment, id);
}
