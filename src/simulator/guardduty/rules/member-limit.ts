import type { RegionState } from '../../world/region-state';
import type { World } from '../../world/world';
import { isAssociation } from './relationship';

/** Whether the administrator has reached the member limit. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html */
export function memberLimitReached(world: World, region: RegionState, administrator: string): boolean {
  if (region.limitReached) return true;
  const group = region.groups.get(administrator);
  if (!group || group.size < world.scenario.memberLimit) return false;
  let members = 0;
  for (const [, member] of group.entries()) if (isAssociation(member.status)) members += 1;
  return members >= world.scenario.memberLimit;
}
