import type { OrganizationAccount } from '../../src/domain/account';
import type { DetectorFeature, DetectorFeatureSetting } from '../../src/domain/detector-feature';
import type { ExportDestination, ExportTarget } from '../../src/domain/export';
import type { AccountId, DetectorId, Region, RootId } from '../../src/domain/ids';
import type { Problem } from '../../src/domain/problem';
import type { Members, OrganizationConfiguration, RegionAdministrator } from '../../src/domain/snapshot';
import type { Identity } from '../../src/ports/aws';
import {
  maxBatch,
  type AdministratorGuardDuty,
  type AdministratorOfAccount,
  type ManagementGuardDuty,
  type UnprocessedAccount,
} from '../../src/ports/guardduty';
import type { OrganizationDescription, RegionOptStatus } from '../../src/ports/organization';
import { account as accountOf, administratorId, managementId, workload } from './builders';
import { FakeClock } from './fake-clock';
import { failure, fits, strike, type FakeCall, type Trouble } from './fake-trouble';

/** Ids of ordinary accounts, in ascending order. */
export function workloadIds(count: number): readonly AccountId[] {
  return Array.from({ length: count }, (_, index) => workload(index + 1));
}

interface FakeDetector {
  readonly id: DetectorId;
  status: string;
  features: readonly DetectorFeature[];
  findingFrequency?: string;
  readonly visibleFrom: number;
  readonly switchedOff: readonly string[];
}

/** GuardDuty in one Region. */
export interface FakeRegion {
  administrators: readonly (RegionAdministrator & { readonly visibleFrom?: number })[];
  readonly detectors: Map<AccountId, FakeDetector>;
  configuration: OrganizationConfiguration;
  /** The configuration that is still read until the time given. */
  stale: { readonly until: number; readonly configuration: OrganizationConfiguration } | undefined;
  readonly members: Map<AccountId, { readonly status: string; readonly enabledFrom?: number }>;
  /** Features of members' detectors. */
  readonly memberFeatures: Map<AccountId, readonly DetectorFeature[]>;
  /** Whose member an account is, where it is not the delegated administrator's. */
  readonly administratorOf: Map<AccountId, AdministratorOfAccount>;
  /** Where the administrator's findings go. */
  exports: ExportDestination[];
}

function exportedTo({ destinationArn, keyArn, ownerId }: ExportTarget): ExportDestination {
  return { id: 'destination', status: 'PUBLISHING', destinationArn, keyArn, ownerId, failingSince: undefined };
}

/** The features with these put in their places. */
function withFeatures(present: readonly DetectorFeature[], sent: readonly DetectorFeatureSetting[]): readonly DetectorFeature[] {
  return [...present.filter(({ name }) => !sent.some((one) => one.name === name)), ...sent.map((one) => ({ ...one, managed: false }))];
}

const writes = /^(?:Enable|Create|Update|Start)/;

/** A small stateful AWS behind the ports: accounts, Regions, and what takes time. Not a model of AWS; the simulator is that. */
export class FakeAws {
  readonly calls: FakeCall[] = [];
  readonly clock = new FakeClock();
  readonly troubles: (Trouble & { left: number })[] = [];
  readonly accounts: readonly OrganizationAccount[];
  /** Set where the list of accounts has an entry that cannot be read. */
  unreadableAccount: Problem | undefined;
  description: OrganizationDescription = { id: 'o-fake', managementAccountId: managementId, featureSet: 'ALL' };
  policyTypes: readonly string[] = [];
  registered: AccountId[] = [];
  trusted: string[] = ['guardduty.amazonaws.com'];
  /** Regions by account; an account without an entry has us-east-1, eu-west-1 and ap-south-1. */
  readonly optStatus = new Map<AccountId, readonly RegionOptStatus[]>();
  /** How long AWS takes, in seconds; a detector with `Infinity` is never made by AWS. */
  readonly takes = { designation: 0, detector: 0, member: 0, configuration: 0 };
  /** Texts for accounts that are not processed, one for each time the account is sent. */
  readonly unprocessed = new Map<AccountId, string[]>();
  private readonly regions = new Map<Region, FakeRegion>();

  constructor(count = 3) {
    this.accounts = [managementId, administratorId, ...workloadIds(count)].map((id) => accountOf(id));
  }

  /** Makes something go wrong. Of several troubles that fit a call, the first strikes. */
  trouble(trouble: Trouble): void {
    this.troubles.push({ ...trouble, left: trouble.times ?? Number.POSITIVE_INFINITY });
  }

  region(name: Region): FakeRegion {
    const existing = this.regions.get(name);
    if (existing !== undefined) return existing;
    const made: FakeRegion = {
      administrators: [],
      detectors: new Map(),
      configuration: { autoEnable: 'NONE', memberLimitReached: false, features: [], unread: [] },
      stale: undefined,
      members: new Map(),
      memberFeatures: new Map(),
      administratorOf: new Map(),
      exports: [],
    };
    this.regions.set(name, made);
    return made;
  }

  /** Puts a Region into the state after an earlier run, without its members. */
  designated(name: Region): FakeRegion {
    const region = this.region(name);
    region.administrators = [{ accountId: administratorId, status: 'ENABLED' }];
    this.addDetector(name, administratorId);
    this.addDetector(name, managementId);
    if (!this.registered.includes(administratorId)) this.registered.push(administratorId);
    return region;
  }

  addDetector(name: Region, account: AccountId, switchedOff: readonly string[] = [], afterSeconds = 0): DetectorId {
    const id = `detector-${account}-${name}` as DetectorId;
    this.region(name).detectors.set(account, {
      id,
      status: 'ENABLED',
      features: [],
      visibleFrom: this.clock.now() + afterSeconds * 1000,
      switchedOff,
    });
    return id;
  }

  /** Names of operations in the order of arrival, with the Region where there is one. */
  log(filter: (call: FakeCall) => boolean = () => true): readonly string[] {
    return this.calls.filter(filter).map(({ operation, region }) => (region === undefined ? operation : `${operation} ${region}`));
  }

  writes(): readonly string[] {
    return this.log(({ operation }) => writes.test(operation));
  }

  /** Inputs of one operation, in order of arrival. */
  inputs(operation: string): readonly unknown[] {
    return this.calls.filter((call) => call.operation === operation).map(({ input }) => input);
  }

  identity(account: AccountId): Identity {
    const ask = <Result>(operation: string, effect: () => Result, input?: unknown) =>
      this.perform({ account, region: undefined, operation, input }, effect);
    const regions = ['us-east-1', 'eu-west-1', 'ap-south-1'].map((region) => ({ region: region as Region, optStatus: 'ENABLED' }));
    return {
      caller: { accountId: account, arn: `arn:aws:iam::${account}:user/fake` },
      organization: {
        describe: () => ask('DescribeOrganization', () => this.description),
        listAccounts: (onProgress) =>
          ask('ListAccounts', () => {
            onProgress(this.accounts.length);
            return { accounts: this.accounts, unreadable: this.unreadableAccount };
          }),
        listAccountsOf: (unit) => ask('ListAccountsForParent', () => [], unit),
        listUnitsOf: (unit) => ask('ListOrganizationalUnitsForParent', () => [], unit),
        findRoot: () => ask('ListRoots', () => 'r-fake' as RootId),
        listPolicyTypes: () => ask('ListRoots', () => this.policyTypes),
        listRegisteredAdministrators: (principal) => ask('ListDelegatedAdministrators', () => [...this.registered], principal),
        listTrustedServices: () => ask('ListAWSServiceAccessForOrganization', () => [...this.trusted]),
        enableTrustedAccess: (principal) => ask('EnableAWSServiceAccess', () => void this.trusted.push(principal), principal),
      },
      regions: { listRegions: () => ask('ListRegions', () => this.optStatus.get(account) ?? regions) },
      asManagement: (region) => this.guardDuty(account, region),
      asAdministrator: (region) => this.guardDuty(account, region),
    };
  }

  private guardDuty(account: AccountId, name: Region): ManagementGuardDuty & AdministratorGuardDuty {
    const region = this.region(name);
    const now = () => this.clock.now();
    const ask = <Result>(operation: string, effect: () => Result, input?: unknown) =>
      this.perform({ account, region: name, operation, input }, effect);
    // Accounts without a record come back unprocessed, as those of the simulated AWS do.
    const lookUp = (ids: readonly AccountId[]) => {
      const members = read(ids);
      return { members, unprocessed: new Map(ids.filter((id) => !members.has(id)).map((id) => [id, 'not an associated member'] as const)) };
    };
    const read = (ids?: readonly AccountId[]): Members =>
      new Map(
        [...region.members]
          .filter(([id]) => ids?.includes(id) ?? true)
          .map(([id, { status, enabledFrom }]) => [id, enabledFrom !== undefined && enabledFrom <= now() ? 'Enabled' : status]),
      );
    const enrol = (ids: readonly AccountId[]): readonly UnprocessedAccount[] => {
      if (ids.length < 1 || ids.length > maxBatch) throw failure('refused', { account, region: name, operation: 'CreateMembers' });
      return ids.flatMap((accountId) => {
        const result = this.unprocessed.get(accountId)?.shift();
        if (result !== undefined) return [{ accountId, result }];
        region.members.set(accountId, { status: 'Created', enabledFrom: now() + this.takes.member * 1000 });
        return [];
      });
    };
    return {
      findDetector: () =>
        ask('ListDetectors', () => {
          const detector = region.detectors.get(account);
          return detector !== undefined && detector.visibleFrom <= now() ? detector.id : undefined;
        }),
      getDetector: (id) =>
        ask(
          'GetDetector',
          () => {
            const { status = 'ENABLED', features = [], findingFrequency } = region.detectors.get(account) ?? {};
            return { id, status, features, findingFrequency };
          },
          id,
        ),
      createDetector: (names) => ask('CreateDetector', () => this.addDetector(name, account, names), names),
      configureDetector: (_id, features, frequency) =>
        ask(
          'UpdateDetector',
          () => {
            const detector = region.detectors.get(account);
            if (detector === undefined) return;
            detector.features = withFeatures(detector.features, features);
            if (frequency !== undefined) detector.findingFrequency = frequency;
          },
          { features, frequency },
        ),
      getMemberFeatures: (_id, ids) =>
        ask(
          'GetMemberDetectors',
          () => ({ features: new Map(ids.map((id) => [id, region.memberFeatures.get(id) ?? []])), unprocessed: new Map() }),
          ids,
        ),
      updateMemberFeatures: (_id, ids, features) =>
        ask(
          'UpdateMemberDetectors',
          () =>
            ids.flatMap((accountId) => {
              const result = this.unprocessed.get(accountId)?.shift();
              if (result !== undefined) return [{ accountId, result }];
              region.memberFeatures.set(accountId, withFeatures(region.memberFeatures.get(accountId) ?? [], features));
              return [];
            }),
          { accounts: ids, features },
        ),
      getTrialDays: (_id, ids) => ask('GetRemainingFreeTrialDays', () => [], ids),
      enableDetector: (id) =>
        ask(
          'UpdateDetector',
          () => {
            const detector = region.detectors.get(account);
            if (detector !== undefined) detector.status = 'ENABLED';
          },
          id,
        ),
      getAdministrator: () => ask('GetAdministratorAccount', () => region.administratorOf.get(account)),
      listAdministrators: () =>
        ask('ListOrganizationAdminAccounts', () =>
          region.administrators
            .filter(({ visibleFrom }) => (visibleFrom ?? 0) <= now())
            .map(({ accountId, status }) => ({ accountId, status })),
        ),
      designateAdministrator: (accountId) =>
        ask(
          'EnableOrganizationAdminAccount',
          () => {
            region.administrators = [{ accountId, status: 'ENABLED', visibleFrom: now() + this.takes.designation * 1000 }];
            this.registered = [accountId];
            if (!region.detectors.has(accountId) && this.takes.detector !== Number.POSITIVE_INFINITY) {
              this.addDetector(name, accountId, [], this.takes.detector);
            }
          },
          accountId,
        ),
      describeConfiguration: () =>
        ask('DescribeOrganizationConfiguration', () =>
          region.stale !== undefined && region.stale.until > now() ? region.stale.configuration : region.configuration,
        ),
      updateConfiguration: (_id, autoEnable, features) =>
        ask(
          'UpdateOrganizationConfiguration',
          () => {
            region.stale = { until: now() + this.takes.configuration * 1000, configuration: region.configuration };
            const sent = new Map(features.map((one) => [one.name, one]));
            const merged = region.configuration.features.map((one) => sent.get(one.name) ?? one);
            region.configuration = { ...region.configuration, autoEnable, features: merged };
          },
          { autoEnable, features },
        ),
      listMembers: () => ask('ListMembers', () => read()),
      getMembers: (_id, ids) => ask('GetMembers', () => lookUp(ids), ids),
      createMembers: (_id, accounts) => {
        const ids = accounts.map(({ id }) => id);
        return ask('CreateMembers', () => enrol(ids), ids);
      },
      startMonitoring: (_id, ids) => ask('StartMonitoringMembers', () => enrol(ids), ids),
      listExports: () => ask('ListPublishingDestinations', () => [...region.exports]),
      createExport: (_id, target) => ask('CreatePublishingDestination', () => void region.exports.push(exportedTo(target)), target),
      updateExport: (_id, destinationId, target) =>
        ask(
          'UpdatePublishingDestination',
          () => {
            region.exports = region.exports.map((one) => (one.id === destinationId ? { ...exportedTo(target), id: one.id } : one));
          },
          { destinationId, ...target },
        ),
      getCoverageStatistics: () => ask('GetCoverageStatistics', () => ({ byType: new Map<string, number>(), unhealthy: 0 })),
      listUnhealthyWorkloads: () => ask('ListCoverage', () => []),
      getUsage: () => ask('GetUsageStatistics', () => []),
      listCustomRules: () => ask('ListCustomDetectionRuleOrgConfigurations', () => []),
    };
  }

  private async perform<Result>(call: FakeCall, effect: () => Result): Promise<Result> {
    this.calls.push(call);
    await Promise.resolve();
    const trouble = this.troubles.find((one) => one.left > 0 && fits(one, call));
    if (trouble !== undefined) trouble.left -= 1;
    if (trouble?.after !== true) await strike(trouble, call);
    const result = effect();
    if (trouble?.after === true) await strike(trouble, call);
    return result;
  }
}
