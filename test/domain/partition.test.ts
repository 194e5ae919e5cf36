import type { Region } from '../../src/domain/ids';
import { defaultRegionOf, isOptIn, knownRegionsOf, partitionOf } from '../../src/domain/partition';
import { allRegionsOf, isOptIn as isOptInAtSimulatedAws } from '../../src/simulator/world/regions';

describe('partitions', () => {
  test.each([
    ['eu-west-1', 'aws', 'us-east-1'],
    ['cn-north-1', 'aws-cn', 'cn-northwest-1'],
    ['us-gov-east-1', 'aws-us-gov', 'us-gov-west-1'],
    ['eusc-de-east-1', 'aws-eusc', 'eusc-de-east-1'],
    ['xx-nowhere-9', 'aws', 'us-east-1'],
  ] as const)('%s belongs to %s, where %s answers', (region, partition, main) => {
    expect(partitionOf(region as unknown as Region)).toBe(partition);
    expect(defaultRegionOf(partition)).toBe(main);
    expect(knownRegionsOf(partition)).toContain(main);
  });

  test.each(['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc'] as const)('the simulated AWS has the same Regions in %s', (partition) => {
    expect(knownRegionsOf(partition)).toEqual(allRegionsOf(partition));
    for (const region of knownRegionsOf(partition))
      expect([region, isOptIn(region)]).toEqual([region, isOptInAtSimulatedAws(partition, region)]);
  });

  test('every known Region belongs to the partition that lists it', () => {
    for (const partition of ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc'] as const)
      expect(new Set(knownRegionsOf(partition).map(partitionOf))).toEqual(new Set([partition]));
  });
});
