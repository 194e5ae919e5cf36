import { allRegionsOf } from '../src/simulator/world/regions';
import type { BenchWorld } from './floors';

const world = (accounts: number, regions: number, latencyMs: number, limits: Partial<BenchWorld> = {}): BenchWorld => ({
  accounts,
  regions,
  latencyMs,
  published: false,
  ...limits,
});

const published = { published: true };

/** One small world, to see that everything works. */
export const quickWorlds: readonly BenchWorld[] = [world(120, 4, 50)];

/** Where GuardDuty throttles: steadily, and at a rate that is halved and doubled while members are created and proven. */
export const throttledWorlds: readonly BenchWorld[] = [
  world(1200, 17, 50, { ...published, guardDuty: { perSecond: 10, burst: 20 } }),
  world(1200, 17, 50, { ...published, guardDuty: { perSecond: 5, burst: 10 } }),
  world(4000, 4, 50, {
    guardDuty: {
      perSecond: 10,
      burst: 20,
      changes: [
        { afterSeconds: 13, perSecond: 5 },
        { afterSeconds: 17, perSecond: 10 },
        { afterSeconds: 21, perSecond: 20 },
      ],
    },
  }),
];

/** What `npm run bench` measures, in about four minutes. */
export const usualWorlds: readonly BenchWorld[] = [
  world(12, 3, 50),
  world(120, 4, 50),
  world(1200, 17, 50),
  world(1200, 17, 0),
  world(1200, 17, 50, published),
  ...throttledWorlds,
];

/** The large ones of `npm run bench:scale`. */
export const largeWorlds: readonly BenchWorld[] = [
  world(10_000, 17, 50),
  world(10_000, 17, 0),
  world(50_000, 34, 0),
  world(50_000, 34, 50),
];

/** The world in which the flow of the 2020 article is measured beside the program. */
export const articleWorld: BenchWorld = world(1200, 17, 50);

/** The Regions of a world by name, the first of them where organizations usually begin. */
export function regionsOf({ regions }: BenchWorld): readonly string[] {
  return ['us-east-1', ...allRegionsOf('aws').filter((name) => name !== 'us-east-1')].slice(0, regions);
}
