import { PreconditionError, UsageError } from '../../domain/errors';
import type { AccountId, Region } from '../../domain/ids';
import { optInOf } from '../../domain/opt-status';
import { defaultRegionOf, knownRegionsOf, partitionOf } from '../../domain/partition';
import { AwsFailure } from '../../domain/problem';
import { problemTexts } from '../../messages/problems';
import type { ClosedRegions, Fact, RegionAvailability } from '../../domain/snapshot';
import { suggest } from '../../domain/suggest';
import type { Identity } from '../../ports/aws';
import type { RegionOptStatus } from '../../ports/organization';
import { readFact } from './fact';
import type { RunContext } from '../context';
import { unreadable } from './unreadable';

/** The Regions of a run. */
export interface RegionChoice {
  /** The home Region first. */
  readonly chosen: readonly ChosenRegion[];
  /** What `all` does not reach although an account uses it. */
  readonly closed: readonly ClosedRegions[];
}

/** A Region to work on, and whether both accounts may. */
export interface ChosenRegion {
  readonly region: Region;
  readonly availability: RegionAvailability;
}

interface RegionList {
  readonly accountId: AccountId;
  readonly regions: Fact<ReadonlyMap<Region, string>>;
}

async function readList({ caller, regions }: Identity): Promise<RegionList> {
  const list = (statuses: readonly RegionOptStatus[]) => new Map(statuses.map(({ region, optStatus }) => [region, optStatus]));
  return { accountId: caller.accountId, regions: await readFact(async () => list(await regions.listRegions())) };
}

/** What closes the Region comes before what can't be read of it. */
function availabilityIn(region: Region, lists: readonly RegionList[]): RegionAvailability {
  const statuses = lists.flatMap(({ accountId, regions }) =>
    regions.known ? [{ accountId, optStatus: regions.value.get(region) ?? 'DISABLED' }] : [],
  );
  const found = (['closed', 'unknown'] as const).flatMap((wanted) => statuses.filter(({ optStatus }) => optInOf(optStatus) === wanted));
  return found[0] === undefined ? { kind: 'available' } : { kind: 'not-enabled', ...found[0] };
}

/** Whether a Region belongs to "all": one whose status can't be read is not left out in silence. */
function isMeant(region: Region, lists: readonly RegionList[]): boolean {
  const availability = availabilityIn(region, lists);
  return availability.kind === 'available' || optInOf(availability.optStatus) === 'unknown';
}

function chooseAll(lists: readonly RegionList[]): readonly Region[] {
  const names = new Set<Region>();
  for (const { accountId, regions } of lists) {
    if (!regions.known) {
      throw unreadable(
        `"--regions all" needs the Regions of account ${accountId}`,
        new AwsFailure(regions.problem),
        `${problemTexts[regions.problem.code].remedy} Or name the Regions.`,
      );
    }
    for (const name of regions.value.keys()) names.add(name);
  }
  return [...names].filter((region) => isMeant(region, lists)).sort();
}

/** Regions that one account uses, or is about to, and the other cannot; those that both left off are no news. */
function closedOf(lists: readonly RegionList[]): readonly ClosedRegions[] {
  const statusIn = ({ regions }: RegionList, region: Region): string => (regions.known ? (regions.value.get(region) ?? 'DISABLED') : '');
  const names = [...new Set(lists.flatMap(({ regions }) => (regions.known ? [...regions.value.keys()] : [])))].sort();
  const used = names.filter((region) => lists.some((list) => statusIn(list, region) !== 'DISABLED'));
  return lists.flatMap((list) => {
    const statuses = new Set(used.map((region) => statusIn(list, region)).filter((status) => optInOf(status) === 'closed'));
    return [...statuses].map((optStatus) => ({
      accountId: list.accountId,
      optStatus,
      regions: used.filter((region) => statusIn(list, region) === optStatus),
    }));
  });
}

function refuseUnknown(regions: readonly Region[], lists: readonly RegionList[]): void {
  const names = new Set(lists.flatMap((list) => (list.regions.known ? [...list.regions.value.keys()] : [])));
  if (names.size === 0) return;
  const unknown = regions.find((region) => !names.has(region));
  if (unknown === undefined) return;
  throw new UsageError({
    message: `There is no Region "${unknown}".${suggest(unknown, [...names])}`,
    reason: 'AWS does not list it for this account, opted in or not.',
    remedy: `Regions of this partition: ${[...names].sort().join(', ')}.`,
  });
}

/** The Region of a first designation: the one asked for, else the first named, else (with `all`) the partition's main Region. */
function homeFirst(regions: readonly Region[], wanted: Region | undefined, all: boolean): readonly Region[] {
  const [first] = regions;
  if (first === undefined) return regions;
  if (wanted !== undefined && !regions.includes(wanted)) {
    throw new UsageError({
      message: `The home Region ${wanted} is not one of the Regions of this run.`,
      remedy: `${all ? 'Opt both accounts in to it' : 'Add it to --regions'}, or choose another one with --home-region.`,
    });
  }
  const main = defaultRegionOf(partitionOf(first));
  const home = wanted ?? (all && regions.includes(main) ? main : first);
  return [home, ...regions.filter((region) => region !== home)];
}

/**
 * The Regions of the run. AWS's own list decides which exist and which both accounts have opted in to; where it cannot be read, the list
 * of this version only warns.
 *
 * @throws UsageError for a Region that AWS does not know; PreconditionError when `all` cannot be resolved
 */
export async function chooseRegions(context: RunContext): Promise<RegionChoice> {
  const { settings, management, administrator, emit } = context;
  const lists = await Promise.all([...(management === undefined ? [] : [management]), administrator].map(readList));
  const all = settings.regions === 'all';
  const regions = settings.regions === 'all' ? chooseAll(lists) : settings.regions;
  refuseUnknown(regions, lists);
  const [first] = regions;
  if (first === undefined) {
    throw new PreconditionError({ message: 'No Region is enabled for both accounts.', remedy: 'Opt in to a Region, or name one.' });
  }
  const doubtful = regions.filter((region) => !knownRegionsOf(partitionOf(region)).includes(region));
  for (const { accountId, regions: list } of lists) {
    if (!list.known) emit({ type: 'regions-unreadable', accountId, problem: list.problem, doubtful });
  }
  return {
    chosen: homeFirst(regions, settings.homeRegion, all).map((region) => ({ region, availability: availabilityIn(region, lists) })),
    closed: all ? closedOf(lists) : [],
  };
}
