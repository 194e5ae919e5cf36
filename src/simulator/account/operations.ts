import { operationTable, type RestOperation } from '../requests/operation';
import { rates } from '../requests/rates';
import { listRegions } from './list-regions';

/** The operations of AWS Account Management. Rates: https://docs.aws.amazon.com/accounts/latest/reference/quotas.html */
export const accountOperations = operationTable<RestOperation>({
  ListRegions: {
    route: 'POST /listRegions',
    permission: 'account:ListRegions',
    alsoNeeds: 'nothing',
    rates: rates([5, 5]),
    handle: listRegions,
  },
});
