import type { MiddlewareStack } from '@smithy/types';
import { paceListAccounts } from '../../src/aws/pace';

type Send = () => Promise<unknown>;

/** The middleware around an answer that the test chooses, with the times at which requests were let through. */
function paced(commandName: string, answer: () => unknown): { readonly send: Send; readonly sentAt: number[] } {
  const sentAt: number[] = [];
  let send: Send = () => Promise.reject(new Error('no middleware was added'));
  const add = (middleware: (next: Send, context: { readonly commandName: string }) => Send): void => {
    send = middleware(
      async () => {
        sentAt.push(Date.now());
        await Promise.resolve();
        return answer();
      },
      { commandName },
    );
  };
  paceListAccounts({ add } as unknown as MiddlewareStack<object, object>);
  return { send, sentAt };
}

const tooManyRequests = Object.assign(new Error('Rate exceeded'), { name: 'TooManyRequestsException' });

function throttle(): never {
  throw tooManyRequests;
}

function refuse(): never {
  throw Object.assign(new Error('no'), { name: 'AccessDeniedException' });
}

function answerNothing(): undefined {
  return undefined;
}

async function gapsAfter(commandName: string, first: () => unknown): Promise<readonly number[]> {
  let calls = 0;
  const { send, sentAt } = paced(commandName, () => (calls++ === 0 ? first() : undefined));
  for (let call = 0; call < 4; call += 1) await send().catch(answerNothing);
  return sentAt.slice(1).map((at, index) => at - (sentAt[index] ?? 0));
}

describe('paceListAccounts', () => {
  test('stays below eight requests per second once AWS has refused one for being too quick', async () => {
    for (const gap of await gapsAfter('ListAccountsCommand', throttle)) expect(gap).toBeGreaterThanOrEqual(125);
  });

  test.each([
    ['a listing that nobody throttles', 'ListAccountsCommand', answerNothing],
    ['another operation', 'ListRootsCommand', throttle],
    ['a failure of another kind', 'ListAccountsCommand', refuse],
  ] as const)('does not hold back %s', async (_name, commandName, first) => {
    const gaps = await gapsAfter(commandName, first);
    expect(Math.min(...gaps)).toBeLessThan(125);
  });

  test('lets the refusal through as it is', async () => {
    await expect(paced('ListAccountsCommand', throttle).send()).rejects.toBe(tooManyRequests);
  });
});
