import { guarddutyPrincipal } from '../../organizations/operations/service-access';
import type { Call } from '../../requests/call';
import type { DependentAction } from '../../requests/dependent-action';
import type { World } from '../../world/world';

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
 * Designation needs permissions for Organizations (https://docs.aws.amazon.com/guardduty/latest/ug/organizations_permissions.html). Without
 * them it failed with an internal error (https://github.com/aws/aws-sdk-js/issues/3265). A management account that designates itself also
 * needs the permission to create the service-linked role (the first page).
 */
export function designationNeeds(world: World, call: Call): readonly DependentAction[] {
  const forItself = call.input['adminAccountId'] === call.caller.account;
  const context = [['organizations:serviceprincipal', guarddutyPrincipal]] as const;
  return [
    ...designationActions.map((action) => ({ request: { action, resource: '*', context }, failure: 'internal-error' as const })),
    ...(forItself ? serviceLinkedRoleNeeds(world, call) : []),
  ];
}

/**
 * The first detector of an account needs the permission to create the service-linked role.
 * https://github.com/aws-samples/aws-control-tower-guardduty-enabler/issues/19
 */
export function serviceLinkedRoleNeeds(world: World, { caller }: Call): readonly DependentAction[] {
  if (world.accounts.get(caller.account)?.hasServiceLinkedRole !== false) return [];
  const role = 'aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty';
  const resource = `arn:${world.scenario.partition}:iam::${caller.account}:role/${role}`;
  const context = [['iam:awsservicename', guarddutyPrincipal]] as const;
  return [{ request: { action: 'iam:CreateServiceLinkedRole', resource, context }, failure: 'access-denied' }];
}
