import type { RolloutSettings } from '../domain/settings';
import type { OrganizationSnapshot } from '../domain/snapshot';
import { describeProblem } from '../messages/problems';
import { describeWarning, unitsUnread } from '../messages/warnings';
import type { Plan } from '../plan/plan';
import { reportShown } from '../plan/report';
import type { OpenPoint, PointsInput } from './open-point';
import { accountPoints } from './points-of-accounts';
import { regionPoints } from './points-of-regions';
import type { RunSummary } from './run-summary';

/** Organizational units that a report was to show and that could not be read. */
function unitPoints({ organization: { units } }: PointsInput): readonly OpenPoint[] {
  if (units === undefined || units.known) return [];
  const { what, words, remedy } = describeProblem(units.problem);
  return [{ heading: unitsUnread, lines: [what, ...(words === '' ? [] : [words])], remedy, mood: 'warn' }];
}

/** Everything that is left to do or to know, for every text that people read. */
function openPointsOf(input: PointsInput): readonly OpenPoint[] {
  const warnings = input.plan.warnings.map((warning): OpenPoint => ({
    heading: describeWarning(warning),
    lines: [],
    remedy: '',
    mood: 'warn',
  }));
  return [...warnings, ...unitPoints(input), ...regionPoints(input), ...accountPoints(input)];
}

/** What is left after a run. */
export function openPoints({ settings, organization, plan, report }: RunSummary): readonly OpenPoint[] {
  const { verdicts, organizationAttempts, regions } = report;
  return openPointsOf({ settings, organization, plan, verdicts, organizationAttempts, regions });
}

/** What a plan leaves as it is. */
export function openPointsOfPlan(settings: RolloutSettings, organization: OrganizationSnapshot, plan: Plan): readonly OpenPoint[] {
  const regions = plan.regions.map(reportShown);
  return openPointsOf({ settings, organization, plan, verdicts: plan.verdicts, organizationAttempts: [], regions });
}
