import type { Call, Output } from '../../requests/call';
import { ApiError } from '../../requests/errors';
import { fromList, pageOf } from '../../requests/paging';
import type { World } from '../../world/world';
import { requireReader } from '../rules/permission';
import { accountArn, arnBase } from '../wire/account-record';
import { organizationsPaging, required } from '../wire/input';

/** Lists the policies of a type. The simulator has policies of GuardDuty only. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListPolicies.html */
export function listPolicies(world: World, call: Call): Output {
  requireReader(world, call);
  const type = required(call, 'Filter');
  const policies = (type === 'GUARDDUTY_POLICY' ? world.guarddutyPolicies : []).map(({ id, name }) => ({
    Id: id,
    Arn: `${arnBase(world)}:policy/${world.scenario.organization.id}/guardduty_policy/${id}`,
    Name: name,
    Description: '',
    Type: type,
    AwsManaged: false,
  }));
  const { items, token } = pageOf(world, call, organizationsPaging, fromList(policies));
  return { Policies: items, NextToken: token };
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListTargetsForPolicy.html */
export function listTargetsForPolicy(world: World, call: Call): Output {
  requireReader(world, call);
  const id = required(call, 'PolicyId');
  const policy = world.guarddutyPolicies.find((known) => known.id === id);
  if (!policy) throw new ApiError(400, 'PolicyNotFoundException', "We can't find a policy with the PolicyId that you specified.");
  const targets = policy.targets.map((target) => targetRecord(world, target));
  const { items, token } = pageOf(world, call, organizationsPaging, fromList(targets));
  return { Targets: items, NextToken: token };
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_PolicyTargetSummary.html */
function targetRecord(world: World, id: string): Output {
  const organization = world.scenario.organization;
  if (id === world.rootId) {
    return { TargetId: id, Arn: `${arnBase(world)}:root/${organization.id}/${id}`, Name: 'Root', Type: 'ROOT' };
  }
  const unit = organization.organizationalUnits.find((known) => known.id === id);
  if (unit) {
    return { TargetId: id, Arn: `${arnBase(world)}:ou/${organization.id}/${id}`, Name: unit.name, Type: 'ORGANIZATIONAL_UNIT' };
  }
  return { TargetId: id, Arn: accountArn(world, id), Name: world.accounts.get(id)?.name, Type: 'ACCOUNT' };
}
