import type { AccountId } from '../../../src/domain/ids';
import { contextOf, home } from '../../support/fake-context';
import { FakeAws, workloadIds } from '../../support/fake-ports';
import { failure } from '../../support/fake-trouble';
import { first, nobody, second, send, sizes, third, type Answer, type Batch } from './support/sending';

const internalError = 'Internal error';

/** Answers the first request like this, and accepts everything afterwards. */
function atFirst(answer: ReturnType<Answer>): Answer {
  return (_batch, number) => (number === 1 ? answer : undefined);
}

describe('sendInBatches after a trouble that passes', () => {
  test('sends again only the accounts with the trouble', async () => {
    const { result, batches } = await send([first, second, third], (_batch, number) => (number <= 2 ? { [second]: internalError } : {}));
    expect(result.gaps).toEqual([]);
    expect(batches).toEqual([[first, second, third], [second], [second]]);
  });

  test('does not pause where nobody is to be sent again', async () => {
    const { sleeps, asked } = await send([first, second], () => ({ [second]: 'The moon is full.' }));
    expect([sleeps, asked]).toEqual([[], []]);
  });

  test('gives up on one that does not pass, after growing pauses, with the words of AWS', async () => {
    const { result, batches, sleeps } = await send([first, second], () => ({ [second]: internalError }));
    expect(result.gaps).toEqual([{ accountId: second, reason: 'internal-error', awsMessage: internalError }]);
    expect(sizes(batches)).toEqual([2, 1, 1, 1, 1, 1]);
    expect(sleeps).toHaveLength(5);
    for (const [index, longest] of [2000, 3200, 5120, 8192, 13_107.2].entries()) {
      expect(sleeps[index]).toBeGreaterThanOrEqual(0.75 * longest);
      expect(sleeps[index]).toBeLessThanOrEqual(longest);
    }
  });

  test('pauses no longer than the user allows, and still tries as often', async () => {
    const context = contextOf(new FakeAws(0), { waitSeconds: 4 });
    const { batches } = await send([first], () => ({ [first]: internalError }), {}, context);
    expect(batches).toHaveLength(6);
    expect(context.clock.slept).toBeCloseTo(4, 3);
    expect(Math.min(...context.clock.sleeps)).toBe(0);
  });

  test.each([
    'timed-out',
    'network-failure',
    'service-failure',
    'throttled',
    'concurrent-change',
    'service-not-in-region',
    'unexpected-answer',
    'not-aws',
  ] as const)('looks which accounts are settled before it sends again after "%s"', async (code) => {
    const look = jest.fn((batch: Batch) => Promise.resolve({ settled: new Set(batch.slice(0, 1)), unread: new Set<AccountId>() }));
    const { result, batches } = await send([first, second], atFirst(code), { look });
    expect(look.mock.calls).toEqual([[[first, second]]]);
    expect(batches).toEqual([[first, second], [second]]);
    expect(result).toEqual({ gaps: [], problem: undefined });
  });

  test('sends nothing where all accounts are settled', async () => {
    const { batches } = await send([first, second], atFirst('timed-out'), {
      look: (batch) => Promise.resolve({ settled: new Set(batch), unread: new Set() }),
    });
    expect(batches).toEqual([[first, second]]);
  });

  test('asks which accounts are settled for at most 50 at once', async () => {
    const { asked, batches } = await send(workloadIds(120), (_batch, number) => (number <= 3 ? 'timed-out' : undefined));
    expect(sizes(asked)).toEqual([50, 50, 20]);
    expect(sizes(batches)).toEqual([50, 50, 20, 50, 50, 20]);
  });

  test('sends nothing blindly while it cannot be read which accounts are settled', async () => {
    const unreadable = failure('throttled', { account: first, region: home, operation: 'GetMembers' });
    const look = jest.fn(() => Promise.resolve(nobody));
    for (let times = 0; times < 2; times += 1) look.mockRejectedValueOnce(unreadable);
    const { result, batches } = await send([first, second], atFirst('timed-out'), { look });
    expect(look).toHaveBeenCalledTimes(3);
    expect(batches).toEqual([
      [first, second],
      [first, second],
    ]);
    expect(result.gaps).toEqual([]);
  });

  test('keeps the words of the request where it can never be read which accounts are settled', async () => {
    const look = () => Promise.reject(failure('access-denied', { account: first, region: home, operation: 'GetMembers' }));
    const { result, batches } = await send([first], atFirst('timed-out'), { look });
    expect(batches).toEqual([[first]]);
    expect(result.gaps).toMatchObject([{ reason: 'request-failed', awsMessage: 'AWS answers timed-out.' }]);
  });

  test('begins no further round where another batch was refused for good', async () => {
    const answer: Answer = (_batch, number) => (number === 1 ? 'timed-out' : 'access-denied');
    const { result, batches, asked, sleeps } = await send([first, second], answer, { alone: new Set([first, second]) });
    expect([batches.length, asked, sleeps]).toEqual([2, [], []]);
    expect(result.gaps).toMatchObject([
      { accountId: first, awsMessage: 'AWS answers timed-out.' },
      { accountId: second, awsMessage: 'AWS answers access-denied.' },
    ]);
  });

  test('begins no further batch of a round in which one was refused for good', async () => {
    const answer: Answer = (_batch, number) => (number <= 2 ? 'timed-out' : 'access-denied');
    const { result, batches, asked } = await send(workloadIds(100), answer);
    expect([sizes(batches), sizes(asked)]).toEqual([[50, 50, 50], [50]]);
    expect(result.gaps).toHaveLength(100);
    expect(result.problem).toMatchObject({ code: 'access-denied' });
  });

  test('leaves AWS’s words with an account whose next round was interrupted', async () => {
    const context = contextOf(new FakeAws(0));
    context.clock.onSleep = () => {
      context.stop.now = true;
    };
    const { result, batches, asked } = await send([first], () => ({ [first]: internalError }), {}, context);
    expect([batches.length, asked]).toEqual([1, []]);
    expect(result.gaps).toEqual([{ accountId: first, reason: 'internal-error', awsMessage: internalError }]);
  });
});
