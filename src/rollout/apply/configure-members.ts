import type { DetectorFeature } from '../../domain/detector-feature';
import type { AccountId } from '../../domain/ids';
import { wordsOf } from '../../domain/problem';
import type { ConfigureMembers } from '../../plan/actions';
import { featuresToSwitchOn, missingFeatures } from '../../plan/detector-features';
import type { ActionOutcome } from '../../plan/outcome';
import type { FeatureGap } from '../../plan/gap';
import { maxBatch, type UnprocessedAccount } from '../../ports/guardduty';
import { batchesAtOnce, chunk } from '../batches';
import { inParallel } from '../in-parallel';
import { readMemberFeatures } from '../read/members';
import { refusalOf } from './refusal';
import { requireDetector, type RegionState } from './region-state';

/** Accounts by the features that they have: each list is shared by all accounts that have the same. */
function groupByFeatures(
  features: ReadonlyMap<AccountId, readonly DetectorFeature[]>,
): ReadonlyMap<readonly DetectorFeature[], AccountId[]> {
  const groups = new Map<readonly DetectorFeature[], AccountId[]>();
  for (const [id, own] of features) {
    const group = groups.get(own);
    if (group === undefined) groups.set(own, [id]);
    else group.push(id);
  }
  return groups;
}

/**
 * Switches plans on in members that lack them. Members are read first, so that each request names with a plan everything that is on under
 * it: nothing that a member has is lowered.
 */
export async function configureMembers(state: RegionState, { accounts, wanted }: ConfigureMembers): Promise<ActionOutcome> {
  const { admin, context, region } = state;
  const id = requireDetector(state);
  const groups = groupByFeatures(await readMemberFeatures(admin, id, accounts));
  const requests = [...groups].flatMap(([own, members]) => {
    const features = featuresToSwitchOn(own, missingFeatures(wanted, own));
    return features.length === 0 ? [] : chunk(members, maxBatch).map((batch) => ({ batch, features }));
  });
  const refused: UnprocessedAccount[] = [];
  let sent = 0;
  let done = 0;
  await inParallel(requests, batchesAtOnce, async ({ batch, features }) => {
    if (context.interrupted()) return;
    refused.push(...(await unprocessedOf(batch, () => admin.updateMemberFeatures(id, batch, features))));
    sent += 1;
    done += batch.length;
    context.emit({ type: 'accounts-sent', region, done, total: accounts.length });
  });
  const interrupted = sent < requests.length;
  if (interrupted && sent === 0) return { status: 'not-attempted', because: 'interrupted' };
  if (!interrupted && refused.length === 0) return { status: 'done' };
  return { status: 'partly-done', accounts: [], plans: findingsOf(refused) };
}

/** The accounts of a batch that AWS did not process: all of them where it refused the batch as a whole, so that the others still get theirs. */
async function unprocessedOf(
  batch: readonly AccountId[],
  send: () => Promise<readonly UnprocessedAccount[]>,
): Promise<readonly UnprocessedAccount[]> {
  try {
    return await send();
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    const { awsMessage: result } = wordsOf(refusal);
    return batch.map((accountId) => ({ accountId, result }));
  }
}

function findingsOf(refused: readonly UnprocessedAccount[]): readonly FeatureGap[] {
  const byWords = new Map<string, number>();
  for (const { result } of refused) byWords.set(result, (byWords.get(result) ?? 0) + 1);
  return [...byWords].map(([awsMessage, count]) => ({ feature: 'members', reason: 'feature-refused', accounts: count, awsMessage }));
}
