import type { Call } from '../../requests/call';
import { ApiError } from '../../requests/errors';
import type { RegionState } from '../../world/region-state';
import type { World } from '../../world/world';
import { settle } from './auto-enable';

/** GuardDuty in the Region of the call, with everything that AWS does by itself done up to now. */
export function regionOf(world: World, call: Call): RegionState {
  const region = world.regions.get(call.region);
  // A Region of the partition in which the scenario has no GuardDuty: the request reached us, the account's Region did not.
  if (!region) throw new ApiError(403, 'UnrecognizedClientException', world.text('invalidToken'));
  settle(world, region, call.now);
  return region;
}
