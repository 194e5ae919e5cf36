import type { Call, Output } from '../../requests/call';
import { unknownOperation } from '../../requests/errors';
import { fromList, pageOf } from '../../requests/paging';
import type { World } from '../../world/world';
import { ownDetector } from '../rules/access';
import { regionOf } from '../rules/region-of';
import { memberDetector } from './member-detectors';
import { guarddutyPaging, isRecord, outOfRange } from '../wire/input';

const sums: Readonly<Record<string, { readonly list: string; readonly key: 'feature' | 'account'; readonly member: string } | undefined>> =
  {
    SUM_BY_FEATURES: { list: 'sumByFeature', key: 'feature', member: 'feature' },
    SUM_BY_ACCOUNT: { list: 'sumByAccount', key: 'account', member: 'accountId' },
  };

/** An estimate for the last 30 days, of the caller and its members. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetUsageStatistics.html */
export function getUsageStatistics(world: World, call: Call): Output {
  const region = regionOf(world, call);
  ownDetector(world, region, call);
  const { usageStatisticsType: type, usageCriteria: criteria } = call.input;
  if (typeof type !== 'string' || !isRecord(criteria)) throw outOfRange(world);
  const sum = sums[type];
  if (!sum) throw unknownOperation('guardduty', `GetUsageStatistics of ${type}`);
  const { accountIds, features } = criteria;
  const totals = new Map<string, number>();
  for (const entry of region.reported.usage) {
    const mine = entry.account === call.caller.account || memberDetector(world, region, call, entry.account) !== undefined;
    if (!mine || !isWanted(accountIds, entry.account) || !isWanted(features, entry.feature)) continue;
    totals.set(entry[sum.key], (totals.get(entry[sum.key]) ?? 0) + Number(entry.amount));
  }
  const { items, token } = pageOf(world, call, guarddutyPaging(world), fromList([...totals]));
  const records = items.map(([name, amount]) => ({ [sum.member]: name, total: { amount: amount.toFixed(8), unit: 'USD' } }));
  return { usageStatistics: { [sum.list]: records }, nextToken: token };
}

function isWanted(wanted: unknown, value: string): boolean {
  return !Array.isArray(wanted) || wanted.length === 0 || wanted.includes(value);
}
