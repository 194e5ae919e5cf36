import { detectorId } from '../../world/detector-id';
import type { Member } from '../../world/member-group';
import type { AutoEnable, RegionState } from '../../world/region-state';
import type { World } from '../../world/world';
import { detectorOf, groupOf } from './access';
import { managedFeatures } from '../wire/feature-input';
import { noFeatures, withChanges, type FeatureChanges, type FeatureSettings } from './feature-states';

/** The circumstances in which accounts become members. */
export interface Enrolment {
  readonly world: World;
  readonly region: RegionState;
  readonly administrator: string;
  readonly now: number;
  /** The features of a new member's detector. All new members share this object. */
  readonly features: FeatureSettings<boolean>;
}

/** Prepares to enroll accounts with the auto-enable settings in force. */
export function beginEnrolment(world: World, region: RegionState, administrator: string, now: number): Enrolment {
  const features = withOrganizationSettings(world, region, noFeatures(region.lacks, now), now);
  return { world, region, administrator, now, features };
}

/**
 * Makes the account a member and enables GuardDuty there. The member reads `Enabled` after `timing.memberSeconds`.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateMembers.html
 */
export function enrol(enrolment: Enrolment, id: string): void {
  const { world, region, now } = enrolment;
  if (!world.hasRegion(id, region.name)) {
    putMember(enrolment, id, 'RegionDisabled', now);
    return;
  }
  const { memberSeconds, memberJitterSeconds } = world.scenario.timing;
  const jitter = memberJitterSeconds === 0 ? 0 : memberJitterSeconds * world.fraction(`member/${region.name}/${id}`);
  const from = now + (memberSeconds + jitter) * 1000;
  putMember(enrolment, id, 'Enabled', from);
  enableDetector(enrolment, id, from);
}

/** Stores a member record with any status. */
export function putMember(enrolment: Enrolment, id: string, status: string, from: number, email?: string): void {
  const member: Member = { status, from, updatedAt: from, invitedAt: undefined, orphaned: false, stuck: false, email };
  groupOf(enrolment.region, enrolment.administrator).set(id, member);
}

/**
 * Applies the auto-enable settings in force to a detector's features. They have no effect while organization policies manage GuardDuty:
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-organization-policies.html
 */
export function withOrganizationSettings(
  world: World,
  region: RegionState,
  features: FeatureSettings<boolean>,
  now: number,
  applies: (setting: AutoEnable) => boolean = (setting) => setting !== 'NONE',
): FeatureSettings<boolean> {
  const changes = new Map<string, { value: boolean | undefined; additional: Map<string, boolean> }>();
  for (const name of managedFeatures(world)) changes.set(name, { value: true, additional: new Map() });
  if (!world.policyTypeEnabled) {
    for (const [name, setting] of region.configuration.features) {
      const additional = [...setting.additional].filter(([, { value }]) => applies(value)).map(([key]) => [key, true] as const);
      const value = applies(setting.value) ? true : undefined;
      if (value === true || additional.length > 0) changes.set(name, { value, additional: new Map(additional) });
    }
  }
  return withChanges(features, onlyNew(features, changes), now);
}

/** Leaves out features that are on already, so that their time stamps stay. */
function onlyNew(features: FeatureSettings<boolean>, changes: FeatureChanges<boolean>): FeatureChanges<boolean> {
  return new Map(
    [...changes].filter(([name, change]) => {
      const before = features.get(name);
      const mainChanges = change.value === true && before?.value !== true;
      return mainChanges || [...change.additional.keys()].some((key) => before?.additional.get(key)?.value !== true);
    }),
  );
}

function enableDetector(enrolment: Enrolment, id: string, from: number): void {
  const { world, region, now } = enrolment;
  const existing = detectorOf(region, id, now);
  if (existing) {
    existing.enabled = true;
    if (world.scenario.switches.enrolledDetector === 'organization-settings')
      existing.features = withOrganizationSettings(world, region, existing.features, now);
    existing.updatedAt = now;
  } else {
    region.detectors.set(id, {
      id: detectorId(region.name, id, from),
      createdAt: from,
      updatedAt: from,
      enabled: true,
      frequency: 'SIX_HOURS',
      features: enrolment.features,
      clientToken: undefined,
    });
  }
  const account = world.accounts.get(id);
  if (account) account.hasServiceLinkedRole = true;
}
