import type { Call, Output } from '../../requests/call';
import { ApiError } from '../../requests/errors';
import { fromList, pageOf } from '../../requests/paging';
import type { World } from '../../world/world';
import { accountArn, accountRecord, arnBase } from '../wire/account-record';
import { organizationsPaging, required, requiredAccount } from '../wire/input';
import { requireMembership, requireReader } from '../rules/permission';

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html */
export function describeOrganization(world: World, call: Call): Output {
  requireMembership(world, call);
  const { id, featureSet, managementAccount } = world.scenario.organization;
  return {
    Organization: {
      Id: id,
      Arn: `${arnBase(world)}:organization/${id}`,
      FeatureSet: featureSet,
      MasterAccountArn: accountArn(world, managementAccount),
      MasterAccountId: managementAccount,
      MasterAccountEmail: world.accounts.get(managementAccount)?.email,
      AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
    },
  };
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListRoots.html */
export function listRoots(world: World, call: Call): Output {
  requireReader(world, call);
  const { id, policyTypes } = world.scenario.organization;
  const root = {
    Id: world.rootId,
    Arn: `${arnBase(world)}:root/${id}/${world.rootId}`,
    Name: 'Root',
    PolicyTypes: policyTypes.map(({ type, status }) => ({ Type: type, Status: status })),
  };
  const { items, token } = pageOf(world, call, organizationsPaging, fromList([root]));
  return { Roots: items, NextToken: token };
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeAccount.html */
export function describeAccount(world: World, call: Call): Output {
  requireReader(world, call);
  return { Account: accountRecord(world, requiredAccount(world, call), call.now) };
}

/** Any account can ask about itself. https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeEffectivePolicy.html */
export function describeEffectivePolicy(world: World, call: Call): Output {
  requireMembership(world, call);
  const type = required(call, 'PolicyType');
  const { TargetId: given } = call.input;
  const target = typeof given === 'string' ? given : call.caller.account;
  if (target !== call.caller.account) requireReader(world, call);
  if (!world.accountAt(target, call.now)) {
    throw new ApiError(400, 'TargetNotFoundException', "You specified a target that doesn't exist.");
  }
  const features = world.scenario.organization.policyManagedFeatures;
  if (type !== 'GUARDDUTY_POLICY' || features.length === 0) {
    throw new ApiError(400, 'EffectivePolicyNotFoundException', 'There is no effective policy of this type.');
  }
  const plans = Object.fromEntries(features.map((feature) => [feature.toLowerCase(), { status: 'enabled' }]));
  return {
    EffectivePolicy: {
      PolicyContent: JSON.stringify({ guardduty: { default: plans } }),
      LastUpdatedTimestamp: world.startedAt / 1000,
      TargetId: target,
      PolicyType: type,
    },
  };
}
