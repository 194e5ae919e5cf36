import * as v from 'valibot';
import { accountId, listOf, nextToken, object } from './pieces';

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListDelegatedAdministrators.html */
export const listDelegatedAdministrators = v.pipe(
  object({ DelegatedAdministrators: listOf(object({ Id: accountId })), NextToken: nextToken }),
  v.transform(({ DelegatedAdministrators: administrators, NextToken }) => ({
    items: administrators.map(({ Id }) => Id),
    nextToken: NextToken,
  })),
);
