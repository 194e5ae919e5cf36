import { runtimeCoverage } from '../../domain/coverage';
import type { DetectorId, Region } from '../../domain/ids';
import type { RegionInsight } from '../../domain/insight';
import type { RunContext } from '../context';
import { inParallel } from '../in-parallel';
import { readFact } from './fact';

/** A Region with the administrator's detector in it. */
interface Place {
  readonly region: Region;
  readonly detectorId: DetectorId;
}

async function readInsight({ settings, clock, administrator }: RunContext, { region, detectorId }: Place): Promise<RegionInsight> {
  const admin = administrator.asAdministrator(region);
  const readCoverage = async () => {
    const statistics = await admin.getCoverageStatistics(detectorId);
    const unhealthy = statistics.unhealthy === 0 ? [] : await admin.listUnhealthyWorkloads(detectorId);
    return runtimeCoverage(statistics, unhealthy, clock.now());
  };
  const [coverage, customRules, usage] = await Promise.all([
    settings.readCoverage ? readFact(readCoverage) : undefined,
    settings.readExtras ? readFact(() => admin.listCustomRules()) : undefined,
    settings.readExtras ? readFact(() => admin.getUsage(detectorId)) : undefined,
  ]);
  return { coverage, customRules, usage };
}

/**
 * What reports show besides the rollout, read once at the end. It decides nothing, and what cannot be read is unknown.
 */
export async function readInsights(context: RunContext, places: readonly Place[]): Promise<ReadonlyMap<Region, RegionInsight>> {
  const { settings, interrupted } = context;
  if ((!settings.readCoverage && !settings.readExtras) || interrupted()) return new Map();
  return new Map(
    await inParallel(places, settings.concurrency, async (place) => [place.region, await readInsight(context, place)] as const),
  );
}
