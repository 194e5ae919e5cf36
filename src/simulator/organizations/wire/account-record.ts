import type { Output } from '../../requests/call';
import { type Account, stateOf } from '../../world/account';
import type { World } from '../../world/world';

/** An account in answers of Organizations. https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html */
export function accountRecord(world: World, account: Account, now: number): Output {
  const paths = world.scenario.switches.accountPaths === 'given' ? { Paths: [pathOf(world, account)] } : {};
  return { ...identityRecord(world, account, now), ...paths };
}

/** The members that an account and a delegated administrator share. */
export function identityRecord(world: World, account: Account, now: number): Output {
  const fields = world.scenario.switches.accountStateFields;
  const state = stateOf(account, now);
  return {
    Id: account.id,
    Arn: accountArn(world, account.id),
    Email: account.email,
    Name: account.name,
    ...(fields === 'state' ? {} : { Status: statusOf(state) }),
    ...(fields === 'status' ? {} : { State: state }),
    JoinedMethod: account.joinedMethod,
    JoinedTimestamp: account.joinedAt / 1000,
  };
}

/** The ARN of an account of the organization. */
export function accountArn(world: World, id: string): string {
  return `${arnBase(world)}:account/${world.scenario.organization.id}/${id}`;
}

/** The beginning of every Organizations ARN. */
export function arnBase(world: World): string {
  return `arn:${world.scenario.partition}:organizations::${world.managementAccount}`;
}

/** The older member `Status` has fewer values. A closed account reads SUSPENDED there. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_account_state.html */
function statusOf(state: string): string {
  return state === 'CLOSED' || state === 'PENDING_ACTIVATION' ? 'SUSPENDED' : state;
}

function pathOf(world: World, account: Account): string {
  return [world.scenario.organization.id, world.rootId, ...world.unitPath(account.parent), account.id, ''].join('/');
}
