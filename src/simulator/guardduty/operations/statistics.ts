import type { Call, Output } from '../../requests/call';
import type { RegionState } from '../../world/region-state';
import type { World } from '../../world/world';
import { detectorOf, groupOf, requireAdministrator } from '../rules/access';
import { featureCatalog } from '../rules/feature-catalog';
import { isAssociation, relationshipOf } from '../rules/relationship';
import { regionOf } from '../rules/region-of';

/** Counts accounts, members and features. The numbers can be up to 24 hours old. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetOrganizationStatistics.html */
export function getOrganizationStatistics(world: World, call: Call): Output {
  const region = regionOf(world, call);
  requireAdministrator(world, region, call);
  const stale = world.scenario.switches.organizationStatistics === 'stale';
  const live = liveStatistics(world, region, call);
  return {
    organizationDetails: {
      updatedAt: (stale ? world.startedAt : call.now) / 1000,
      organizationStatistics: stale ? notCountedYet(live) : live,
    },
  };
}

/** The numbers of a new organization before the first count. */
function notCountedYet({ totalAccountsCount }: Output): Output {
  return { totalAccountsCount, memberAccountsCount: 0, activeAccountsCount: 0, enabledAccountsCount: 0, countByFeature: [] };
}

function liveStatistics(world: World, region: RegionState, { caller, now }: Call): Output {
  const group = groupOf(region, caller.account);
  const counts = { totalAccountsCount: 0, memberAccountsCount: 0, activeAccountsCount: 0, enabledAccountsCount: 0 };
  const byFeature = new Map<string, number>();
  const byAdditional = new Map<string, number>();
  for (const { id, joinedAt } of world.accountList) {
    if (joinedAt > now) continue;
    counts.totalAccountsCount += 1;
    const member = group.get(id);
    const status = member && relationshipOf(world, region, id, member, now);
    if (isAssociation(status)) {
      counts.memberAccountsCount += 1;
      if (world.isActive(id, now)) counts.activeAccountsCount += 1;
    }
    const detector = detectorOf(region, id, now);
    if (!detector?.enabled || !(status === 'Enabled' || id === caller.account)) continue;
    counts.enabledAccountsCount += 1;
    for (const [name, setting] of detector.features) {
      if (setting.value) add(byFeature, name);
      for (const [key, inner] of setting.additional) if (inner.value) add(byAdditional, `${name}/${key}`);
    }
  }
  return { ...counts, countByFeature: featureCounts(region, byFeature, byAdditional) };
}

function featureCounts(
  region: RegionState,
  byFeature: ReadonlyMap<string, number>,
  byAdditional: ReadonlyMap<string, number>,
): readonly Output[] {
  return [...featureCatalog]
    .filter(([name, facts]) => facts.organization && !region.lacks.has(name))
    .map(([name, facts]) => ({
      name,
      enabledAccountsCount: byFeature.get(name) ?? 0,
      additionalConfiguration: facts.additional.map((key) => ({
        name: key,
        enabledAccountsCount: byAdditional.get(`${name}/${key}`) ?? 0,
      })),
    }));
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
