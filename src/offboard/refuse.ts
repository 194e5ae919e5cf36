import { PreconditionError } from '../domain/errors';
import { guardDutyPrincipal } from '../domain/principals';
import { neverDelegated, otherAdministrator } from '../messages/offboard-refusals';
import { readFact } from '../rollout/read/fact';
import type { OffboardOrganization, OffboardRegion } from './plan/facts';
import { isRegistered, registrationPrincipals, type OffboardPlan } from './plan/plan';

/**
 * Refuses an account that is the administrator nowhere: most often the credentials of another account were given. An account that was
 * off-boarded before is let through, for a second run has to be able to prove that nothing is left: the carry-over file has it.
 *
 * @throws PreconditionError
 */
export async function refuseStranger(
  organization: OffboardOrganization,
  facts: readonly OffboardRegion[],
  plan: OffboardPlan,
  listTrustedServices: () => Promise<readonly string[]>,
): Promise<void> {
  const { administratorId, registered, before } = organization;
  if (before.designated.size + before.released.size > 0) return;
  const free = plan.regions.every(({ standing }) => standing === 'free');
  const unread = registrationPrincipals.some((principal) => registered.get(principal)?.known !== true);
  if (!free || unread || registrationPrincipals.some((principal) => isRegistered(organization, principal))) return;
  const designated = facts.flatMap(({ administrators }) => (administrators?.known === true ? administrators.value : []));
  const registeredNow = registered.get(guardDutyPrincipal);
  const others = [...designated.map(({ accountId }) => accountId), ...(registeredNow?.known === true ? registeredNow.value : [])];
  if (others.length > 0) throw new PreconditionError(otherAdministrator(administratorId, [...new Set(others)].sort()));
  if (plan.regions.some(({ actions }) => actions.length > 0)) return;
  const trusted = await readFact(listTrustedServices);
  if (trusted.known && !trusted.value.includes(guardDutyPrincipal)) throw new PreconditionError(neverDelegated(administratorId));
}
