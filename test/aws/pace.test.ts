import { Pace } from '../../src/aws/pace';
import { FixedWindow, longestSilence, refusedShare, sendAll, TokenBucket } from './support/token-bucket';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

const unlimited = (): TokenBucket => new TokenBucket(1e6, 1e6);

describe('Pace', () => {
  test('holds nothing back where AWS refuses nothing', async () => {
    const { seconds, attempts } = await sendAll(50, unlimited());
    // Four at a time until AWS has taken twenty of them, then a quarter of what it has taken: ten times 50 ms.
    expect(attempts).toHaveLength(50);
    expect(seconds).toBeCloseTo(0.5, 1);
  });

  test.each([
    { perSecond: 20, burst: 40, count: 200 },
    { perSecond: 10, burst: 20, count: 55 },
    { perSecond: 5, burst: 10, count: 55 },
    { perSecond: 10, burst: 20, count: 400 },
  ])('sends $count requests close to a quota of $perSecond a second', async ({ perSecond, burst, count }) => {
    const sent = await sendAll(count, new TokenBucket(perSecond, burst));
    expect(sent.seconds / ((count - burst) / perSecond)).toBeLessThan(1.15);
    expect(refusedShare(sent)).toBeLessThanOrEqual(0.1);
    expect(longestSilence(sent)).toBeLessThan(1);
  });

  test.each([
    { most: 20, seconds: 1, count: 200 },
    { most: 10, seconds: 2, count: 55 },
    { most: 50, seconds: 5, count: 200 },
    { most: 100, seconds: 10, count: 400 },
  ])('keeps close to a quota of $most requests in every $seconds seconds', async ({ most, seconds, count }) => {
    const sent = await sendAll(count, new FixedWindow(most, seconds));
    // Requests that are not sent at the beginning of a period find none of its quota in the last one.
    expect(sent.seconds / ((count / most - 1) * seconds)).toBeLessThan(1.4);
    expect(refusedShare(sent)).toBeLessThan(0.2);
    expect(longestSilence(sent)).toBeLessThan(2.5);
  });

  test('follows a quota that is halved and then doubled', async () => {
    const bucket = new TokenBucket(10, 20);
    setTimeout(() => {
      bucket.change(5);
    }, 10_000);
    setTimeout(() => {
      bucket.change(20);
    }, 25_000);
    const sent = await sendAll(400, bucket);
    // 20 at once, 100 in ten seconds, 75 in fifteen, and the rest at 20 a second.
    expect(sent.seconds / (25 + (400 - 195) / 20)).toBeLessThan(1.2);
    expect(refusedShare(sent)).toBeLessThanOrEqual(0.1);
    const after = sent.attempts.filter(({ at, taken }) => taken && at > 30);
    expect(after.length / (sent.seconds - 30)).toBeGreaterThan(15);
  });

  test('never exceeds a quota that is published, once it is reached', async () => {
    const sent = await sendAll(60, new TokenBucket(8, 12), new Pace(7.75));
    const firstRefusal = Math.min(...sent.attempts.filter(({ taken }) => !taken).map(({ at }) => at));
    expect(sent.attempts.filter(({ at, taken }) => !taken && at > firstRefusal + 0.1)).toEqual([]);
  });

  test('gives turns in the order in which they were asked for, also after a refusal', async () => {
    const pace = new Pace();
    const order: string[] = [];
    const ask = async (name: string) => {
      const turn = await pace.turn();
      order.push(name);
      return turn;
    };
    const refused = ['a', 'b', 'c', 'd'].map(ask);
    const waiting = ['e', 'f'].map(ask);
    for (const turn of await Promise.all(refused)) pace.end(turn, 'throttled');
    const again = ask('a again');
    await jest.advanceTimersByTimeAsync(10_000);
    await Promise.all([...waiting, again]);
    expect(order).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'a again']);
  });

  test('is silent until the time that AWS names', async () => {
    const pace = new Pace();
    pace.end(await pace.turn(), 'throttled', performance.now() + 7000);
    const start = performance.now();
    const next = pace.turn().then(({ at }) => at - start);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await next).toBeCloseTo(7000, -1);
  });

  test('makes up for a pause by no more than a second of requests', async () => {
    const pace = new Pace();
    const bucket = new TokenBucket(10, 20);
    await sendAll(100, bucket, pace);
    await jest.advanceTimersByTimeAsync(60_000);
    const { attempts } = await sendAll(30, unlimited(), pace);
    const atOnce = attempts.filter(({ at }) => at < 0.1);
    expect(atOnce.length).toBeGreaterThan(2);
    expect(attempts.filter(({ at }) => at < 1).length).toBeLessThan(25);
  });

  test('counts a request without an answer neither as taken nor as refused', async () => {
    const pace = new Pace();
    for (let request = 0; request < 20; request += 1) pace.end(await pace.turn(), 'unanswered');
    const { seconds } = await sendAll(8, unlimited(), pace);
    expect(seconds).toBeCloseTo(0.1, 1);
  });
});
