import * as v from 'valibot';
import { accountId, listOf, nextToken, object } from './pieces';

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccountsForParent.html */
export const listAccountsForParent = v.pipe(
  object({ Accounts: listOf(object({ Id: accountId })), NextToken: nextToken }),
  v.transform(({ Accounts: accounts, NextToken }) => ({ items: accounts.map(({ Id }) => Id), nextToken: NextToken })),
);
