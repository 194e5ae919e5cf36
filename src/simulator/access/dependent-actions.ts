import { guarddutyPrincipal } from '../organizations/operations/service-access';
import type { Call } from '../requests/call';
import type { World } from '../world/world';
import type { AccessRequest } from './policy';

/** An action that AWS takes in the caller's name as part of another one. */
export interface DependentAction {
  readonly request: Omit<AccessRequest, 'context'> & { readonly context: readonly (readonly [string, string])[] };
  /** How the call fails without it. */
  readonly failure: 'internal-error' | 'access-denied';
}

const designationActions = [
  'organizations:EnableAWSServiceAccess',
  'organizations:RegisterDelegatedAdministrator',
  'organizations:ListDelegatedAdministrators',
  'organizations:ListAWSServiceAccessForOrganization',
  'organizations:DescribeOrganizationalUnit',
  'organizations:DescribeAccount',
  'organizations:DescribeOrganization',
  'organizations:ListAccounts',
];

/**
 * Designation needs permissions at Organizations (https://docs.aws.amazon.com/guardduty/latest/ug/organizations_permissions.html) and
 * ended in an internal error without them (https://github.com/aws/aws-sdk-js/issues/3265). The first detector of an account needs
 * the right to make the service-linked role (https://github.com/aws-samples/aws-control-tower-guardduty-enabler/issues/19), and so does
 * the management account that designates itself (the first of these pages).
 */
export function dependentActions(world: World, call: Call): readonly DependentAction[] {
  if (call.service !== 'guardduty') return [];
  switch (call.operation) {
    case 'EnableOrganizationAdminAccount': {
      const forItself = call.input['adminAccountId'] === call.caller.account;
      const context = [['organizations:serviceprincipal', guarddutyPrincipal]] as const;
      return [
        ...designationActions.map((action) => ({ request: { action, resource: '*', context }, failure: 'internal-error' as const })),
        ...(forItself ? serviceLinkedRole(world, call) : []),
      ];
    }
    case 'CreateDetector':
      return serviceLinkedRole(world, call);
    default:
      return [];
  }
}

/** The right to make the role in the caller's account, where it does not exist. */
function serviceLinkedRole(world: World, { caller }: Call): readonly DependentAction[] {
  if (world.accounts.get(caller.account)?.hasServiceLinkedRole !== false) return [];
  const role = 'aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty';
  const resource = `arn:${world.scenario.partition}:iam::${caller.account}:role/${role}`;
  const context = [['iam:awsservicename', guarddutyPrincipal]] as const;
  return [{ request: { action: 'iam:CreateServiceLinkedRole', resource, context }, failure: 'access-denied' }];
}
