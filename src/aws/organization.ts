import {
  DescribeOrganizationCommand,
  EnableAWSServiceAccessCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListDelegatedAdministratorsCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
} from '@aws-sdk/client-organizations';
import { isRootId, type AccountId } from '../domain/ids';
import { problemOf, type Problem } from '../domain/problem';
import type { OrganizationReader, OrganizationWriter } from '../ports/organization';
import { describeOrganization } from './answers/describe-organization';
import { listAccounts, mergeAccounts } from './answers/list-accounts';
import { listAccountsForParent } from './answers/list-accounts-for-parent';
import { listAwsServiceAccessForOrganization } from './answers/list-aws-service-access-for-organization';
import { listDelegatedAdministrators } from './answers/list-delegated-administrators';
import { listOrganizationalUnitsForParent } from './answers/list-organizational-units-for-parent';
import { listRoots } from './answers/list-roots';
import { anything } from './answers/pieces';
import { unexpectedAnswer } from './answers/read-answer';
import { requestsOver } from './ask';
import type { Clients } from './clients';
import { unitReader } from './unit-paths';

/** The largest page that lists of accounts and units give. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html */
const accountsPerPage = 20;

/**
 * Whether AWS does not know a service, such as GuardDuty's Malware Protection in a partition without it: the reason
 * `UNRECOGNIZED_SERVICE_PRINCIPAL` of https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListDelegatedAdministrators.html
 */
function saysServiceIsUnknown({ awsName, awsMessage = '' }: Problem): boolean {
  return awsName === 'InvalidInputException' && /unrecogni[sz]ed[ _]service[ _]principal/i.test(awsMessage);
}

/** AWS Organizations over the SDK, as one identity. */
export function organizationOf(clients: Clients, accountId: AccountId): OrganizationReader & OrganizationWriter {
  const placeOf = (operation: string) => ({ action: `organizations:${operation}`, accountId });
  const { ask, list } = requestsOver(placeOf, () => clients.organizations());
  const readRoots = () =>
    list('ListRoots', listRoots, (client, token) => client.send(new ListRootsCommand({ NextToken: token })), { keyOf: ({ id }) => id });

  return {
    describe: () => ask('DescribeOrganization', describeOrganization, (client) => client.send(new DescribeOrganizationCommand({}))),

    async listAccounts(onProgress, withUnits = false) {
      const operation = 'ListAccounts';
      let odd: string | undefined;
      const accounts = await list(
        operation,
        listAccounts(withUnits ? unitReader() : () => undefined),
        (client, token) => client.send(new ListAccountsCommand({ MaxResults: accountsPerPage, NextToken: token })),
        {
          keyOf: ({ id }) => id,
          merge: mergeAccounts,
          onProgress,
          onPage: (page) => {
            odd ??= page.odd;
          },
        },
      );
      return {
        accounts: [...accounts].sort((a, b) => (a.id < b.id ? -1 : 1)),
        unreadable: odd === undefined ? undefined : unexpectedAnswer(placeOf(operation), odd).problem,
      };
    },

    listAccountsOf: (parent) =>
      list(
        'ListAccountsForParent',
        listAccountsForParent,
        (client, token) =>
          client.send(new ListAccountsForParentCommand({ ParentId: parent, MaxResults: accountsPerPage, NextToken: token })),
        { keyOf: (id) => id },
      ),

    listUnitsOf: (parent) =>
      list(
        'ListOrganizationalUnitsForParent',
        listOrganizationalUnitsForParent,
        (client, token) =>
          client.send(new ListOrganizationalUnitsForParentCommand({ ParentId: parent, MaxResults: accountsPerPage, NextToken: token })),
        { keyOf: ({ id }) => id },
      ),

    async findRoot() {
      const [first, ...others] = await readRoots();
      // An organization has one root: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Root.html.
      if (first !== undefined && others.length === 0 && isRootId(first.id)) return first.id;
      throw unexpectedAnswer(placeOf('ListRoots'), 'Roots is not one root');
    },

    async listPolicyTypes() {
      const roots = await readRoots();
      if (roots.length === 0) throw unexpectedAnswer(placeOf('ListRoots'), 'Roots is empty');
      return [...new Set(roots.flatMap(({ policyTypes }) => policyTypes))];
    },

    async listRegisteredAdministrators(servicePrincipal) {
      try {
        return await list(
          'ListDelegatedAdministrators',
          listDelegatedAdministrators,
          (client, token) => client.send(new ListDelegatedAdministratorsCommand({ ServicePrincipal: servicePrincipal, NextToken: token })),
          { keyOf: (id) => id },
        );
      } catch (error) {
        if (saysServiceIsUnknown(problemOf(error))) return [];
        throw error;
      }
    },

    listTrustedServices: () =>
      list(
        'ListAWSServiceAccessForOrganization',
        listAwsServiceAccessForOrganization,
        (client, token) => client.send(new ListAWSServiceAccessForOrganizationCommand({ NextToken: token })),
        { keyOf: (principal) => principal },
      ),

    enableTrustedAccess: (servicePrincipal) =>
      ask('EnableAWSServiceAccess', anything, (client) =>
        client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: servicePrincipal })),
      ),
  };
}
