import type { Call } from '../../requests/call';
import { ApiError } from '../../requests/errors';
import type { RegionState } from '../../world/region-state';
import type { World } from '../../world/world';
import { settle } from './auto-enable';

/** GuardDuty in the Region of the call, after everything that AWS has done on its own. */
export function regionOf(world: World, call: Call): RegionState {
  const region = world.regions.get(call.region);
  // The partition has this Region, but no account of the scenario uses it.
  if (!region) throw new ApiError(403, 'UnrecognizedClientException', world.text('invalidToken'));
  settle(world, region, call.now);
  return region;
}
