import { ListRegionsCommand } from '@aws-sdk/client-account';
import { isRegionShaped, type AccountId } from '../domain/ids';
import type { RegionReader } from '../ports/organization';
import type { Clients } from './clients';
import { readAllPages } from './paging';
import { translating } from './translate-error';

/** The most that a page of ListRegions holds. https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html */
const regionsPerPage = 50;

/**
 * The caller's own Regions. Asked without an account id: naming one needs trusted access for Account Management, and the management
 * account may not name itself. https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html
 */
export function regionsOf(clients: Clients, accountId: AccountId): RegionReader {
  const here = { action: 'account:ListRegions', accountId };
  return {
    async listRegions() {
      const client = await translating(here, () => clients.account());
      const regions = await readAllPages(
        here,
        async (token) => {
          const page = await client.send(new ListRegionsCommand({ MaxResults: regionsPerPage, NextToken: token }));
          return { items: page.Regions ?? [], nextToken: page.NextToken, size: regionsPerPage };
        },
        ({ RegionName }) => RegionName ?? '',
      );
      return regions.flatMap(({ RegionName: region, RegionOptStatus: optStatus }) =>
        region !== undefined && isRegionShaped(region) ? [{ region, optStatus: optStatus ?? 'UNKNOWN' }] : [],
      );
    },
  };
}
