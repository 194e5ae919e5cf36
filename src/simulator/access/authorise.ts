import type { Call } from '../requests/call';
import { ApiError, badRequest } from '../requests/errors';
import type { Operation } from '../requests/operation';
import type { DeniedBy } from '../scenario/access';
import { errorForms } from '../wire/error-forms';
import type { World } from '../world/world';
import { evaluate, type AccessRequest } from './policy';
import { fitsWildcard } from './wildcard';

/** Refuses a call that IAM or an organization policy doesn't allow. A principal without a policy in the scenario can do everything. */
export function authorise(world: World, call: Call, { permission, alsoNeeds }: Operation): void {
  if (permission === 'none') return;
  const request = { ...requestOf(world, call), action: permission };
  const by = deniedBy(world, call, request);
  if (by !== undefined) throw accessDenied(world, call, request, by);
  if (alsoNeeds === 'nothing') return;
  for (const { request: dependent, failure } of alsoNeeds(world, call)) {
    const full = { ...dependent, context: new Map([...request.context, ...dependent.context]) };
    const dependentBy = deniedBy(world, call, full);
    if (dependentBy === undefined) continue;
    if (failure === 'internal-error') throw new ApiError(500, 'InternalServerErrorException', world.text('internalServerError'));
    throw accessDenied(world, call, full, dependentBy);
  }
}

/** The kind of policy that denies a request. */
type Obstacle = DeniedBy | 'nothing-allows';

/** The kind of policy that denies the request; `undefined` if the caller is allowed. */
export function deniedBy(world: World, { caller, region }: Call, request: AccessRequest): Obstacle | undefined {
  const denial = world.scenario.denials.find(
    ({ actions, accounts, regions, by }) =>
      actions.some((action) => fitsWildcard(action, request.action, true)) &&
      (accounts === undefined || accounts.includes(caller.account)) &&
      (regions === undefined || regions.includes(region)) &&
      // The policies of an organization never restrict the management account:
      // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html and
      // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
      (by === 'identity-policy' || caller.account !== world.managementAccount),
  );
  if (denial) return denial.by;
  const documents = world.scenario.policies
    .filter(({ account, role }) => account === caller.account && role === caller.role)
    .map(({ document }) => document);
  if (documents.length === 0) return undefined;
  const verdict = evaluate(documents, request);
  if (verdict === 'allowed') return undefined;
  return verdict === 'denied' ? 'identity-policy' : 'nothing-allows';
}

/** The answer if a policy denies the request. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export function accessDenied(
  world: World,
  call: Pick<Call, 'service' | 'caller'>,
  request: Pick<AccessRequest, 'action' | 'resource'>,
  by: Obstacle,
): ApiError {
  if (call.service === 'guardduty' && world.scenario.switches.missingPermission === 'bad-request') {
    return badRequest(world.text('missingPermission', { action: request.action }));
  }
  const why =
    by === 'nothing-allows'
      ? `because no identity-based policy allows the ${request.action} action`
      : `with an explicit deny in ${by === 'identity-policy' ? 'an identity-based policy' : `a ${by.replaceAll('-', ' ')}`}`;
  const message = `User: ${call.caller.arn} is not authorized to perform: ${request.action} on resource: ${request.resource} ${why}`;
  const { status, name } = errorForms[call.service].accessDenied;
  return new ApiError(status, name, message);
}

/** The action and resource of a call, in IAM's words. */
export function requestOf(world: World, call: Call): AccessRequest {
  const context = new Map([
    ['aws:requestedregion', call.region],
    ['aws:principalaccount', call.caller.account],
    ['aws:principalarn', call.caller.arn],
  ]);
  const principal = call.input['ServicePrincipal'];
  if (typeof principal === 'string') context.set('organizations:serviceprincipal', principal);
  return { action: `${call.service}:${call.operation}`, resource: resourceOf(world, call), context };
}

function resourceOf(world: World, call: Call): string {
  const { detectorId, RoleArn: role } = call.input;
  if (call.service === 'sts' && typeof role === 'string') return role;
  if (call.service !== 'guardduty' || typeof detectorId !== 'string') return '*';
  return `arn:${world.scenario.partition}:guardduty:${call.region}:${call.caller.account}:detector/${detectorId}`;
}
