import * as v from 'valibot';
import type { AccountId } from '../../domain/ids';
import type { LookedUpMembers } from '../../ports/guardduty';
import { member, mergeMembers } from './members';
import { listOf, object, readable } from './pieces';
import type { AnswerSchema } from './read-answer';
import { toUnprocessedMap, unprocessedAccounts } from './unprocessed-accounts';

/**
 * Members by id. An entry that can't be read, or that contradicts another one, says nothing about its account.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetMembers.html
 */
export const getMembers: AnswerSchema<LookedUpMembers> = v.pipe(
  object({ Members: listOf(readable(member)), UnprocessedAccounts: unprocessedAccounts }),
  v.transform(({ Members: entries, UnprocessedAccounts }) => {
    const unprocessed = toUnprocessedMap(UnprocessedAccounts);
    const members = new Map<AccountId, string>();
    for (const entry of entries) {
      if (entry === undefined || unprocessed.has(entry[0])) continue;
      const [id, status] = entry;
      members.set(id, mergeMembers([id, members.get(id) ?? status], entry)[1]);
    }
    return { members, unprocessed };
  }),
);
