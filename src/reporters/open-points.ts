import { accountPoints } from './account-points';
import type { OpenPoint } from './open-point';
import { regionPoints } from './region-points';
import type { RunSummary } from './run-summary';
import { describeProblem } from '../messages/problem-text';
import { describeWarning, unitsUnread } from '../messages/wording';

/** Organizational units that a report was to show and that could not be read. */
function unitPoints({ organization: { units } }: RunSummary): readonly OpenPoint[] {
  if (units === undefined || units.known) return [];
  const { what, words, remedy } = describeProblem(units.problem);
  return [{ heading: unitsUnread, lines: [what, ...(words === '' ? [] : [words])], remedy, mood: 'warn' }];
}

/** Everything that is left to do or to know after a run, for every report that people read. */
export function openPoints(summary: RunSummary): readonly OpenPoint[] {
  const warnings = summary.plan.warnings.map((warning): OpenPoint => ({
    heading: describeWarning(warning),
    lines: [],
    remedy: '',
    mood: 'warn',
  }));
  return [...warnings, ...unitPoints(summary), ...regionPoints(summary), ...accountPoints(summary)];
}
