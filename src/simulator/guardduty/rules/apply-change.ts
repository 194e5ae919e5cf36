import type { Change } from '../../scenario/change';
import { administersMembers } from '../../world/build-region';
import type { RegionState } from '../../world/region-state';
import { detectorChanges, organizationChanges } from '../../world/scenario-features';
import type { World } from '../../world/world';
import { designationOf, detectorOf, groupOf } from './access';
import { planSweep, settle } from './auto-enable';
import { withChanges } from './feature-states';
import { noteLowering } from './hold-members';
import { newDetector } from './new-detector';

/** Makes a change that the scenario scripts, as if somebody else made it. Does nothing in a Region without GuardDuty. */
export function applyChange(world: World, change: Change, regionName: string, now: number): void {
  const region = world.regions.get(regionName);
  if (!region) return;
  settle(world, region, now);
  if (change.administrator !== undefined) changeAdministrator(region, change.administrator, now);
  if (change.organizationConfiguration) changeConfiguration(world, region, change.organizationConfiguration, now);
  for (const entry of change.detectors) changeDetectors(world, region, entry, now);
  for (const entry of change.members) changeMembers(world, region, entry, now);
}

function changeAdministrator(region: RegionState, administrator: { readonly account: string } | null, now: number): void {
  region.designation = administrator
    ? { account: administrator.account, since: now, reportedAt: now, settledAt: now, removedAt: undefined }
    : undefined;
}

function changeConfiguration(
  world: World,
  region: RegionState,
  { autoEnable, features }: NonNullable<Change['organizationConfiguration']>,
  now: number,
): void {
  const old = region.configuration;
  region.previous = old;
  region.configuration = {
    autoEnable: autoEnable ?? old.autoEnable,
    features: withChanges(old.features, organizationChanges(features), now),
    since: now,
  };
  noteLowering(world, region, old, now);
  planSweep(world, region, now);
}

function changeDetectors(
  world: World,
  region: RegionState,
  { accounts, status, findingPublishingFrequency: frequency, features }: Change['detectors'][number],
  now: number,
): void {
  for (const id of accounts === 'all' ? world.accounts.keys() : accounts) {
    if (status === 'DELETED') {
      region.detectors.delete(id);
      continue;
    }
    const detector = detectorOf(region, id, now) ?? newDetector(world, region, id, { createdAt: now });
    if (status !== undefined) detector.enabled = status === 'ENABLED';
    if (frequency !== undefined) detector.frequency = frequency;
    detector.features = withChanges(detector.features, detectorChanges(features), now);
    detector.updatedAt = now;
  }
}

function changeMembers(
  world: World,
  region: RegionState,
  { accounts, administrator: given, relationshipStatus }: Change['members'][number],
  now: number,
): void {
  const administrator = given ?? designationOf(region, now)?.account;
  if (administrator === undefined) return;
  const group = groupOf(region, administrator);
  for (const id of accounts === 'all' ? world.accounts.keys() : accounts) {
    if (accounts === 'all' && id === administrator) continue;
    if (relationshipStatus === null) {
      group.delete(id);
      continue;
    }
    const member = group.get(id) ?? {
      invitedAt: undefined,
      orphaned: !administersMembers(region, administrator),
      stuck: false,
      email: undefined,
    };
    group.set(id, { ...member, status: relationshipStatus, from: now, updatedAt: now });
    if (relationshipStatus !== 'Enabled' && relationshipStatus !== 'Disabled') continue;
    const detector = detectorOf(region, id, now) ?? newDetector(world, region, id, { createdAt: now });
    detector.enabled = relationshipStatus === 'Enabled';
  }
}
