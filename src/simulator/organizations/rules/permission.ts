import type { Call } from '../../requests/call';
import { ApiError } from '../../requests/errors';
import type { World } from '../../world/world';

/** The caller must be in the organization. https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html */
export function requireMembership(world: World, call: Call): void {
  if (world.accountAt(call.caller.account, call.now)) return;
  throw new ApiError(400, 'AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
}

/**
 * The caller must be the management account, or a delegated administrator of some service.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
export function requireReader(world: World, call: Call): void {
  requireMembership(world, call);
  if (call.caller.account === world.managementAccount) return;
  if ([...world.delegations.values()].some(({ account }) => account === call.caller.account)) return;
  throw accessDenied(world);
}

/** The caller must be the management account. https://docs.aws.amazon.com/organizations/latest/APIReference/API_EnableAWSServiceAccess.html */
export function requireManagement(world: World, call: Call): void {
  requireMembership(world, call);
  if (call.caller.account !== world.managementAccount) throw accessDenied(world);
}

/** Organizations' error for an ordinary member. https://github.com/aws-samples/aws-iam-access-key-auto-rotation/issues/10 */
export function accessDenied(world: World): ApiError {
  return new ApiError(400, 'AccessDeniedException', world.text('organizationsAccessDenied'));
}
