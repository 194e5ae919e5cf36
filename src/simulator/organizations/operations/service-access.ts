import type { Call, Output } from '../../requests/call';
import { constraintViolation } from '../../requests/errors';
import { fromList, pageOf } from '../../requests/paging';
import type { World } from '../../world/world';
import { organizationsPaging, required } from '../wire/input';
import { accessDenied, requireMembership, requireReader } from '../rules/permission';

/** Service principals of GuardDuty. The second one is for Malware Protection for EC2, and has its own trusted access. */
export const guarddutyPrincipal = 'guardduty.amazonaws.com';
const malwarePrincipal = 'malware-protection.guardduty.amazonaws.com';

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAWSServiceAccessForOrganization.html */
export function listServiceAccess(world: World, call: Call): Output {
  requireReader(world, call);
  const principals = [...world.trustedAccess].map(([principal, since]) => ({ ServicePrincipal: principal, DateEnabled: since / 1000 }));
  const { items, token } = pageOf(world, call, organizationsPaging, fromList(principals));
  return { EnabledServicePrincipals: items, NextToken: token };
}

/** The call can be repeated. https://docs.aws.amazon.com/organizations/latest/APIReference/API_EnableAWSServiceAccess.html */
export function enableServiceAccess(world: World, call: Call): Output {
  const principal = required(call, 'ServicePrincipal');
  requireManagementOrMalware(world, call, principal);
  if (world.scenario.organization.featureSet !== 'ALL') {
    throw constraintViolation('ORGANIZATION_NOT_IN_ALL_FEATURES_MODE', 'Your organization must have all features enabled.');
  }
  if (!world.trustedAccess.has(principal)) world.trustedAccess.set(principal, call.now);
  const management = world.accounts.get(world.managementAccount);
  if (management && principal === guarddutyPrincipal && world.scenario.switches.serviceLinkedRoleOnTrustedAccess) {
    management.hasServiceLinkedRole = true;
  }
  return {};
}

/**
 * The administrator of GuardDuty can turn on trusted access for Malware Protection itself:
 * https://github.com/hashicorp/terraform-provider-aws/issues/30475
 */
export function requireManagementOrMalware(world: World, call: Call, principal: string): void {
  requireMembership(world, call);
  if (call.caller.account === world.managementAccount) return;
  if (principal === malwarePrincipal && world.delegations.get(guarddutyPrincipal)?.account === call.caller.account) return;
  throw accessDenied(world);
}
