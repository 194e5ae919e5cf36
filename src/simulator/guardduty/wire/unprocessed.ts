import type { Call } from '../../requests/call';
import type { World } from '../../world/world';
import { requiredAccountIds } from './input';

/** An account that a call did not process, and AWS's text. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UnprocessedAccount.html */
export interface Unprocessed {
  readonly accountId: string;
  readonly result: string;
}

/**
 * Runs `attempt` for each account and collects the accounts that it did not process, and those that a fault leaves out. `attempt` returns
 * AWS's text if it did not process the account.
 */
export function unprocessedBy<Item extends { readonly accountId: string }>(
  call: Call,
  items: readonly Item[],
  attempt: (item: Item) => string | undefined,
): readonly Unprocessed[] {
  return items.flatMap((item) => {
    const { accountId } = item;
    const result = call.directives.unprocessed(accountId) ?? attempt(item);
    return result === undefined ? [] : [{ accountId, result }];
  });
}

/** The same for each id of the list `accountIds`. */
export function unprocessedIds(world: World, call: Call, attempt: (id: string) => string | undefined): readonly Unprocessed[] {
  const accounts = requiredAccountIds(world, call).map((accountId) => ({ accountId }));
  return unprocessedBy(call, accounts, ({ accountId }) => attempt(accountId));
}
