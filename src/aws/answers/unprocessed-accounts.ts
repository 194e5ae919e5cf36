import * as v from 'valibot';
import type { AccountId } from '../../domain/ids';
import { redact } from '../../domain/redact';
import { accountId, listOf, object, readable, text } from './pieces';
import type { AnswerSchema } from './read-answer';

const entry = v.pipe(
  object({ AccountId: accountId, Result: readable(text) }),
  v.transform(({ AccountId: id, Result: result = '' }) => ({ accountId: id, result: redact(result) })),
);

interface Unprocessed {
  readonly accountId: AccountId;
  readonly result: string;
}

/**
 * The accounts that a request did not reach, with AWS's words. Where the list is absent there are none; where it can't be read, nobody
 * knows whom the request reached.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UnprocessedAccount.html
 */
export const unprocessedAccounts = v.nullish(listOf(entry));

/**
 * The answer of CreateMembers, UpdateMemberDetectors and StartMonitoringMembers. All of them require the list, so nobody knows whom a
 * request reached whose answer has none. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateMembers.html
 */
export const answerAboutAccounts: AnswerSchema<readonly Unprocessed[]> = v.pipe(
  object({ UnprocessedAccounts: listOf(entry) }),
  v.transform(({ UnprocessedAccounts: accounts }) => accounts),
);

/** The answer of DisassociateMembers and DeleteMembers: the members are read again before anything is said of them. */
export const answerAboutReleased: AnswerSchema<readonly Unprocessed[]> = v.pipe(
  object({ UnprocessedAccounts: unprocessedAccounts }),
  v.transform(({ UnprocessedAccounts: accounts }) => accounts ?? []),
);

export function toUnprocessedMap(accounts: readonly Unprocessed[] | null | undefined): ReadonlyMap<AccountId, string> {
  return new Map((accounts ?? []).map(({ accountId: id, result }) => [id, result]));
}
