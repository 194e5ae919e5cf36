import { designationOf, detectorOf } from '../../../src/simulator/guardduty/rules/access';
import { settle } from '../../../src/simulator/guardduty/rules/auto-enable';
import { relationshipOf } from '../../../src/simulator/guardduty/rules/relationship';
import type { DestinationView } from './exports';
import { stateOf } from '../../../src/simulator/world/account';
import type { RegionState } from '../../../src/simulator/world/region-state';
import type { World } from '../../../src/simulator/world/world';

/** A detector as it is, whoever may read it. Features by `NAME` and `NAME/ADDITIONAL`. */
export interface DetectorView {
  readonly id: string;
  readonly enabled: boolean;
  readonly frequency: string;
  readonly features: ReadonlyMap<string, boolean>;
}

/** GuardDuty in one Region as it is. */
export interface RegionView {
  readonly offered: ReadonlySet<string>;
  readonly administrator: { readonly account: string; readonly leaving: boolean } | undefined;
  readonly autoEnable: string;
  readonly limitReached: boolean;
  /** Levels by `NAME` and `NAME/ADDITIONAL`. */
  readonly levels: ReadonlyMap<string, string>;
  readonly detectors: ReadonlyMap<string, DetectorView>;
  /** Where findings of the administrator of the run go. */
  readonly exports: readonly DestinationView[];
  /** Relationship status by administrator and account. */
  readonly members: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

interface AccountView {
  readonly state: string;
  /** Ids of the organizational units it is in, whether directly or not. */
  readonly units: ReadonlySet<string>;
  /** Regions of the world that it has not opted in to. */
  readonly closed: ReadonlySet<string>;
}

/** The whole simulated world in plain values: what is true, whatever anybody says of it. */
export interface WorldView {
  readonly trustedAccess: ReadonlySet<string>;
  readonly delegations: ReadonlyMap<string, string>;
  /** Whether the root has the policy type of GuardDuty, in whatever status. */
  readonly policyType: boolean;
  readonly managedFeatures: ReadonlySet<string>;
  readonly allFeatures: boolean;
  readonly accounts: ReadonlyMap<string, AccountView>;
  readonly regions: ReadonlyMap<string, RegionView>;
  /** Status of every Region for the management and the administrator account. */
  readonly isOpen: (account: string, region: string) => boolean;
}

/** Looks at a world from outside its APIs, after AWS has done what is due by now. */
export function viewWorld(world: World): WorldView {
  const now = world.clock();
  for (const region of world.regions.values()) settle(world, region, now);
  const { organization } = world.scenario;
  const parents = new Map(organization.organizationalUnits.map(({ id, parent }) => [id, parent]));
  const regionNames = [...world.regions.keys()];
  const open = new Map(
    [...world.accounts.keys()].map((id) => [id, new Set(world.allRegions.filter((region) => world.hasRegion(id, region)))]),
  );
  return {
    trustedAccess: new Set(world.trustedAccess.keys()),
    delegations: new Map([...world.delegations].map(([principal, { account }]) => [principal, account])),
    policyType: organization.policyTypes.some(({ type }) => type === 'GUARDDUTY_POLICY'),
    managedFeatures: new Set(organization.policyManagedFeatures),
    allFeatures: organization.featureSet === 'ALL',
    accounts: new Map(
      [...world.accounts.values()]
        .filter(({ joinedAt }) => joinedAt <= now)
        .map((account) => [
          account.id,
          {
            state: stateOf(account, now),
            units: unitsAbove(account.parent, parents),
            closed: new Set(regionNames.filter((region) => open.get(account.id)?.has(region) !== true)),
          },
        ]),
    ),
    regions: new Map([...world.regions].map(([name, region]) => [name, viewRegion(world, region, now)])),
    isOpen: (account, region) => open.get(account)?.has(region) === true,
  };
}

function unitsAbove(unit: string, parents: ReadonlyMap<string, string | undefined>): ReadonlySet<string> {
  const units = new Set<string>();
  for (let at: string | undefined = unit; at !== undefined && parents.has(at) && !units.has(at); at = parents.get(at)) units.add(at);
  return units;
}

function viewRegion(world: World, region: RegionState, now: number): RegionView {
  const designation = designationOf(region, now);
  const levels = new Map<string, string>();
  for (const [name, { value, additional }] of region.configuration.features) {
    levels.set(name, value);
    for (const [key, inner] of additional) levels.set(`${name}/${key}`, inner.value);
  }
  const detectors = new Map<string, DetectorView>();
  for (const account of region.detectors.keys()) {
    const detector = detectorOf(region, account, now);
    if (detector === undefined) continue;
    const features = new Map<string, boolean>();
    for (const [name, { value, additional }] of detector.features) {
      features.set(name, value);
      for (const [key, inner] of additional) features.set(`${name}/${key}`, inner.value);
    }
    detectors.set(account, { id: detector.id, enabled: detector.enabled, frequency: detector.frequency, features });
  }
  const members = new Map<string, ReadonlyMap<string, string>>();
  for (const [administrator, group] of region.groups) {
    const statuses = new Map<string, string>();
    for (const [id, member] of group.entries()) {
      const status = relationshipOf(world, region, id, member, now);
      if (status !== undefined) statuses.set(id, status);
    }
    members.set(administrator, statuses);
  }
  return {
    offered: new Set(region.configuration.features.keys()),
    administrator: designation && { account: designation.account, leaving: designation.removedAt !== undefined },
    autoEnable: region.configuration.autoEnable,
    limitReached: region.limitReached,
    levels,
    detectors,
    members,
    exports: (region.destinations.get(world.scenario.administratorAccount) ?? []).map(({ arn, key, owner, status, verifiedAt }) => ({
      arn,
      key,
      owner,
      status: verifiedAt > now ? 'PENDING_VERIFICATION' : status,
    })),
  };
}
