import type { OrganizationAccount } from '../domain/account';
import type { AccountId, Region, RootId, UnitId } from '../domain/ids';
import type { Problem } from '../domain/problem';

/** What `DescribeOrganization` shows every account of an organization. */
export interface OrganizationDescription {
  readonly id: string;
  readonly managementAccountId: AccountId;
  /** `ALL`, or `CONSOLIDATED_BILLING`, which cannot trust a service. */
  readonly featureSet: string;
}

/** A Region and whether the caller's account has opted in to it. */
export interface RegionOptStatus {
  readonly region: Region;
  /** `ENABLED`, `ENABLED_BY_DEFAULT`, `ENABLING`, `DISABLING`, `DISABLED`. */
  readonly optStatus: string;
}

/** The accounts that the list names. */
interface ListedAccounts {
  /** Those that could be read, sorted by id, without doubles. */
  readonly accounts: readonly OrganizationAccount[];
  /** Set where an entry could not be read: then there are more accounts than {@link accounts}. */
  readonly unreadable: Problem | undefined;
}

/** A unit that a list names. The name is untrusted text. */
interface ListedUnit {
  readonly id: UnitId;
  readonly name: string | undefined;
}

/** Reads the organization, as the management account or as its delegated administrator. Every method throws `AwsFailure`. */
export interface OrganizationReader {
  describe(): Promise<OrganizationDescription>;
  /** Every account, however many pages that takes. Reports how many it has so far. */
  listAccounts(onProgress: (count: number) => void, withUnits?: boolean): Promise<ListedAccounts>;
  /** The accounts directly in an organizational unit, or under a root. */
  listAccountsOf(parent: UnitId | RootId): Promise<readonly AccountId[]>;
  /** The organizational units directly in another one, or under a root, with their names where AWS gives them. */
  listUnitsOf(parent: UnitId | RootId): Promise<readonly ListedUnit[]>;
  /** The root of the tree. */
  findRoot(): Promise<RootId>;
  /** Types of policy present on the root, in whatever status. */
  listPolicyTypes(): Promise<readonly string[]>;
  /** The accounts that AWS Organizations has registered for a service; nobody where AWS says that it does not know the service. */
  listRegisteredAdministrators(servicePrincipal: string): Promise<readonly AccountId[]>;
  listTrustedServices(): Promise<readonly string[]>;
}

/** The one thing that the program changes in the organization itself. */
export interface OrganizationWriter {
  enableTrustedAccess(servicePrincipal: string): Promise<void>;
}

/** Regions and the caller's opt-in to them. */
export interface RegionReader {
  listRegions(): Promise<readonly RegionOptStatus[]>;
}
