import type { AccountId, DetectorId } from '../../domain/ids';
import { known, type Fact, type MemberFeatures, type OrganizationSnapshot, type RegionSnapshot } from '../../domain/snapshot';
import type { Candidates } from '../../plan/candidates';
import type { RegionRun } from '../apply/region';
import type { ChosenRegion } from '../read/choose-regions';
import { readConfiguration } from '../read/configuration';
import { readFact } from '../read/fact';
import { readFeaturesOfMembers, readManagementDetector, readRegion } from '../read/region';
import { readMembers } from '../read/members';
import type { RegionState } from '../apply/region-state';
import type { RunContext } from '../context';

/** What of a Region is to be looked at once more. */
export interface Missing {
  readonly accounts: readonly AccountId[];
  readonly configuration: boolean;
  readonly administrator: boolean;
  /** Plans in the administrator's detector and in members. */
  readonly plans: boolean;
}

/** Everything that decides on a Region, read again after it was worked on: all at the same time, since its detector is known by now. */
export async function rereadRegion(
  context: RunContext,
  { managementAccountId }: OrganizationSnapshot,
  candidates: Candidates,
  run: RegionRun,
  chosen: ChosenRegion,
): Promise<RegionSnapshot> {
  const { admin, management, detectorId: id } = run.state;
  if (id === undefined) return readRegion(context, managementAccountId, chosen);
  const [administrator, detector, configuration, members] = await Promise.all([
    management === undefined ? undefined : readFact(() => management.listAdministrators()),
    readFact(() => admin.getDetector(id)),
    readFact(() => readConfiguration(admin, id, chosen.region)),
    readFact(() => readMembers(admin, id, candidates.ids)),
  ]);
  const [managementDetector, memberFeatures] = await Promise.all([
    readManagementDetector(management, members, managementAccountId),
    readFeaturesOfMembers(context, admin, id, members),
  ]);
  return {
    ...chosen,
    ...(memberFeatures === undefined ? {} : { memberFeatures }),
    administrator,
    detector,
    configuration,
    members,
    managementDetector,
  };
}

/**
 * The same snapshot with what is still missing read anew.
 *
 * @throws AwsFailure when it cannot be read
 */
export async function refresh({ state }: RegionRun, snapshot: RegionSnapshot, missing: Missing): Promise<RegionSnapshot> {
  const [administrators, ofDetector] = await Promise.all([
    missing.administrator ? state.management?.listAdministrators() : undefined,
    state.detectorId === undefined ? {} : refreshDetector(state, state.detectorId, snapshot, missing),
  ]);
  return { ...snapshot, ...(administrators === undefined ? {} : { administrator: known(administrators) }), ...ofDetector };
}

/** The part of a snapshot that hangs on the administrator's detector. */
async function refreshDetector(
  { admin, context, region }: RegionState,
  id: DetectorId,
  { members: before, memberFeatures: featuresBefore }: RegionSnapshot,
  missing: Missing,
): Promise<Partial<RegionSnapshot>> {
  const [looked, configuration, detector] = await Promise.all([
    readMembers(admin, id, missing.accounts),
    missing.configuration ? readConfiguration(admin, id, region) : undefined,
    missing.plans ? admin.getDetector(id) : undefined,
  ]);
  const members = new Map([...(before?.known === true ? before.value : []), ...looked]);
  // Who was enabled just now has not been asked for plans yet.
  const features = await readFeaturesOfMembers(context, admin, id, known(missing.plans ? members : looked));
  return {
    members: known(members),
    ...(configuration === undefined ? {} : { configuration: known(configuration) }),
    ...(detector === undefined ? {} : { detector: known(detector) }),
    ...(features === undefined ? {} : { memberFeatures: missing.plans ? features : together(featuresBefore, features) }),
  };
}

/** Features of some members and of others; where either is unknown, so is the whole. */
function together(some: Fact<MemberFeatures> | undefined, others: Fact<MemberFeatures>): Fact<MemberFeatures> {
  if (some === undefined || !others.known) return others;
  return some.known ? known(new Map([...some.value, ...others.value])) : some;
}
