import type { AutoEnable } from '../domain/auto-enable';
import type { ExportDestination, ExportTarget } from '../domain/export';
import type { AccountId, DetectorId } from '../domain/ids';
import type { Reason } from '../domain/reasons';
import type { FindingFrequency } from '../domain/settings';
import type { WantedFeatures } from '../domain/wanted-feature';

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
  /** True right after a designation: AWS may take as long as `--wait` says. */
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

/** One setting of a feature, or of an additional configuration under it. `before` is null where nothing could be read yet. */
export interface FeatureChange {
  readonly feature: string;
  readonly additional?: string;
  readonly before: AutoEnable | null;
  readonly after: AutoEnable;
  /** True when the user explicitly asks for less than is in force. */
  readonly lowers: boolean;
}

/** Who gets GuardDuty and its features by themselves. */
export interface ConfigureOrganization {
  readonly kind: 'configure-organization';
  /** `before` is null where no configuration can exist yet. Equal to `after` where auto-enable stays. */
  readonly autoEnable: { readonly before: AutoEnable | null; readonly after: AutoEnable; readonly lowers: boolean };
  readonly features: readonly FeatureChange[];
  /** Where the Region has no configuration yet: what is compared with the features that the Region turns out to offer. */
  readonly wanted?: WantedFeatures;
}

/** A feature of a detector, or an additional configuration under it, that is switched on or, in a migration, off. */
export interface DetectorChange {
  readonly feature: string;
  readonly additional?: string;
  readonly enable: boolean;
}

/** The administrator's own detector gets features and the frequency of findings. */
export interface ConfigureDetector {
  readonly kind: 'configure-detector';
  readonly accountId: AccountId;
  /** Null where the detector could not be read yet: the wanted features that it lacks are switched on once it can be. */
  readonly features: readonly DetectorChange[] | null;
  readonly frequency?: { readonly before: string | null; readonly after: FindingFrequency };
}

/** Features are switched on in members that lack them, instead of leaving it to AWS. */
export interface ConfigureMembers {
  readonly kind: 'configure-members';
  /** Sorted. */
  readonly accounts: readonly AccountId[];
  /** Changes that at least one of the accounts needs. */
  readonly features: readonly DetectorChange[];
}

/**
 * Accounts that this run enrols get those of the wanted features that the enrolment does not bring, and lose the older runtime feature in a
 * migration. What they have is known only once they are members, so it is read and compared then.
 */
export interface ConfigureNewMembers {
  readonly kind: 'configure-new-members';
  /** Sorted. */
  readonly accounts: readonly AccountId[];
  /** Whether the older runtime feature is switched off for the newer one. */
  readonly migrates: boolean;
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

/** Findings of the Region go to this bucket, encrypted with this key, and GuardDuty checks who owns the bucket. */
export interface ExportFindings {
  readonly kind: 'export-findings';
  /** The destination that is changed; null: there is none yet. */
  readonly before: ExportDestination | null;
  readonly after: ExportTarget;
  /** Whether another bucket or prefix takes the place of the one before, as asked. */
  readonly replaces: boolean;
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
  | AssociateMembers
  | RestartMembers
  | ConfigureMembers
  | ConfigureNewMembers
  | ExportFindings;

export type RegionActionKind = RegionAction['kind'];
export type ActionKind = OrganizationAction['kind'] | RegionActionKind;

/** What is true of every action of one kind. A new kind of action needs a row; everything that depends on kinds reads it here. */
interface Traits {
  /** The later steps of the Region that cannot work, or would do harm, without success in this one. */
  readonly neededBy: 'every-later-step' | readonly RegionActionKind[];
  /** Whether it makes its accounts enabled members. */
  readonly enablesAccounts: boolean;
  /** The part of the Region that AWS may show late after it, which the proof then reads again. */
  readonly readBack: 'administrator' | 'detector' | 'configuration' | 'members' | 'member-features' | 'export' | 'nothing';
  /** Why the Region is not as asked where AWS accepted it and does not show it in time. */
  readonly unconfirmed: Reason;
}

/**
 * The order of a Region's steps, and their traits. Members get the organization's settings at the moment of their enrolment, so nobody is
 * enrolled where these could not be set.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateMembers.html
 */
export const traits: Readonly<Record<RegionActionKind, Traits>> = {
  'designate-administrator': {
    neededBy: 'every-later-step',
    enablesAccounts: false,
    readBack: 'administrator',
    unconfirmed: 'designation-unconfirmed',
  },
  'create-detector': { neededBy: 'every-later-step', enablesAccounts: false, readBack: 'detector', unconfirmed: 'detector-unconfirmed' },
  'enable-detector': { neededBy: [], enablesAccounts: false, readBack: 'detector', unconfirmed: 'detector-unconfirmed' },
  'configure-organization': {
    neededBy: ['associate-members'],
    enablesAccounts: false,
    readBack: 'configuration',
    unconfirmed: 'auto-enable-unconfirmed',
  },
  'configure-detector': {
    neededBy: [],
    enablesAccounts: false,
    readBack: 'detector',
    unconfirmed: 'detector-settings-unconfirmed',
  },
  'create-management-detector': { neededBy: [], enablesAccounts: false, readBack: 'nothing', unconfirmed: 'detector-unconfirmed' },
  'enable-management-detector': { neededBy: [], enablesAccounts: false, readBack: 'nothing', unconfirmed: 'detector-unconfirmed' },
  'associate-members': {
    neededBy: ['configure-new-members'],
    enablesAccounts: true,
    readBack: 'members',
    unconfirmed: 'enabling',
  },
  'restart-members': { neededBy: [], enablesAccounts: true, readBack: 'members', unconfirmed: 'enabling' },
  'configure-members': {
    neededBy: [],
    enablesAccounts: false,
    readBack: 'member-features',
    unconfirmed: 'member-features-unconfirmed',
  },
  // It waits until the accounts are enabled members.
  'configure-new-members': {
    neededBy: [],
    enablesAccounts: false,
    readBack: 'nothing',
    unconfirmed: 'member-features-unconfirmed',
  },
  // The last step: a policy that is new may make it wait.
  'export-findings': { neededBy: [], enablesAccounts: false, readBack: 'export', unconfirmed: 'export-unconfirmed' },
};

/** Accounts that an action makes enabled members. */
export function accountsOf(action: RegionAction): readonly AccountId[] {
  return traits[action.kind].enablesAccounts && 'accounts' in action ? action.accounts : [];
}

/** How many accounts a Region's steps enable. */
export function countAccounts(actions: readonly RegionAction[]): number {
  return actions.reduce((sum, action) => sum + accountsOf(action).length, 0);
}

/** Whether a step can be begun although an earlier one did not succeed. */
export function needs(step: RegionActionKind, earlier: RegionActionKind): boolean {
  const { neededBy } = traits[earlier];
  return neededBy === 'every-later-step' || neededBy.includes(step);
}
