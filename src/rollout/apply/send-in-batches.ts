import { HeldBack } from '../../domain/errors';
import type { AccountId } from '../../domain/ids';
import { problemOf, type Problem, type ProblemCode } from '../../domain/problem';
import type { AccountReason } from '../../domain/reasons';
import { isFinal, isSplittable } from '../../domain/trouble';
import { classifyUnprocessed } from '../../domain/unprocessed';
import { wordsOf, type AccountGap } from '../../plan/gap';
import { maxBatch, type UnprocessedAccount } from '../../ports/guardduty';
import { batchesAtOnce, chunk } from '../batches';
import { inParallel } from '../in-parallel';
import { readFact } from '../read/fact';
import { growingPauses, type WaitBudget } from '../waiting';
import type { RunContext } from '../context';

/** Rounds in which only the accounts with a passing trouble are sent again, once AWS accepts the administrator. */
const mostRounds = 5;

/** Pauses before these rounds are this many times longer than between polls: about 2, 3, 5, 8 and 13 seconds. */
const roundFactor = 8;

/** What AWS said of the accounts of one request. */
export interface BatchAnswer {
  readonly unprocessed: readonly UnprocessedAccount[];
  /** Accounts whose present state could not be read, so that nothing was sent for them; they are read again. */
  readonly unread: readonly AccountId[];
}

/** What a look at the accounts showed. */
export interface BatchState {
  /** Accounts that need no sending any more. */
  readonly settled: ReadonlySet<AccountId>;
  /** Accounts that the answer left out: nothing is sent for them until they are read. */
  readonly unread: ReadonlySet<AccountId>;
}

/** What one sweep over accounts needs to know. */
export interface BatchRequest {
  readonly accounts: readonly AccountId[];
  /** Accounts that may get a whole batch refused, so they travel alone. */
  readonly alone: ReadonlySet<AccountId>;
  /** Sends at most {@link maxBatch} accounts. */
  readonly send: (accounts: readonly AccountId[]) => Promise<BatchAnswer>;
  /** Looks at accounts before a request that may have been applied is repeated. */
  readonly look: (accounts: readonly AccountId[]) => Promise<BatchState>;
  /** Reasons that are usually worth a retry, but can't succeed in this run. */
  readonly hopeless: ReadonlySet<AccountReason>;
  /** AWS may still refuse the administrator as a whole because it was designated a moment ago. */
  readonly settling: boolean;
  /** Whether every request says the same, so that AWS refuses it for every account or for none. */
  readonly sameForAll: boolean;
  readonly onProgress: (done: number) => void;
}

/** What came of it: accounts that AWS took are in neither list. */
export interface BatchResult {
  readonly gaps: readonly AccountGap[];
  /** The first request that failed as a whole and that splitting did not help. */
  readonly problem: Problem | undefined;
}

/**
 * Failures that pass. After most of them we can't tell whether the request was applied. An endpoint that is not found was found a moment
 * ago, when the Region was read.
 */
const passing: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'timed-out',
  'network-failure',
  'service-failure',
  'unexpected-answer',
  'not-aws',
  'throttled',
  'concurrent-change',
  'service-not-in-region',
]);

/** Single accounts refused in one round before it counts as AWS refusing the administrator, or the request, as a whole. */
const refusedAsAWhole = 2;

function gapOf(accountId: AccountId, reason: AccountReason, cause?: Problem): AccountGap {
  return { accountId, reason, ...(cause === undefined ? {} : wordsOf(cause)) };
}

/** One sweep over the accounts, with what it has learned so far. */
class Sweep {
  readonly gaps = new Map<AccountId, AccountGap>();
  /** Accounts to look at or send again, with the reason that stands if nothing comes of it. */
  readonly again = new Map<AccountId, AccountGap>();
  problem: Problem | undefined;
  /** Why nothing more is sent. */
  private stop: { readonly reason: AccountReason; readonly cause?: Problem } | undefined;
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

  get goesOn(): boolean {
    return this.again.size > 0 && !this.stopped;
  }

  private get stopped(): boolean {
    return this.stop !== undefined || this.context.interrupted();
  }

  async send(batch: readonly AccountId[]): Promise<void> {
    if (this.context.interrupted()) {
      this.conclude(batch, 'not-attempted');
    } else if (this.stop !== undefined) {
      this.conclude(batch, this.stop.reason, this.stop.cause);
    } else if (this.looksUnsettled) {
      this.keep(batch, 'request-failed', this.refusal);
    } else {
      try {
        this.take(await this.request.send(batch));
      } catch (error) {
        if (error instanceof HeldBack) {
          this.conclude(batch, 'not-attempted');
          return;
        }
        const cause = problemOf(error);
        if (isSplittable(cause.code) && batch.length > 1) {
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

  /** One more round with the accounts that had a passing trouble; those refused alone come last, so that they hold up nobody. */
  async sendAgain(): Promise<void> {
    const refusedLast = [false, true].flatMap((refused) =>
      [...this.again.values()].filter(({ reason }) => (reason === 'refused-alone') === refused).map(({ accountId }) => accountId),
    );
    this.refusedAlone = 0;
    for (const batch of chunk(refusedLast, maxBatch)) if (!this.stopped) await this.sendMissing(batch);
  }

  /**
   * Sends what is not there yet; where that can't be read, nothing is sent and the accounts wait for the next round. An account of which
   * AWS says that it is a member already is only looked at.
   */
  private async sendMissing(batch: readonly AccountId[]): Promise<void> {
    const state = await readFact(() => this.request.look(batch));
    if (!state.known) return;
    const { settled, unread } = state.value;
    for (const id of batch) if (settled.has(id)) this.again.delete(id);
    const missing = batch.filter((id) => !settled.has(id) && !unread.has(id) && this.again.get(id)?.reason !== 'stuck-record');
    for (const id of missing) this.again.delete(id);
    if (missing.length > 0) await this.send(missing);
  }

  /** After a designation AWS may refuse everything for a while, in words that otherwise mean one bad account. */
  private get looksUnsettled(): boolean {
    return this.unsettled && this.refusedAlone >= refusedAsAWhole;
  }

  private take({ unprocessed, unread }: BatchAnswer): void {
    this.accepted = true;
    for (const accountId of unread) this.again.set(accountId, { accountId, reason: 'not-read' });
    for (const { accountId, result } of unprocessed) {
      const { then, reason } = classifyUnprocessed(result);
      const gap: AccountGap = { accountId, reason, awsMessage: result };
      const again = then === 'look-again' || (then === 'retry' && !this.request.hopeless.has(reason));
      (again ? this.again : this.gaps).set(accountId, gap);
      if (then === 'stop-sending') this.stop = { reason };
    }
  }

  private refuse(batch: readonly AccountId[], cause: Problem): void {
    if (passing.has(cause.code)) {
      this.keep(batch, 'request-failed', cause);
    } else if (isSplittable(cause.code)) {
      this.refusedAlone += 1;
      this.refusal = cause;
      // Before AWS has accepted anything it may have been the administrator that was refused, not the account.
      if (this.unsettled) this.keep(batch, 'refused-alone', cause);
      else this.conclude(batch, 'refused-alone', cause);
      if (this.request.sameForAll && !this.accepted && this.refusedAlone >= refusedAsAWhole) {
        this.problem ??= cause;
        this.stop = { reason: 'refused-alone', cause };
      }
    } else {
      this.problem ??= cause;
      if (isFinal(cause.code)) this.stop = { reason: 'request-failed', cause };
      this.conclude(batch, 'request-failed', cause);
    }
  }

  private keep(batch: readonly AccountId[], reason: AccountReason, cause: Problem | undefined): void {
    for (const id of batch) this.again.set(id, gapOf(id, reason, cause));
  }

  private conclude(batch: readonly AccountId[], reason: AccountReason, cause?: Problem): void {
    for (const id of batch) this.gaps.set(id, gapOf(id, reason, cause));
  }
}

/** Batches of the largest size, and then each account that travels alone. */
function* batchesOf({ accounts, alone }: BatchRequest): Iterable<readonly AccountId[]> {
  const together = alone.size === 0 ? accounts : accounts.filter((id) => !alone.has(id));
  yield* chunk(together, maxBatch);
  if (together.length < accounts.length) for (const id of accounts) if (alone.has(id)) yield [id];
}

/**
 * Sends accounts in the largest batches AWS takes, so that nobody blocks anybody: a batch refused as a whole is split until the offenders
 * stand alone, accounts with a passing trouble are sent again by themselves, and one that fails for good is reported in AWS's own words.
 */
export async function sendInBatches(context: RunContext, waiting: WaitBudget, request: BatchRequest): Promise<BatchResult> {
  const sweep = new Sweep(context, request);
  await inParallel(batchesOf(request), batchesAtOnce, (batch) => sweep.send(batch));

  const round = async (pause: number): Promise<void> => {
    await waiting.sleep(Math.min(roundFactor * pause, waiting.secondsLeft * 1000));
    await sweep.sendAgain();
  };
  const untilSettled = growingPauses();
  while (sweep.unsettled && sweep.goesOn && waiting.secondsLeft > 0) await round(untilSettled());
  // Rounds before that were no attempts at the single account, so each account still has all of its own.
  const pauses = growingPauses();
  for (let rounds = 0; rounds < mostRounds && !sweep.unsettled && sweep.goesOn; rounds += 1) await round(pauses());

  const gaps = new Map([...sweep.gaps, ...sweep.again]);
  return { gaps: gaps.size === 0 ? [] : request.accounts.flatMap((id) => gaps.get(id) ?? []), problem: sweep.problem };
}
