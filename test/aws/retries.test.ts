import type { RetryErrorInfo } from '@smithy/types';
import { createRetries, type RetryKinds } from '../../src/aws/retries';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

const failure = (errorType: RetryErrorInfo['errorType'], name: string) => ({ errorType, error: { name } }) as RetryErrorInfo;
const throttled = failure('THROTTLING', 'ThrottlingException');
const broken = failure('TRANSIENT', 'TimeoutError');
const notJson = failure('CLIENT_ERROR', 'SyntaxError');
const refused = failure('CLIENT_ERROR', 'AccessDeniedException');

/** Attempts at a request that fails each time after a second, and when it was given up, in seconds. */
async function attemptsAt(info: RetryErrorInfo, kind: keyof RetryKinds, waitSeconds = 300): Promise<readonly [number, number]> {
  const strategy = createRetries(waitSeconds)[kind];
  const start = performance.now();
  let attempts = 0;
  const state = { over: false };
  const request = async (): Promise<void> => {
    let token = await strategy.acquireInitialRetryToken('');
    for (;;) {
      attempts += 1;
      await new Promise((resolve) => setTimeout(resolve, 1000));
      token = await strategy.refreshRetryTokenForRetry(token, info);
    }
  };
  const ended = request().catch(() => {
    state.over = true;
  });
  while (!state.over) await jest.advanceTimersByTimeAsync(100);
  await ended;
  return [attempts, Math.round((performance.now() - start) / 1000)];
}

describe('createRetries', () => {
  test.each([
    ['10', 10, [11, 11]],
    ['300, which is more than a minute', 300, [61, 61]],
    ['0, where three attempts are the fewest', 0, [3, 3]],
  ] as const)('gives up a request that is throttled for good with --wait %s', async (_name, waitSeconds, expected) => {
    expect(await attemptsAt(throttled, 'repeatable', waitSeconds)).toEqual(expected);
  });

  test.each([
    ['repeatable', throttled, 61],
    ['repeatable', broken, 8],
    ['repeatable', notJson, 3],
    ['repeatable', refused, 1],
    ['once', throttled, 61],
    ['once', broken, 1],
    ['once', notJson, 1],
    ['never', throttled, 1],
    ['never', broken, 1],
  ] as const)('makes of a %s request, after %j, %s attempts', async (kind, info, expected) => {
    expect((await attemptsAt(info, kind))[0]).toBe(expected);
  });

  test('keeps one budget for all requests of a place', async () => {
    const { repeatable } = createRetries(300);
    const exhaust = async (): Promise<number> => {
      let token = await repeatable.acquireInitialRetryToken('');
      let attempts = 1;
      try {
        for (; attempts < 1000; attempts += 1) token = await repeatable.refreshRetryTokenForRetry(token, throttled);
      } catch {
        return attempts;
      }
      return attempts;
    };
    const first = exhaust();
    await jest.advanceTimersByTimeAsync(1000);
    expect(await first).toBe(101);
    const second = exhaust();
    await jest.advanceTimersByTimeAsync(1000);
    expect(await second).toBe(1);
  });
});
