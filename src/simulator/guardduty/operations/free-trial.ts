import type { Call, Output } from '../../requests/call';
import type { World } from '../../world/world';
import { ownDetector } from '../rules/access';
import { featureCatalog, foundationalSources } from '../rules/feature-catalog';
import { memberDetector } from './member-detectors';
import { unprocessedIds } from '../wire/unprocessed';
import { regionOf } from '../rules/region-of';

const trialDays = 30;
const dayMilliseconds = 86_400_000;

/**
 * A trial lasts thirty days per account, Region and feature, from the first time that the feature is on: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-pricing.html
 * and https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetRemainingFreeTrialDays.html
 */
export function getRemainingFreeTrialDays(world: World, call: Call): Output {
  const region = regionOf(world, call);
  const own = ownDetector(world, region, call);
  const accounts: Output[] = [];
  const unprocessed = unprocessedIds(world, call, (id) => {
    const detector = id === call.caller.account ? own : memberDetector(world, region, call, id);
    if (!detector) return world.text('notAssociated');
    const features = new Map<string, number>();
    for (const name of foundationalSources) features.set(name, daysLeft(detector.createdAt, call.now));
    for (const [name, { value, firstOnAt }] of detector.features) {
      if (!value || firstOnAt === undefined) continue;
      for (const trial of featureCatalog.get(name)?.trials ?? []) features.set(trial, daysLeft(firstOnAt, call.now));
    }
    accounts.push({ accountId: id, features: [...features].map(([name, days]) => ({ name, freeTrialDaysRemaining: days })) });
    return undefined;
  });
  return { accounts, unprocessedAccounts: unprocessed };
}

function daysLeft(since: number, now: number): number {
  return Math.max(0, trialDays - Math.floor(Math.max(0, now - since) / dayMilliseconds));
}
