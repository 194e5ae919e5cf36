import type { WantedFeatures } from '../domain/wanted-feature';
import type { AutoEnable } from '../domain/auto-enable';
import type { FindingFrequency } from '../domain/settings';
import type { AccountId, DetectorId } from '../domain/ids';
import type { FeaturePlace } from './detector-features';
import type { FeatureChange } from './organization-features';

/** A change to the organization itself, made once, with the management account's credentials. */
export interface OrganizationAction {
  readonly kind: 'enable-trusted-access';
  readonly servicePrincipal: string;
}

/** The management account names the delegated administrator of the Region. */
export interface DesignateAdministrator {
  readonly kind: 'designate-administrator';
  readonly accountId: AccountId;
}

/** The administrator gets its detector. AWS usually makes it after a designation; the program only where it stays missing. */
export interface CreateDetector {
  readonly kind: 'create-detector';
  readonly accountId: AccountId;
  /** True right after a designation: AWS is given all the time there is. */
  readonly afterDesignation: boolean;
}

/** The administrator's detector, suspended by somebody, runs again. */
interface EnableDetector {
  readonly kind: 'enable-detector';
  readonly accountId: AccountId;
  readonly detectorId: DetectorId;
}

/** The management account gets its own detector, without which it cannot become a member. */
interface CreateManagementDetector {
  readonly kind: 'create-management-detector';
  readonly accountId: AccountId;
}

/** The management account's detector, suspended by somebody, runs again. */
interface EnableManagementDetector {
  readonly kind: 'enable-management-detector';
  readonly accountId: AccountId;
  readonly detectorId: DetectorId;
}

/** Who gets GuardDuty by itself. `before` is null where no configuration can exist yet. */
export interface ConfigureOrganization {
  readonly kind: 'configure-organization';
  readonly before: { readonly autoEnable: string } | null;
  readonly after: { readonly autoEnable: AutoEnable };
  /** True when the user explicitly asks for less than is in force. */
  readonly lowers: boolean;
  /** Only where protection plans were asked for. */
  readonly plans?: {
    readonly wanted: WantedFeatures;
    readonly migrate: boolean;
    /** What would change as far as the Region could be read. */
    readonly changes: readonly FeatureChange[];
  };
}

/** The administrator's own detector, which the organization's configuration does not reach. */
export interface ConfigureDetector {
  readonly kind: 'configure-detector';
  readonly accountId: AccountId;
  readonly wanted: WantedFeatures | undefined;
  /** What would be switched on; null where the detector could not be read yet. */
  readonly switchOn: readonly FeaturePlace[] | null;
  readonly frequency?: { readonly before: string | null; readonly after: FindingFrequency };
}

/** Plans are switched on in members that lack them, instead of leaving it to AWS. */
export interface ConfigureMembers {
  readonly kind: 'configure-members';
  readonly accounts: readonly AccountId[];
  readonly wanted: WantedFeatures;
  /** Plans that at least one of the accounts lacks. */
  readonly features: readonly string[];
}

/** Accounts become members, or members again. */
export interface AssociateMembers {
  readonly kind: 'associate-members';
  /** Sorted. Regions without members share one array. */
  readonly accounts: readonly AccountId[];
  /** Relationship statuses of those that have a record already. */
  readonly before: readonly { readonly accountId: AccountId; readonly relationshipStatus: string }[];
}

/** Members whose monitoring somebody suspended are monitored again. */
export interface RestartMembers {
  readonly kind: 'restart-members';
  readonly accounts: readonly AccountId[];
}

/** One step in one Region. Everything that applying it needs is in it; it is plain data. */
export type RegionAction =
  | DesignateAdministrator
  | CreateDetector
  | EnableDetector
  | CreateManagementDetector
  | EnableManagementDetector
  | ConfigureOrganization
  | ConfigureDetector
  | ConfigureMembers
  | AssociateMembers
  | RestartMembers;

export type ActionKind = OrganizationAction['kind'] | RegionAction['kind'];
