import type { AccountId, Region } from '../../domain/ids';

/** What the user wants of an off-boarding, every default filled in. */
export interface OffboardSettings {
  readonly mode: 'apply' | 'dry-run';
  /** In the user's order, without doubles; `all` = every Region in which the administrator is designated or has members. */
  readonly regions: readonly Region[] | 'all';
  /** The administrator the user named; checked against the credentials. */
  readonly administratorId: AccountId | undefined;
  /** The organization the user named with `--confirm`. */
  readonly confirmed: string | undefined;
  /** Also release members that are not accounts of the organization. */
  readonly includeInvited: boolean;
  /** Regions in progress at once. */
  readonly concurrency: number;
  /** How long to wait for AWS, in seconds, each time the program has to wait. */
  readonly waitSeconds: number;
}
