import { accountPoints } from './account-points';
import type { OpenPoint } from './open-point';
import { regionPoints } from './region-points';
import type { RunSummary } from './run-summary';
import { describeWarning } from '../messages/wording';

/** Everything that is left to do or to know after a run, for every report that people read. */
export function openPoints(summary: RunSummary): readonly OpenPoint[] {
  const warnings = summary.plan.warnings.map((warning): OpenPoint => ({
    heading: describeWarning(warning),
    lines: [],
    remedy: '',
    mood: 'warn',
  }));
  return [...warnings, ...regionPoints(summary), ...accountPoints(summary)];
}
