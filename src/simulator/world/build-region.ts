import { defaultDetectorFeatures, featureSettings, noFeatures, withChanges } from '../guardduty/rules/feature-states';
import type { ScenarioRegion } from '../scenario/region';
import type { Scenario } from '../scenario/scenario';
import type { Account } from './account';
import { detectorId } from './detector-id';
import { MemberGroup } from './member-group';
import { detectorChanges, organizationChanges } from './scenario-features';
import type { AutoEnable, Detector, OrganizationConfiguration, RegionState } from './region-state';

/** When the starting state was set up. The day is fixed, so that runs look alike. */
const setUpLongAgo = Date.UTC(2025, 2, 3, 8, 0);

/** GuardDuty in one Region at the start of the scenario. */
export function buildRegion(
  scenario: Scenario,
  region: ScenarioRegion,
  accounts: ReadonlyMap<string, Account>,
  startedAt: number,
): RegionState {
  const lacks = new Set(region.lacks);
  const unset = unsetConfiguration(lacks, setUpLongAgo);
  const state: RegionState = {
    name: region.name,
    lacks,
    designation: undefined,
    otherAdministrators: region.otherAdministrators,
    configuration: {
      ...unset,
      autoEnable: region.organizationConfiguration?.autoEnable ?? unset.autoEnable,
      features: withChanges(unset.features, organizationChanges(region.organizationConfiguration?.features ?? {}), setUpLongAgo),
    },
    previous: undefined,
    heldUntil: 0,
    limitReached: region.organizationConfiguration?.memberAccountLimitReached ?? false,
    detectors: new Map(),
    destinations: new Map(),
    reported: region,
    groups: new Map(),
    enrolledUpTo: startedAt,
    sweepAt: undefined,
  };
  addDesignation(state, region, startedAt, scenario.timing.removalSeconds);
  addDetectors(state, scenario, region, accounts);
  addMembers(state, region, accounts);
  addDestinations(state, region, scenario.administratorAccount);
  return state;
}

function addDestinations(state: RegionState, { publishingDestinations }: ScenarioRegion, administrator: string): void {
  for (const [index, { account = administrator, type, destinationArn, kmsKeyArn, ...entry }] of publishingDestinations.entries()) {
    const destination = {
      id: detectorId(state.name, `${account}/${type}/${String(index)}`, setUpLongAgo),
      type,
      arn: destinationArn,
      key: kmsKeyArn,
      owner: entry.expectedBucketOwner,
      status: entry.status,
      verifiedAt: setUpLongAgo,
      failingSince: entry.failingSince === undefined ? undefined : Date.parse(entry.failingSince),
      clientToken: undefined,
    };
    state.destinations.set(account, [...(state.destinations.get(account) ?? []), destination]);
  }
}

function addDesignation(state: RegionState, region: ScenarioRegion, startedAt: number, removalSeconds: number | null): void {
  if (!region.administrator) return;
  const removal = removalSeconds === null ? Infinity : startedAt + removalSeconds * 1000;
  state.designation = {
    account: region.administrator.account,
    since: setUpLongAgo,
    reportedAt: setUpLongAgo,
    settledAt: setUpLongAgo,
    removedAt: region.administrator.status === 'DISABLE_IN_PROGRESS' ? removal : undefined,
  };
  state.groups.set(region.administrator.account, new MemberGroup());
}

function addDetectors(state: RegionState, { switches }: Scenario, region: ScenarioRegion, accounts: ReadonlyMap<string, Account>): void {
  const usual = defaultDetectorFeatures(switches, state.lacks, setUpLongAgo);
  for (const entry of region.detectors) {
    const features = withChanges(usual, detectorChanges(entry.features), setUpLongAgo);
    for (const id of entry.accounts === 'all' ? accounts.keys() : entry.accounts) {
      putDetector(state, accounts, id, { enabled: entry.status === 'ENABLED', frequency: entry.findingPublishingFrequency, features });
    }
  }
}

function addMembers(state: RegionState, region: ScenarioRegion, accounts: ReadonlyMap<string, Account>): void {
  for (const entry of region.members) {
    const administrator = entry.administrator ?? region.administrator?.account;
    // The scenario's checks make sure that somebody administers them.
    if (administrator !== undefined) addMembersOf(administrator, state, entry, accounts);
  }
}

function addMembersOf(
  administrator: string,
  state: RegionState,
  { accounts: selection, relationshipStatus: status, invited, stuck, features: given }: ScenarioRegion['members'][number],
  accounts: ReadonlyMap<string, Account>,
): void {
  const group = state.groups.get(administrator) ?? new MemberGroup();
  state.groups.set(administrator, group);
  const features = withChanges(noFeatures(state.lacks, setUpLongAgo), detectorChanges(given), setUpLongAgo);
  for (const id of selection === 'all' ? accounts.keys() : selection) {
    if (selection === 'all' && (id === administrator || id === state.designation?.account)) continue;
    group.set(id, {
      status,
      from: setUpLongAgo,
      updatedAt: setUpLongAgo,
      invitedAt: invited ? setUpLongAgo : undefined,
      orphaned: !invited && !administersMembers(state, administrator),
      stuck,
      email: undefined,
    });
    if ((status === 'Enabled' || status === 'Disabled') && !state.detectors.has(id)) {
      putDetector(state, accounts, id, { enabled: status === 'Enabled', frequency: 'SIX_HOURS', features });
    }
  }
}

/** Whether the account is the organization's administrator in the Region. */
export function administersMembers({ designation }: RegionState, account: string): boolean {
  return designation?.account === account && designation.removedAt === undefined;
}

function putDetector(
  state: RegionState,
  accounts: ReadonlyMap<string, Account>,
  id: string,
  settings: Pick<Detector, 'enabled' | 'frequency' | 'features'>,
): void {
  state.detectors.set(id, {
    id: detectorId(state.name, id, setUpLongAgo),
    createdAt: setUpLongAgo,
    updatedAt: setUpLongAgo,
    clientToken: undefined,
    ...settings,
  });
  const account = accounts.get(id);
  if (account) account.hasServiceLinkedRole = true;
}

/** The organization configuration before anybody sets it. */
export function unsetConfiguration(lacks: ReadonlySet<string>, now: number): OrganizationConfiguration {
  return { autoEnable: 'NONE', features: featureSettings<AutoEnable>(lacks, now, () => 'NONE'), since: now };
}
