import type { AccountId, DetectorId, Region } from '../../domain/ids';
import { problemOf, type Problem } from '../../domain/problem';
import type { Fact, Members } from '../../domain/snapshot';
import { classifyUnprocessed } from '../../domain/unprocessed';
import { isFinal, isSplittable } from '../../domain/trouble';
import { maxBatch, type AdministratorGuardDuty, type UnprocessedAccount } from '../../ports/guardduty';
import type { ReleasingAdministrator } from '../../ports/offboarding';
import { batchesAtOnce, chunk } from '../../rollout/batches';
import { inParallel } from '../../rollout/in-parallel';
import { readFact } from '../../rollout/read/fact';
import { growingPauses } from '../../rollout/waiting';
import type { OffboardContext } from '../context';
import type { OffboardOrganization } from '../plan/facts';
import { sortRecords, type MemberRecords } from '../plan/members';
import type { LeftMember, Refusal } from '../plan/verdicts';
import { isPassing } from './trouble';

/**
 * How long, in seconds, a refusal is taken for a late effect of what was in force before: AWS applies `ALL` in the background for up to a
 * day, and does not say when lowering it takes effect.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html
 */
const settlingSeconds = 60;

/** Single accounts refused before anything was accepted, after which the administrator as a whole counts as refused. */
const refusedAsAWhole = 2;

/** Which members of which Region. */
export interface Release {
  readonly region: Region;
  readonly detectorId: DetectorId;
  readonly organization: OffboardOrganization;
  /** Whether records of accounts that are not in the organization go as well. */
  readonly includeOutsiders: boolean;
  /** What the plan has found. */
  readonly records: MemberRecords;
  /** The settings were lowered in this run, so a refusal may pass. */
  readonly settling: boolean;
}

/** What came of it. */
export interface Released {
  /** All records after the last request; unknown where they could not be read, undefined where nobody looked. */
  readonly members: Fact<Members> | undefined;
  /** Accounts that were to go and are left. */
  readonly left: readonly LeftMember[];
  /** The first request that failed as a whole. */
  readonly problem: Problem | undefined;
}

type Step = 'disassociate-members' | 'delete-members';

interface Refused {
  readonly left: Refusal & { readonly reason: 'refused' | 'request-failed' };
  /** Whether it is worth another attempt: no, as long as AWS settles, or as long as the run waits. */
  readonly mayPass: 'never' | 'while-settling' | 'in-time';
}

function wordsOf({ awsName, awsMessage, requestId, action }: Problem): Refusal {
  return {
    action,
    ...(awsName === undefined ? {} : { awsName }),
    ...(awsMessage === undefined ? {} : { awsMessage }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

const actions: Readonly<Record<Step, string>> = {
  'disassociate-members': 'guardduty:DisassociateMembers',
  'delete-members': 'guardduty:DeleteMembers',
};

/** Releases the members of one Region in rounds; each but the first begins with a reading, so it can begin anywhere. */
class MemberRelease {
  private readonly refusals = new Map<AccountId, Refused>();
  private readonly sent = new Set<AccountId>();
  private readonly disassociated = new Set<AccountId>();
  problem: Problem | undefined;
  private stopped = false;
  private accepted = false;
  private refusedAlone = 0;

  constructor(
    private readonly context: OffboardContext,
    private readonly releasing: ReleasingAdministrator,
    private readonly release: Release,
  ) {}

  async round({ toDisassociate, toRelease }: MemberRecords): Promise<void> {
    this.refusedAlone = 0;
    const hopeful = (ids: readonly AccountId[]): readonly AccountId[] => ids.filter((id) => this.mayStillGo(id));
    await this.step('disassociate-members', hopeful(toDisassociate));
    await this.step(
      'delete-members',
      hopeful(toRelease).filter((id) => !this.refusals.has(id)),
    );
  }

  /** How long to go on for these accounts, in seconds from the first request: no longer than there is hope for one of them. */
  hope(ids: readonly AccountId[]): number {
    const { waitSeconds } = this.context.settings;
    if (this.stopped || !ids.some((id) => this.mayStillGo(id))) return 0;
    return ids.some((id) => this.refusals.get(id)?.mayPass === undefined || this.refusals.get(id)?.mayPass === 'in-time')
      ? waitSeconds
      : Math.min(settlingSeconds, waitSeconds);
  }

  /** The entry for an account that is left. */
  leftOver(accountId: AccountId, relationshipStatus: string | undefined): LeftMember {
    const refusal = this.refusals.get(accountId);
    const status = relationshipStatus === undefined ? {} : { relationshipStatus };
    if (refusal === undefined) return { accountId, ...status, reason: this.sent.has(accountId) ? 'unconfirmed' : 'not-attempted' };
    return { accountId, ...status, ...refusal.left };
  }

  private mayStillGo(id: AccountId): boolean {
    return this.refusals.get(id)?.mayPass !== 'never';
  }

  private async step(step: Step, accounts: readonly AccountId[]): Promise<void> {
    if (accounts.length === 0) return;
    for (const id of accounts) this.refusals.delete(id);
    const { region } = this.release;
    let done = 0;
    await inParallel(chunk(accounts, maxBatch), batchesAtOnce, async (batch) => {
      await this.send(step, batch);
      done += batch.length;
      this.context.emit({ type: 'accounts-sent', region, kind: step, done, total: accounts.length });
    });
  }

  private async send(step: Step, batch: readonly AccountId[]): Promise<void> {
    if (this.stopped || this.context.interrupted()) return;
    if (!this.accepted && this.refusedAlone >= refusedAsAWhole) {
      this.refuseAll(batch, this.problem, step);
      return;
    }
    const { detectorId } = this.release;
    try {
      const unprocessed = await (step === 'disassociate-members'
        ? this.releasing.disassociateMembers(detectorId, batch)
        : this.releasing.deleteMembers(detectorId, batch));
      this.accepted = true;
      for (const id of batch) this.sent.add(id);
      for (const account of unprocessed) this.take(account, step);
      if (step === 'disassociate-members') for (const id of batch) if (!this.refusals.has(id)) this.disassociated.add(id);
    } catch (error) {
      await this.fail(step, batch, problemOf(error));
    }
  }

  /** "Not an associated member" is no refusal: the next reading shows what is left to do. */
  private take({ accountId, result }: UnprocessedAccount, step: Step): void {
    const { then, reason } = classifyUnprocessed(result);
    if (then === 'look-again' || reason === 'not-associated') return;
    // AWS may see a disassociation late.
    const settles = this.release.settling || (step === 'delete-members' && this.disassociated.has(accountId));
    const mayPass = then === 'retry' ? 'in-time' : settles ? 'while-settling' : 'never';
    this.refusals.set(accountId, {
      mayPass,
      left: { reason: 'refused', action: actions[step], ...(result === '' ? {} : { awsMessage: result }) },
    });
  }

  private async fail(step: Step, batch: readonly AccountId[], problem: Problem): Promise<void> {
    this.problem ??= problem;
    if (isFinal(problem.code)) this.stopped = true;
    if (isSplittable(problem.code) && batch.length > 1) {
      const half = Math.ceil(batch.length / 2);
      await this.send(step, batch.slice(0, half));
      await this.send(step, batch.slice(half));
      return;
    }
    if (isSplittable(problem.code)) this.refusedAlone += 1;
    this.refuseAll(batch, problem, step);
  }

  private refuseAll(batch: readonly AccountId[], problem: Problem | undefined, step: Step): void {
    const code = problem?.code;
    const settles = code !== undefined && isSplittable(code) && this.release.settling;
    const mayPass = code !== undefined && isPassing(code) ? 'in-time' : settles ? 'while-settling' : 'never';
    const words = problem === undefined ? { action: actions[step] } : wordsOf(problem);
    for (const id of batch) this.refusals.set(id, { mayPass, left: { reason: 'request-failed', ...words } });
  }
}

/**
 * Disassociates members, then deletes their records, 50 in a request, until a reading shows that they are gone. AWS answers for each
 * account in free text, so what counts is the list of members, not the answer.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DisassociateMembers.html
 */
export async function releaseMembers(
  context: OffboardContext,
  admin: AdministratorGuardDuty,
  releasing: ReleasingAdministrator,
  release: Release,
): Promise<Released> {
  const { clock } = context;
  const { region, detectorId, organization, includeOutsiders } = release;
  const work = new MemberRelease(context, releasing, release);
  const startedAt = clock.now();
  const nextPause = growingPauses();
  let { records } = release;
  let members: Fact<Members> | undefined;
  let unseen = false;
  for (;;) {
    if (!unseen) await work.round(records);
    if (context.interrupted()) break;
    members = await readFact(() => admin.listMembers(detectorId));
    unseen = !members.known;
    if (members.known) records = sortRecords(members.value, organization.accounts, includeOutsiders);
    else if (!isPassing(members.problem.code)) break;
    const left = startedAt + work.hope(records.toRelease) * 1000 - clock.now();
    if (left <= 0 || records.toRelease.length === 0) break;
    context.emit({ type: 'waiting', region, waitingFor: 'members' });
    await clock.sleep(Math.min(nextPause(), left));
  }
  const statuses: Members = members?.known === true ? members.value : new Map();
  return { members, left: records.toRelease.map((id) => work.leftOver(id, statuses.get(id))), problem: work.problem };
}
