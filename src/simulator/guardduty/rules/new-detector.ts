import { detectorId } from '../../world/detector-id';
import type { Detector, RegionState } from '../../world/region-state';
import type { World } from '../../world/world';
import { defaultDetectorFeatures } from './feature-states';

/** Creates a detector with the default features. */
export function newDetector(
  world: World,
  region: RegionState,
  account: string,
  given: Partial<Pick<Detector, 'enabled' | 'frequency' | 'features' | 'clientToken'>> & { readonly createdAt: number },
): Detector {
  const detector: Detector = {
    id: detectorId(region.name, account, given.createdAt),
    updatedAt: given.createdAt,
    enabled: true,
    frequency: 'SIX_HOURS',
    features: defaultDetectorFeatures(world.scenario.switches, region.lacks, given.createdAt),
    clientToken: undefined,
    ...given,
  };
  region.detectors.set(account, detector);
  const record = world.accounts.get(account);
  if (record) record.hasServiceLinkedRole = true;
  return detector;
}
