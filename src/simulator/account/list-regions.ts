import type { Call, Output } from '../requests/call';
import { ApiError } from '../requests/errors';
import { fromList, pageOf, type PagingRules } from '../requests/paging';
import type { World } from '../world/world';

const servicePrincipal = 'account.amazonaws.com';

const paging: PagingRules = {
  sizeName: 'MaxResults',
  tokenName: 'NextToken',
  largest: 50,
  usual: 50,
  malformedToken: 'refused',
  refuse: (problem) =>
    new ApiError(400, 'ValidationException', problem === 'size' ? 'MaxResults must be from 1 to 50.' : 'The NextToken is not valid.'),
};

/** Lists every Region of the partition with its opt-in status for one account. https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html */
export function listRegions(world: World, call: Call): Output {
  const account = subjectOf(world, call);
  const wanted = call.input['RegionOptStatusContains'];
  const regions = world.allRegions
    .map((region) => ({ RegionName: region, RegionOptStatus: world.regionStatus(account, region) }))
    .filter(({ RegionOptStatus }) => !Array.isArray(wanted) || wanted.length === 0 || wanted.includes(RegionOptStatus));
  const { items, token } = pageOf(world, call, paging, fromList(regions));
  return { Regions: items, NextToken: token };
}

/**
 * Without `AccountId`, the answer is about the caller. With it, the caller must be the management account or the administrator of Account
 * Management, and trusted access must be on. The management account can't name itself (same page, and
 * https://github.com/awslabs/aws-deployment-framework/issues/764).
 */
function subjectOf(world: World, call: Call): string {
  const wanted = call.input['AccountId'];
  if (wanted === undefined || wanted === null) return call.caller.account;
  if (!world.trustedAccess.has(servicePrincipal)) throw denied(world.text('accountManagementTrustedAccess'));
  const mayAsk =
    call.caller.account === world.managementAccount || world.delegations.get(servicePrincipal)?.account === call.caller.account;
  if (!mayAsk) throw denied('You are not authorized to perform this operation for another account.');
  if (typeof wanted !== 'string' || !world.accountAt(wanted, call.now)) {
    throw new ApiError(404, 'ResourceNotFoundException', 'The account does not exist in your organization.');
  }
  if (wanted === world.managementAccount) throw denied('The management account cannot be specified as AccountId.');
  return wanted;
}

function denied(message: string): ApiError {
  return new ApiError(403, 'AccessDeniedException', message);
}
