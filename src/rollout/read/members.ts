import type { DetectorFeature } from '../../domain/detector-feature';
import type { AccountId, DetectorId } from '../../domain/ids';
import { memberCondition } from '../../domain/member';
import type { MemberFeatures, Members } from '../../domain/snapshot';
import { maxBatch, type AdministratorGuardDuty, type LookedUpMembers } from '../../ports/guardduty';
import { saysNoRecord } from '../../domain/unprocessed';
import { batchesAtOnce, chunk } from '../batches';
import { inParallel } from '../in-parallel';
import { Statuses } from './statuses';

/** Records of members, and the accounts that the answers left out. */
export interface MembersRead {
  readonly members: Members;
  readonly unread: ReadonlySet<AccountId>;
}

export const noMembers: ReadonlySet<AccountId> = new Set<AccountId>();

/** AWS names accounts without a record as unprocessed, with a text that says so. Of others nothing is known. */
export function isUnread({ members, unprocessed }: LookedUpMembers, accountId: AccountId): boolean {
  const result = unprocessed.get(accountId);
  return !members.has(accountId) && (result === undefined || !saysNoRecord(result));
}

function isOdd(answer: LookedUpMembers, accountId: AccountId): boolean {
  const status = answer.members.get(accountId);
  return status === undefined ? isUnread(answer, accountId) : memberCondition(status) === 'unknown';
}

/**
 * Members by id. GetMembers batches run in parallel, ListMembers pages can't; both return the same record. Members nobody asked for are
 * only in the list, which the run has read before.
 *
 * @throws AwsFailure of the first request that failed
 */
export async function readMembers(admin: AdministratorGuardDuty, id: DetectorId, accounts: readonly AccountId[]): Promise<MembersRead> {
  const members = new Statuses(accounts);
  const unread = new Set<AccountId>();
  await inParallel(chunk(accounts, maxBatch), batchesAtOnce, async (batch) => {
    const answer = await admin.getMembers(id, batch);
    const odd = batch.filter((accountId) => isOdd(answer, accountId));
    // What an answer did not show may have been a hiccup, so it is asked for once more.
    const second = odd.length === 0 ? undefined : await admin.getMembers(id, odd);
    for (const accountId of batch) {
      const last = second !== undefined && odd.includes(accountId) ? second : answer;
      const status = last.members.get(accountId);
      if (status !== undefined) members.set(accountId, status);
      else if (isUnread(last, accountId)) unread.add(accountId);
    }
  });
  return { members, unread };
}

/**
 * Features of members' detectors by id, many requests at once. Accounts that AWS did not process are absent: unknown.
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
    const answer = await admin.getMemberFeatures(id, batch);
    const missing = batch.filter((accountId) => !answer.features.has(accountId));
    const second = missing.length === 0 ? undefined : await admin.getMemberFeatures(id, missing);
    for (const [accountId, own] of [...answer.features, ...(second?.features ?? [])]) {
      const key = JSON.stringify(own);
      const list = shared.get(key) ?? own;
      shared.set(key, list);
      features.set(accountId, list);
    }
  });
  return features;
}
