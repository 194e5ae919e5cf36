import type { RolloutSettings } from '../domain/settings';
import type { Blocker } from './plan';
import type { RegionReport, RolloutReport } from './report';
import type { Verdict } from './verdicts';

/** 0 proven (or the dry run was made), 1 something is left to do or unproven, 2 refused before any change, 3 drift, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 3 | 130;

/** Every answer of a report. */
export function verdictsOf({ verdicts, regions }: RolloutReport): readonly Verdict[] {
  return [...verdicts, ...regions.flatMap((region) => region.verdicts)];
}

/** Whether a blocker is one of the whole organization: where all Regions have such a blocker, nothing can be done, and the exit code is 2. */
const obstructs: Readonly<Record<Blocker['kind'], boolean>> = {
  'another-administrator': true,
  'another-administrator-registered': true,
  'region-not-enabled': false,
  'administrator-is-member': false,
  'administrator-being-removed': false,
  'designation-needed': false,
  'not-designated': false,
  'exclusions-under-all': false,
  unreadable: false,
};

/** Another account administers GuardDuty in every Region, so nothing can be done in any of them. */
export function isObstructed(regions: readonly RegionReport[]): boolean {
  return regions.length > 0 && regions.every(({ kind, blocker }) => kind === 'shown' && blocker !== undefined && obstructs[blocker.kind]);
}

/**
 * The exit code that a report earns. 0 needs every answer to be as asked. A dry run is a success when everything could be read; what it
 * found is its result. Drift outranks everything else that a check finds.
 */
export function exitCodeOf({ mode }: RolloutSettings, report: RolloutReport): ExitCode {
  if (report.interrupted) return 130;
  if (isObstructed(report.regions)) return 2;
  const answers = new Set(verdictsOf(report).map(({ answer }) => answer));
  if (mode === 'dry-run') return answers.has('unknown') ? 1 : 0;
  if (mode === 'check' && answers.has('to-do')) return 3;
  return answers.has('to-do') || answers.has('gap') || answers.has('unknown') ? 1 : 0;
}
