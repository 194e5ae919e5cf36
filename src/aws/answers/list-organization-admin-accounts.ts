import * as v from 'valibot';
import type { RegionAdministrator } from '../../domain/snapshot';
import { accountId, listOf, nextToken, object, readable, words } from './pieces';

/** Words that decide, whose upper and lower case AWS does not keep everywhere. Every other word stays as it came. */
const knownStatuses: ReadonlySet<string> = new Set(['ENABLED', 'DISABLE_IN_PROGRESS']);

const unknownStatus = 'UNKNOWN';

function statusOf(word: string): string {
  const upper = word.toUpperCase();
  return knownStatuses.has(upper) ? upper : word;
}

const administrator = v.pipe(
  object({ AdminAccountId: accountId, AdminStatus: readable(words) }),
  v.transform(({ AdminAccountId: id, AdminStatus: status = unknownStatus }): RegionAdministrator => ({
    accountId: id,
    status: statusOf(status),
  })),
);

/** The same account listed twice: where the statuses differ, neither was read. */
export function mergeAdministrators(first: RegionAdministrator, other: RegionAdministrator): RegionAdministrator {
  return first.status === other.status ? first : { ...first, status: unknownStatus };
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListOrganizationAdminAccounts.html */
export const listOrganizationAdminAccounts = v.pipe(
  object({ AdminAccounts: listOf(administrator), NextToken: nextToken }),
  v.transform(({ AdminAccounts: items, NextToken }) => ({ items, nextToken: NextToken })),
);
