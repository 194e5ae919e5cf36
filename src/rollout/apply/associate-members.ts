import { isPlainEmail } from '../../domain/email';
import type { AccountId } from '../../domain/ids';
import { memberCondition, type MemberCondition } from '../../domain/member';
import type { AssociateMembers, RestartMembers } from '../../plan/actions';
import type { AccountGap } from '../../plan/gap';
import { failed, type ActionOutcome } from '../../plan/outcome';
import { isUnread } from '../read/members';
import { requireDetector, whilePassing, type RegionState } from './region-state';
import { sendInBatches, type BatchResult, type BatchState } from './send-in-batches';

/**
 * The outcome of a sweep over accounts.
 *
 * @param leftOut accounts of the action that were not part of the sweep
 */
export function outcomeOf(
  { gaps, problem }: BatchResult,
  sent: number,
  what: 'accounts' | 'features',
  leftOut: readonly AccountGap[],
): ActionOutcome {
  const all = [...leftOut, ...gaps];
  const nobody = gaps.length >= sent;
  if (all.length === 0) return { status: 'done', sent: sent === 0 ? [] : [what] };
  if (nobody && all.every(({ reason }) => reason === 'not-attempted')) return { status: 'not-attempted', because: 'interrupted' };
  if (nobody && problem !== undefined) return failed(problem, all);
  return { status: 'partly-done', sent: nobody ? [] : [what], accounts: all, gaps: [] };
}

/** Looks at accounts by their records: which are in one of the conditions, and which the answer left out. */
async function lookAtMembers(state: RegionState, ids: readonly AccountId[], conditions: readonly MemberCondition[]): Promise<BatchState> {
  const answer = await state.admin.getMembers(requireDetector(state), ids);
  const settled = ids.filter((id) => conditions.includes(memberCondition(answer.members.get(id) ?? '')));
  const unread = ids.filter((id) => isUnread(answer, id));
  return { settled: new Set(settled), unread: new Set(unread) };
}

/**
 * Accounts that are not to be sent: members that a designation brought along, for a repeated request would apply the organization's
 * settings anew to accounts that are enrolled already, and those that somebody suspended.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateMembers.html
 */
async function enrolledAlready(state: RegionState): Promise<ReadonlySet<AccountId>> {
  const mayBringMembers = state.designatedNow && state.plan.detectorId !== undefined;
  if (!mayBringMembers) return new Set();
  const detectorId = requireDetector(state);
  const members = await whilePassing(state, () => state.admin.listMembers(detectorId));
  return new Set([...members].filter(([, status]) => ['enabled', 'suspended'].includes(memberCondition(status))).map(([id]) => id));
}

/** The management account where its detector turned out to be suspended: the enrolment would restart it. */
function suspendedIn({ managementDetector, context }: RegionState, accounts: readonly AccountId[]): readonly AccountGap[] {
  const id = context.management?.caller.accountId;
  if (managementDetector !== 'suspended' || id === undefined || !accounts.includes(id)) return [];
  return [{ accountId: id, reason: 'management-detector-suspended' }];
}

/** Accounts whose address is not plain: looked for once, since every Region sends the same accounts. */
const oddlyAddressed = new WeakMap<RegionState['accounts'], ReadonlySet<AccountId>>();

function withOddEmail(accounts: RegionState['accounts']): ReadonlySet<AccountId> {
  const known = oddlyAddressed.get(accounts);
  if (known !== undefined) return known;
  const odd = new Set([...accounts.values()].filter(({ email = '' }) => !isPlainEmail(email)).map(({ id }) => id));
  oddlyAddressed.set(accounts, odd);
  return odd;
}

/** Makes accounts members. */
export async function associateMembers(state: RegionState, action: AssociateMembers): Promise<ActionOutcome> {
  const { context, region, admin, accounts: byId } = state;
  const detectorId = requireDetector(state);
  const there = await enrolledAlready(state);
  const suspended = suspendedIn(state, action.accounts);
  const leftOut = new Set([...there, ...suspended.map(({ accountId }) => accountId)]);
  const accounts = leftOut.size === 0 ? action.accounts : action.accounts.filter((id) => !leftOut.has(id));
  const result = await sendInBatches(context, state.waiting, {
    accounts,
    alone: withOddEmail(byId),
    send: async (batch) => ({
      unprocessed: await admin.createMembers(
        detectorId,
        batch.flatMap((id) => byId.get(id) ?? []),
      ),
      unread: [],
    }),
    look: (batch) => lookAtMembers(state, batch, ['enabled', 'suspended']),
    hopeless: new Set(state.managementDetector === 'denied' ? ['management-without-detector'] : []),
    settling: state.designatedNow,
    sameForAll: false,
    onProgress: (done) => {
      context.emit({ type: 'accounts-sent', region, done, total: accounts.length });
    },
  });
  const open = new Set([...suspended, ...result.gaps].map(({ accountId }) => accountId));
  state.joined = action.accounts.filter((id) => !open.has(id));
  return outcomeOf(result, accounts.length, 'accounts', suspended);
}

/** Starts the monitoring of members that somebody suspended. */
export async function restartMembers(state: RegionState, { accounts }: RestartMembers): Promise<ActionOutcome> {
  const { context, region, admin } = state;
  const detectorId = requireDetector(state);
  const result = await sendInBatches(context, state.waiting, {
    accounts,
    alone: new Set(),
    send: async (batch) => ({ unprocessed: await admin.startMonitoring(detectorId, batch), unread: [] }),
    look: (batch) => lookAtMembers(state, batch, ['enabled']),
    hopeless: new Set(),
    settling: state.designatedNow,
    sameForAll: false,
    onProgress: (done) => {
      context.emit({ type: 'accounts-sent', region, done, total: accounts.length });
    },
  });
  return outcomeOf(result, accounts.length, 'accounts', []);
}
