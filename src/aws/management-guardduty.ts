import { EnableOrganizationAdminAccountCommand, ListOrganizationAdminAccountsCommand } from '@aws-sdk/client-guardduty';
import { isAccountId } from '../domain/ids';
import { AwsFailure } from '../domain/problem';
import type { ManagementGuardDuty } from '../ports/guardduty';
import { detectorAccess, itemsPerPage, type GuardDutyDoor } from './detector-access';
import { readAllPages } from './paging';
import { translating } from './translate-error';

/** Words that decide, whose upper and lower case AWS does not keep everywhere. Every other word stays as it came. */
const knownStatuses: ReadonlySet<string> = new Set(['ENABLED', 'DISABLE_IN_PROGRESS']);

function statusOf(word: string): string {
  const upper = word.toUpperCase();
  return knownStatuses.has(upper) ? upper : word;
}

/** GuardDuty as the management account in one Region. */
export function managementGuardDuty(door: GuardDutyDoor): ManagementGuardDuty {
  const { place, client, onceClient } = door;
  return {
    ...detectorAccess(door),

    async listAdministrators() {
      const here = place('ListOrganizationAdminAccounts');
      const guardDuty = await client(here);
      const accounts = await readAllPages(
        here,
        async (token) => {
          const page = await guardDuty.send(new ListOrganizationAdminAccountsCommand({ MaxResults: itemsPerPage, NextToken: token }));
          return { items: page.AdminAccounts ?? [], nextToken: page.NextToken, size: itemsPerPage };
        },
        ({ AdminAccountId }) => AdminAccountId ?? '',
      );
      return accounts.map(({ AdminAccountId: accountId, AdminStatus: status }) => {
        if (accountId === undefined || !isAccountId(accountId)) throw new AwsFailure({ ...here, code: 'unexpected-answer' });
        return { accountId, status: statusOf(status ?? 'UNKNOWN') };
      });
    },

    async designateAdministrator(accountId) {
      const here = place('EnableOrganizationAdminAccount');
      const guardDuty = await onceClient(here);
      await translating(here, () => guardDuty.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: accountId })));
    },
  };
}
