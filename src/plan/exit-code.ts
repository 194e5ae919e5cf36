import { weights, type AccountReason, type FeatureReason, type RegionReason } from '../domain/reasons';
import type { RolloutSettings } from '../domain/settings';
import type { Plan } from './plan';
import type { RegionReport, RolloutReport } from './outcome';

/** 0 proven (or the dry run was made), 1 something is left to do or unproven, 2 refused before any change, 3 drift, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 3 | 130;

function isFine(reason: AccountReason | RegionReason | FeatureReason, settings: RolloutSettings): boolean {
  return weights[reason] === 'fine' || (reason === 'organization-policy' && settings.acceptOrganizationPolicy);
}

/** Whether a Region is as the user wants it, down to the last account. */
function regionIsFine(region: RegionReport, settings: RolloutSettings): boolean {
  return (
    (region.status === 'in-sync' || region.status === 'done') &&
    region.notEnabled.every(({ reason }) => isFine(reason, settings)) &&
    region.gaps.every((reason) => isFine(reason, settings)) &&
    (region.featureGaps ?? []).every(({ reason }) => isFine(reason, settings))
  );
}

/** Whether something that decides could not be read in a Region. */
function isUnread({ blocker, notEnabled, featureGaps = [] }: RegionReport): boolean {
  return (
    blocker?.kind === 'unreadable' ||
    notEnabled.some(({ reason }) => reason === 'management-detector-unreadable') ||
    featureGaps.some(({ reason }) => reason === 'feature-members-unreadable')
  );
}

/**
 * The exit code that a report earns. A dry run is a success when everything could be read; what it found is its result. Drift outranks
 * everything else a check finds.
 */
export function exitCodeOf(settings: RolloutSettings, plan: Plan, report: RolloutReport): ExitCode {
  if (report.interrupted) return 130;
  const changes = report.organizationPlanned.length > 0 || report.regions.some(({ status }) => status === 'changes');
  if (settings.mode === 'check' && changes) return 3;
  if (settings.mode === 'dry-run') return report.regions.some(isUnread) ? 1 : 0;
  const leftOutIsFine = plan.leftOut.every(({ reason }) => isFine(reason, settings));
  const organizationIsDone = report.organizationAttempts.every(({ outcome }) => outcome.status === 'done');
  const fine = leftOutIsFine && organizationIsDone && report.regions.every((region) => regionIsFine(region, settings));
  return fine ? 0 : 1;
}
