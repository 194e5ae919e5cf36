import type { LeftOutReason } from '../domain/account';
import type { ExportDestination } from '../domain/export';
import type { AccountId, DetectorId, Region } from '../domain/ids';
import type { Problem } from '../domain/problem';
import type { ClosedRegions, Fact, OrganizationConfiguration, TrialsLeft } from '../domain/snapshot';
import type { OrganizationAction, RegionAction } from './actions';
import type { AccountGap } from './gap';
import { allAsAsked, type Verdict } from './verdicts';

/** Why nothing is changed in a Region. */
export type Blocker =
  | { readonly kind: 'region-not-enabled'; readonly accountId: AccountId; readonly optStatus: string; readonly refusal?: Problem }
  | { readonly kind: 'another-administrator'; readonly accountId: AccountId; readonly status: string }
  | { readonly kind: 'another-administrator-registered'; readonly accountId: AccountId }
  | {
      readonly kind: 'administrator-is-member';
      readonly accountId: AccountId;
      readonly administratorId: AccountId;
      readonly status: string;
    }
  | { readonly kind: 'administrator-being-removed'; readonly accountId: AccountId }
  | { readonly kind: 'designation-needed' }
  | { readonly kind: 'not-designated'; readonly problem: Problem }
  | { readonly kind: 'exclusions-under-all' }
  | { readonly kind: 'unreadable'; readonly problem: Problem };

/**
 * The difference between what is wanted and what was read, for one Region: the answer to every question, and the actions that the answers
 * `to-do` name. A blocked Region has no actions.
 */
export interface RegionPlan {
  readonly region: Region;
  readonly detectorId: DetectorId | undefined;
  readonly blocker: Blocker | undefined;
  readonly verdicts: readonly Verdict[];
  readonly actions: readonly RegionAction[];
  /** Whether the members of the Region were read: then whoever is not in {@link notEnabled} is enabled. */
  readonly membersRead: boolean;
  /** Accounts of the rollout that are enabled members; undefined where that is not known of every account. */
  readonly enabled: number | undefined;
  /** Those of them that the reading shows as enabled; undefined where the members were not read. */
  readonly seenEnabled: number | undefined;
  /** Accounts that are not enabled, or of which that is not known, and that no action will enable. */
  readonly notEnabled: readonly AccountGap[];
  /** Members that do not belong to the organization's active accounts; never touched. Undefined where that is not known. */
  readonly outsiders: number | undefined;
  /** Excluded accounts that are members all the same; never removed. */
  readonly excludedMembers: readonly AccountId[];
  /** The organization's settings as they were read; undefined where there can be none yet, or nobody read them. */
  readonly configuration: Fact<OrganizationConfiguration> | undefined;
  /** What is left of free trials of accounts that are enrolled already; undefined where that was not asked for. */
  readonly trialsLeft: Fact<readonly TrialsLeft[]> | undefined;
  /** Where findings are exported to; undefined where that was not asked for, or where there is no detector. */
  readonly exports: Fact<readonly ExportDestination[]> | undefined;
}

/** Facts that limit what the plan can promise, and that are no answer to a question. */
export type PlanWarning =
  | { readonly kind: 'newcomers-not-excluded' }
  | { readonly kind: 'suspended-under-all'; readonly accounts: number }
  | { readonly kind: 'no-management-credentials' }
  | { readonly kind: 'features-unknown'; readonly features: readonly string[] }
  | ({ readonly kind: 'regions-not-enabled' } & ClosedRegions);

/** How many free trials a plan starts, at most: an account that has had a trial starts none. */
export interface Trials {
  /** Of the foundational protection, one for each account and Region that gets GuardDuty anew. */
  readonly foundation: number;
  /** Of each feature, which has a trial of its own. */
  readonly features: readonly (readonly [feature: string, accounts: number])[];
}

/** The whole difference between what is wanted and what is there. Dry run, apply, check and proof all use this one value. */
export interface Plan {
  /** Answers about the organization as a whole. */
  readonly verdicts: readonly Verdict[];
  readonly organizationActions: readonly OrganizationAction[];
  readonly regions: readonly RegionPlan[];
  readonly leftOut: readonly { readonly accountId: AccountId; readonly reason: LeftOutReason }[];
  /** Accounts every Region is about: active, without the administrator. */
  readonly candidates: readonly AccountId[];
  readonly warnings: readonly PlanWarning[];
  readonly trials: Trials;
}

/** Whether a Region is exactly as asked, down to the last account. */
export function isInSync({ blocker, actions, verdicts }: RegionPlan): boolean {
  return blocker === undefined && actions.length === 0 && allAsAsked(verdicts);
}

/** Whether applying the plan would make any write call. */
export function hasChanges({ organizationActions, regions }: Plan): boolean {
  return organizationActions.length > 0 || regions.some(({ actions }) => actions.length > 0);
}
