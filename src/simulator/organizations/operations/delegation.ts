import type { Call, Output } from '../../requests/call';
import { ApiError, constraintViolation } from '../../requests/errors';
import { designationOf } from '../../guardduty/rules/access';
import { removeAdministrator } from '../../guardduty/rules/remove-administrator';
import { fromList, pageOf } from '../../requests/paging';
import { isRestricted, type Account } from '../../world/account';
import type { World } from '../../world/world';
import { identityRecord } from '../wire/account-record';
import { organizationsPaging, required, requiredAccount } from '../wire/input';
import { requireManagement, requireReader } from '../rules/permission';
import { guarddutyPrincipal, requireManagementOrMalware } from './service-access';

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListDelegatedAdministrators.html */
export function listDelegatedAdministrators(world: World, call: Call): Output {
  requireReader(world, call);
  const principal = call.input['ServicePrincipal'];
  const since = new Map<string, number>();
  for (const [service, delegation] of world.delegations) {
    if (typeof principal === 'string' && service !== principal) continue;
    since.set(delegation.account, Math.min(delegation.since, since.get(delegation.account) ?? Infinity));
  }
  const administrators = [...since].flatMap(([id, date]) => {
    const account = world.accountAt(id, call.now);
    return account ? [{ ...identityRecord(world, account, call.now), DelegationEnabledDate: date / 1000 }] : [];
  });
  const { items, token } = pageOf(world, call, organizationsPaging, fromList(administrators));
  return { DelegatedAdministrators: items, NextToken: token };
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListDelegatedServicesForAccount.html */
export function listDelegatedServices(world: World, call: Call): Output {
  requireReader(world, call);
  const { id } = requiredAccount(world, call);
  const services = [...world.delegations]
    .filter(([, delegation]) => delegation.account === id)
    .map(([principal, delegation]) => ({ ServicePrincipal: principal, DelegationEnabledDate: delegation.since / 1000 }));
  if (services.length === 0) throw notRegistered();
  const { items, token } = pageOf(world, call, organizationsPaging, fromList(services));
  return { DelegatedServices: items, NextToken: token };
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_RegisterDelegatedAdministrator.html */
export function registerDelegatedAdministrator(world: World, call: Call): Output {
  const principal = required(call, 'ServicePrincipal');
  requireManagementOrMalware(world, call, principal);
  const account = requiredAccount(world, call);
  refuseUnfit(world, account, call.now);
  if (!world.trustedAccess.has(principal)) {
    throw constraintViolation('SERVICE_ACCESS_NOT_ENABLED', 'You must enable service access for the service principal first.');
  }
  const registered = world.delegations.get(principal);
  if (registered?.account === account.id) {
    throw new ApiError(
      400,
      'AccountAlreadyRegisteredException',
      'The specified account is already a delegated administrator for this service.',
    );
  }
  if (registered) {
    throw constraintViolation(
      'MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED',
      'You have exceeded the limit of delegated administrators for this service.',
    );
  }
  world.delegations.set(principal, { account: account.id, since: call.now });
  return {};
}

/**
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_DeregisterDelegatedAdministrator.html. Whether it also ends the
 * account's designation in every Region is the switch `deregistration`.
 */
export function deregisterDelegatedAdministrator(world: World, call: Call): Output {
  requireManagement(world, call);
  const principal = required(call, 'ServicePrincipal');
  const { id } = requiredAccount(world, call);
  if (world.delegations.get(principal)?.account !== id) throw notRegistered();
  world.delegations.delete(principal);
  if (principal === guarddutyPrincipal && world.scenario.switches.deregistration === 'ends-designations') {
    for (const region of world.regions.values()) {
      const designation = designationOf(region, call.now);
      if (designation?.account === id) removeAdministrator(world, region, { designation, now: call.now, goneAt: call.now });
    }
  }
  return {};
}

function refuseUnfit(world: World, account: Account, now: number): void {
  if (account.id === world.managementAccount) {
    throw constraintViolation(
      'CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR',
      'You cannot register the management account as a delegated administrator.',
    );
  }
  if (isRestricted(account, now)) {
    throw constraintViolation(
      'CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR',
      'You cannot register a suspended account as a delegated administrator.',
    );
  }
}

function notRegistered(): ApiError {
  return new ApiError(400, 'AccountNotRegisteredException', 'The specified account is not a delegated administrator for this service.');
}
