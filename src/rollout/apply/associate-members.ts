import { isPlainEmail } from '../../domain/email';
import type { AccountId } from '../../domain/ids';
import { memberCondition } from '../../domain/member';
import type { Members } from '../../domain/snapshot';
import type { AssociateMembers, RestartMembers } from '../../plan/actions';
import type { ActionOutcome } from '../../plan/outcome';
import { requireDetector, whileSettling, type RegionState } from './region-state';
import { sendInBatches, type BatchResult } from './send-in-batches';

function outcomeOf({ findings, problem }: BatchResult, sent: number): ActionOutcome {
  if (findings.length === 0) return { status: 'done' };
  if (findings.length === sent && findings.every(({ reason }) => reason === 'not-attempted'))
    return { status: 'not-attempted', because: 'interrupted' };
  if (problem !== undefined && findings.length === sent) return { status: 'failed', problem, accounts: findings };
  return { status: 'partly-done', accounts: findings };
}

/** Members that are as they should be, or that somebody suspended on purpose: neither is to be sent. */
function enrolled(members: Members): ReadonlySet<AccountId> {
  return new Set([...members].filter(([, status]) => ['enabled', 'suspended'].includes(memberCondition(status))).map(([id]) => id));
}

/**
 * Makes accounts members. Where the designation may have brought members along they are read first: a repeated request would apply
 * the organization's settings anew to accounts that are enrolled already.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateMembers.html
 */
export async function associateMembers(state: RegionState, action: AssociateMembers): Promise<ActionOutcome> {
  const { context, region, admin, accounts: byId } = state;
  const detectorId = requireDetector(state);
  const there = state.mayBringMembers ? enrolled(await whileSettling(state, () => admin.listMembers(detectorId))) : new Set<AccountId>();
  const accounts = action.accounts.filter((id) => !there.has(id));
  const result = await sendInBatches(context, {
    accounts,
    alone: new Set(accounts.filter((id) => !isPlainEmail(byId.get(id)?.email ?? ''))),
    send: (batch) =>
      admin.createMembers(
        detectorId,
        batch.flatMap((id) => byId.get(id) ?? []),
      ),
    settled: async (batch) => enrolled((await admin.getMembers(detectorId, batch)).members),
    hopeless: new Set(state.managementDetectorDenied ? ['management-without-detector'] : []),
    settling: state.designatedNow,
    onProgress: (done) => {
      context.emit({ type: 'accounts-sent', region, done, total: accounts.length });
    },
  });
  return outcomeOf(result, accounts.length);
}

/** Starts the monitoring of members that somebody suspended. */
export async function restartMembers(state: RegionState, { accounts }: RestartMembers): Promise<ActionOutcome> {
  const { context, region, admin } = state;
  const detectorId = requireDetector(state);
  const result = await sendInBatches(context, {
    accounts,
    alone: new Set(),
    send: (batch) => admin.startMonitoring(detectorId, batch),
    settled: async (batch) => {
      const { members } = await admin.getMembers(detectorId, batch);
      return new Set(batch.filter((id) => memberCondition(members.get(id) ?? '') === 'enabled'));
    },
    settling: state.designatedNow,
    onProgress: (done) => {
      context.emit({ type: 'accounts-sent', region, done, total: accounts.length });
    },
  });
  return outcomeOf(result, accounts.length);
}
