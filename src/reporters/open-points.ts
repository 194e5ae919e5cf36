import type { RolloutSettings } from '../domain/settings';
import type { OrganizationSnapshot } from '../domain/snapshot';
import { describeProblem } from '../messages/problems';
import { describeWarning, unitsUnread } from '../messages/warnings';
import type { OrganizationAttempt } from '../plan/outcome';
import type { Plan } from '../plan/plan';
import { reportShown, type RegionReport } from '../plan/report';
import type { Verdict } from '../plan/verdicts';
import { accountPoints } from './points-of-accounts';
import { regionPoints } from './points-of-regions';
import type { RunSummary } from './run-summary';

/** Organizational units that a report was to show and that could not be read. */
function unitPoints({ organization: { units } }: PointsInput): readonly OpenPoint[] {
  if (units === undefined || units.known) return [];
  const { what, words, remedy } = describeProblem(units.problem);
  return [{ heading: unitsUnread, lines: [what, ...(words === '' ? [] : [words])], remedy, mood: 'warn' }];
}

/** One thing left to do or to know: its heading, what it concerns, and the next step. */
export interface OpenPoint {
  readonly heading: string;
  readonly lines: readonly string[];
  /** Commands to be copied: shown after the lines, each in one piece. */
  readonly commands?: readonly string[];
  /** Empty where there is nothing to do about it by itself. */
  readonly remedy: string;
  readonly mood: 'bad' | 'warn' | 'faint';
}

/** What points are made of: a finished run, or a plan before it is applied. */
export interface PointsInput {
  readonly settings: RolloutSettings;
  readonly organization: OrganizationSnapshot;
  readonly plan: Plan;
  readonly verdicts: readonly Verdict[];
  readonly organizationAttempts: readonly OrganizationAttempt[];
  readonly regions: readonly RegionReport[];
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
