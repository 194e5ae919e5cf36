import type { AccountId } from '../../../src/domain/ids';
import type { UnprocessedAccount } from '../../../src/ports/guardduty';
import { sendInBatches, type BatchRequest, type BatchResult } from '../../../src/rollout/apply/send-in-batches';
import { workload } from '../../support/builders';
import { budgetOf, contextOf, home } from '../../support/fake-context';
import { FakeAws, workloadIds } from '../../support/fake-ports';
import { failure } from '../../support/fake-trouble';

type Batch = readonly AccountId[];

const refusal = failure('not-settled', { account: workload(1), region: home, operation: 'CreateMembers' });

/** A Region that takes accounts in unless it is told to refuse the batch. */
class Region {
  readonly aws = new FakeAws(0);
  readonly context = contextOf(this.aws);
  readonly taken = new Set<AccountId>();
  readonly batches: Batch[] = [];

  send(accounts: Batch, refuses: (batch: Batch) => boolean, changes: Partial<BatchRequest> = {}): Promise<BatchResult> {
    return sendInBatches(this.context, budgetOf(this.context), {
      accounts,
      alone: new Set(),
      settling: true,
      onProgress: () => undefined,
      hopeless: new Set(),
      sameForAll: false,
      look: (batch) => Promise.resolve({ settled: new Set(batch.filter((id) => this.taken.has(id))), unread: new Set() }),
      send: async (batch) => {
        this.batches.push(batch);
        await Promise.resolve();
        if (refuses(batch)) throw refusal;
        for (const id of batch) this.taken.add(id);
        return { unprocessed: [], unread: [] };
      },
      ...changes,
    });
  }
}

describe('sendInBatches right after a designation', () => {
  test('does not try every single account while AWS refuses the administrator as a whole', async () => {
    const region = new Region();
    const readyAt = region.aws.clock.now() + 5_000;
    const result = await region.send(workloadIds(200), () => region.aws.clock.now() < readyAt);
    expect([result.gaps, region.taken.size]).toEqual([[], 200]);
    expect(region.batches.length).toBeLessThan(80);
  });

  test('reports everybody when AWS never accepts the administrator', async () => {
    const region = new Region();
    const result = await region.send(workloadIds(60), () => true);
    expect(result.gaps.map(({ accountId }) => accountId)).toEqual(workloadIds(60));
    expect(region.aws.clock.slept).toBeCloseTo(300, 3);
  });

  test('shows the words of AWS for everybody it could not send', async () => {
    const region = new Region();
    const { gaps } = await region.send(workloadIds(60), () => true);
    expect(new Set(gaps.map(({ reason, awsMessage }) => `${reason}: ${awsMessage ?? ''}`))).toEqual(
      new Set(['refused-alone', 'request-failed'].map((reason) => `${reason}: AWS answers not-settled.`)),
    );
  });

  test('waits for nothing where no designation was made', async () => {
    const region = new Region();
    const { gaps } = await region.send(workloadIds(3), () => true, { settling: false });
    expect(gaps.map(({ reason }) => reason)).toEqual(['refused-alone', 'refused-alone', 'refused-alone']);
    expect(region.aws.clock.sleeps).toEqual([]);
  });

  test('sends nobody else after two accounts were refused, until the next round', async () => {
    const region = new Region();
    const accounts = workloadIds(8);
    const [first, second, third, fourth] = accounts;
    let refusals = 5;
    const { gaps } = await region.send(accounts, () => (refusals -= 1) >= 0);
    expect(region.batches).toEqual([
      accounts,
      accounts.slice(0, 4),
      [first, second],
      [first],
      [second],
      [third, fourth, ...accounts.slice(4), first, second],
    ]);
    expect(gaps).toEqual([]);
  });

  test('does not take one refused account for a refusal of the administrator', async () => {
    const region = new Region();
    const [first, second, third] = workloadIds(3);
    const { gaps } = await region.send(workloadIds(3), (batch) => batch.includes(workload(1)));
    expect(region.batches.slice(0, 4)).toEqual([[first, second, third], [first, second], [first], [second]]);
    expect(region.batches[4]).toEqual([third]);
    expect(gaps).toMatchObject([{ accountId: first, reason: 'refused-alone' }]);
  });

  test('sends an account once more that was refused before AWS accepted anything', async () => {
    const region = new Region();
    let refusals = 4;
    const { gaps } = await region.send(workloadIds(8), () => (refusals -= 1) >= 0);
    expect([gaps, region.taken.size]).toEqual([[], 8]);
    expect(region.context.clock.sleeps).toHaveLength(1);
  });

  test('still sends accounts with a passing trouble again when AWS took long to settle', async () => {
    const region = new Region();
    const readyAt = region.aws.clock.now() + 90_000;
    const texts = Array<string>(5).fill('Internal error');
    const send = async (batch: Batch) => {
      region.batches.push(batch);
      await Promise.resolve();
      if (region.aws.clock.now() < readyAt) throw refusal;
      const result = texts.shift();
      const unprocessed = batch.flatMap((accountId): UnprocessedAccount[] => (result === undefined ? [] : [{ accountId, result }]));
      return { unprocessed, unread: [] };
    };
    expect(await region.send([workload(1)], () => false, { send })).toEqual({ gaps: [], problem: undefined });
    expect(texts).toEqual([]);
  });

  test('does not send an account again that was refused while others were accepted', async () => {
    const region = new Region();
    const accounts = workloadIds(8);
    const bad = workload(6);
    const result = await region.send(accounts, (batch) => batch.includes(bad));
    expect(result.gaps).toMatchObject([{ accountId: bad, reason: 'refused-alone' }]);
    expect(region.batches.filter((batch) => batch.length === 1 && batch[0] === bad)).toHaveLength(1);
  });

  test('lets the others in although the first two accounts are refused', async () => {
    const region = new Region();
    const accounts = workloadIds(50);
    const bad = accounts.slice(0, 2);
    const result = await region.send(accounts, (batch) => batch.some((id) => bad.includes(id)));
    expect(result.gaps.map(({ accountId }) => accountId)).toEqual(bad);
    expect(region.taken.size).toBe(48);
  });

  test('waits no longer than the user allows', async () => {
    const region = new Region();
    const context = contextOf(region.aws, { waitSeconds: 3 });
    await sendInBatches(context, budgetOf(context), {
      accounts: workloadIds(1),
      alone: new Set(),
      settling: true,
      onProgress: () => undefined,
      hopeless: new Set(),
      sameForAll: false,
      look: () => Promise.resolve({ settled: new Set(), unread: new Set() }),
      send: () => Promise.reject(refusal),
    });
    expect(region.aws.clock.slept).toBeLessThanOrEqual(3.001);
  });
});

describe('sendInBatches when interrupted', () => {
  test('sends nothing at all after an earlier interruption', async () => {
    const region = new Region();
    region.context.stop.now = true;
    const { gaps } = await region.send(workloadIds(120), () => false);
    expect(region.batches).toEqual([]);
    expect(gaps).toHaveLength(120);
    expect(new Set(gaps.map(({ reason }) => reason))).toEqual(new Set(['not-attempted']));
  });

  test('finishes the batches under way and begins no other', async () => {
    const region = new Region();
    const accounts = workloadIds(600);
    const { gaps } = await region.send(accounts, () => {
      region.context.stop.now = true;
      return false;
    });
    expect(region.batches).toHaveLength(8);
    expect([region.taken.size, gaps.length]).toEqual([400, 200]);
    expect(new Set(gaps.map(({ reason }) => reason))).toEqual(new Set(['not-attempted']));
  });

  test('splits no refused batch any further', async () => {
    const region = new Region();
    await region.send(
      workloadIds(50),
      () => {
        region.context.stop.now = true;
        return true;
      },
      { settling: false },
    );
    expect(region.batches).toHaveLength(1);
  });

  test('begins no further round', async () => {
    const region = new Region();
    region.aws.clock.onSleep = () => {
      region.context.stop.now = true;
    };
    await region.send(workloadIds(1), () => true);
    expect(region.batches).toHaveLength(1);
  });
});
