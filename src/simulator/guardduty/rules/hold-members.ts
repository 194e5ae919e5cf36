import type { Switches } from '../../scenario/switches';
import type { OrganizationConfiguration, RegionState } from '../../world/region-state';
import type { World } from '../../world/world';

/**
 * Whether an `ALL` of the organization configuration prevents that members are suspended or released.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_StopMonitoringMembers.html
 */
export function holdsMembers(world: World, region: RegionState, now: number): boolean {
  return region.heldUntil > now || saysAll(world.scenario.switches, region.configuration);
}

/** Stores how long the old `ALL` still holds members after it was lowered. AWS documents no such time. */
export function noteLowering(world: World, region: RegionState, old: OrganizationConfiguration, now: number): void {
  const { switches, timing } = world.scenario;
  if (saysAll(switches, old) && !saysAll(switches, region.configuration)) region.heldUntil = now + timing.loweringSeconds * 1000;
}

function saysAll({ autoEnableAllBlocks }: Switches, { autoEnable, features }: OrganizationConfiguration): boolean {
  if (autoEnable === 'ALL') return true;
  if (autoEnableAllBlocks === 'members-only') return false;
  return [...features.values()].some(
    ({ value, additional }) => value === 'ALL' || [...additional.values()].some((setting) => setting.value === 'ALL'),
  );
}
