import type { Call } from '../call';
import { invalidInput } from '../errors';
import type { PagingRules } from '../paging';

/** A member that must be there. @throws ApiError InvalidInputException */
export function required(call: Call, name: string): string {
  const value = call.input[name];
  if (typeof value !== 'string' || value === '') {
    throw invalidInput(`You provided a value that does not match the required pattern: ${name}.`, 'INVALID_PATTERN');
  }
  return value;
}

/** Paging of every Organizations list: 1 to 20 a page. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html */
export const organizationsPaging: PagingRules = {
  sizeName: 'MaxResults',
  tokenName: 'NextToken',
  largest: 20,
  usual: 20,
  refuse: (problem) =>
    problem === 'size'
      ? invalidInput('You specified a value for MaxResults that is not from 1 to 20.', 'MAX_VALUE_EXCEEDED')
      : invalidInput('The NextToken is not valid.', 'INVALID_NEXT_TOKEN'),
};
