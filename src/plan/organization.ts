import { guardDutyPrincipal, malwarePrincipal } from '../domain/principals';
import type { RolloutSettings } from '../domain/settings';
import { isKnownFeature, wantsMalwareProtection } from '../domain/wanted-feature';
import type { ClosedRegions, Fact, OrganizationSnapshot, RegionSnapshot } from '../domain/snapshot';
import type { OrganizationAction } from './actions';
import { chooseCandidates } from './candidates';
import { actionsOf, type Plan, type PlanWarning, type RegionPlan } from './plan';
import { staysAll } from './configuration';
import { planRegion } from './region';

/** Services that the organization has to trust and does not. */
function untrusted(settings: RolloutSettings, { trustedAccess, malwareTrustedAccess }: OrganizationSnapshot): readonly string[] {
  const missing = (access: Fact<boolean> | undefined): boolean => access?.known === true && !access.value;
  return [
    ...(missing(trustedAccess) ? [guardDutyPrincipal] : []),
    ...(wantsMalwareProtection(settings) && missing(malwareTrustedAccess) ? [malwarePrincipal] : []),
  ];
}

/**
 * AWS's pages disagree on whether a designation grants trusted access by itself, so it is granted on its own where it is missing.
 * https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-guardduty.html against
 * https://docs.aws.amazon.com/guardduty/latest/ug/organizations_permissions.html
 */
function planOrganization(settings: RolloutSettings, organization: OrganizationSnapshot): readonly OrganizationAction[] {
  if (!organization.managementCredentials) return [];
  return untrusted(settings, organization).map((servicePrincipal) => ({ kind: 'enable-trusted-access', servicePrincipal }));
}

function findWarnings(settings: RolloutSettings, organization: OrganizationSnapshot): readonly PlanWarning[] {
  const { features } = settings;
  const { guardDutyPolicy, trustedAccess, registeredAdministrators, managementCredentials } = organization;
  const warnings: PlanWarning[] = [];
  const unknownFeatures = (features?.named ?? []).map(({ feature }) => feature).filter((feature) => !isKnownFeature(feature));
  if (unknownFeatures.length > 0) warnings.push({ kind: 'features-unknown', features: unknownFeatures });
  if (!managementCredentials) warnings.push({ kind: 'no-management-credentials' });
  if (!guardDutyPolicy.known) warnings.push({ kind: 'policy-unreadable', problem: guardDutyPolicy.problem });
  if (!trustedAccess.known) warnings.push({ kind: 'trusted-access-unreadable', problem: trustedAccess.problem });
  if (!managementCredentials)
    for (const servicePrincipal of untrusted(settings, organization)) warnings.push({ kind: 'trusted-access-missing', servicePrincipal });
  if (!registeredAdministrators.known) warnings.push({ kind: 'registration-unreadable', problem: registeredAdministrators.problem });
  if (settings.excludeUnits.length > 0 && settings.autoEnable === 'NEW') warnings.push({ kind: 'newcomers-not-excluded' });
  return warnings;
}

/**
 * Accounts that are left suspended where auto-enable is ALL, which is also for those that were suspended or removed before.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html
 */
function suspendedUnderAll(regions: readonly RegionPlan[], snapshots: readonly RegionSnapshot[]): readonly PlanWarning[] {
  const all = regions.filter((region, index) => {
    const configuration = snapshots[index]?.configuration;
    const configure = actionsOf(region).find((action) => action.kind === 'configure-organization');
    return staysAll(configuration?.known === true ? configuration.value : undefined, configure);
  });
  const suspended = all.flatMap(({ notEnabled }) => notEnabled.filter(({ reason }) => reason === 'member-suspended'));
  const accounts = new Set(suspended.map(({ accountId }) => accountId)).size;
  return accounts === 0 ? [] : [{ kind: 'suspended-under-all', accounts }];
}

/**
 * The only decision table: what has to change so that every active account is protected in every Region asked for.
 *
 * @param closed Regions that "all" does not reach, only to be told
 */
export function planRollout(
  settings: RolloutSettings,
  organization: OrganizationSnapshot,
  snapshots: readonly RegionSnapshot[],
  closed: readonly ClosedRegions[] = [],
): Plan {
  const candidates = chooseCandidates(organization);
  const regions = snapshots.map((snapshot) => planRegion(settings, organization, candidates, snapshot));
  const everyRegionIsBlocked = regions.every(({ status }) => status === 'blocked');
  return {
    organizationActions: everyRegionIsBlocked ? [] : planOrganization(settings, organization),
    regions,
    leftOut: candidates.leftOut,
    candidates: candidates.ids,
    warnings: [
      ...findWarnings(settings, organization),
      ...suspendedUnderAll(regions, snapshots),
      ...closed.map((one) => ({ kind: 'regions-not-enabled' as const, ...one })),
    ],
  };
}
