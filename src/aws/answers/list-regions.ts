import * as v from 'valibot';
import { isRegionShaped } from '../../domain/ids';
import type { RegionOptStatus } from '../../ports/organization';
import { listOf, nextToken, object, readable, text, words } from './pieces';

const unknownStatus = 'UNKNOWN';

const region = v.pipe(
  object({ RegionName: v.pipe(text, v.guard(isRegionShaped, 'is not the name of a Region')), RegionOptStatus: readable(words) }),
  v.transform(({ RegionName: name, RegionOptStatus: optStatus = unknownStatus }): RegionOptStatus => ({ region: name, optStatus })),
);

/** The same Region listed twice: where the statuses differ, neither was read. */
export function mergeRegions(first: RegionOptStatus, other: RegionOptStatus): RegionOptStatus {
  return first.optStatus === other.optStatus ? first : { ...first, optStatus: unknownStatus };
}

/** https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html */
export const listRegions = v.pipe(
  object({ Regions: listOf(region), NextToken: nextToken }),
  v.transform(({ Regions: items, NextToken }) => ({ items, nextToken: NextToken })),
);
