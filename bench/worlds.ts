import { allRegionsOf } from '../src/simulator/world/regions';
import type { BenchWorld } from './floors';

const world = (accounts: number, regions: number, latencyMs: number, quotas?: BenchWorld['quotas']): BenchWorld => ({
  accounts,
  regions,
  latencyMs,
  quotas,
});

/** One small world, to see that everything works. */
export const quickWorlds: readonly BenchWorld[] = [world(120, 4, 50)];

/** What `npm run bench` measures, in about two minutes. */
export const usualWorlds: readonly BenchWorld[] = [
  world(12, 3, 50),
  world(120, 4, 50),
  world(1200, 17, 50),
  world(1200, 17, 0),
  world(1200, 17, 50, 'published'),
  world(1200, 17, 50, 'guardduty'),
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
