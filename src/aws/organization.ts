import {
  DescribeOrganizationCommand,
  EnableAWSServiceAccessCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListDelegatedAdministratorsCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  type Account,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { OrganizationAccount } from '../domain/account';
import { isAccountId, isUnitId, type AccountId } from '../domain/ids';
import { AwsFailure } from '../domain/problem';
import type { OrganizationReader, OrganizationWriter } from '../ports/organization';
import type { Clients } from './clients';
import { readAllPages, type Page } from './paging';
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

type FetchPage<Item> = (client: OrganizationsClient, token: string | undefined) => Promise<Page<Item>>;

/** What a list names, without the entries that name nothing. */
function namesIn<Entry>(entries: readonly Entry[] | undefined, nameOf: (entry: Entry) => string | undefined): readonly string[] {
  return (entries ?? []).flatMap((entry) => nameOf(entry) ?? []);
}

/** AWS Organizations over the SDK, as one identity. */
export function organizationOf(clients: Clients, accountId: AccountId): OrganizationReader & OrganizationWriter {
  const place = (operation: string) => ({ action: `organizations:${operation}`, accountId });

  const readList = async <Item>(
    operation: string,
    fetchPage: FetchPage<Item>,
    keyOf: (item: Item) => string,
    onProgress?: (count: number) => void,
  ): Promise<readonly Item[]> => {
    const here = place(operation);
    const client = await translating(here, () => clients.organizations());
    return readAllPages(here, (token) => fetchPage(client, token), keyOf, onProgress);
  };
  const readNames = (operation: string, fetchPage: FetchPage<string>) => readList(operation, fetchPage, (name) => name);

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
      const fetchPage: FetchPage<OrganizationAccount> = async (client, token) => {
        const page = await client.send(new ListAccountsCommand({ MaxResults: accountsPerPage, NextToken: token }));
        const items = (page.Accounts ?? []).flatMap((account) => toAccount(account, readUnits) ?? []);
        return { items, nextToken: page.NextToken, size: accountsPerPage };
      };
      const accounts = await readList('ListAccounts', fetchPage, ({ id }) => id, onProgress);
      return [...accounts].sort((a, b) => (a.id < b.id ? -1 : 1));
    },

    async listAccountsOf(unit) {
      const ids = await readNames('ListAccountsForParent', async (client, token) => {
        const input = { ParentId: unit, MaxResults: accountsPerPage, NextToken: token };
        const page = await client.send(new ListAccountsForParentCommand(input));
        return { items: namesIn(page.Accounts, ({ Id }) => Id), nextToken: page.NextToken, size: accountsPerPage };
      });
      return ids.filter(isAccountId);
    },

    async listUnitsOf(unit) {
      const ids = await readNames('ListOrganizationalUnitsForParent', async (client, token) => {
        const input = { ParentId: unit, MaxResults: accountsPerPage, NextToken: token };
        const page = await client.send(new ListOrganizationalUnitsForParentCommand(input));
        return { items: namesIn(page.OrganizationalUnits, ({ Id }) => Id), nextToken: page.NextToken, size: accountsPerPage };
      });
      return ids.filter(isUnitId);
    },

    async listPolicyTypes() {
      return readNames('ListRoots', async (client, token) => {
        const page = await client.send(new ListRootsCommand({ NextToken: token }));
        const types = (page.Roots ?? []).flatMap(({ PolicyTypes }) => PolicyTypes ?? []);
        return { items: namesIn(types, ({ Type }) => Type), nextToken: page.NextToken };
      });
    },

    async listRegisteredAdministrators(servicePrincipal) {
      const ids = await readNames('ListDelegatedAdministrators', async (client, token) => {
        const input = { ServicePrincipal: servicePrincipal, NextToken: token };
        const page = await client.send(new ListDelegatedAdministratorsCommand(input));
        return { items: namesIn(page.DelegatedAdministrators, ({ Id }) => Id), nextToken: page.NextToken };
      });
      return ids.filter(isAccountId);
    },

    async listTrustedServices() {
      return readNames('ListAWSServiceAccessForOrganization', async (client, token) => {
        const page = await client.send(new ListAWSServiceAccessForOrganizationCommand({ NextToken: token }));
        return { items: namesIn(page.EnabledServicePrincipals, ({ ServicePrincipal }) => ServicePrincipal), nextToken: page.NextToken };
      });
    },

    async enableTrustedAccess(servicePrincipal) {
      await translating(place('EnableAWSServiceAccess'), async () =>
        (await clients.organizations()).send(new EnableAWSServiceAccessCommand({ ServicePrincipal: servicePrincipal })),
      );
    },
  };
}
