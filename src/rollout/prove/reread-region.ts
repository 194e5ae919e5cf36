import type { AccountId, DetectorId } from '../../domain/ids';
import { known, type Fact, type MemberFeatures, type RegionSnapshot } from '../../domain/snapshot';
import type { RegionQuestion } from '../../plan/region';
import type { RegionRun } from '../apply/region';
import type { RegionState } from '../apply/region-state';
import type { RunContext } from '../context';
import type { ChosenRegion } from '../read/choose-regions';
import { readFact } from '../read/fact';
import { noMembers, readMembers } from '../read/members';
import { Statuses } from '../read/statuses';
import { readExports, readFeaturesOfMembers, readManagementDetector, readRegion } from '../read/region';
import { readAdministrators, readConfiguration, readDetector } from '../read/twice';

/** What of a Region is to be looked at once more. */
export interface Missing {
  readonly accounts: readonly AccountId[];
  readonly configuration: boolean;
  readonly administrator: boolean;
  /** Features in the administrator's detector and in members. */
  readonly features: boolean;
  /** Where findings are exported to. */
  readonly exports: boolean;
}

/** Everything that decides on a Region, read again after its steps: all at the same time, since its detector is known by now. */
export async function rereadRegion(
  context: RunContext,
  { organization: { managementAccountId }, candidates }: RegionQuestion,
  run: RegionRun,
  chosen: ChosenRegion,
): Promise<RegionSnapshot> {
  const { admin, management, detectorId: id } = run.state;
  if (id === undefined) return readRegion(context, managementAccountId, chosen);
  const [administrator, detector, configuration, read] = await Promise.all([
    management === undefined ? undefined : readFact(() => readAdministrators(management)),
    readFact(() => readDetector(admin, id, context.settings)),
    readFact(() => readConfiguration(admin, id)),
    readFact(() => readMembers(admin, id, candidates.ids)),
  ]);
  const members = read.known ? known(read.value.members) : read;
  const [managementDetector, memberFeatures, exports] = await Promise.all([
    readManagementDetector(context, management, members, managementAccountId),
    readFeaturesOfMembers(context, admin, id, members),
    readExports(context, admin, id),
  ]);
  return {
    exports,
    ...chosen,
    memberFeatures,
    administrator,
    detector,
    configuration,
    members,
    unreadMembers: read.known ? read.value.unread : noMembers,
    managementDetector,
    administratorOf: undefined,
    trials: undefined,
  };
}

/**
 * The same snapshot with what is still missing read anew.
 *
 * @throws AwsFailure when it can't be read
 */
export async function refresh(
  question: RegionQuestion,
  { state }: RegionRun,
  snapshot: RegionSnapshot,
  missing: Missing,
): Promise<RegionSnapshot> {
  const [administrators, ofDetector] = await Promise.all([
    missing.administrator && state.management !== undefined ? readAdministrators(state.management) : undefined,
    state.detectorId === undefined ? {} : refreshDetector(question, state, state.detectorId, snapshot, missing),
  ]);
  return { ...snapshot, ...(administrators === undefined ? {} : { administrator: known(administrators) }), ...ofDetector };
}

/** The part of a snapshot that depends on the administrator's detector. */
async function refreshDetector(
  { candidates }: RegionQuestion,
  { admin, context }: RegionState,
  id: DetectorId,
  { members: before, unreadMembers, memberFeatures: featuresBefore }: RegionSnapshot,
  missing: Missing,
): Promise<Partial<RegionSnapshot>> {
  const [looked, configuration, detector, exports] = await Promise.all([
    readMembers(admin, id, missing.accounts),
    missing.configuration ? readConfiguration(admin, id) : undefined,
    missing.features ? readDetector(admin, id, context.settings) : undefined,
    missing.exports ? readExports(context, admin, id) : undefined,
  ]);
  const asked = new Set(missing.accounts);
  const members = new Statuses(candidates.ids);
  for (const [accountId, status] of before?.known === true ? before.value : []) members.set(accountId, status);
  // An account whose record is gone meanwhile is no member any more.
  for (const accountId of asked) members.set(accountId, looked.members.get(accountId));
  // Who was enabled just now has not been asked for features yet.
  const features = await readFeaturesOfMembers(context, admin, id, known(missing.features ? members : looked.members));
  return {
    members: known(members),
    unreadMembers: new Set([...[...unreadMembers].filter((accountId) => !asked.has(accountId)), ...looked.unread]),
    ...(configuration === undefined ? {} : { configuration: known(configuration) }),
    ...(detector === undefined ? {} : { detector: known(detector) }),
    ...(exports === undefined ? {} : { exports }),
    ...(features === undefined ? {} : { memberFeatures: missing.features ? features : together(featuresBefore, features) }),
  };
}

/** Features of some members and of others; where either is unknown, so is the whole. */
function together(some: Fact<MemberFeatures> | undefined, others: Fact<MemberFeatures>): Fact<MemberFeatures> {
  if (some === undefined || !others.known) return others;
  return some.known ? known(new Map([...some.value, ...others.value])) : some;
}
