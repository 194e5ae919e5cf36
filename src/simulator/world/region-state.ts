import type { FeatureSettings } from '../guardduty/rules/feature-states';
import type { ScenarioRegion } from '../scenario/region';
import type { MemberGroup } from './member-group';

/** What the organization chooses for members and features. */
export type AutoEnable = 'ALL' | 'NEW' | 'NONE';

/** The GuardDuty object of one account in one Region. */
export interface Detector {
  readonly id: string;
  /** The detector doesn't exist before this time: designation and membership create detectors with a delay. */
  readonly createdAt: number;
  updatedAt: number;
  enabled: boolean;
  frequency: string;
  features: FeatureSettings<boolean>;
  readonly clientToken: string | undefined;
}

/** The account that the management account designated in a Region. */
export interface Designation {
  readonly account: string;
  readonly since: number;
  /** ListOrganizationAdminAccounts shows it from this time on. */
  readonly reportedAt: number;
  /** AWS accepts its calls as administrator from this time on. */
  readonly settledAt: number;
  /** When it is gone. Set while it is being removed. */
  removedAt: number | undefined;
}

/** The organization configuration that the administrator set in a Region. */
export interface OrganizationConfiguration {
  readonly autoEnable: AutoEnable;
  readonly features: FeatureSettings<AutoEnable>;
  readonly since: number;
}

/** Where the findings of one detector are exported to. */
export interface PublishingDestination {
  readonly id: string;
  readonly type: string;
  readonly arn: string;
  readonly key: string;
  readonly owner: string | undefined;
  readonly status: string;
  /** Until then it reads PENDING_VERIFICATION. */
  readonly verifiedAt: number;
  readonly failingSince: number | undefined;
  readonly clientToken: string | undefined;
}

/** GuardDuty in one Region. */
export interface RegionState {
  readonly name: string;
  readonly lacks: ReadonlySet<string>;
  designation: Designation | undefined;
  /** Other accounts that ListOrganizationAdminAccounts shows. They can't do anything. */
  readonly otherAdministrators: readonly { readonly account: string; readonly status: string }[];
  configuration: OrganizationConfiguration;
  /** The configuration that reads show until the new one is visible. */
  previous: OrganizationConfiguration | undefined;
  /** Until this time, members can't be released because of an `ALL` that was lowered. */
  heldUntil: number;
  /** Whether the scenario says that the member limit is reached. The number of members then doesn't matter. */
  readonly limitReached: boolean;
  /** By account. */
  readonly detectors: Map<string, Detector>;
  /** Destinations of exported findings, by account. */
  readonly destinations: Map<string, readonly PublishingDestination[]>;
  /** What the scenario says about workloads, usage and custom rules. */
  readonly reported: Pick<ScenarioRegion, 'coverage' | 'usage' | 'customRules'>;
  /** Members by administrator. An account that invites others is an administrator too. */
  readonly groups: Map<string, MemberGroup>;
  /** Auto-enable has enrolled the accounts that joined up to this time. */
  enrolledUpTo: number;
  /** When auto-enable `ALL` enrolls all accounts. */
  sweepAt: number | undefined;
}
