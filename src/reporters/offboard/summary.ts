import type { AccountId } from '../../domain/ids';
import type { CallerIdentity } from '../../domain/snapshot';
import type { OffboardOrganization, OffboardRegion } from '../../offboard/plan/facts';
import type { OffboardPlan } from '../../offboard/plan/plan';
import type { OffboardRegionReport, OffboardReport } from '../../offboard/plan/report';
import type { OffboardSettings } from '../../offboard/plan/settings';
import type { LeftMember } from '../../offboard/plan/verdicts';
import type { RunFacts } from '../run-facts';

/** Everything a report of a finished off-boarding can show. */
export interface OffboardSummary extends RunFacts {
  readonly settings: OffboardSettings;
  readonly management: CallerIdentity;
  readonly administrator: CallerIdentity;
  readonly organization: OffboardOrganization;
  /** As the Regions were before the run. */
  readonly facts: readonly OffboardRegion[];
  readonly plan: OffboardPlan;
  readonly report: OffboardReport;
  /** The file with the settings from before, and whether this run has written it. */
  readonly carryOver: { readonly file: string; readonly saved: boolean };
}

/** Members that are left in a Region, by account. */
export function leftIn({ verdicts }: OffboardRegionReport): ReadonlyMap<AccountId, LeftMember> {
  const left = verdicts.flatMap((verdict) => (verdict.answer === 'gap' ? (verdict.members ?? []) : []));
  return new Map(left.map((member) => [member.accountId, member]));
}

/** How many of the members that were to go have gone, from the last reading; undefined where nobody could read it. */
export function releasedIn(report: OffboardRegionReport): number | undefined {
  if (report.status === 'changes') return 0;
  const planned = plannedIn(report);
  if (planned.length === 0) return report.chosen ? 0 : undefined;
  const read = report.verdicts.some(
    (verdict) =>
      verdict.question === 'members' && (verdict.answer === 'as-asked' || (verdict.answer === 'gap' && verdict.members !== undefined)),
  );
  if (!read) return undefined;
  const left = leftIn(report);
  return planned.filter((id) => !left.has(id)).length;
}

/** Member records that the plan releases in a Region. */
export function plannedIn({ attempts }: OffboardRegionReport): readonly AccountId[] {
  return attempts.flatMap(({ action }) => (action.kind === 'delete-members' ? action.accounts : []));
}

/** Regions that a report has something to say about: those of the run, and others in which the administrator stays. */
export function shownRegions({ report, settings }: OffboardSummary): readonly OffboardRegionReport[] {
  const named = settings.regions === 'all' ? new Set<string>() : new Set<string>(settings.regions);
  return report.regions
    .filter(({ region, status, standing }) => named.has(region) || status !== 'free' || standing === 'stays')
    .filter(({ status, standing }) => status !== 'not-chosen' || standing !== 'free');
}
