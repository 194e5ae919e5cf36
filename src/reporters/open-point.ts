import type { RolloutSettings } from '../domain/settings';
import type { OrganizationSnapshot } from '../domain/snapshot';
import type { OrganizationAttempt } from '../plan/outcome';
import type { Plan } from '../plan/plan';
import type { RegionReport } from '../plan/report';
import type { Verdict } from '../plan/verdicts';

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
