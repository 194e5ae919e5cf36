import type { ExportDestination } from '../../domain/export';
import type { DetectorFeature } from '../../domain/detector-feature';
import type { AccountId, DetectorId } from '../../domain/ids';
import { memberCondition } from '../../domain/member';
import type { Fact, MemberFeatures, Members } from '../../domain/snapshot';
import { maxBatch, type AdministratorGuardDuty } from '../../ports/guardduty';
import { batchesAtOnce, chunk } from '../../rollout/batches';
import { inParallel } from '../../rollout/in-parallel';
import { readFact } from '../../rollout/read/fact';
import type { OffboardContext } from '../context';
import type { CarriedDestination, InsideFacts, OffboardRegion } from '../plan/facts';
import type { OffboardPlace } from './regions';

/** Plans of members; only those in a working relation have any. Nothing is known about accounts that the answer leaves out. */
async function readPlans(admin: AdministratorGuardDuty, id: DetectorId, members: Fact<Members>): Promise<Fact<MemberFeatures> | undefined> {
  if (!members.known) return undefined;
  const working = [...members.value].filter(([, status]) => ['enabled', 'suspended'].includes(memberCondition(status)));
  const accounts: readonly AccountId[] = working.map(([accountId]) => accountId);
  if (accounts.length === 0) return undefined;
  return readFact(async () => {
    const found = new Map<AccountId, readonly DetectorFeature[]>();
    // Thousands of members have the same few sets of plans.
    const shared = new Map<string, readonly DetectorFeature[]>();
    await inParallel(chunk(accounts, maxBatch), batchesAtOnce, async (batch) => {
      for (const [accountId, own] of (await admin.getMemberFeatures(id, batch)).features) {
        const key = JSON.stringify(own);
        const list = shared.get(key) ?? own;
        shared.set(key, list);
        found.set(accountId, list);
      }
    });
    return found;
  });
}

/** A detector exports to one bucket at most. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html */
function toDestination([first]: readonly ExportDestination[]): CarriedDestination | undefined {
  if (first === undefined) return undefined;
  return { destinationArn: first.destinationArn, kmsKeyArn: first.keyArn, expectedBucketOwner: first.ownerId ?? null };
}

/** What the administrator sees. Everything that is lost with it is read where it is designated, for the carry-over file. */
async function readInside({ administrator }: OffboardContext, { region }: OffboardPlace, designated: boolean): Promise<InsideFacts> {
  const admin = administrator.asAdministrator(region);
  const nothing = { members: undefined, detector: undefined, configuration: undefined, memberFeatures: undefined, destination: undefined };
  const detectorId = await readFact(() => admin.findDetector());
  const id = detectorId.known ? detectorId.value : undefined;
  if (id === undefined) return { detectorId, ...nothing };
  const listed = readFact(() => admin.listMembers(id));
  if (!designated) return { ...nothing, detectorId, members: await listed };
  const [members, memberFeatures, detector, configuration, destination] = await Promise.all([
    listed,
    listed.then((members) => readPlans(admin, id, members)),
    readFact(() => admin.getDetector(id)),
    readFact(() => admin.describeConfiguration(id)),
    readFact(async () => toDestination(await admin.listExports(id))),
  ]);
  return { detectorId, members, memberFeatures, detector, configuration, destination };
}

/** Reads one Region. In a Region that the run is not about it only asks who is designated. */
export async function readOffboardRegion(context: OffboardContext, place: OffboardPlace): Promise<OffboardRegion> {
  const { region, chosen, closed, administratorClosed } = place;
  if (closed !== undefined) return { ...place, administrators: undefined, inside: undefined };
  const administrators = await readFact(() => context.management.asManagement(region).listAdministrators());
  if (!chosen || administratorClosed !== undefined || !administrators.known) return { ...place, administrators, inside: undefined };
  const { accountId } = context.administrator.caller;
  const status = administrators.value.find((one) => one.accountId === accountId)?.status;
  const inside = await readInside(context, place, status === 'ENABLED');
  const { detectorId } = inside;
  // Credentials that STS has just confirmed are "invalid" where the account has not opted in to the Region:
  // https://github.com/cloud-custodian/cloud-custodian/issues/5038.
  if (!detectorId.known && detectorId.problem.code === 'credentials-invalid') {
    const refused = { optStatus: 'CREDENTIALS_REFUSED', refusal: detectorId.problem };
    return { ...place, administrators, administratorClosed: refused, inside: undefined };
  }
  return { ...place, administrators, inside };
}
