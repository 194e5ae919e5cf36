import type { FeatureSettings } from '../guardduty/rules/feature-states';
import type { ScenarioRegion } from '../scenario/region';
import type { MemberGroup } from './member-group';

/** What the organization chooses for members and features. */
export type AutoEnable = 'ALL' | 'NEW' | 'NONE';

/** The GuardDuty object of one account in one Region. */
export interface Detector {
  readonly id: string;
  /** Until then it does not exist: designation and membership make detectors after a while. */
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
  /** From then on ListOrganizationAdminAccounts shows it. */
  readonly reportedAt: number;
  /** From then on the administrator is obeyed. */
  readonly settledAt: number;
  /** Set while it is being removed: when it is gone. */
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
  /** Listed beside the administrator, and without power. */
  readonly otherAdministrators: readonly { readonly account: string; readonly status: string }[];
  configuration: OrganizationConfiguration;
  /** What reads still show while the new configuration is not visible everywhere. */
  previous: OrganizationConfiguration | undefined;
  /** Until then a configuration that was replaced still keeps members from being released. */
  heldUntil: number;
  /** The scenario says that the limit of members is reached, however many there are. */
  readonly limitReached: boolean;
  /** By account. */
  readonly detectors: Map<string, Detector>;
  /** Destinations of exported findings, by account. */
  readonly destinations: Map<string, readonly PublishingDestination[]>;
  /** What the scenario says about workloads, usage and custom rules. */
  readonly reported: Pick<ScenarioRegion, 'coverage' | 'usage' | 'customRules'>;
  /** Members by administrator: administrators by invitation have members too. */
  readonly groups: Map<string, MemberGroup>;
  /** Auto-enable has enrolled everybody who had joined by then. */
  enrolledUpTo: number;
  /** When auto-enable ALL enrols everybody by itself. */
  sweepAt: number | undefined;
}
