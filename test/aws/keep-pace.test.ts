import { HttpResponse } from '@smithy/core/protocols';
import type { MiddlewareStack } from '@smithy/types';
import { keepPace, Paces } from '../../src/aws/keep-pace';
import { Pace } from '../../src/aws/pace';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

type Send = () => Promise<unknown>;

/** The middleware around an answer that the test chooses, with the seconds at which requests were let through. */
function paced(pace: Pace, answer: () => unknown, longest = 300_000): { readonly send: Send; readonly sentAt: number[] } {
  const sentAt: number[] = [];
  const start = performance.now();
  let send: Send = () => Promise.reject(new Error('no middleware was added'));
  const addRelativeTo = (middleware: (next: Send, context: { readonly commandName: string }) => Send): void => {
    const next = async (): Promise<unknown> => {
      sentAt.push((performance.now() - start) / 1000);
      await Promise.resolve();
      return answer();
    };
    send = middleware(next, { commandName: 'ListMembersCommand' });
  };
  keepPace({ addRelativeTo } as unknown as MiddlewareStack<object, object>, () => pace, longest);
  return { send, sentAt };
}

function throttle(headers: Record<string, string> = {}): never {
  const $response = new HttpResponse({ statusCode: 400, headers });
  throw Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException', $metadata: { httpStatusCode: 400 }, $response });
}

/** Seconds until the second request leaves, after the first was refused with these headers. */
async function pauseAfter(headers: Record<string, string>, longest?: number): Promise<number> {
  let calls = 0;
  const { send, sentAt } = paced(new Pace(), () => (calls++ === 0 ? throttle(headers) : 'an answer'), longest);
  await expect(send()).rejects.toThrow('Rate exceeded');
  const second = send();
  await jest.advanceTimersByTimeAsync(60_000);
  await second;
  return sentAt[1] ?? NaN;
}

describe('keepPace', () => {
  test.each([
    ['no header', {}, 0.5],
    ['seconds', { 'retry-after': '4' }, 4],
    ['milliseconds, as AWS has them', { 'x-amz-retry-after': '3000' }, 3],
    ['an hour, of which no more than twenty seconds are honoured', { 'retry-after': '3600' }, 20],
    ['nonsense', { 'retry-after': 'soon' }, 0.5],
  ])('waits after a refusal with %s', async (_name, headers, seconds) => {
    expect(await pauseAfter(headers)).toBeCloseTo(seconds, 1);
  });

  test('waits no longer than the user does', async () => {
    expect(await pauseAfter({ 'retry-after': '30' }, 5000)).toBeCloseTo(5, 1);
  });

  test('is the same for all clients of a pace', async () => {
    const pace = new Pace();
    const some = paced(pace, () => throttle({ 'retry-after': '9' }));
    const others = paced(pace, () => 'an answer');
    await expect(some.send()).rejects.toThrow('Rate exceeded');
    const sent = others.send();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await sent).toBe('an answer');
    expect(others.sentAt[0]).toBeCloseTo(9, 1);
  });

  test.each([
    ['an answer of another kind', { name: 'BadRequestException', $metadata: { httpStatusCode: 400 } }],
    ['a connection that broke', { name: 'Error', code: 'ECONNRESET' }],
  ])('goes on at once after %s, and hands it on', async (_name, error) => {
    const failure = Object.assign(new Error('No.'), error);
    const { send, sentAt } = paced(new Pace(), () => Promise.reject(failure));
    for (let request = 0; request < 6; request += 1) await expect(send()).rejects.toBe(failure);
    expect(sentAt).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('Paces', () => {
  test('are one for each Region of GuardDuty, and one for each operation elsewhere', () => {
    const paces = new Paces();
    const listMembers = paces.of('GuardDuty', 'eu-west-1', 'ListMembers');
    expect(paces.of('GuardDuty', 'eu-west-1', 'CreateMembers')).toBe(listMembers);
    expect(paces.of('GuardDuty', 'us-east-1', 'ListMembers')).not.toBe(listMembers);
    const listAccounts = paces.of('Organizations', 'us-east-1', 'ListAccounts');
    expect(paces.of('Organizations', 'us-east-1', 'ListAccounts')).toBe(listAccounts);
    expect(paces.of('Organizations', 'us-east-1', 'ListRoots')).not.toBe(listAccounts);
  });
});
