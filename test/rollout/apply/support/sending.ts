import type { AccountId } from '../../../../src/domain/ids';
import type { ProblemCode } from '../../../../src/domain/problem';
import type { UnprocessedAccount } from '../../../../src/ports/guardduty';
import { sendInBatches, type BatchRequest, type BatchResult } from '../../../../src/rollout/apply/send-in-batches';
import { workload } from '../../../support/builders';
import { budgetOf, contextOf, home, type FakeContext } from '../../../support/fake-context';
import { FakeAws } from '../../../support/fake-ports';
import { failure } from '../../../support/fake-trouble';

export type Batch = readonly AccountId[];

/** What AWS makes of a batch and its number: it refuses the request, has texts for some accounts, or takes everybody. */
export type Answer = (batch: Batch, number: number) => ProblemCode | Readonly<Record<string, string>> | undefined;

export const [first, second, third] = [workload(1), workload(2), workload(3)];

/** What a sweep did. */
interface Sent {
  readonly result: BatchResult;
  readonly batches: readonly Batch[];
  /** Batches that were looked at before they were sent again. */
  readonly asked: readonly Batch[];
  readonly progress: readonly number[];
  readonly sleeps: readonly number[];
}

/** Nobody is settled, and everybody was read. */
export const nobody = { settled: new Set<AccountId>(), unread: new Set<AccountId>() };

/** Sends accounts to an AWS that answers like this. */
export async function send(
  accounts: Batch,
  answer: Answer,
  changes: Partial<BatchRequest> = {},
  context: FakeContext = contextOf(new FakeAws(0)),
): Promise<Sent> {
  const batches: Batch[] = [];
  const asked: Batch[] = [];
  const progress: number[] = [];
  const result = await sendInBatches(context, budgetOf(context), {
    accounts,
    alone: new Set(),
    hopeless: new Set(),
    settling: false,
    sameForAll: false,
    onProgress: (done) => void progress.push(done),
    look: (batch) => {
      asked.push(batch);
      return Promise.resolve(nobody);
    },
    send: async (batch) => {
      const said = answer(batch, batches.push(batch));
      await Promise.resolve();
      if (typeof said === 'string') throw failure(said, { account: first, region: home, operation: 'CreateMembers' });
      const unprocessed = batch.flatMap((accountId): UnprocessedAccount[] => {
        const result = said?.[accountId];
        return result === undefined ? [] : [{ accountId, result }];
      });
      return { unprocessed, unread: [] };
    },
    ...changes,
  });
  return { result, batches, asked, progress, sleeps: context.clock.sleeps };
}

export function sizes(batches: readonly Batch[]): readonly number[] {
  return batches.map((batch) => batch.length);
}
