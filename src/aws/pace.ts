import { setTimeout as sleep } from 'node:timers/promises';
import type { MiddlewareStack } from '@smithy/types';
import { translateError } from './translate-error';

/**
 * Requests per second once AWS has shown that the quota binds. The published one for `ListAccounts` is 8 per account and 9 per
 * organization, and all that other tools ask of AWS Organizations counts towards it.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
const listAccountsPerSecond = 7.75;

/** Milliseconds. */
const interval = 1000 / listAccountsPerSecond;

/**
 * Keeps the listing of accounts below its quota. Pages follow one another, so that AWS's own answering time seldom lets them reach it:
 * only after the first refusal for being too quick is every further request held back.
 */
export function paceListAccounts<Input extends object, Output extends object>(stack: MiddlewareStack<Input, Output>): void {
  let throttled = false;
  let nextAt = 0;
  stack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName !== 'ListAccountsCommand') return next(args);
        if (throttled) await sleep(Math.max(0, nextAt - Date.now()));
        nextAt = Date.now() + interval;
        try {
          return await next(args);
        } catch (error) {
          throttled ||= translateError(error, { action: 'organizations:ListAccounts' }).problem.code === 'throttled';
          throw error;
        }
      },
    { step: 'finalizeRequest', priority: 'low', name: 'paceListAccounts' },
  );
}
