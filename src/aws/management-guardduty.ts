import { EnableOrganizationAdminAccountCommand, ListOrganizationAdminAccountsCommand } from '@aws-sdk/client-guardduty';
import type { ManagementGuardDuty } from '../ports/guardduty';
import { listOrganizationAdminAccounts, mergeAdministrators } from './answers/list-organization-admin-accounts';
import { anything } from './answers/pieces';
import { detectorAccess, itemsPerPage, type GuardDutyDoor } from './detector-access';

/** GuardDuty as the management account in one Region. */
export function managementGuardDuty(door: GuardDutyDoor): ManagementGuardDuty {
  const { ask, list } = door.requests;
  return {
    ...detectorAccess(door),

    listAdministrators: () =>
      list(
        'ListOrganizationAdminAccounts',
        listOrganizationAdminAccounts,
        (client, token) => client.send(new ListOrganizationAdminAccountsCommand({ MaxResults: itemsPerPage, NextToken: token })),
        { keyOf: ({ accountId }) => accountId, merge: mergeAdministrators },
      ),

    designateAdministrator: (accountId) =>
      ask(
        'EnableOrganizationAdminAccount',
        anything,
        (client) => client.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: accountId })),
        'once',
      ),
  };
}
