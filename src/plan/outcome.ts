import type { Problem } from '../domain/problem';
import type { ActionKind, OrganizationAction, RegionAction } from './actions';
import type { AccountGap } from './gap';
import type { Verdict } from './verdicts';

/**
 * Why a planned action was not begun: an earlier one it needs did not succeed, the user interrupted, AWS ended the credentials, or somebody
 * else changed meanwhile what it would have changed.
 */
export type NotAttemptedBecause = ActionKind | 'interrupted' | 'credentials-ended' | 'changed-meanwhile';

/** What a request that AWS accepted has changed. Reports name only these, and mark those that no reading confirms. */
export type Sent = 'designation' | 'detector' | 'auto-enable' | 'features' | 'frequency' | 'accounts' | 'trusted-access' | 'export';

/**
 * How one planned action ended. There is exactly one outcome for each. `done`: AWS accepted everything. `partly-done`: not every account
 * or setting. `gaps` are the settings that AWS refused.
 */
export type ActionOutcome =
  | { readonly status: 'done'; readonly sent: readonly Sent[]; readonly note?: 'already-so' | 'made-by-aws' }
  | {
      readonly status: 'partly-done';
      readonly sent: readonly Sent[];
      readonly accounts: readonly AccountGap[];
      readonly gaps: readonly Verdict[];
    }
  | {
      readonly status: 'failed';
      readonly problem: Problem;
      /** What it concerned, account by account, where it travelled in batches. */
      readonly accounts: readonly AccountGap[];
      /** True where the proof shows that the step worked all the same: AWS had taken it, or nothing needs it any more. */
      readonly refuted: boolean;
    }
  | { readonly status: 'not-attempted'; readonly because: NotAttemptedBecause };

/** A planned action and how it ended. */
export interface Attempt<Action> {
  readonly action: Action;
  readonly outcome: ActionOutcome;
}

export type RegionAttempt = Attempt<RegionAction>;
export type OrganizationAttempt = Attempt<OrganizationAction>;

/** The outcome of a step that a request ended. */
export function failed(problem: Problem, accounts: readonly AccountGap[] = []): ActionOutcome {
  return { status: 'failed', problem, accounts, refuted: false };
}
