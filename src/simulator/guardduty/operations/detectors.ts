import type { Call, Output } from '../../requests/call';
import { badRequest } from '../../requests/errors';
import { fromList, pageOf } from '../../requests/paging';
import type { Detector, RegionState } from '../../world/region-state';
import type { World } from '../../world/world';
import { detectorOf, ownDetector } from '../rules/access';
import { dataSourcesRecord, detectorFeatureRecords } from '../wire/feature-records';
import { detectorForm, readFeatures } from '../wire/feature-input';
import { newDetector } from '../rules/new-detector';
import { defaultDetectorFeatures, withChanges } from '../rules/feature-states';
import { guarddutyPaging, outOfRange } from '../wire/input';
import { invitedAt, membershipOf, spelled } from '../rules/relationship';
import { regionOf } from '../rules/region-of';

const frequencies: readonly unknown[] = ['FIFTEEN_MINUTES', 'ONE_HOUR', 'SIX_HOURS'];

/** Lists the account's detector: one or none. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListDetectors.html */
export function listDetectors(world: World, call: Call): Output {
  const detector = detectorOf(regionOf(world, call), call.caller.account, call.now);
  // A malformed token is ignored here: https://github.com/radkawar/stackd
  const paging = { ...guarddutyPaging(world), malformedToken: 'ignored' } as const;
  const { items, token } = pageOf(world, call, paging, fromList(detector ? [detector.id] : []));
  return { detectorIds: items, nextToken: token };
}

/** Creates the account's detector in the Region. Features that the request doesn't name get their default. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html */
export function createDetector(world: World, call: Call): Output {
  const region = regionOf(world, call);
  const { enable, clientToken, findingPublishingFrequency: frequency } = call.input;
  if (typeof enable !== 'boolean' || (frequency !== undefined && !frequencies.includes(frequency))) throw outOfRange(world);
  if (typeof clientToken === 'string' && clientToken.length > 64) throw outOfRange(world);
  const token = typeof clientToken === 'string' && clientToken !== '' ? clientToken : undefined;
  const changes = readFeatures(world, call, region, detectorForm);
  const existing = detectorOf(region, call.caller.account, call.now);
  if (existing) {
    // The same token makes it safe to repeat the request.
    if (token !== undefined && existing.clientToken === token) return { detectorId: existing.id };
    throw badRequest(world.text('detectorExists'));
  }
  const detector = newDetector(world, region, call.caller.account, {
    createdAt: call.now,
    enabled: enable,
    frequency: typeof frequency === 'string' ? frequency : 'SIX_HOURS',
    features: withChanges(defaultDetectorFeatures(world.scenario.switches, region.lacks, call.now), changes, call.now),
    clientToken: token,
  });
  return { detectorId: detector.id };
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetDetector.html */
export function getDetector(world: World, call: Call): Output {
  const region = regionOf(world, call);
  const detector = ownDetector(world, region, call);
  return {
    createdAt: new Date(detector.createdAt).toISOString(),
    findingPublishingFrequency: frequencyOf(region, detector, call),
    serviceRole: `arn:${world.scenario.partition}:iam::${call.caller.account}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`,
    status: detector.enabled ? 'ENABLED' : 'DISABLED',
    updatedAt: new Date(detector.updatedAt).toISOString(),
    dataSources: dataSourcesRecord(world, detector),
    tags: {},
    features: detectorFeatureRecords(world, detector, call.now),
  };
}

/** The administrator's frequency applies to all its members. https://docs.aws.amazon.com/guardduty/latest/ug/administrator_member_relationships.html */
function frequencyOf(region: RegionState, own: Detector, { caller, now }: Call): string {
  const administrator = membershipOf(region, caller.account, now)?.administrator ?? caller.account;
  return (detectorOf(region, administrator, now) ?? own).frequency;
}

/**
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateDetector.html. A member can't change settings that its administrator
 * manages: https://docs.aws.amazon.com/guardduty/latest/ug/administrator_member_relationships.html
 */
export function updateDetector(world: World, call: Call): Output {
  const region = regionOf(world, call);
  const detector = ownDetector(world, region, call);
  const { enable, findingPublishingFrequency: frequency } = call.input;
  if ((enable !== undefined && typeof enable !== 'boolean') || (frequency !== undefined && !frequencies.includes(frequency))) {
    throw outOfRange(world);
  }
  const changes = readFeatures(world, call, region, detectorForm);
  if (membershipOf(region, call.caller.account, call.now)) throw badRequest(world.text('managedByAdministrator'));
  if (typeof enable === 'boolean') detector.enabled = enable;
  if (typeof frequency === 'string') detector.frequency = frequency;
  detector.features = withChanges(detector.features, changes, call.now);
  detector.updatedAt = call.now;
  return {};
}

/** Returns the administrator of a member. The answer is empty for administrators and standalone accounts. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetAdministratorAccount.html */
export function getAdministratorAccount(world: World, call: Call): Output {
  const region = regionOf(world, call);
  ownDetector(world, region, call);
  const membership = membershipOf(region, call.caller.account, call.now);
  if (!membership) return {};
  const { administrator, member } = membership;
  return {
    administrator: {
      accountId: administrator,
      relationshipStatus: spelled(world, member.status),
      invitedAt: invitedAt(member),
    },
  };
}
