import { PreconditionError, UsageError } from '../../domain/errors';
import type { Region } from '../../domain/ids';
import { knownRegionsOf, partitionOf } from '../../domain/partition';
import { AwsFailure, type Problem } from '../../domain/problem';
import type { Fact } from '../../domain/snapshot';
import { suggest } from '../../domain/suggest';
import type { OffboardIdentity } from '../../ports/offboarding';
import { readFact } from '../../rollout/read/fact';
import { unreadable } from '../../rollout/read/unreadable';
import type { OffboardContext } from '../context';
import type { OffboardRegion } from '../plan/facts';

/** A Region before anything was read in it. */
export type OffboardPlace = Pick<OffboardRegion, 'region' | 'chosen' | 'closed' | 'administratorClosed'>;

/** All Regions that can matter. */
export interface OffboardPlaces {
  readonly places: readonly OffboardPlace[];
  /** Set where the management account's list could not be read, so that there may be more Regions. */
  readonly unread: Problem | undefined;
}

type Statuses = Fact<ReadonlyMap<Region, string>>;

/** Nobody can have been designated where the management account never opted in, or has opted out. */
const closedStatus = 'DISABLED';

function readStatuses({ regions }: OffboardIdentity): Promise<Statuses> {
  return readFact(async () => new Map((await regions.listRegions()).map(({ region, optStatus }) => [region, optStatus])));
}

function refuseUnknown(wanted: readonly Region[], statuses: ReadonlyMap<Region, string>): void {
  const unknown = wanted.find((region) => !statuses.has(region));
  if (unknown === undefined) return;
  const names = [...statuses.keys()].sort();
  throw new UsageError({
    message: `There is no Region "${unknown}".${suggest(unknown, names)}`,
    reason: 'AWS does not list it for the management account, opted in or not.',
    remedy: `Regions of this partition: ${names.join(', ')}.`,
  });
}

/**
 * Every Region of the partition, because the registration may end only when all of them are free. Where the list cannot be read, the
 * Regions that were named, and those that this version knows.
 *
 * @throws UsageError for a Region that AWS does not know; PreconditionError when all Regions are asked for and their list cannot be read
 */
export async function findRegions(context: OffboardContext): Promise<OffboardPlaces> {
  const { settings, management, administrator, emit } = context;
  const wanted = settings.regions === 'all' ? undefined : settings.regions;
  const [ours, theirs] = await Promise.all([readStatuses(management), readStatuses(administrator)]);
  if (!ours.known) {
    if (wanted === undefined) {
      throw unreadable(`"--regions all" needs the Regions of account ${management.caller.accountId}`, new AwsFailure(ours.problem));
    }
    emit({ type: 'regions-unreadable', accountId: management.caller.accountId, problem: ours.problem });
  } else if (wanted !== undefined) {
    refuseUnknown(wanted, ours.value);
  }
  if (!theirs.known) emit({ type: 'regions-unreadable', accountId: administrator.caller.accountId, problem: theirs.problem });
  const names = ours.known ? [...ours.value.keys()] : (wanted ?? []).flatMap((region) => knownRegionsOf(partitionOf(region)));
  const regions = [...new Set([...names, ...(wanted ?? [])])].sort();
  if (regions.length === 0) throw new PreconditionError({ message: 'AWS lists no Region.', remedy: 'Name the Regions with --regions.' });
  return {
    unread: ours.known ? undefined : ours.problem,
    places: regions.map((region) => {
      const own = ours.known ? ours.value.get(region) : undefined;
      const other = theirs.known ? theirs.value.get(region) : undefined;
      return {
        region,
        chosen: wanted === undefined || wanted.includes(region),
        closed: own === closedStatus ? { accountId: management.caller.accountId, optStatus: own } : undefined,
        administratorClosed: other === closedStatus ? { optStatus: other, refusal: undefined } : undefined,
      };
    }),
  };
}
