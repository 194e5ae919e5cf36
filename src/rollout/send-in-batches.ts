import type { AccountId } from '../domain/ids';
import { problemOf, wordsOf } from '../domain/problem';
import type { Problem, ProblemCode } from '../domain/problem';
import type { AccountReason } from '../domain/reasons';
import { classifyUnprocessed } from '../domain/unprocessed';
import type { AccountFinding } from '../plan/plan';
import { maxBatch } from '../ports/guardduty';
import type { UnprocessedAccount } from '../ports/guardduty';
import { batchesAtOnce, chunk } from './batches';
import { inParallel } from './in-parallel';
import { readFact } from './read-fact';
import { growingPauses } from './waiting';
import type { RunContext } from './run-context';

/** Rounds in which only the accounts with a passing trouble are sent again. */
const mostRounds = 5;

/** Pauses between these rounds are this many times longer than between polls: about 2, 3, 5, 8 and 13 seconds. */
const roundFactor = 8;

/** What one sweep over accounts needs to know. */
export interface BatchRequest {
  readonly accounts: readonly AccountId[];
  /** Accounts that may get a whole batch refused, so they travel alone. */
  readonly alone: ReadonlySet<AccountId>;
  /** Sends at most {@link maxBatch} accounts and gives back those that AWS did not process. */
  readonly send: (accounts: readonly AccountId[]) => Promise<readonly UnprocessedAccount[]>;
  /** Accounts that need no sending any more; asked before a request that may have been applied is repeated. */
  readonly settled: (accounts: readonly AccountId[]) => Promise<ReadonlySet<AccountId>>;
  /** AWS may still refuse the administrator as a whole because it was designated a moment ago. */
  readonly settling: boolean;
  readonly onProgress: (done: number) => void;
}

/** What came of it: accounts AWS took are in neither list. */
export interface BatchResult {
  readonly findings: readonly AccountFinding[];
  /** The first request that failed as a whole and was not mended by splitting. */
  readonly problem: Problem | undefined;
}

/** Refusals of the request itself: one account in it may be the cause. */
const splittable: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['refused', 'not-settled', 'not-in-organization']);

/** Troubles that pass. After the first three it is not known whether the request was applied. */
const passing: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'timed-out',
  'network-failure',
  'service-failure',
  'throttled',
  'concurrent-change',
]);

/** After these the other batches would fail alike. */
const final: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'access-denied',
  'denied-by-scp',
  'credentials-expired',
  'credentials-invalid',
]);

/** Single accounts refused in one round before it counts as AWS refusing the administrator as a whole. */
const refusedAsAWhole = 2;

function findingOf(accountId: AccountId, reason: AccountReason, cause: Problem | undefined): AccountFinding {
  return { accountId, reason, ...(cause === undefined ? {} : wordsOf(cause)) };
}

/** One sweep over the accounts, with what it has learned so far. */
class Sweep {
  readonly findings = new Map<AccountId, AccountFinding>();
  /** Accounts to send again, with the reason that stands if nothing comes of it. */
  again = new Map<AccountId, AccountFinding>();
  problem: Problem | undefined;
  private stop: AccountReason | undefined;
  private accepted = false;
  private refusedAlone = 0;
  private refusal: Problem | undefined;
  private done = 0;

  constructor(
    private readonly context: RunContext,
    private readonly request: BatchRequest,
  ) {}

  /** AWS has not accepted anything yet from an administrator designated a moment ago. */
  get unsettled(): boolean {
    return this.request.settling && !this.accepted;
  }

  get stopped(): boolean {
    return this.stop !== undefined || this.context.interrupted();
  }

  async send(batch: readonly AccountId[]): Promise<void> {
    const skipped = this.context.interrupted() ? 'not-attempted' : this.stop;
    if (skipped !== undefined) {
      this.conclude(batch, skipped, this.problem);
    } else if (this.looksUnsettled) {
      for (const id of batch) if (!this.again.has(id)) this.again.set(id, findingOf(id, 'request-failed', this.refusal));
    } else {
      try {
        this.take(await this.request.send(batch));
      } catch (error) {
        const cause = problemOf(error);
        if (splittable.has(cause.code) && batch.length > 1) {
          const half = Math.ceil(batch.length / 2);
          await this.send(batch.slice(0, half));
          await this.send(batch.slice(half));
          return;
        }
        this.refuse(batch, cause);
      }
    }
    this.done += batch.length;
    this.request.onProgress(Math.min(this.done, this.request.accounts.length));
  }

  /** Sends what is still missing; where that cannot be read, nothing is sent blindly and the accounts wait for the next round. */
  async sendAgain(batch: readonly AccountId[]): Promise<void> {
    const settled = await readFact(() => this.request.settled(batch));
    if (!settled.known) {
      for (const id of batch) this.again.set(id, findingOf(id, 'request-failed', settled.problem));
      return;
    }
    const missing = batch.filter((id) => !settled.value.has(id));
    if (missing.length > 0) await this.send(missing);
  }

  /** Begins a new round with the accounts that had a passing trouble; those refused alone come last, so that they hold up nobody. */
  beginRound(): readonly AccountId[] {
    const lastIfRefused = ({ reason }: AccountFinding): number => (reason === 'refused-alone' ? 1 : 0);
    const ids = [...this.again.values()].sort((a, b) => lastIfRefused(a) - lastIfRefused(b)).map(({ accountId }) => accountId);
    this.again = new Map();
    this.refusedAlone = 0;
    return ids;
  }

  /** After a designation AWS may refuse everything for a while, in words that otherwise mean one bad account. */
  private get looksUnsettled(): boolean {
    return this.unsettled && this.refusedAlone >= refusedAsAWhole;
  }

  private take(unprocessed: readonly UnprocessedAccount[]): void {
    this.accepted = true;
    for (const { accountId, result } of unprocessed) {
      const { then, reason } = classifyUnprocessed(result);
      const finding: AccountFinding = { accountId, reason, awsMessage: result };
      if (then === 'retry') this.again.set(accountId, finding);
      else if (then !== 'look-again') this.findings.set(accountId, finding);
      if (then === 'stop-sending') this.stop = reason;
    }
  }

  private refuse(batch: readonly AccountId[], cause: Problem): void {
    if (passing.has(cause.code)) {
      for (const id of batch) this.again.set(id, findingOf(id, 'request-failed', cause));
    } else if (splittable.has(cause.code)) {
      this.refusedAlone += 1;
      this.refusal = cause;
      if (this.unsettled) for (const id of batch) this.again.set(id, findingOf(id, 'refused-alone', cause));
      else this.conclude(batch, 'refused-alone', cause);
    } else {
      this.problem ??= cause;
      if (final.has(cause.code)) this.stop = 'request-failed';
      this.conclude(batch, 'request-failed', cause);
    }
  }

  private conclude(batch: readonly AccountId[], reason: AccountReason, cause: Problem | undefined): void {
    for (const id of batch) this.findings.set(id, findingOf(id, reason, cause));
  }

  /** Refusals that are the account's own after all, because others were accepted meanwhile, need no further round. */
  settleRefusals(): void {
    if (!this.accepted) return;
    for (const [id, finding] of this.again) {
      if (finding.reason !== 'refused-alone') continue;
      this.again.delete(id);
      this.findings.set(id, finding);
    }
  }
}

/**
 * Sends accounts in the largest batches AWS takes, so that nobody blocks anybody: a batch refused as a whole is split until the offenders
 * stand alone, accounts with a passing trouble are sent again by themselves, and one that fails for good is reported in AWS's own words.
 */
export async function sendInBatches(context: RunContext, request: BatchRequest): Promise<BatchResult> {
  const sweep = new Sweep(context, request);
  const together = request.accounts.filter((id) => !request.alone.has(id));
  const solitary = request.accounts.filter((id) => request.alone.has(id));
  await inParallel([...chunk(together, maxBatch), ...chunk(solitary, 1)], batchesAtOnce, (batch) => sweep.send(batch));
  sweep.settleRefusals();

  const deadline = context.clock.now() + context.settings.waitSeconds * 1000;
  const nextPause = growingPauses();
  const worthwhile = (round: number): boolean => (sweep.unsettled ? context.clock.now() < deadline : round < mostRounds);
  for (let round = 0; worthwhile(round) && sweep.again.size > 0 && !sweep.stopped; round += 1) {
    await context.clock.sleep(Math.min(roundFactor * nextPause(), Math.max(0, deadline - context.clock.now())));
    for (const batch of chunk(sweep.beginRound(), maxBatch)) await sweep.sendAgain(batch);
    sweep.settleRefusals();
  }
  const findings = [...sweep.findings, ...sweep.again].map(([, finding]) => finding);
  return { findings: findings.sort((a, b) => (a.accountId < b.accountId ? -1 : 1)), problem: sweep.problem };
}
