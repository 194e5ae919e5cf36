import { weights } from '../domain/reasons';
import { guardDutyPrincipal, malwarePrincipal } from '../domain/principals';
import type { RolloutSettings } from '../domain/settings';
import type { ClosedRegions, Fact, OrganizationSnapshot, RegionSnapshot } from '../domain/snapshot';
import { isKnownFeature, malwareProtection, wantsMalwareProtection } from '../domain/wanted-feature';
import type { OrganizationAction } from './actions';
import { chooseCandidates, unreadAccounts, type Candidates } from './candidates';
import { autoEnableAfter } from './configuration';
import type { Plan, PlanWarning, RegionPlan } from './plan';
import { planRegion, type RegionQuestion } from './region';
import { countTrials } from './trials';
import { asAsked, gap, toDo, unread, type Subject, type Verdict } from './verdicts';

/** Whether a Region of the run offers Malware Protection; one without a configuration may. */
function offersMalwareProtection({ availability, configuration }: RegionSnapshot): boolean {
  if (availability.kind === 'not-enabled') return false;
  return configuration?.known !== true || configuration.value.features.some(({ name }) => name === malwareProtection);
}

/** Whether this run grants trusted access: it is about to, it has tried to, it does nothing while every Region is blocked, or it cannot. */
export type Ability = 'grants' | 'has-granted' | 'blocked' | 'cannot';

/**
 * Trusted access of one service. AWS's pages disagree on whether a designation grants it by itself, so it is granted on its own where it
 * is missing. https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-guardduty.html against
 * https://docs.aws.amazon.com/guardduty/latest/ug/organizations_permissions.html
 */
function trustedAccess(servicePrincipal: string, fact: Fact<boolean>, ability: Ability): Verdict {
  const subject = { question: 'trusted-access', servicePrincipal } as const;
  if (!fact.known) return unread(subject, fact.problem);
  if (fact.value) return asAsked(subject);
  if (ability === 'grants') return toDo(subject, 'enable-trusted-access');
  if (ability === 'blocked') return gap(subject, 'trusted-access-not-granted');
  return gap(subject, ability === 'has-granted' ? 'trusted-access-unconfirmed' : 'trusted-access-missing');
}

/** Whether somebody else is registered as administrator; nobody at all is right where the designation is still to come. */
function registration({ registeredAdministrators, administratorId }: OrganizationSnapshot): Verdict {
  const subject: Subject = { question: 'registration' };
  if (!registeredAdministrators.known) return unread(subject, registeredAdministrators.problem);
  const accounts = registeredAdministrators.value.filter((id) => id !== administratorId);
  return accounts.length === 0 ? asAsked(subject) : gap({ ...subject, accounts }, 'another-registration');
}

/** Whether every account of the organization is known, and none is left out for a reason that somebody must act on. */
function accountVerdicts(organization: OrganizationSnapshot, { leftOut }: Candidates): readonly Verdict[] {
  const subject: Subject = { question: 'accounts' };
  const open = leftOut.filter(({ reason }) => weights[reason] === 'act').map(({ accountId }) => accountId);
  const verdicts: readonly Verdict[] = [
    ...unreadAccounts(subject, organization, leftOut),
    ...(open.length === 0 ? [] : [gap({ ...subject, accounts: open }, 'accounts-left-out')]),
  ];
  return verdicts.length === 0 ? [asAsked(subject)] : verdicts;
}

/** Whether an organization policy decides in place of the settings that were asked for. */
function policyVerdict({ acceptOrganizationPolicy }: RolloutSettings, { guardDutyPolicy }: OrganizationSnapshot): Verdict {
  const subject: Subject = { question: 'organization-policy' };
  if (!guardDutyPolicy.known) return unread(subject, guardDutyPolicy.problem);
  if (!guardDutyPolicy.value) return asAsked(subject);
  return acceptOrganizationPolicy ? asAsked(subject, 'organization-policy-accepted') : gap(subject, 'organization-policy');
}

/** The answer to every question about the organization as a whole. */
export function organizationVerdicts(
  settings: RolloutSettings,
  organization: OrganizationSnapshot,
  snapshots: readonly RegionSnapshot[],
  ability: Ability,
): readonly Verdict[] {
  const { malwareTrustedAccess } = organization;
  const malware = wantsMalwareProtection(settings) && snapshots.some(offersMalwareProtection);
  return [
    ...accountVerdicts(organization, chooseCandidates(organization)),
    policyVerdict(settings, organization),
    trustedAccess(guardDutyPrincipal, organization.trustedAccess, ability),
    ...(malware ? [trustedAccess(malwarePrincipal, malwareTrustedAccess, ability)] : []),
    registration(organization),
  ];
}

function actionsFor(verdicts: readonly Verdict[]): readonly OrganizationAction[] {
  return verdicts.flatMap(({ answer, servicePrincipal }) =>
    answer === 'to-do' && servicePrincipal !== undefined ? [{ kind: 'enable-trusted-access' as const, servicePrincipal }] : [],
  );
}

function findWarnings(settings: RolloutSettings, { managementCredentials }: OrganizationSnapshot): readonly PlanWarning[] {
  const features = (settings.features?.named ?? []).map(({ feature }) => feature).filter((feature) => !isKnownFeature(feature));
  return [
    ...(features.length > 0 ? [{ kind: 'features-unknown' as const, features }] : []),
    ...(managementCredentials ? [] : [{ kind: 'no-management-credentials' as const }]),
    ...(settings.excludeUnits.length > 0 && settings.autoEnable === 'NEW' ? [{ kind: 'newcomers-not-excluded' as const }] : []),
  ];
}

/**
 * Accounts that are left suspended where auto-enable is ALL, which is also for those that were suspended or removed before.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html
 */
function suspendedUnderAll(regions: readonly RegionPlan[], snapshots: readonly RegionSnapshot[]): readonly PlanWarning[] {
  const all = regions.filter(({ actions }, index) => {
    const configuration = snapshots[index]?.configuration;
    const configure = actions.find((action) => action.kind === 'configure-organization');
    return autoEnableAfter(configuration?.known === true ? configuration.value : undefined, configure) === 'ALL';
  });
  const suspended = all.flatMap(({ notEnabled }) => notEnabled.filter(({ reason }) => reason === 'member-suspended'));
  const accounts = new Set(suspended.map(({ accountId }) => accountId)).size;
  return accounts === 0 ? [] : [{ kind: 'suspended-under-all', accounts }];
}

/**
 * The plan of a whole run from the plans of its Regions.
 *
 * @param snapshots those that the Regions' plans were made from, in the same order
 * @param closed Regions that "all" does not reach, only to be reported
 */
export function planOrganization(
  { settings, organization, candidates }: RegionQuestion,
  regions: readonly RegionPlan[],
  snapshots: readonly RegionSnapshot[],
  closed: readonly ClosedRegions[] = [],
): Plan {
  const open = regions.some(({ blocker }) => blocker === undefined);
  const ability = !organization.managementCredentials ? 'cannot' : open ? 'grants' : 'blocked';
  const verdicts = organizationVerdicts(settings, organization, snapshots, ability);
  return {
    verdicts,
    organizationActions: actionsFor(verdicts),
    regions,
    leftOut: candidates.leftOut,
    candidates: candidates.ids,
    warnings: [
      ...findWarnings(settings, organization),
      ...suspendedUnderAll(regions, snapshots),
      ...closed.map((one) => ({ kind: 'regions-not-enabled' as const, ...one })),
    ],
    trials: countTrials(regions, snapshots, settings.features),
  };
}

/**
 * The only decision table: what has to change so that every active account is protected in every Region asked for, and the answer to
 * every question that the user's options ask.
 */
export function planRollout(
  settings: RolloutSettings,
  organization: OrganizationSnapshot,
  snapshots: readonly RegionSnapshot[],
  closed: readonly ClosedRegions[] = [],
): Plan {
  const question = { settings, organization, candidates: chooseCandidates(organization) };
  return planOrganization(
    question,
    snapshots.map((snapshot) => planRegion(question, snapshot)),
    snapshots,
    closed,
  );
}
