import type { OrganizationAccount } from '../../src/domain/account';
import type { AutoEnable } from '../../src/domain/auto-enable';
import type { DetectorFeature } from '../../src/domain/detector-feature';
import type { OrganizationFeature } from '../../src/domain/feature';
import type { AccountId, DetectorId, Region } from '../../src/domain/ids';
import type { Problem } from '../../src/domain/problem';
import type { RolloutSettings } from '../../src/domain/settings';
import type { WantedFeature, WantedFeatures } from '../../src/domain/wanted-feature';
import type { RegionPlan } from '../../src/plan/plan';
import { asAsked } from '../../src/plan/verdicts';
import {
  known,
  unknown,
  type Detector,
  type Fact,
  type MemberFeatures,
  type Members,
  type OrganizationConfiguration,
  type OrganizationSnapshot,
  type RegionSnapshot,
} from '../../src/domain/snapshot';

export const managementId = '111111111111' as AccountId;
export const administratorId = '222222222222' as AccountId;
export const someoneElse = '999999999999' as AccountId;
export const region = 'eu-west-1' as Region;
export const detectorId = 'detector-1' as DetectorId;

/** The n-th workload account's id. */
export const workload = (n: number): AccountId => String(300_000_000_000 + n) as AccountId;

export const problem: Problem = { code: 'access-denied', action: 'guardduty:Something', awsMessage: 'no' };
export const unread = <T>(): Fact<T> => unknown<T>(problem);

export function account(id: AccountId, overrides: Partial<OrganizationAccount> = {}): OrganizationAccount {
  return { id, name: `account ${id}`, email: `${id}@example.com`, state: 'ACTIVE', ...overrides };
}

/** The settings of a run without options, for one Region. */
export function settings(overrides: Partial<RolloutSettings> = {}): RolloutSettings {
  return {
    mode: 'apply',
    regions: [region],
    homeRegion: undefined,
    administratorId: undefined,
    autoEnable: 'ALL',
    features: undefined,
    migrateEksRuntimeMonitoring: false,
    applyToMembers: false,
    export: undefined,
    readCoverage: false,
    readExtras: false,
    readUnits: false,
    findingFrequency: undefined,
    excludeAccounts: [],
    excludeUnits: [],
    acceptOrganizationPolicy: false,
    restartSuspended: false,
    concurrency: 4,
    waitSeconds: 10,
    ...overrides,
  };
}

/** An organization of the management account, the administrator and two workload accounts, ready for GuardDuty. */
export function organization(overrides: Partial<OrganizationSnapshot> = {}): OrganizationSnapshot {
  return {
    id: 'o-test',
    managementAccountId: managementId,
    administratorId,
    managementCredentials: true,
    accounts: [account(managementId), account(administratorId), account(workload(1)), account(workload(2))],
    excluded: new Set(),
    units: undefined,
    guardDutyPolicy: known(false),
    registeredAdministrators: known([]),
    trustedAccess: known(true),
    malwareTrustedAccess: known(true),
    unreadableAccounts: undefined,
    ...overrides,
  };
}

export function members(statuses: Readonly<Record<string, string>>): Members {
  return new Map(Object.entries(statuses) as [AccountId, string][]);
}

export function configuration(overrides: Partial<OrganizationConfiguration> = {}): OrganizationConfiguration {
  return { autoEnable: 'ALL', memberLimitReached: false, features: [], unread: [], ...overrides };
}

/** The administrator's detector, running, without any feature. */
export function detector(overrides: Partial<Detector> = {}): Detector {
  return { id: detectorId, status: 'ENABLED', features: [], findingFrequency: undefined, ...overrides };
}

type Levels = Readonly<Record<string, AutoEnable | undefined>>;

function levels<Level>(additional: Readonly<Record<string, Level>>): readonly { readonly name: string; readonly autoEnable: Level }[] {
  return Object.entries(additional).map(([name, autoEnable]) => ({ name, autoEnable }));
}

/** A feature of an organization configuration; `null`: the answer did not show what is under it. */
export function inOrganization(name: string, autoEnable: AutoEnable | undefined, additional: Levels | null = {}): OrganizationFeature {
  return { name, autoEnable, additionalConfiguration: additional === null ? undefined : levels(additional) };
}

/** A feature of a detector. */
export function inDetector(
  name: string,
  enabled: boolean | undefined,
  additional: Readonly<Record<string, boolean | undefined>> = {},
  managed = false,
): DetectorFeature {
  return { name, enabled, managed, additional: Object.entries(additional).map(([key, on]) => ({ name: key, enabled: on })) };
}

/** A feature as somebody wants it. */
export function want(feature: string, autoEnable: AutoEnable, additional: Readonly<Record<string, AutoEnable>> = {}): WantedFeature {
  return { feature, autoEnable, additional: levels(additional) };
}

export function named(...features: readonly WantedFeature[]): WantedFeatures {
  return { every: undefined, named: features };
}

export function every(level: AutoEnable): WantedFeatures {
  return { every: level, named: [] };
}

/** The failed reading of something that an answer does not show. */
export const notShown = (detail: string): Problem => ({ code: 'unexpected-answer', action: 'guardduty:Something', detail });

/** What is read only where it decides something. */
const notRead = {
  unreadMembers: new Set<AccountId>(),
  memberFeatures: undefined,
  administratorOf: undefined,
  trials: undefined,
  exports: undefined,
} as const;

/** A Region in which nothing was ever set up. */
export function freshRegion(overrides: Partial<RegionSnapshot> = {}): RegionSnapshot {
  return {
    region,
    availability: { kind: 'available' },
    administrator: known([]),
    detector: known(undefined),
    configuration: undefined,
    members: undefined,
    managementDetector: known(undefined),
    ...notRead,
    ...overrides,
  };
}

/** A Region in which everything is as it should be. */
export function finishedRegion(overrides: Partial<RegionSnapshot> = {}): RegionSnapshot {
  return {
    region,
    availability: { kind: 'available' },
    administrator: known([{ accountId: administratorId, status: 'ENABLED' }]),
    detector: known({ id: detectorId, status: 'ENABLED', features: [], findingFrequency: undefined }),
    configuration: known(configuration()),
    members: known(members({ [managementId]: 'Enabled', [workload(1)]: 'Enabled', [workload(2)]: 'Enabled' })),
    managementDetector: undefined,
    ...notRead,
    ...overrides,
  };
}

/** What all members have of protection plans: nothing that could be lacking, but for those named. */
export function featuresOfMembers(named: Readonly<Record<string, readonly DetectorFeature[]>>): Fact<MemberFeatures> {
  const everybody: readonly AccountId[] = [managementId, workload(1), workload(2)];
  return known(new Map(everybody.map((id) => [id, named[id] ?? []])));
}

/** The plan of a Region in which everything is as asked. */
export function regionPlan(overrides: Partial<RegionPlan> = {}): RegionPlan {
  return {
    region,
    detectorId,
    blocker: undefined,
    verdicts: [asAsked({ question: 'designation' }), asAsked({ question: 'detector' }), asAsked({ question: 'members' })],
    actions: [],
    membersRead: !('enabled' in overrides) || overrides.enabled !== undefined,
    enabled: 3,
    seenEnabled: 'enabled' in overrides ? overrides.enabled : 3,
    notEnabled: [],
    outsiders: 0,
    excludedMembers: [],
    configuration: undefined,
    exports: undefined,
    trialsLeft: undefined,
    ...overrides,
  };
}
