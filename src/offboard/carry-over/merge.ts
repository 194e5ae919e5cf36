import { isStronger, type AutoEnable } from '../../domain/auto-enable';
import type { CarriedAdministrator, CarriedFeature, CarriedMembers, CarriedRegion, CarryOver } from './carry-over';
import { rolloutsOf } from './rollouts';

/**
 * Entries of two lists by their key. Where both have one, `merge` decides; a new one is merged with itself. Sorted, so that the same
 * contents make the same file, in however many runs they came together.
 */
function union<Entry>(
  earlier: readonly Entry[],
  later: readonly Entry[],
  keyOf: (entry: Entry) => string,
  merge: (earlier: Entry, later: Entry) => Entry,
): Entry[] {
  const entries = new Map(earlier.map((entry) => [keyOf(entry), entry]));
  for (const entry of later) {
    entries.set(keyOf(entry), merge(entries.get(keyOf(entry)) ?? entry, entry));
  }
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

/** An interrupted run has lowered some settings already, so the stronger of two is the one from before. */
function stronger(earlier: AutoEnable, later: AutoEnable): AutoEnable {
  return isStronger(earlier, later) ? earlier : later;
}

function mergeFeature(earlier: CarriedFeature, later: CarriedFeature): CarriedFeature {
  return {
    name: later.name,
    autoEnable: stronger(earlier.autoEnable, later.autoEnable),
    additionalConfiguration: union(
      earlier.additionalConfiguration,
      later.additionalConfiguration,
      ({ name }) => name,
      (a, b) => ({ name: b.name, autoEnable: stronger(a.autoEnable, b.autoEnable) }),
    ),
  };
}

/** Features by account; of an account that is in both, the later ones where they could be read. */
function mergeMembers(earlier: readonly CarriedMembers[], later: readonly CarriedMembers[]): CarriedMembers[] {
  const byAccount = new Map<string, CarriedMembers['features']>();
  for (const { features, accounts } of [...earlier, ...later]) {
    for (const account of accounts) byAccount.set(account, features ?? byAccount.get(account) ?? null);
  }
  const groups = new Map<string, { readonly features: CarriedMembers['features']; readonly accounts: string[] }>();
  for (const [account, features] of [...byAccount].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const key = JSON.stringify(features);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { features, accounts: [account] });
    else group.accounts.push(account);
  }
  return [...groups.values()];
}

function mergeRegion(earlier: CarriedRegion, later: CarriedRegion): CarriedRegion {
  return {
    region: later.region,
    readAt: later.readAt,
    detectorId: later.detectorId ?? earlier.detectorId,
    autoEnable:
      earlier.autoEnable === null || later.autoEnable === null
        ? (later.autoEnable ?? earlier.autoEnable)
        : stronger(earlier.autoEnable, later.autoEnable),
    features: union(earlier.features, later.features, ({ name }) => name, mergeFeature),
    findingFrequency: later.findingFrequency ?? earlier.findingFrequency,
    administratorFeatures: later.administratorFeatures ?? earlier.administratorFeatures,
    destination: later.destination ?? earlier.destination,
    members: mergeMembers(earlier.members, later.members),
  };
}

/** Where the administrator is designated again, what was seen before counts no more. */
function mergeReleased(earlier: CarriedAdministrator, later: CarriedAdministrator): CarriedAdministrator['released'] {
  const designated = new Set(later === earlier ? [] : later.regions.map(({ region }) => region));
  const still = earlier.released.filter(({ region }) => !designated.has(region));
  return union(
    still,
    later.released,
    ({ region }) => region,
    (_before, after) => after,
  );
}

function mergeAdministrator(earlier: CarriedAdministrator, later: CarriedAdministrator): CarriedAdministrator {
  return {
    accountId: later.accountId,
    registeredFor: [...new Set([...earlier.registeredFor, ...later.registeredFor])].sort(),
    regions: union(earlier.regions, later.regions, ({ region }) => region, mergeRegion),
    released: mergeReleased(earlier, later),
  };
}

/** Two files of one organization as one that holds at least as much as each: no setting gets weaker, and nothing goes. */
export function mergeCarryOver(earlier: CarryOver | undefined, later: CarryOver): CarryOver {
  const administrators = union(earlier?.administrators ?? [], later.administrators, ({ accountId }) => accountId, mergeAdministrator);
  const { accountId } = later.administrators[0] ?? {};
  const current = administrators.find((one) => one.accountId === accountId);
  return { ...later, administrators, rollouts: rolloutsOf(current?.regions ?? []) };
}
