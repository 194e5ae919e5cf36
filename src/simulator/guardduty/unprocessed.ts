/** An account that a call did not do what was asked for, with AWS's words why. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UnprocessedAccount.html */
export interface Unprocessed {
  readonly accountId: string;
  readonly result: string;
}

/** Does something for each account and collects those where it did not work; `attempt` returns why not. */
export function unprocessedBy<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string,
  attempt: (item: Item) => string | undefined,
): readonly Unprocessed[] {
  return items.flatMap((item) => {
    const result = attempt(item);
    return result === undefined ? [] : [{ accountId: idOf(item), result }];
  });
}
