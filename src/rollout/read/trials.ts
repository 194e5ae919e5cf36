import type { AccountId, DetectorId } from '../../domain/ids';
import type { TrialsLeft } from '../../domain/snapshot';
import { maxBatch, type AdministratorGuardDuty } from '../../ports/guardduty';
import { batchesAtOnce, chunk } from '../batches';
import { inParallel } from '../in-parallel';

/**
 * What is left of the free trials of these accounts, by feature; trials that are over are left out.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetRemainingFreeTrialDays.html
 *
 * @throws AwsFailure of the first request that failed
 */
export async function readTrials(
  admin: AdministratorGuardDuty,
  id: DetectorId,
  accounts: readonly AccountId[],
): Promise<readonly TrialsLeft[]> {
  const left = new Map<string, TrialsLeft>();
  await inParallel(chunk(accounts, maxBatch), batchesAtOnce, async (batch) => {
    for (const { feature, days } of await admin.getTrialDays(id, batch)) {
      if (days <= 0) continue;
      const before = left.get(feature) ?? { feature, accounts: 0, least: days, most: days };
      const { accounts: count, least, most } = before;
      left.set(feature, { feature, accounts: count + 1, least: Math.min(least, days), most: Math.max(most, days) });
    }
  });
  return [...left.values()].sort((a, b) => (a.feature < b.feature ? -1 : 1));
}
