import type { OrganizationAccount } from './account';
import type { AutoEnable } from './auto-enable';
import type { DetectorFeature } from './detector-feature';
import type { ExportDestination } from './export';
import type { OrganizationFeature } from './feature';
import type { AccountId, DetectorId, Region } from './ids';
import type { Problem } from './problem';
import type { OrganizationalUnit } from './unit';

/** Something read from AWS, or the reason why it could not be read. Unknown is a third answer, never "off" and never "fine". */
export type Fact<T> = { readonly known: true; readonly value: T } | { readonly known: false; readonly problem: Problem };

/** A fact that was read. */
export function known<T>(value: T): Fact<T> {
  return { known: true, value };
}

/** A fact that could not be read. */
export function unknown<T>(problem: Problem): Fact<T> {
  return { known: false, problem };
}

/** Whose credentials they are: the account, and AWS's name of the caller. */
export interface CallerIdentity {
  readonly accountId: AccountId;
  readonly arn: string;
}

/** What the organization looks like; read once per run. */
export interface OrganizationSnapshot {
  readonly id: string;
  readonly managementAccountId: AccountId;
  readonly administratorId: AccountId;
  /** False when only the administrator's credentials were given: designation can then be neither checked nor made. */
  readonly managementCredentials: boolean;
  /** Sorted by id, without doubles. */
  readonly accounts: readonly OrganizationAccount[];
  /** Those of {@link accounts} that the user excluded, by id or by organizational unit. */
  readonly excluded: ReadonlySet<AccountId>;
  /** Units with their names, as far as accounts are in them; undefined: not asked for. Where unread, units may still be known by id. */
  readonly units: Fact<readonly OrganizationalUnit[]> | undefined;
  /** Whether an organization policy type for GuardDuty is present on the root, in any status. */
  readonly guardDutyPolicy: Fact<boolean>;
  /** Accounts registered for GuardDuty at AWS Organizations, for the whole organization. */
  readonly registeredAdministrators: Fact<readonly AccountId[]>;
  /** Whether GuardDuty has trusted access to the organization. */
  readonly trustedAccess: Fact<boolean>;
  /** Whether Malware Protection has trusted access, which is its own. */
  readonly malwareTrustedAccess: Fact<boolean>;
  /** Set where an entry of the list of accounts could not be read: then the list may lack accounts. */
  readonly unreadableAccounts: Problem | undefined;
}

/** `not-enabled`: the management or the administrator account has not opted in, or its opt-in is not complete. */
export type RegionAvailability =
  | { readonly kind: 'available' }
  | {
      readonly kind: 'not-enabled';
      readonly accountId: AccountId;
      readonly optStatus: string;
      /** The refusal from which the missing opt-in is inferred where the account's list of Regions can't be read. */
      readonly refusal?: Problem;
    };

/** Regions that one of the two accounts can't use yet, while the other can. */
export interface ClosedRegions {
  readonly accountId: AccountId;
  readonly optStatus: string;
  readonly regions: readonly Region[];
}

/** The administrator that GuardDuty reports in one Region. */
export interface RegionAdministrator {
  readonly accountId: AccountId;
  readonly status: 'ENABLED' | 'DISABLE_IN_PROGRESS' | (string & {});
}

/** The detector of one account in one Region. */
export interface Detector {
  readonly id: DetectorId;
  /** In capital letters; `UNKNOWN` where AWS named none. */
  readonly status: 'ENABLED' | 'DISABLED' | (string & {});
  /** Undefined: the answer did not show them. */
  readonly features: readonly DetectorFeature[] | undefined;
  /** Undefined: the answer did not show it. */
  readonly findingFrequency: string | undefined;
}

/** Settings that the answer did not show are undefined: unknown, never `NONE`. */
export interface OrganizationConfiguration {
  readonly autoEnable: AutoEnable | undefined;
  readonly memberLimitReached: boolean | undefined;
  readonly features: readonly OrganizationFeature[];
  /** What could not be read, one short note each. */
  readonly unread: readonly string[];
}

/** Relationship status by account, as AWS spelled it; an empty text where AWS named none, or two. */
export type Members = ReadonlyMap<AccountId, string>;

/** Features of members' detectors; accounts with the same features share one list. */
export type MemberFeatures = ReadonlyMap<AccountId, readonly DetectorFeature[]>;

/** What is left of the free trials of one feature in a Region, over all accounts that still have some. */
export interface TrialsLeft {
  readonly feature: string;
  readonly accounts: number;
  /** Days of the account that has least, and of the one that has most. */
  readonly least: number;
  readonly most: number;
}

/** The administrator that an account is a member of. */
interface Membership {
  readonly accountId: AccountId;
  readonly relationshipStatus: string;
}

/**
 * What one Region looks like. Facts that cannot exist yet are undefined: without a designation there is no organization configuration,
 * without a detector there are no members; the management account's detector is read only where it decides something.
 */
export interface RegionSnapshot {
  readonly region: Region;
  readonly availability: RegionAvailability;
  /** Empty: nobody is designated. Undefined: not asked, because there are no management credentials. */
  readonly administrator: Fact<readonly RegionAdministrator[]> | undefined;
  readonly detector: Fact<Detector | undefined> | undefined;
  readonly configuration: Fact<OrganizationConfiguration> | undefined;
  readonly members: Fact<Members> | undefined;
  /** Accounts that were asked for and that the answer left out, so nothing is known about them. */
  readonly unreadMembers: ReadonlySet<AccountId>;
  readonly managementDetector: Fact<Detector | undefined> | undefined;
  /** Read only where features that concern members of today were asked for. */
  readonly memberFeatures: Fact<MemberFeatures> | undefined;
  /** Whether the account to be designated is a member of another administrator; read only where it is to be designated. */
  readonly administratorOf: Fact<Membership | undefined> | undefined;
  /** Where the administrator's findings are exported to; read only where an export was asked for. */
  readonly exports: Fact<readonly ExportDestination[]> | undefined;
  /** Read only where it was asked for. */
  readonly trials: Fact<readonly TrialsLeft[]> | undefined;
}
