import type { AccountId, DetectorId } from '../../domain/ids';
import type { DetectorFeature } from '../../domain/detector-feature';
import type { MemberFeatures, Members } from '../../domain/snapshot';
import { maxBatch, type AdministratorGuardDuty } from '../../ports/guardduty';
import { batchesAtOnce, chunk } from '../batches';
import { inParallel } from '../in-parallel';

/**
 * Members by id, many requests at once. The pages of ListMembers hang on each other by their token, these requests do not, and they say
 * the same of the accounts asked for; what only a list can tell, members nobody asked for, the run has read before.
 *
 * @throws AwsFailure of the first request that failed
 */
export async function readMembers(admin: AdministratorGuardDuty, id: DetectorId, accounts: readonly AccountId[]): Promise<Members> {
  const members = new Map<AccountId, string>();
  await inParallel(chunk(accounts, maxBatch), batchesAtOnce, async (batch) => {
    for (const [accountId, status] of (await admin.getMembers(id, batch)).members) members.set(accountId, status);
  });
  return members;
}

/**
 * Features of members' detectors by id, many requests at once.
 *
 * @throws AwsFailure of the first request that failed
 */
export async function readMemberFeatures(
  admin: AdministratorGuardDuty,
  id: DetectorId,
  accounts: readonly AccountId[],
): Promise<MemberFeatures> {
  const features = new Map<AccountId, readonly DetectorFeature[]>();
  // Thousands of members have the same few sets of features.
  const shared = new Map<string, readonly DetectorFeature[]>();
  await inParallel(chunk(accounts, maxBatch), batchesAtOnce, async (batch) => {
    for (const [accountId, own] of (await admin.getMemberFeatures(id, batch)).features) {
      const key = JSON.stringify(own);
      const list = shared.get(key) ?? own;
      shared.set(key, list);
      features.set(accountId, list);
    }
  });
  return features;
}
