import * as v from 'valibot';
import type { OrganizationAccount } from '../../domain/account';
import { accountId, listOf, nextToken, object, readable, text, words } from './pieces';
import { readPart, type AnswerSchema } from './read-answer';

const account = object({
  Id: accountId,
  Name: readable(text),
  Email: readable(words),
  State: v.optional(v.unknown()),
  Status: v.optional(v.unknown()),
  Paths: readable(listOf(text)),
});

type UnitReader = (paths: readonly string[] | undefined) => OrganizationAccount['units'];

const unknownState = 'UNKNOWN';

/** `State` replaced `Status` in September 2026; answers may hold either. Neither, or an unknown word, never counts as active. */
function stateOf(state: unknown, status: unknown): string {
  const word = state ?? status;
  return typeof word === 'string' && word !== '' ? word : unknownState;
}

function toAccount(
  { Id: id, Name, Email, State, Status, Paths }: v.InferOutput<typeof account>,
  readUnits: UnitReader,
): OrganizationAccount {
  const units = readUnits(Paths);
  return { id, name: Name ?? '', email: Email, state: stateOf(State, Status), ...(units === undefined ? {} : { units }) };
}

/** One page of accounts, and what is odd about the first entry that can't be read. */
export interface AccountsPage {
  readonly items: readonly OrganizationAccount[];
  readonly nextToken: string | null | undefined;
  readonly odd: string | undefined;
}

/** The same account listed twice: where the states differ, neither was read. */
export function mergeAccounts(first: OrganizationAccount, other: OrganizationAccount): OrganizationAccount {
  return first.state === other.state ? first : { ...first, state: unknownState };
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html */
export function listAccounts(readUnits: UnitReader): AnswerSchema<AccountsPage> {
  return v.pipe(
    object({ Accounts: listOf(v.unknown()), NextToken: nextToken }),
    v.transform(({ Accounts: entries, NextToken }) => {
      const items: OrganizationAccount[] = [];
      let odd: string | undefined;
      entries.forEach((entry, index) => {
        const reading = readPart(account, entry, ['Accounts', index]);
        if ('value' in reading) items.push(toAccount(reading.value, readUnits));
        else odd ??= reading.odd;
      });
      return { items, nextToken: NextToken, odd };
    }),
  );
}
