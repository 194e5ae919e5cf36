import type { AccountId } from '../../src/domain/ids';
import type { ProblemCode } from '../../src/domain/problem';
import type { UnprocessedAccount } from '../../src/ports/guardduty';
import { sendInBatches } from '../../src/rollout/send-in-batches';
import type { BatchRequest, BatchResult } from '../../src/rollout/send-in-batches';
import { contextOf, home } from '../support/fake-context';
import type { FakeContext } from '../support/fake-context';
import { FakeAws, workloadIds } from '../support/fake-ports';
import { failure } from '../support/fake-trouble';

type Batch = readonly AccountId[];

/** What AWS answers to one batch: texts by account, or a refusal of the whole. */
type Answer = (batch: Batch, number: number) => ProblemCode | Readonly<Record<string, string>> | undefined;

interface Sent {
  readonly result: BatchResult;
  readonly batches: readonly Batch[];
  readonly asked: readonly Batch[];
  readonly progress: readonly number[];
}

const [first, second, third] = workloadIds(3) as [AccountId, AccountId, AccountId];

async function send(accounts: Batch, answer: Answer, changes: Partial<BatchRequest> = {}, context?: FakeContext): Promise<Sent> {
  const aws = new FakeAws(0);
  const batches: Batch[] = [];
  const asked: Batch[] = [];
  const progress: number[] = [];
  const result = await sendInBatches(context ?? contextOf(aws), {
    accounts,
    alone: new Set(),
    settling: false,
    onProgress: (done) => progress.push(done),
    settled: (batch) => {
      asked.push(batch);
      return Promise.resolve(new Set<AccountId>());
    },
    send: async (batch) => {
      batches.push(batch);
      await Promise.resolve();
      const answered = answer(batch, batches.length);
      if (typeof answered !== 'string') return unprocessedIn(batch, answered ?? {});
      throw failure(answered, { account: first, region: home, operation: 'CreateMembers' });
    },
    ...changes,
  });
  return { result, batches, asked, progress };
}

function unprocessedIn(batch: Batch, texts: Readonly<Record<string, string>>): readonly UnprocessedAccount[] {
  return batch.flatMap((accountId) => {
    const result = texts[accountId];
    return result === undefined ? [] : [{ accountId, result }];
  });
}

function sizes(batches: readonly Batch[]): readonly number[] {
  return batches.map(({ length }) => length);
}

describe('sendInBatches', () => {
  test('sends 50 at a time, everybody once, in order', async () => {
    const accounts = workloadIds(120);
    const { result, batches, progress } = await send(accounts, () => undefined);
    expect(result).toEqual({ findings: [], problem: undefined });
    expect(sizes(batches)).toEqual([50, 50, 20]);
    expect(batches.flat()).toEqual(accounts);
    expect(progress).toEqual([50, 100, 120]);
  });

  test('sends nothing where there is nobody to send', async () => {
    expect(await send([], () => undefined)).toMatchObject({ batches: [], result: { findings: [] } });
  });

  test('has at most eight batches under way', async () => {
    let running = 0;
    let most = 0;
    await send(workloadIds(600), () => undefined, {
      send: async () => {
        running += 1;
        most = Math.max(most, running);
        for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
        running -= 1;
        return [];
      },
    });
    expect(most).toBe(8);
  });

  test('sends accounts that may spoil a batch by themselves', async () => {
    const { batches } = await send(workloadIds(4), () => undefined, { alone: new Set([second]) });
    expect(batches).toEqual([[first, third, workloadIds(4)[3]], [second]]);
  });

  test('splits a refused batch until the one bad account among 120 stands alone', async () => {
    const accounts = workloadIds(120);
    const bad = accounts[77] ?? first;
    const taken = new Set<AccountId>();
    const { result, batches } = await send(accounts, (batch) => {
      if (batch.includes(bad)) return 'refused';
      for (const id of batch) taken.add(id);
      return undefined;
    });
    expect(result.findings).toEqual([
      { accountId: bad, reason: 'refused-alone', awsMessage: 'FakeException: AWS answers refused.', requestId: 'request-of-CreateMembers' },
    ]);
    expect(taken.size).toBe(119);
    expect(batches.length).toBeLessThan(3 + 2 * 6 + 1);
  });

  test('isolates several bad accounts wherever they are', async () => {
    const accounts = workloadIds(50);
    const bad = [0, 1, 24, 25, 49].flatMap((index) => accounts[index] ?? []);
    const { result } = await send(accounts, (batch) => (batch.some((id) => bad.includes(id)) ? 'refused' : undefined));
    expect(result.findings.map(({ accountId, reason }) => [accountId, reason])).toEqual(bad.map((id) => [id, 'refused-alone']));
  });

  test('reports a text nobody has seen before word for word, without sending again', async () => {
    const { result, batches } = await send([first, second], () => ({ [second]: 'The moon is full.' }));
    expect(result.findings).toEqual([{ accountId: second, reason: 'answer-unknown', awsMessage: 'The moon is full.' }]);
    expect(batches).toHaveLength(1);
  });

  test('leaves the last word on "already a member" to the proof', async () => {
    const text = 'The request is rejected because the given account ID is already a member or associated member of the current account.';
    expect(await send([first], () => ({ [first]: text }))).toMatchObject({ result: { findings: [] }, batches: [[first]] });
  });

  test.each([
    ['already a member of another master account.', 'member-of-another-administrator'],
    ['The account is not part of the organization.', 'left-organization'],
    ['The account is suspended.', 'account-suspended-as-member'],
  ])('does not send again after "%s"', async (text, reason) => {
    const { result, batches } = await send([first], () => ({ [first]: text }));
    expect([result.findings, batches.length]).toEqual([[{ accountId: first, reason, awsMessage: text }], 1]);
  });

  test('sends again only the accounts with a passing trouble', async () => {
    const { result, batches } = await send([first, second, third], (_batch, number) => (number <= 2 ? { [second]: 'Internal error' } : {}));
    expect(result.findings).toEqual([]);
    expect(batches).toEqual([[first, second, third], [second], [second]]);
  });

  test('gives up on a trouble that does not pass, after growing pauses, with the words of AWS', async () => {
    const context = contextOf(new FakeAws(0));
    const { result, batches } = await send([first, second], () => ({ [second]: 'Internal error' }), {}, context);
    expect(result.findings).toEqual([{ accountId: second, reason: 'internal-error', awsMessage: 'Internal error' }]);
    expect(sizes(batches)).toEqual([2, 1, 1, 1, 1, 1]);
    const { sleeps } = context.clock;
    expect(sleeps).toHaveLength(5);
    expect(sleeps.at(-1)).toBeGreaterThan(3 * (sleeps[0] ?? 0));
  });

  test.each(['timed-out', 'network-failure', 'service-failure', 'throttled', 'concurrent-change'] as const)(
    'looks which accounts are settled before it sends again after "%s"',
    async (code) => {
      const settled = jest.fn((batch: Batch) => Promise.resolve(new Set(batch.slice(0, 1))));
      const { result, batches } = await send([first, second], (_batch, number) => (number === 1 ? code : undefined), { settled });
      expect(settled).toHaveBeenCalledWith([first, second]);
      expect(batches).toEqual([[first, second], [second]]);
      expect(result.findings).toEqual([]);
    },
  );

  test('asks which accounts are settled for at most 50 at once', async () => {
    const { asked, batches } = await send(workloadIds(120), (_batch, number) => (number <= 3 ? 'timed-out' : undefined));
    expect(sizes(asked)).toEqual([50, 50, 20]);
    expect(sizes(batches)).toEqual([50, 50, 20, 50, 50, 20]);
  });

  test.each(['access-denied', 'denied-by-scp', 'credentials-expired', 'credentials-invalid'] as const)(
    'sends no further batch after "%s"',
    async (code) => {
      const accounts = workloadIds(600);
      const { result, batches } = await send(accounts, () => code);
      expect(batches.length).toBeLessThanOrEqual(8);
      expect(result.problem).toMatchObject({ code });
      expect(result.findings).toHaveLength(600);
      expect(new Set(result.findings.map(({ reason }) => reason))).toEqual(new Set(['request-failed']));
    },
  );

  test('sends no further batch once the limit of members is reached', async () => {
    const accounts = workloadIds(600);
    const limit = 'The request is rejected because the current account cannot exceed max members.';
    const { result, batches } = await send(accounts, (batch) => Object.fromEntries(batch.map((id) => [id, limit])));
    expect(batches.length).toBeLessThanOrEqual(8);
    expect(new Set(result.findings.map(({ reason }) => reason))).toEqual(new Set(['member-limit']));
    expect(result.findings).toHaveLength(600);
  });
});
