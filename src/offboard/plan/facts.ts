import type { AccountId, DetectorId, Region } from '../../domain/ids';
import type { Problem } from '../../domain/problem';
import type { Detector, Fact, MemberFeatures, Members, OrganizationConfiguration, RegionAdministrator } from '../../domain/snapshot';

/** Where the administrator's detector exports findings to. */
export interface CarriedDestination {
  readonly destinationArn: string;
  readonly kmsKeyArn: string;
  /** Null where AWS shows none. */
  readonly expectedBucketOwner: string | null;
}

/** An organization policy for GuardDuty, and the ids of what it is attached to. */
export interface AttachedPolicy {
  readonly id: string;
  readonly name: string;
  readonly targets: readonly string[];
}

/** What earlier runs have saved about the administrator. AWS does not show it once the administrator is gone. */
export interface EarlierRuns {
  /** Regions in which it was designated. */
  readonly designated: ReadonlySet<Region>;
  /** Regions in which no member was left while AWS still showed them. */
  readonly released: ReadonlySet<Region>;
}

/** What the organization looks like to an off-boarding. */
export interface OffboardOrganization {
  readonly id: string;
  readonly managementAccountId: AccountId;
  readonly administratorId: AccountId;
  /** Ids of the organization's accounts, with their names. */
  readonly accounts: ReadonlyMap<AccountId, string>;
  /** Set where not every account could be read: then an account that is missing here may still belong to the organization. */
  readonly accountsUnread: Problem | undefined;
  /** Whether the policy type for GuardDuty is present on the root, in any status. */
  readonly policyType: Fact<boolean>;
  /** Policies of that type that are attached to something. */
  readonly attachedPolicies: Fact<readonly AttachedPolicy[]>;
  /** Who is registered with AWS Organizations, by service principal. */
  readonly registered: ReadonlyMap<string, Fact<readonly AccountId[]>>;
  /** Set where the management account's list of Regions could not be read: then there may be more Regions. */
  readonly regionsUnread: Problem | undefined;
  readonly before: EarlierRuns;
}

/** What only the administrator can read in a Region. Undefined: there was no reason to read it, or nothing to read it from. */
export interface InsideFacts {
  readonly detectorId: Fact<DetectorId | undefined>;
  readonly members: Fact<Members> | undefined;
  /** The rest is read only where the administrator is designated: it goes into the carry-over file. */
  readonly detector: Fact<Detector> | undefined;
  readonly configuration: Fact<OrganizationConfiguration> | undefined;
  readonly memberFeatures: Fact<MemberFeatures> | undefined;
  readonly destination: Fact<CarriedDestination | undefined> | undefined;
}

/** What one Region looks like. */
export interface OffboardRegion {
  readonly region: Region;
  /** Whether this run is to free the Region. In the others it only reads who is designated. */
  readonly chosen: boolean;
  /** Set where the management account has not opted in: nobody can be designated there. */
  readonly closed: { readonly accountId: AccountId; readonly optStatus: string } | undefined;
  /** Undefined where the Region is closed. */
  readonly administrators: Fact<readonly RegionAdministrator[]> | undefined;
  /** Set where the administrator's account cannot use the Region: its status, or the refusal that shows it. */
  readonly administratorClosed: { readonly optStatus: string; readonly refusal: Problem | undefined } | undefined;
  /** Undefined where nothing was read as the administrator. */
  readonly inside: InsideFacts | undefined;
}
