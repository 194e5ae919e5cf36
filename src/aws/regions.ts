import { ListRegionsCommand } from '@aws-sdk/client-account';
import type { AccountId } from '../domain/ids';
import type { RegionReader } from '../ports/organization';
import { listRegions, mergeRegions } from './answers/list-regions';
import { requestsOver } from './ask';
import type { Clients } from './clients';

/** The most that a page of ListRegions holds. https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html */
const regionsPerPage = 50;

/**
 * The caller's own Regions. Asked without an account id: naming one needs trusted access for Account Management, and the management
 * account may not name itself. https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html
 */
export function regionsOf(clients: Clients, accountId: AccountId): RegionReader {
  const { list } = requestsOver(
    (operation) => ({ action: `account:${operation}`, accountId }),
    () => clients.account(),
  );
  return {
    listRegions: () =>
      list(
        'ListRegions',
        listRegions,
        (client, token) => client.send(new ListRegionsCommand({ MaxResults: regionsPerPage, NextToken: token })),
        { keyOf: ({ region }) => region, merge: mergeRegions },
      ),
  };
}
