import type { AccountId, Region, UnitId } from './ids';

/** Who gets GuardDuty by itself: every account, only those that join later, nobody. The API's `AutoEnableOrganizationMembers`. */
export type AutoEnable = 'ALL' | 'NEW' | 'NONE';

/** What the run is for: change, show what would change, or tell by the exit code whether anything would. */
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
  /** Whether the user asked for {@link autoEnable} or it is the default; a default never lowers a setting. */
  readonly autoEnableIsExplicit: boolean;
  /** Accounts, and organizational units with everything under them, that are not enrolled. Members among them are never removed. */
  readonly excludeAccounts: readonly AccountId[];
  readonly excludeUnits: readonly UnitId[];
  readonly acceptOrganizationPolicy: boolean;
  /** Restart detectors and members that somebody suspended. */
  readonly restartSuspended: boolean;
  /** Regions worked on at once. */
  readonly concurrency: number;
  /** How long to wait for AWS to settle, in seconds, each time the program has to wait. */
  readonly waitSeconds: number;
}
