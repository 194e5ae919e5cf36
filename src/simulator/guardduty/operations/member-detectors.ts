import type { Call, Output } from '../../requests/call';
import type { Detector, RegionState } from '../../world/region-state';
import type { World } from '../../world/world';
import { detectorOf, memberOf, ownDetector } from '../rules/access';
import { dataSourcesRecord, memberFeatureRecords } from '../wire/feature-records';
import { memberForm, readFeatures } from '../wire/feature-input';
import { withChanges } from '../rules/feature-states';
import { isAssociation, relationshipOf } from '../rules/relationship';
import { unprocessedIds } from '../wire/unprocessed';
import { regionOf } from '../rules/region-of';

/** Returns the features of members. The list is called `members` on the wire. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetMemberDetectors.html */
export function getMemberDetectors(world: World, call: Call): Output {
  const region = regionOf(world, call);
  ownDetector(world, region, call);
  const members: Output[] = [];
  const unprocessed = unprocessedIds(world, call, (id) => {
    const detector = memberDetector(world, region, call, id);
    if (!detector) return world.text('notAssociated');
    members.push({ accountId: id, dataSources: dataSourcesRecord(world, detector), features: memberFeatureRecords(world, detector) });
    return undefined;
  });
  return { members, unprocessedAccounts: unprocessed };
}

/** Changes features of single members. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateMemberDetectors.html */
export function updateMemberDetectors(world: World, call: Call): Output {
  const region = regionOf(world, call);
  ownDetector(world, region, call);
  const changes = readFeatures(world, call, region, memberForm);
  const switchedOff = [...changes].some(([name, { value }]) => value === false && region.configuration.features.get(name)?.value === 'ALL');
  const refusesOff = switchedOff && world.scenario.switches.memberOverrideUnderAll === 'unprocessed';
  const unprocessed = unprocessedIds(world, call, (id) => {
    const detector = memberDetector(world, region, call, id);
    if (!detector) return world.text('notAssociated');
    if (refusesOff) return world.text('autoEnableAll');
    detector.features = withChanges(detector.features, changes, call.now);
    detector.updatedAt = call.now;
    return undefined;
  });
  return { unprocessedAccounts: unprocessed };
}

/** The detector of a member that is associated with the caller. */
export function memberDetector(world: World, region: RegionState, call: Call, id: string): Detector | undefined {
  const member = memberOf(world, region, call.caller.account, id);
  if (!member || !isAssociation(relationshipOf(world, region, id, member, call.now))) return undefined;
  return detectorOf(region, id, call.now);
}
