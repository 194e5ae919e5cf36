import type { AccountId, DetectorId } from '../domain/ids';
import type { OrganizationSnapshot, RegionSnapshot } from '../domain/snapshot';
import type { Candidates } from '../plan/candidates';
import type { RegionRun } from './apply-region';
import type { ChosenRegion } from './choose-regions';
import { readFact } from './read-fact';
import { readFeaturesOfMembers, readManagementDetector, readRegion } from './read-region';
import { readMembers } from './read-members';
import type { RunContext } from './run-context';

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
    readFact(() => admin.describeConfiguration(id)),
    readFact(() => readMembers(admin, id, candidates.ids)),
  ]);
  const managementDetector = await readManagementDetector(management, members, managementAccountId);
  const memberFeatures = await readFeaturesOfMembers(context, admin, id, members);
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
export async function refresh(run: RegionRun, snapshot: RegionSnapshot, missing: Missing): Promise<RegionSnapshot> {
  const { admin, management, detectorId: id } = run.state;
  if (id === undefined || snapshot.members?.known !== true) return snapshot;
  const [administrators, members, configuration] = await Promise.all([
    missing.administrator ? management?.listAdministrators() : undefined,
    readMembers(admin, id, missing.accounts),
    missing.configuration ? admin.describeConfiguration(id) : undefined,
  ]);
  return {
    ...snapshot,
    ...(administrators === undefined ? {} : { administrator: { known: true, value: administrators } }),
    members: { known: true, value: new Map([...snapshot.members.value, ...members]) },
    ...(missing.plans ? await rereadPlans(run, snapshot, id) : {}),
    ...(configuration === undefined ? {} : { configuration: { known: true, value: configuration } }),
  };
}

async function rereadPlans({ state }: RegionRun, { members }: RegionSnapshot, id: DetectorId): Promise<Partial<RegionSnapshot>> {
  const [detector, memberFeatures] = await Promise.all([
    state.admin.getDetector(id),
    readFeaturesOfMembers(state.context, state.admin, id, members),
  ]);
  return { detector: { known: true, value: detector }, ...(memberFeatures === undefined ? {} : { memberFeatures }) };
}
