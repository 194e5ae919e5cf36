import type { Problem } from '../../domain/problem';
import type { DeregisterAdministrator, OffboardAction, OffboardActionKind } from './actions';
import type { OffboardRegionPlan } from './region';
import type { LeftMember, OffboardVerdict } from './verdicts';

/** How one planned step ended. */
export type OffboardOutcome =
  | { readonly status: 'done' }
  /** Some accounts are left. */
  | { readonly status: 'partly-done'; readonly left: readonly LeftMember[] }
  | { readonly status: 'failed'; readonly problem: Problem; readonly left?: readonly LeftMember[] }
  | {
      readonly status: 'not-attempted';
      readonly because: OffboardActionKind | 'interrupted' | 'members-left' | 'regions-left' | 'credentials-ended';
    };

/** A step and how it ended; null where it was only shown. */
export interface OffboardAttempt<Action = OffboardAction> {
  readonly action: Action;
  readonly outcome: OffboardOutcome | null;
}

/**
 * How a Region ended. `free`: it was free already. `changes`: shown, not applied. `done`: released and proven. `partly-done`: some of it.
 * `failed`: none of it. `blocked`: nothing could be begun. `unknown`: nobody is designated, and whether members are left is not known.
 * `not-chosen`: the run was not about it.
 */
export type OffboardStatus =
  'free' | 'changes' | 'done' | 'partly-done' | 'failed' | 'blocked' | 'unknown' | 'not-attempted' | 'not-chosen';

/** The report of one Region. */
export interface OffboardRegionReport extends Omit<OffboardRegionPlan, 'actions'> {
  readonly status: OffboardStatus;
  readonly attempts: readonly OffboardAttempt[];
}

/** The report of a whole run. */
export interface OffboardReport {
  readonly interrupted: boolean;
  readonly regions: readonly OffboardRegionReport[];
  readonly verdicts: readonly OffboardVerdict[];
  readonly attempts: readonly OffboardAttempt<DeregisterAdministrator>[];
}
