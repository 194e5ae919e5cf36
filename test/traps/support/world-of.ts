import type { World } from '../../../src/simulator/world/world';

const word = (on: boolean): string => (on ? 'on' : 'off');

/**
 * Everything about a simulated AWS that outlives a run, without what differs by nature: ids and times. Two worlds that read the same here
 * are protected alike.
 */
export function worldOf(world: World): unknown {
  return {
    trustedAccess: [...world.trustedAccess.keys()].sort(),
    registered: [...world.delegations].map(([principal, { account }]) => [principal, account]),
    serviceLinkedRoles: world.accountList.filter(({ hasServiceLinkedRole }) => hasServiceLinkedRole).map(({ id }) => id),
    regions: [...world.regions.values()].map(({ name, designation, configuration, detectors, destinations, groups, limitReached }) => ({
      name,
      administrator: designation && { account: designation.account, beingRemoved: designation.removedAt !== undefined },
      autoEnable: configuration.autoEnable,
      autoEnableFeatures: [...configuration.features].map(([feature, { value }]) => `${feature}=${value}`).sort(),
      limitReached,
      exports: [...destinations].flatMap(([account, found]) =>
        found.map(({ type, arn, key, owner, status }) => `${account}: ${type} ${arn} ${key} ${owner ?? '-'} ${status}`),
      ),
      detectors: [...detectors]
        .map(([account, { enabled, frequency, features }]) => ({
          account,
          enabled,
          frequency,
          features: [...features].map(([feature, { value }]) => `${feature} ${word(value)}`).sort(),
        }))
        .sort((a, b) => a.account.localeCompare(b.account)),
      members: [...groups].flatMap(([administrator, group]) =>
        [...group.entries()].map(([account, { status }]) => `${account} of ${administrator}: ${status}`).sort(),
      ),
    })),
  };
}
