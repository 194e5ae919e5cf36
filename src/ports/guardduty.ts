import type { OrganizationAccount } from '../domain/account';
import type { DetectorFeatureSetting } from '../domain/detector-feature';
import type { OrganizationFeatureSetting } from '../domain/feature';
import type { AccountId, DetectorId } from '../domain/ids';
import type { AutoEnable } from '../domain/auto-enable';
import type { FindingFrequency } from '../domain/settings';
import type { Detector, MemberFeatures, Members, OrganizationConfiguration, RegionAdministrator } from '../domain/snapshot';
import type { FindingsExport } from './findings-export';
import type { Insight } from './insight';

/** An account GuardDuty did not take, with its own words for it. */
export interface UnprocessedAccount {
  readonly accountId: AccountId;
  readonly result: string;
}

/** Members by id. Accounts in neither map are unread: the answer does not mention them. */
export interface LookedUpMembers {
  readonly members: Members;
  /** Accounts that AWS did not process, with its words; an empty text where it gave none. */
  readonly unprocessed: ReadonlyMap<AccountId, string>;
}

/** Features of members' detectors by id. Accounts in neither map are unread. */
export interface LookedUpFeatures {
  readonly features: MemberFeatures;
  readonly unprocessed: ReadonlyMap<AccountId, string>;
}

/** The administrator of the account whose credentials are used. */
export interface AdministratorOfAccount {
  readonly accountId: AccountId;
  /** As AWS spelled it; an empty text where it named none. */
  readonly relationshipStatus: string;
}

/** The detector of one account in one Region. Every method throws `AwsFailure`. */
export interface DetectorAccess {
  /** Undefined only when AWS proved the list to be empty; more than one detector is a failure. */
  findDetector(): Promise<DetectorId | undefined>;
  getDetector(id: DetectorId): Promise<Detector>;
  /** Makes a detector with the features named switched off. */
  createDetector(disabledFeatures: readonly string[]): Promise<DetectorId>;
  enableDetector(id: DetectorId): Promise<void>;
  /** Switches these features on as they are given, each with everything under it, and sets the frequency where one is given. */
  configureDetector(id: DetectorId, features: readonly DetectorFeatureSetting[], frequency?: FindingFrequency): Promise<void>;
}

/** What only the management account may do in a Region. */
export interface ManagementGuardDuty extends DetectorAccess {
  listAdministrators(): Promise<readonly RegionAdministrator[]>;
  designateAdministrator(accountId: AccountId): Promise<void>;
}

/** What only the delegated administrator may do in a Region. */
export interface AdministratorGuardDuty extends DetectorAccess, FindingsExport, Insight {
  /** Undefined for an account that is nobody's member, as an administrator is. */
  getAdministrator(id: DetectorId): Promise<AdministratorOfAccount | undefined>;
  describeConfiguration(id: DetectorId): Promise<OrganizationConfiguration>;
  updateConfiguration(id: DetectorId, autoEnable: AutoEnable, features: readonly OrganizationFeatureSetting[]): Promise<void>;
  /** All members, whatever their relationship. */
  listMembers(id: DetectorId): Promise<Members>;
  /** Members by id, at most {@link maxBatch}. */
  getMembers(id: DetectorId, accountIds: readonly AccountId[]): Promise<LookedUpMembers>;
  /** At most {@link maxBatch} accounts; those AWS did not process come back. */
  createMembers(id: DetectorId, accounts: readonly OrganizationAccount[]): Promise<readonly UnprocessedAccount[]>;
  /** Features of members' detectors, at most {@link maxBatch} accounts. */
  getMemberFeatures(id: DetectorId, accountIds: readonly AccountId[]): Promise<LookedUpFeatures>;
  /** The same features for at most {@link maxBatch} accounts; those AWS did not process come back. */
  updateMemberFeatures(
    id: DetectorId,
    accountIds: readonly AccountId[],
    features: readonly DetectorFeatureSetting[],
  ): Promise<readonly UnprocessedAccount[]>;
  /** Days left of free trials by feature, one entry for each of at most {@link maxBatch} accounts and feature. */
  getTrialDays(id: DetectorId, accountIds: readonly AccountId[]): Promise<readonly { readonly feature: string; readonly days: number }[]>;
  startMonitoring(id: DetectorId, accountIds: readonly AccountId[]): Promise<readonly UnprocessedAccount[]>;
}

/**
 * GuardDuty's limit of accounts in one request.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateMembers.html
 */
export const maxBatch = 50;
