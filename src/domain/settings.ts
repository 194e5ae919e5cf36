import type { AutoEnable } from './auto-enable';
import type { WantedExport } from './export';
import type { AccountId, Region, UnitId } from './ids';
import type { WantedFeatures } from './wanted-feature';

/** How often GuardDuty exports updated findings. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateDetector.html */
export type FindingFrequency = 'FIFTEEN_MINUTES' | 'ONE_HOUR' | 'SIX_HOURS';

/** What the run does: change, show what would change, or say by the exit code whether anything would. */
export type RunMode = 'apply' | 'dry-run' | 'check';

/** What the user wants, every default filled in. */
export interface RolloutSettings {
  readonly mode: RunMode;
  /** In the user's order, without doubles; `all` = every Region enabled for both accounts. */
  readonly regions: readonly Region[] | 'all';
  /** Where a first designation is made alone. Undefined: the first Region. */
  readonly homeRegion: Region | undefined;
  /** The delegated administrator the user named; checked against the credentials. */
  readonly administratorId: AccountId | undefined;
  readonly autoEnable: AutoEnable;
  /** Accounts, and organizational units with everything under them, that are not enrolled. Members among them are never removed. */
  readonly excludeAccounts: readonly AccountId[];
  readonly excludeUnits: readonly UnitId[];
  readonly acceptOrganizationPolicy: boolean;
  /** Undefined: features stay as they are. */
  readonly features: WantedFeatures | undefined;
  /** Switch the older EKS Runtime Monitoring off where Runtime Monitoring is asked for. */
  readonly migrateEksRuntimeMonitoring: boolean;
  /** Switch features that were asked for on in members of today at once, instead of leaving it to AWS. */
  readonly applyToMembers: boolean;
  /** Undefined: where findings are exported to stays as it is. */
  readonly export: WantedExport | undefined;
  /** Read what Runtime Monitoring really covers, for the report alone. */
  readonly readCoverage: boolean;
  /** Read what is left of free trials, usage and custom detection rules, for the report alone. */
  readonly readExtras: boolean;
  /** Read the organizational units of accounts, and their names, for a report that shows them. */
  readonly readUnits: boolean;
  /** Undefined: it stays as it is. */
  readonly findingFrequency: FindingFrequency | undefined;
  /** Restart detectors and members that somebody suspended. */
  readonly restartSuspended: boolean;
  /** Regions in progress at once. */
  readonly concurrency: number;
  /** How long to wait for AWS to settle, in seconds, each time the program has to wait. */
  readonly waitSeconds: number;
}
