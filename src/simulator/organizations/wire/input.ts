import type { Call } from '../../requests/call';
import { ApiError, invalidInput } from '../../requests/errors';
import type { PagingRules } from '../../requests/paging';
import type { Account } from '../../world/account';
import type { World } from '../../world/world';

/** Reads a required member. @throws ApiError InvalidInputException */
export function required(call: Call, name: string): string {
  const value = call.input[name];
  if (typeof value === 'string' && value !== '') return value;
  throw invalidInput(`You must include a value for all required parameters: ${name}.`, 'INPUT_REQUIRED');
}

/** The account of the organization that `AccountId` names. @throws ApiError AccountNotFoundException */
export function requiredAccount(world: World, call: Call): Account {
  const account = world.accountAt(required(call, 'AccountId'), call.now);
  if (account) return account;
  throw new ApiError(400, 'AccountNotFoundException', 'You specified an account that does not exist in this organization.');
}

/** Paging of every Organizations list: 1 to 20 a page. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html */
export const organizationsPaging: PagingRules = {
  sizeName: 'MaxResults',
  tokenName: 'NextToken',
  largest: 20,
  usual: 20,
  malformedToken: 'refused',
  refuse: (problem) =>
    problem === 'size'
      ? invalidInput('You specified a value for MaxResults that is not from 1 to 20.', 'MAX_VALUE_EXCEEDED')
      : invalidInput('The NextToken is not valid.', 'INVALID_NEXT_TOKEN'),
};
