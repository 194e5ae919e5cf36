import type { Call, Output } from '../../requests/call';
import { ApiError } from '../../requests/errors';
import { fromList, fromPositions, pageOf } from '../../requests/paging';
import type { World } from '../../world/world';
import { accountRecord, arnBase } from '../wire/account-record';
import { organizationsPaging, required } from '../wire/input';
import { requireReader } from '../rules/permission';

/** Lists 1 to 20 accounts per page. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html */
export function listAccounts(world: World, call: Call): Output {
  requireReader(world, call);
  return accountPage(world, call, () => true);
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccountsForParent.html */
export function listAccountsForParent(world: World, call: Call): Output {
  requireReader(world, call);
  const parent = requiredParent(world, call);
  return accountPage(world, call, (id) => id === parent);
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListOrganizationalUnitsForParent.html */
export function listOrganizationalUnitsForParent(world: World, call: Call): Output {
  requireReader(world, call);
  const parent = requiredParent(world, call);
  const { id, organizationalUnits } = world.scenario.organization;
  const units = organizationalUnits
    .filter((unit) => (unit.parent ?? world.rootId) === parent)
    .map((unit) => ({
      Id: unit.id,
      Arn: `${arnBase(world)}:ou/${id}/${unit.id}`,
      Name: unit.name,
      Path: world.scenario.switches.accountPaths === 'given' ? [id, world.rootId, ...world.unitPath(unit.id), ''].join('/') : undefined,
    }));
  const { items, token } = pageOf(world, call, organizationsPaging, fromList(units));
  return { OrganizationalUnits: items, NextToken: token };
}

function accountPage(world: World, call: Call, isIn: (parent: string) => boolean): Output {
  const { items, token } = pageOf(
    world,
    call,
    organizationsPaging,
    fromPositions(world.accountList.length, (position) => {
      const account = world.accountList[position];
      return account && account.joinedAt <= call.now && isIn(account.parent) ? account : undefined;
    }),
  );
  return { Accounts: items.map((account) => accountRecord(world, account, call.now)), NextToken: token };
}

function requiredParent(world: World, call: Call): string {
  const parent = required(call, 'ParentId');
  const known = parent === world.rootId || world.scenario.organization.organizationalUnits.some(({ id }) => id === parent);
  if (known) return parent;
  throw new ApiError(400, 'ParentNotFoundException', "You specified a parent that doesn't exist in this organization.");
}
