import { guardDutyPrincipal, malwarePrincipal } from '../../domain/principals';
import { known, unknown, type Fact, type OrganizationSnapshot } from '../../domain/snapshot';
import type { ActionOutcome, OrganizationAttempt } from '../../plan/outcome';
import type { RunContext } from '../context';
import { readFact } from '../read/fact';
import { pollUntil } from '../waiting';

/** How long trusted access that AWS has accepted may stay out of its list, in seconds. */
const patience = 30;

/** What the last reading of the organization shows, and the attempts in its light. */
export interface ProvenOrganization {
  readonly organization: OrganizationSnapshot;
  readonly attempts: readonly OrganizationAttempt[];
}

/** After an interruption nobody has read whether the new trusted access is there. */
function withUnreadTrust(organization: OrganizationSnapshot): OrganizationSnapshot {
  const unseen = (fact: Fact<boolean>): Fact<boolean> =>
    fact.known && fact.value ? fact : unknown({ code: 'not-read-back', action: 'organizations:ListAWSServiceAccessForOrganization' });
  return {
    ...organization,
    trustedAccess: unseen(organization.trustedAccess),
    malwareTrustedAccess: unseen(organization.malwareTrustedAccess),
  };
}

/**
 * Reads the trusted services and the registration again. As in a Region, what AWS reports now decides, whatever it answered before: a request
 * whose answer was lost is done if its effect shows, and one that was accepted is not done without its effect.
 */
export async function proveOrganization(
  context: RunContext,
  organization: OrganizationSnapshot,
  attempts: readonly OrganizationAttempt[],
  designated: boolean,
): Promise<ProvenOrganization> {
  const { management, settings } = context;
  const begun = attempts.some(({ outcome }) => outcome.status !== 'not-attempted');
  if (management === undefined || (!begun && !designated)) return { organization, attempts };
  if (context.interrupted()) return { organization: begun ? withUnreadTrust(organization) : organization, attempts };
  const reader = management.organization;
  const accepted = attempts.flatMap(({ action, outcome }) => (outcome.status === 'done' ? [action.servicePrincipal] : []));
  let trusted: readonly string[] = [];
  const readTrust = (): Promise<Fact<boolean | undefined>> =>
    readFact(() =>
      pollUntil(context, Math.min(patience, settings.waitSeconds), async () => {
        trusted = await reader.listTrustedServices();
        return accepted.every((principal) => trusted.includes(principal)) ? true : undefined;
      }),
    );
  const [registered, shown] = await Promise.all([
    designated ? readFact(() => reader.listRegisteredAdministrators(guardDutyPrincipal)) : organization.registeredAdministrators,
    begun ? readTrust() : undefined,
  ]);
  const registration = { ...organization, registeredAdministrators: registered };
  if (shown === undefined) return { organization: registration, attempts };
  const trust = (principal: string): Fact<boolean> => (shown.known ? known(trusted.includes(principal)) : unknown(shown.problem));
  return {
    organization: { ...registration, trustedAccess: trust(guardDutyPrincipal), malwareTrustedAccess: trust(malwarePrincipal) },
    attempts: attempts.map(({ action, outcome }) => {
      const proven = shown.known && trusted.includes(action.servicePrincipal);
      const refuted: ActionOutcome = outcome.status === 'failed' && proven ? { ...outcome, refuted: true } : outcome;
      return { action, outcome: refuted };
    }),
  };
}
