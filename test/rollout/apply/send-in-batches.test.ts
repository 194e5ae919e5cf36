import type { AccountId } from '../../../src/domain/ids';
import { contextOf } from '../../support/fake-context';
import { FakeAws, workloadIds } from '../../support/fake-ports';
import { first, second, send, sizes, third, type Answer, type Batch } from './support/sending';

describe('sendInBatches', () => {
  test('sends 50 at a time, everybody once, in order', async () => {
    const accounts = workloadIds(120);
    const { result, batches, progress } = await send(accounts, () => undefined);
    expect(result).toEqual({ gaps: [], problem: undefined });
    expect(sizes(batches)).toEqual([50, 50, 20]);
    expect(batches.flat()).toEqual(accounts);
    expect(progress).toEqual([50, 100, 120]);
  });

  test('sends nothing where there is nobody to send', async () => {
    expect(await send([], () => undefined)).toMatchObject({ batches: [], result: { gaps: [] } });
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
        return { unprocessed: [], unread: [] };
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
    expect(result.gaps).toEqual([
      {
        accountId: bad,
        reason: 'refused-alone',
        code: 'refused',
        action: 'guardduty:CreateMembers',
        awsName: 'FakeException',
        awsMessage: 'AWS answers refused.',
        requestId: 'request-of-CreateMembers',
      },
    ]);
    expect(taken.size).toBe(119);
    expect(batches.length).toBeLessThan(3 + 2 * 6 + 1);
  });

  test('isolates several bad accounts wherever they are', async () => {
    const accounts = workloadIds(50);
    const bad = [0, 1, 24, 25, 49].flatMap((index) => accounts[index] ?? []);
    const { result } = await send(accounts, (batch) => (batch.some((id) => bad.includes(id)) ? 'refused' : undefined));
    expect(result.gaps.map(({ accountId, reason }) => [accountId, reason])).toEqual(bad.map((id) => [id, 'refused-alone']));
  });

  test('isolates an account that AWS says is not in the organization', async () => {
    const { result } = await send([first, second], (batch) => (batch.includes(second) ? 'not-in-organization' : undefined));
    expect(result).toMatchObject({ gaps: [{ accountId: second, reason: 'refused-alone' }], problem: undefined });
  });

  test('counts accounts of split batches once', async () => {
    const { progress } = await send([first, second, third], (batch) => (batch.includes(third) ? 'refused' : undefined));
    expect(progress).toEqual([2, 3]);
  });

  test('goes on with the other batches after one that fails for good, and keeps the first failure', async () => {
    const accounts = workloadIds(600);
    const answer: Answer = (_batch, number) => (number === 1 ? 'several-detectors' : number === 2 ? 'endless-list' : undefined);
    const { result, batches } = await send(accounts, answer);
    expect(batches).toHaveLength(12);
    expect(result.problem).toMatchObject({ code: 'several-detectors' });
    expect(result.gaps.map(({ accountId }) => accountId)).toEqual(accounts.slice(0, 100));
    expect(new Set(result.gaps.map(({ reason }) => reason))).toEqual(new Set(['request-failed']));
  });

  test('reports what it could not send in the order of the accounts', async () => {
    const texts = { [first]: 'Strange.', [third]: 'Strange.' };
    const { result } = await send([first, second, third], () => texts, { alone: new Set([first]) });
    expect(result.gaps.map(({ accountId }) => accountId)).toEqual([first, third]);
  });

  test('reports a text nobody has seen before word for word, without sending again', async () => {
    const { result, batches } = await send([first, second], () => ({ [second]: 'The moon is full.' }));
    expect(result.gaps).toEqual([{ accountId: second, reason: 'answer-unknown', awsMessage: 'The moon is full.' }]);
    expect(batches).toHaveLength(1);
  });

  test.each([
    ['already a member of another master account.', 'member-of-another-administrator'],
    ['The account is not part of the organization.', 'left-organization'],
    ['The account is suspended.', 'account-suspended-as-member'],
  ])('does not send again after "%s"', async (text, reason) => {
    const { result, batches } = await send([first], () => ({ [first]: text }));
    expect([result.gaps, batches.length]).toEqual([[{ accountId: first, reason, awsMessage: text }], 1]);
  });

  test.each(['access-denied', 'denied-by-scp', 'credentials-expired', 'credentials-invalid'] as const)(
    'sends no further batch after "%s"',
    async (code) => {
      const accounts = workloadIds(600);
      const { result, batches } = await send(accounts, () => code);
      expect(batches.length).toBeLessThanOrEqual(8);
      expect(result.problem).toMatchObject({ code });
      expect(result.gaps).toHaveLength(600);
      expect(new Set(result.gaps.map(({ reason, awsMessage }) => `${reason}: ${awsMessage ?? ''}`))).toEqual(
        new Set([`request-failed: AWS answers ${code}.`]),
      );
    },
  );

  test('sends no further batch once the limit of members is reached', async () => {
    const accounts = workloadIds(600);
    const limit = 'The request is rejected because the current account cannot exceed max members.';
    const { result, batches } = await send(accounts, (batch) => Object.fromEntries(batch.map((id) => [id, limit])));
    expect(batches.length).toBeLessThanOrEqual(8);
    expect(new Set(result.gaps.map(({ reason }) => reason))).toEqual(new Set(['member-limit']));
    expect(result.gaps).toHaveLength(600);
    expect(result.gaps.filter(({ awsMessage }) => awsMessage === undefined)).toHaveLength(600 - 50 * batches.length);
  });

  test('gives accounts that an interruption left out no words that AWS said of others', async () => {
    const context = contextOf(new FakeAws(0));
    const answer: Answer = (_batch, number) => {
      if (number === 8) context.stop.now = true;
      return number === 1 ? 'several-detectors' : undefined;
    };
    const { result } = await send(workloadIds(600), answer, {}, context);
    expect(result.gaps.slice(50)).toEqual(
      workloadIds(600)
        .slice(400)
        .map((accountId) => ({ accountId, reason: 'not-attempted' })),
    );
  });

  test('reads accounts again whose state was not in the answer, and sends only those that need it', async () => {
    const looks: Batch[] = [];
    const { result, batches } = await send([first, second, third], () => undefined, {
      send: (batch) => Promise.resolve({ unprocessed: [], unread: batch.filter((id) => id !== first) }),
      look: (batch) => {
        looks.push(batch);
        return Promise.resolve({ settled: new Set([second]), unread: new Set([third]) });
      },
    });
    expect(batches).toEqual([]);
    expect(looks.slice(0, 2)).toEqual([[second, third], [third]]);
    expect(result.gaps).toEqual([{ accountId: third, reason: 'not-read' }]);
  });

  test('does not repeat for a reason that cannot pass in this run', async () => {
    const words = 'The management account must first enable GuardDuty.';
    const { result, batches } = await send([first], () => ({ [first]: words }), { hopeless: new Set(['management-without-detector']) });
    expect([result.gaps, batches.length]).toEqual([[{ accountId: first, reason: 'management-without-detector', awsMessage: words }], 1]);
  });

  describe('where AWS says that an account is a member already', () => {
    const text = 'The request is rejected because the given account ID is already a member or associated member of the current account.';
    const taken: Answer = () => ({ [first]: text });

    test('looks, and is done where the account is enrolled', async () => {
      const { result, batches } = await send([first], taken, {
        look: (batch) => Promise.resolve({ settled: new Set(batch), unread: new Set() }),
      });
      expect([result.gaps, batches]).toEqual([[], [[first]]]);
    });

    test('only looks, never sends it again, and reports a record that stays stuck', async () => {
      const { result, batches, asked } = await send([first], taken);
      expect(batches).toEqual([[first]]);
      expect(asked).toEqual(Array(5).fill([first]));
      expect(result.gaps).toEqual([{ accountId: first, reason: 'stuck-record', awsMessage: text }]);
    });
  });

  describe('where every request says the same', () => {
    test('stops after two accounts were refused alone, because AWS refuses the request', async () => {
      const accounts = workloadIds(600);
      const { result, batches } = await send(accounts, () => 'refused', { sameForAll: true });
      expect(batches.filter(({ length }) => length === 1).length).toBeLessThanOrEqual(8);
      expect(batches.length).toBeLessThan(80);
      expect(result.problem).toMatchObject({ code: 'refused' });
      expect(result.gaps).toHaveLength(600);
      expect(new Set(result.gaps.map(({ reason, awsMessage }) => `${reason}: ${awsMessage ?? ''}`))).toEqual(
        new Set(['refused-alone: AWS answers refused.']),
      );
    });

    test('goes on where AWS has taken another account', async () => {
      const bad = [second, third];
      const answer: Answer = (batch) => (batch.some((id) => bad.includes(id)) ? 'refused' : undefined);
      const { result } = await send(workloadIds(4), answer, { sameForAll: true, alone: new Set(workloadIds(4)) });
      expect(result.gaps.map(({ accountId }) => accountId)).toEqual(bad);
      expect(result.problem).toBeUndefined();
    });
  });
});
