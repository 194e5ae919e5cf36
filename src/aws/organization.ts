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
import type { Account } from '@aws-sdk/client-organizations';
import type { OrganizationAccount } from '../domain/account';
import { isAccountId, isUnitId } from '../domain/ids';
import type { AccountId } from '../domain/ids';
import { AwsFailure } from '../domain/problem';
import type { OrganizationReader, OrganizationWriter } from '../ports/organization';
import type { Clients } from './clients';
import { readAllPages } from './paging';
import { translating } from './translate-error';
import { unitReader } from './unit-paths';

/** The largest page that lists of accounts and units give. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html */
const accountsPerPage = 20;

/** `State` replaced `Status` in September 2026; answers may hold either. Neither, or an unknown word, never counts as active. */
function toAccount(account: Account, readUnits: ReturnType<typeof unitReader>): OrganizationAccount | undefined {
  const { Id: id, Name: name, Email: email, State: state, Status: status, Paths: paths } = account;
  if (id === undefined || !isAccountId(id)) return undefined;
  const units = readUnits(paths);
  return {
    id,
    name: name ?? '',
    email: email === '' ? undefined : email,
    state: state ?? status ?? 'UNKNOWN',
    ...(units === undefined ? {} : { units }),
  };
}

/** AWS Organizations over the SDK, as one identity. */
export function organizationOf(clients: Clients, accountId: AccountId): OrganizationReader & OrganizationWriter {
  const place = (operation: string) => ({ action: `organizations:${operation}`, accountId });

  return {
    async describe() {
      const here = place('DescribeOrganization');
      const { Organization: organization } = await translating(here, async () =>
        (await clients.organizations()).send(new DescribeOrganizationCommand({})),
      );
      const managementAccountId = organization?.MasterAccountId;
      if (managementAccountId === undefined || !isAccountId(managementAccountId)) {
        throw new AwsFailure({ ...here, code: 'unexpected-answer', awsMessage: 'no management account in the answer' });
      }
      return { id: organization?.Id ?? '', managementAccountId, featureSet: organization?.FeatureSet ?? '' };
    },

    async listAccounts(onProgress, withUnits = false) {
      const readUnits = withUnits ? unitReader() : () => undefined;
      const here = place('ListAccounts');
      const client = await translating(here, () => clients.organizations());
      const accounts = await readAllPages(
        here,
        async (token) => {
          const page = await client.send(new ListAccountsCommand({ MaxResults: accountsPerPage, NextToken: token }));
          return { items: (page.Accounts ?? []).flatMap((account) => toAccount(account, readUnits) ?? []), nextToken: page.NextToken };
        },
        ({ id }) => id,
        onProgress,
      );
      return [...accounts].sort((a, b) => (a.id < b.id ? -1 : 1));
    },

    async listAccountsOf(unit) {
      const here = place('ListAccountsForParent');
      const client = await translating(here, () => clients.organizations());
      const accounts = await readAllPages(
        here,
        async (token) => {
          const page = await client.send(
            new ListAccountsForParentCommand({ ParentId: unit, MaxResults: accountsPerPage, NextToken: token }),
          );
          return { items: page.Accounts ?? [], nextToken: page.NextToken };
        },
        ({ Id }) => Id ?? '',
      );
      return accounts.map(({ Id: id }) => id ?? '').filter(isAccountId);
    },

    async listUnitsOf(unit) {
      const here = place('ListOrganizationalUnitsForParent');
      const client = await translating(here, () => clients.organizations());
      const units = await readAllPages(
        here,
        async (token) => {
          const page = await client.send(
            new ListOrganizationalUnitsForParentCommand({ ParentId: unit, MaxResults: accountsPerPage, NextToken: token }),
          );
          return { items: page.OrganizationalUnits ?? [], nextToken: page.NextToken };
        },
        ({ Id }) => Id ?? '',
      );
      return units.map(({ Id: id }) => id ?? '').filter(isUnitId);
    },

    async listPolicyTypes() {
      const here = place('ListRoots');
      const client = await translating(here, () => clients.organizations());
      const roots = await readAllPages(
        here,
        async (token) => {
          const page = await client.send(new ListRootsCommand({ NextToken: token }));
          return { items: page.Roots ?? [], nextToken: page.NextToken };
        },
        ({ Id }) => Id ?? '',
      );
      return roots.flatMap(({ PolicyTypes: types }) => (types ?? []).flatMap(({ Type: type }) => type ?? []));
    },

    async listRegisteredAdministrators(servicePrincipal) {
      const here = place('ListDelegatedAdministrators');
      const client = await translating(here, () => clients.organizations());
      const administrators = await readAllPages(
        here,
        async (token) => {
          const page = await client.send(
            new ListDelegatedAdministratorsCommand({
              ServicePrincipal: servicePrincipal,
              NextToken: token,
            }),
          );
          return { items: page.DelegatedAdministrators ?? [], nextToken: page.NextToken };
        },
        ({ Id }) => Id ?? '',
      );
      return administrators.map(({ Id: id }) => id ?? '').filter(isAccountId);
    },

    async listTrustedServices() {
      const here = place('ListAWSServiceAccessForOrganization');
      const client = await translating(here, () => clients.organizations());
      const services = await readAllPages(
        here,
        async (token) => {
          const page = await client.send(new ListAWSServiceAccessForOrganizationCommand({ NextToken: token }));
          return { items: page.EnabledServicePrincipals ?? [], nextToken: page.NextToken };
        },
        ({ ServicePrincipal }) => ServicePrincipal ?? '',
      );
      return services.flatMap(({ ServicePrincipal: principal }) => principal ?? []);
    },

    async enableTrustedAccess(servicePrincipal) {
      await translating(place('EnableAWSServiceAccess'), async () =>
        (await clients.organizations()).send(new EnableAWSServiceAccessCommand({ ServicePrincipal: servicePrincipal })),
      );
    },
  };
}
