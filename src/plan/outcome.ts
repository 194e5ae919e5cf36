import type { AccountId, DetectorId, Region } from '../domain/ids';
import type { Problem } from '../domain/problem';
import type { ActionKind, OrganizationAction, RegionAction } from './actions';
import type { AccountGap, FeatureGap } from './gap';
import type { Blocker, RegionObservations } from './plan';

/** Why a planned action was not begun: an earlier one it needs did not succeed, the user interrupted, or AWS ended the credentials. */
export type NotAttemptedBecause = ActionKind | 'interrupted' | 'credentials-ended';

/** How one planned action ended. There is exactly one outcome for each. */
export type ActionOutcome =
  | { readonly status: 'done'; readonly note?: 'already-so' | 'made-by-aws' }
  | { readonly status: 'partly-done'; readonly accounts: readonly AccountGap[]; readonly plans?: readonly FeatureGap[] }
  | {
      readonly status: 'failed';
      readonly problem: Problem;
      readonly accounts?: readonly AccountGap[];
      /** True where the proof found nothing left of it: AWS had taken it all the same, or it is not needed any more. */
      readonly refuted?: true;
    }
  | { readonly status: 'not-attempted'; readonly because: NotAttemptedBecause };

export interface Attempt<Action> {
  readonly action: Action;
  readonly outcome: ActionOutcome;
}

/**
 * How a Region ended. `in-sync`: nothing was to be done. `changes`: shown, not applied. `done`: applied and proven. `pending`: applied,
 * AWS has not finished. `partly-done`: some of it, or not proven. `failed`: none of it. `blocked`, `not-attempted`.
 */
export type RegionStatus = 'in-sync' | 'changes' | 'done' | 'partly-done' | 'failed' | 'blocked' | 'not-attempted' | 'pending';

/** The account of one Region: what was planned, what came of it, and which accounts are not enabled. */
export interface RegionReport extends RegionObservations {
  readonly region: Region;
  readonly detectorId: DetectorId | undefined;
  readonly status: RegionStatus;
  readonly blocker: Blocker | undefined;
  readonly attempts: readonly Attempt<RegionAction>[];
  /** Planned actions that were only shown (dry run and check). */
  readonly planned: readonly RegionAction[];
  /** Whether {@link enabled} was read after everything that was done; false after an interruption or a failed reading. */
  readonly proven: boolean;
  /** Why the result could not be read back, if it could not. */
  readonly unproven: Problem | undefined;
}

/** The account of a whole run. */
export interface RolloutReport {
  readonly interrupted: boolean;
  readonly organizationAttempts: readonly Attempt<OrganizationAction>[];
  readonly organizationPlanned: readonly OrganizationAction[];
  readonly regions: readonly RegionReport[];
}

/** Accounts that an action makes enabled. */
export function accountsOf(action: RegionAction): readonly AccountId[] {
  return action.kind === 'associate-members' || action.kind === 'restart-members' ? action.accounts : [];
}
