import type { DetectorFeature } from '../../domain/detector-feature';
import type { AccountId } from '../../domain/ids';
import { endsLegacyRuntime } from '../../domain/wanted-feature';
import type { ConfigureMembers, DetectorChange } from '../../plan/actions';
import { compareDetector, featuresToSend, requestsOf } from '../../plan/detector-features';
import type { ActionOutcome } from '../../plan/outcome';
import type { UnprocessedAccount } from '../../ports/guardduty';
import { outcomeOf } from './associate-members';
import { requireDetector, type RegionState } from './region-state';
import { sendInBatches, type BatchAnswer, type BatchState } from './send-in-batches';

/** Accounts with the same features travel in the same requests. */
function groupByFeatures(features: ReadonlyMap<AccountId, readonly DetectorFeature[]>): ReadonlyMap<string, readonly AccountId[]> {
  const groups = new Map<string, AccountId[]>();
  for (const [id, own] of features) {
    const key = JSON.stringify(own);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [id]);
    else group.push(id);
  }
  return groups;
}

/** Switches the planned features on in members that still lack them. Members are read right before each request. */
export class MembersWriter {
  private wrote = false;

  /** @param planned null: everything that was asked for. What new members have beside it is not kept, for AWS is still setting it up. */
  constructor(
    private readonly state: RegionState,
    private readonly planned: readonly DetectorChange[] | null,
  ) {}

  private needed(features: readonly DetectorFeature[]): readonly DetectorChange[] {
    const { settings } = this.state.context;
    const { features: wanted } = settings;
    if (wanted === undefined) return [];
    const migrate = endsLegacyRuntime(settings);
    const { changes } = compareDetector({ wanted, levels: ['ALL', 'NEW'], migrate }, features);
    const { planned } = this;
    if (planned === null) return changes;
    return changes.filter((change) => planned.some((one) => one.feature === change.feature && one.additional === change.additional));
  }

  /** Sends what the accounts need, in batches. */
  async write(accounts: readonly AccountId[]): Promise<ActionOutcome> {
    const { context, region, designatedNow, waiting } = this.state;
    const result = await sendInBatches(context, waiting, {
      accounts,
      alone: new Set(),
      send: (batch) => this.send(batch),
      look: (batch) => this.look(batch),
      hopeless: new Set(),
      settling: designatedNow,
      sameForAll: true,
      onProgress: (done) => {
        context.emit({ type: 'accounts-sent', region, done, total: accounts.length });
      },
    });
    if (result.gaps.length === 0 && !this.wrote) return { status: 'done', sent: [], note: 'already-so' };
    const outcome = outcomeOf(result, accounts.length, 'features', []);
    return 'sent' in outcome && !this.wrote ? { ...outcome, sent: [] } : outcome;
  }

  private async send(batch: readonly AccountId[]): Promise<BatchAnswer> {
    const { admin, readings } = this.state;
    const id = requireDetector(this.state);
    const { features, unprocessed } = await admin.getMemberFeatures(id, batch);
    // The first reading of a member counts: a later one may show what this run has written.
    if (this.planned !== null) readings.members = new Map([...features, ...(readings.members ?? [])]);
    const refused: UnprocessedAccount[] = [...unprocessed].map(([accountId, result]) => ({ accountId, result }));
    const unread = batch.filter((one) => !features.has(one) && !unprocessed.has(one));
    for (const accounts of groupByFeatures(features).values()) {
      const own = features.get(accounts[0] ?? batch[0] ?? ('' as AccountId)) ?? [];
      for (const request of requestsOf(this.needed(own))) {
        const sendable = featuresToSend(own, request);
        if (sendable === undefined) {
          unread.push(...accounts);
          continue;
        }
        refused.push(...(await admin.updateMemberFeatures(id, accounts, sendable)));
        this.wrote = true;
      }
    }
    return { unprocessed: refused, unread };
  }

  private async look(batch: readonly AccountId[]): Promise<BatchState> {
    const { features, unprocessed } = await this.state.admin.getMemberFeatures(requireDetector(this.state), batch);
    return {
      settled: new Set([...features].filter(([, own]) => this.needed(own).length === 0).map(([id]) => id)),
      unread: new Set(batch.filter((id) => !features.has(id) && !unprocessed.has(id))),
    };
  }
}

/** Switches features on in members that lack them, each named with all that is on under it: nothing that a member has is lowered. */
export function configureMembers(state: RegionState, { accounts, features }: ConfigureMembers): Promise<ActionOutcome> {
  return new MembersWriter(state, features).write(accounts);
}
