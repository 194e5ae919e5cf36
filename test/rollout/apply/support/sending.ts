import type { AccountId } from '../../../../src/domain/ids';
import type { ProblemCode } from '../../../../src/domain/problem';
import type { UnprocessedAccount } from '../../../../src/ports/guardduty';
import { sendInBatches, type BatchRequest, type BatchResult } from '../../../../src/rollout/apply/send-in-batches';
import { contextOf, home, type FakeContext } from '../../../support/fake-context';
import { FakeAws, workloadIds } from '../../../support/fake-ports';
import { failure } from '../../../support/fake-trouble';

export type Batch = readonly AccountId[];

/** What AWS answers to one batch: texts by account, or a refusal of the whole. */
export type Answer = (batch: Batch, number: number) => ProblemCode | Readonly<Record<string, string>> | undefined;

/** What was sent, and what came of it. */
export interface Sent {
  readonly result: BatchResult;
  readonly batches: readonly Batch[];
  readonly asked: readonly Batch[];
  readonly progress: readonly number[];
  /** Pauses on the way, in milliseconds. */
  readonly sleeps: readonly number[];
}

export const [first, second, third] = workloadIds(3) as [AccountId, AccountId, AccountId];

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
  const result = await sendInBatches(context, {
    accounts,
    alone: new Set(),
    settling: false,
    hopeless: new Set(),
    sameForAll: false,
    onProgress: (done) => progress.push(done),
    look: (batch) => {
      asked.push(batch);
      return Promise.resolve({ settled: new Set<AccountId>(), unread: new Set<AccountId>() });
    },
    send: async (batch) => {
      const number = batches.push(batch);
      await Promise.resolve();
      const answered = answer(batch, number);
      if (typeof answered !== 'string') return { unprocessed: unprocessedIn(batch, answered ?? {}), unread: [] };
      throw failure(answered, { account: first, region: home, operation: 'CreateMembers' });
    },
    ...changes,
  });
  return { result, batches, asked, progress, sleeps: context.clock.sleeps };
}

function unprocessedIn(batch: Batch, texts: Readonly<Record<string, string>>): readonly UnprocessedAccount[] {
  return batch.flatMap((accountId) => {
    const result = texts[accountId];
    return result === undefined ? [] : [{ accountId, result }];
  });
}

/** How many accounts each batch held. */
export function sizes(batches: readonly Batch[]): readonly number[] {
  return batches.map(({ length }) => length);
}
