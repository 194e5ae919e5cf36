import { unsetConfiguration } from '../../world/build-region';
import type { Designation, RegionState } from '../../world/region-state';
import type { World } from '../../world/world';
import { groupOf } from './access';

interface Removal {
  readonly designation: Designation;
  readonly now: number;
  /** It reads DISABLE_IN_PROGRESS until this time. */
  readonly goneAt: number;
}

/**
 * Ends a designation, at once or after a delay. The members' detectors stay:
 * https://docs.aws.amazon.com/guardduty/latest/ug/change-guardduty-delegated-admin.html
 */
export function removeAdministrator(world: World, region: RegionState, { designation, now, goneAt }: Removal): void {
  designation.removedAt = goneAt;
  const group = groupOf(region, designation.account);
  for (const id of [...group.ids]) {
    const member = group.get(id);
    if (!member || !world.accounts.has(id)) continue;
    if (world.scenario.switches.orphanedMember === 'released') group.delete(id);
    else member.orphaned = true;
  }
  region.configuration = unsetConfiguration(region.lacks, now);
  region.previous = undefined;
  region.sweepAt = undefined;
}
