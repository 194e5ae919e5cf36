import type { Call } from '../../requests/call';
import type { World } from '../../world/world';
import { requiredAccountIds } from './input';

/** An account that a call did not do what was asked for, with AWS's words why. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UnprocessedAccount.html */
export interface Unprocessed {
  readonly accountId: string;
  readonly result: string;
}

/**
 * Does something for each account and collects those where it did not work, or where a fault wants it so; `attempt` returns why not, in
 * AWS's words.
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
