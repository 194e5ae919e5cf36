import type { LeftOutReason } from '../domain/account';
import type { AccountId, DetectorId, Region } from '../domain/ids';
import type { Problem } from '../domain/problem';
import type { ClosedRegions, Fact, TrialsLeft } from '../domain/snapshot';
import type { RegionReason } from '../domain/reasons';
import type { OrganizationAction, RegionAction } from './actions';
import type { AccountGap, FeatureGap } from './gap';

/** Why nothing is changed in a Region. */
export type Blocker =
  | { readonly kind: 'region-not-enabled'; readonly accountId: AccountId; readonly optStatus: string; readonly refusal?: Problem }
  | { readonly kind: 'another-administrator'; readonly accountId: AccountId; readonly status: string }
  | { readonly kind: 'another-administrator-registered'; readonly accountId: AccountId }
  | { readonly kind: 'administrator-being-removed'; readonly accountId: AccountId }
  | { readonly kind: 'administrator-status-unknown'; readonly accountId: AccountId; readonly status: string }
  | { readonly kind: 'designation-needed' }
  | { readonly kind: 'exclusions-under-all' }
  | { readonly kind: 'unreadable'; readonly problem: Problem };

/** What is left as it is in a Region, whatever its status. */
export interface RegionObservations {
  readonly region: Region;
  readonly detectorId: DetectorId | undefined;
  /** Accounts of the rollout that are enabled members now. */
  readonly enabled: number;
  /** Members that do not belong to the organization's active accounts; never touched. */
  readonly outsiders: number;
  /** Excluded accounts that are members all the same; never removed. */
  readonly excludedMembers: readonly AccountId[];
  readonly gaps: readonly RegionReason[];
  readonly notEnabled: readonly AccountGap[];
  /** Only where protection plans were asked for. */
  readonly featureGaps?: readonly FeatureGap[];
}

export type RegionPlan = RegionObservations & {
  /** Free trials of accounts that are enrolled already; only where they were asked for. */
  readonly trials?: Fact<readonly TrialsLeft[]>;
} & (
    | { readonly status: 'in-sync' }
    | { readonly status: 'changes'; readonly actions: readonly [RegionAction, ...RegionAction[]] }
    | { readonly status: 'blocked'; readonly blocker: Blocker }
  );

/** Checks that could not be made, and facts that limit what the plan can promise. */
export type PlanWarning =
  | { readonly kind: 'policy-unreadable'; readonly problem: Problem }
  | { readonly kind: 'trusted-access-unreadable'; readonly problem: Problem }
  | { readonly kind: 'registration-unreadable'; readonly problem: Problem }
  | { readonly kind: 'trusted-access-missing'; readonly servicePrincipal: string }
  | { readonly kind: 'newcomers-not-excluded' }
  | { readonly kind: 'suspended-under-all'; readonly accounts: number }
  | { readonly kind: 'no-management-credentials' }
  | { readonly kind: 'features-unknown'; readonly features: readonly string[] }
  | ({ readonly kind: 'regions-not-enabled' } & ClosedRegions);

/** The whole difference between what is wanted and what is there. Dry run, apply, check and proof all use this one value. */
export interface Plan {
  readonly organizationActions: readonly OrganizationAction[];
  readonly regions: readonly RegionPlan[];
  readonly leftOut: readonly { readonly accountId: AccountId; readonly reason: LeftOutReason }[];
  /** Accounts every Region is about: active, without the administrator. */
  readonly candidates: readonly AccountId[];
  readonly warnings: readonly PlanWarning[];
}

/** The actions of a Region's plan; none unless there are changes. */
export function actionsOf(plan: RegionPlan): readonly RegionAction[] {
  return plan.status === 'changes' ? plan.actions : [];
}

/** Whether applying the plan would make any write call. */
export function hasChanges(plan: Plan): boolean {
  return plan.organizationActions.length > 0 || plan.regions.some((region) => region.status === 'changes');
}

/**
 * How many free trials of the foundational protection would start: one for each account and Region that is enrolled anew.
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-pricing.html
 */
export function countTrials(plan: Plan): number {
  return plan.regions.flatMap(actionsOf).reduce((sum, action) => {
    if (action.kind === 'associate-members') return sum + action.accounts.length;
    return action.kind === 'create-detector' ? sum + 1 : sum;
  }, 0);
}
