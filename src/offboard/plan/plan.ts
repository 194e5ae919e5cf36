import type { AccountId } from '../../domain/ids';
import { memberCondition } from '../../domain/member';
import type { Problem } from '../../domain/problem';
import { guardDutyPrincipal, malwarePrincipal } from '../../domain/principals';
import type { DeregisterAdministrator } from './actions';
import type { AttachedPolicy, OffboardOrganization, OffboardRegion } from './facts';
import { planRegion, type OffboardRegionPlan } from './region';
import type { OffboardSettings } from './settings';
import { asAsked, gap, toDo, unread, type OffboardVerdict } from './verdicts';

/** Service principals for which an administrator of GuardDuty may be registered. */
export const registrationPrincipals = [guardDutyPrincipal, malwarePrincipal] as const;

/** Something that forbids any change, for the whole organization. */
export type Obstacle =
  | { readonly kind: 'policy-attached'; readonly policies: readonly AttachedPolicy[] }
  | { readonly kind: 'policies-unreadable'; readonly problem: Problem };

export type OffboardWarning =
  /** The policy type is there and no policy is attached. */
  | { readonly kind: 'policy-type' }
  | { readonly kind: 'accounts-unread'; readonly problem: Problem }
  | { readonly kind: 'regions-unread'; readonly problem: Problem };

/** What leaving means for the bill: accounts whose GuardDuty stays on, over all Regions. */
export interface StaysOn {
  readonly accountRegions: number;
  /** False where something could not be read, so that there may be more. */
  readonly complete: boolean;
}

/** The plan of a whole run. */
export interface OffboardPlan {
  readonly obstacle: Obstacle | undefined;
  readonly warnings: readonly OffboardWarning[];
  readonly staysOn: StaysOn;
  /** In alphabetical order, Regions that the run is not about among them. */
  readonly regions: readonly OffboardRegionPlan[];
  readonly verdicts: readonly OffboardVerdict[];
  /** Made last, and only when every Region is known to be free. */
  readonly actions: readonly DeregisterAdministrator[];
}

/** Whether carrying the plan out would change anything. */
export function hasChanges({ regions, actions }: OffboardPlan): boolean {
  return actions.length > 0 || regions.some((region) => region.actions.length > 0);
}

/** Whether the administrator is registered, as far as that could be read. */
export function isRegistered({ registered, administratorId }: OffboardOrganization, servicePrincipal: string): boolean {
  const fact = registered.get(servicePrincipal);
  return fact?.known === true && fact.value.includes(administratorId);
}

function obstacleIn({ policyType, attachedPolicies }: OffboardOrganization): Obstacle | undefined {
  if (!policyType.known) return { kind: 'policies-unreadable', problem: policyType.problem };
  if (!attachedPolicies.known) return { kind: 'policies-unreadable', problem: attachedPolicies.problem };
  const policies = attachedPolicies.value;
  return policies.length === 0 ? undefined : { kind: 'policy-attached', policies };
}

function warningsIn({ policyType, accountsUnread, regionsUnread }: OffboardOrganization): readonly OffboardWarning[] {
  return [
    ...(policyType.known && policyType.value ? [{ kind: 'policy-type' as const }] : []),
    ...(accountsUnread === undefined ? [] : [{ kind: 'accounts-unread' as const, problem: accountsUnread }]),
    ...(regionsUnread === undefined ? [] : [{ kind: 'regions-unread' as const, problem: regionsUnread }]),
  ];
}

function staysOn(regions: readonly OffboardRegion[], administratorId: AccountId): StaysOn {
  const counts = regions.map(({ chosen, administrators, inside }) => {
    if (!chosen) return { on: 0, complete: true };
    const members = inside?.members;
    const own = inside?.detector?.known === true && inside.detector.value.status === 'ENABLED' ? 1 : 0;
    const on = members?.known === true ? [...members.value.values()].filter((status) => memberCondition(status) === 'enabled').length : 0;
    const unread = [administrators, inside?.detectorId, members, inside?.detector].some((fact) => fact?.known === false);
    const designated = administrators?.known === true && administrators.value.some(({ accountId }) => accountId === administratorId);
    return { on: on + own, complete: !unread && (inside !== undefined || !designated) };
  });
  return { accountRegions: counts.reduce((sum, { on }) => sum + on, 0), complete: counts.every(({ complete }) => complete) };
}

/** Whether the registration can end with this run, ends with a later one, or cannot be decided. */
function planRegistration(
  organization: OffboardOrganization,
  regions: readonly OffboardRegionPlan[],
  servicePrincipal: string,
  settings: OffboardSettings,
): OffboardVerdict {
  const fact = organization.registered.get(servicePrincipal);
  const place = { servicePrincipal };
  if (fact?.known === false) return { ...unread('registration', fact.problem), ...place };
  if (!isRegistered(organization, servicePrincipal)) return { ...asAsked('registration'), ...place };
  const left = regions.filter(({ standing }) => standing === 'stays' || standing === 'unknown');
  if (left.length === 0 && organization.regionsUnread === undefined)
    return { ...toDo('registration', 'deregister-administrator'), ...place };
  const onlyOthers = settings.regions !== 'all' && left.every(({ chosen }) => !chosen);
  return { ...(onlyOthers ? asAsked('registration', 'other-regions-left') : gap('registration', 'registration-stays')), ...place };
}

/** Decides everything: pure, from settings and facts. */
export function planOffboarding(
  settings: OffboardSettings,
  organization: OffboardOrganization,
  facts: readonly OffboardRegion[],
): OffboardPlan {
  const question = { includeInvited: settings.includeInvited, named: settings.regions !== 'all', organization };
  const regions = facts.map((region) => planRegion(question, region));
  const verdicts = registrationPrincipals.map((principal) => planRegistration(organization, regions, principal, settings));
  return {
    obstacle: obstacleIn(organization),
    warnings: warningsIn(organization),
    staysOn: staysOn(facts, organization.administratorId),
    regions,
    verdicts,
    actions: verdicts.flatMap(({ answer, servicePrincipal }) =>
      answer === 'to-do' && servicePrincipal !== undefined
        ? [{ kind: 'deregister-administrator' as const, accountId: organization.administratorId, servicePrincipal }]
        : [],
    ),
  };
}
