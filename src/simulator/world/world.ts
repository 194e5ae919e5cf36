import { buildKeys, type Key } from '../kms/key';
import { buildBuckets, type Bucket } from '../s3/bucket';
import type { Scenario } from '../scenario/scenario';
import { allRegionsOf, isOptIn } from './regions';
import { textOf, type TextName } from './texts';
import { type Account, stateOf } from './account';
import { buildAccounts } from './build-accounts';
import { buildPolicies, type OrganizationPolicy } from './build-policies';
import { buildRegion } from './build-region';
import { type Clock, fraction } from './clock';
import type { RegionState } from './region-state';

/** Temporary credentials from AssumeRole, or static credentials that expire. */
export interface Session {
  readonly account: string;
  /** Name of the role; `undefined` for a static key that expires. */
  readonly role: string | undefined;
  readonly sessionName: string;
  readonly sessionToken: string;
  readonly expiresAt: number;
}

/** An account that is registered at Organizations as the administrator of a service. */
export interface Delegation {
  readonly account: string;
  readonly since: number;
}

/** One organization in memory. Nothing runs in the background: states that take time are computed from time stamps when they are read. */
export class World {
  readonly startedAt: number;
  readonly rootId = 'r-sim1';
  readonly accounts: ReadonlyMap<string, Account>;
  /** All accounts in the order of the scenario, for pages. */
  readonly accountList: readonly Account[];
  readonly regions: ReadonlyMap<string, RegionState>;
  /** Service principals with trusted access, and since when. */
  readonly trustedAccess: Map<string, number>;
  /** Administrators registered at Organizations, by service principal. */
  readonly delegations: Map<string, Delegation>;
  /** The first designation of all. Others fail until it has ended. */
  firstDesignation: { readonly region: string; readonly until: number } | undefined;
  /** Accounts that join after the start, in order. */
  readonly joiners: readonly Account[];
  /** By access key id. */
  readonly sessions = new Map<string, Session>();
  readonly allRegions: readonly string[];
  readonly guarddutyPolicies: readonly OrganizationPolicy[];
  /** Buckets that findings can be exported to, by name. */
  readonly buckets: ReadonlyMap<string, Bucket>;
  /** KMS keys, by ARN. */
  readonly keys: ReadonlyMap<string, Key>;

  constructor(
    readonly scenario: Scenario,
    readonly clock: Clock = Date.now,
  ) {
    this.startedAt = clock();
    this.accounts = buildAccounts(scenario, this.rootId, this.startedAt);
    this.accountList = [...this.accounts.values()];
    this.joiners = this.accountList.filter(({ joinedAt }) => joinedAt > this.startedAt).sort((a, b) => a.joinedAt - b.joinedAt);
    this.regions = new Map(scenario.regions.map((region) => [region.name, buildRegion(scenario, region, this.accounts, this.startedAt)]));
    this.allRegions = allRegionsOf(scenario.partition);
    this.guarddutyPolicies = buildPolicies(scenario.organization, this.rootId);
    this.buckets = buildBuckets(scenario, this.startedAt);
    this.keys = buildKeys(scenario, this.startedAt);
    const since = Date.UTC(2025, 2, 3, 8, 0);
    this.trustedAccess = new Map(scenario.organization.trustedAccess.map((principal) => [principal, since]));
    this.delegations = new Map(
      scenario.organization.delegatedAdministrators.map(({ account, servicePrincipal }) => [servicePrincipal, { account, since }]),
    );
  }

  get managementAccount(): string {
    return this.scenario.organization.managementAccount;
  }

  /** The account if it is in the organization at that time. */
  accountAt(id: string, now: number): Account | undefined {
    const account = this.accounts.get(id);
    return account !== undefined && account.joinedAt <= now ? account : undefined;
  }

  /** Whether the account can be enrolled: in the organization and active. */
  isActive(id: string, now: number): boolean {
    const account = this.accountAt(id, now);
    return account !== undefined && stateOf(account, now) === 'ACTIVE';
  }

  /** The opt-in status of a Region for an account, in the words of account:ListRegions. */
  regionStatus(accountId: string, region: string): string {
    const own = this.accounts.get(accountId)?.regions?.[region];
    if (own !== undefined) return own;
    if (!this.regions.has(region)) return 'DISABLED';
    return isOptIn(this.scenario.partition, region) ? 'ENABLED' : 'ENABLED_BY_DEFAULT';
  }

  /** Whether the account can use the Region. */
  hasRegion(accountId: string, region: string): boolean {
    const status = this.regionStatus(accountId, region);
    return status === 'ENABLED' || status === 'ENABLED_BY_DEFAULT';
  }

  /** AWS's text of this name. A scenario can replace it. */
  text(name: TextName, parts?: Readonly<Record<string, string>>): string {
    return textOf(name, this.scenario.texts, parts);
  }

  /** A number from 0 to 1 that is always the same for the same key. */
  fraction(key: string): number {
    return fraction(this.scenario.seed, key);
  }

  /** The organizational units from the root's child down to this one. Empty for the root. */
  unitPath(unitId: string): readonly string[] {
    const units = new Map(this.scenario.organization.organizationalUnits.map((unit) => [unit.id, unit]));
    const path: string[] = [];
    for (let unit = units.get(unitId); unit && !path.includes(unit.id); unit = units.get(unit.parent ?? '')) path.unshift(unit.id);
    return path;
  }

  /** Whether GuardDuty policies replace the auto-enable settings: the policy type is on, with or without a policy. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-organization-policies.html */
  get policyTypeEnabled(): boolean {
    return this.scenario.organization.policyTypes.some(({ type }) => type === 'GUARDDUTY_POLICY');
  }
}
