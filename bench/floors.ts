import type { Rate } from '../src/simulator/requests/rates';
import { services } from '../src/simulator/services';

/** A rate for GuardDuty per account and Region, low enough to bind, and how it changes during a run. AWS publishes none. */
export interface GuardDutyRate extends Rate {
  /** In the order of time; seconds from the start of the run. */
  readonly changes?: readonly { readonly afterSeconds: number; readonly perSecond: number }[];
}

/** The organization and the Regions of a benchmark. Nothing is set up in it, and AWS settles at once. */
export interface BenchWorld {
  readonly accounts: number;
  readonly regions: number;
  /** Milliseconds that every answer takes. */
  readonly latencyMs: number;
  /** Whether AWS's token buckets of Organizations and Account Management bind. */
  readonly published: boolean;
  readonly guardDuty?: GuardDutyRate | undefined;
}

/** The rollout of a world, the same again when all is done, or a dry run before either. */
export type RunKind = 'first' | 'second' | 'dry';

/** A request that AWS answered and did not refuse for being too quick. */
export interface AcceptedCall {
  readonly service: string;
  readonly operation: string;
  readonly account: string;
  readonly region: string;
}

const pages = (items: number, perPage: number): number => Math.max(1, Math.ceil(items / perPage));

/** Members to enrol: everybody but the administrator. */
const membersOf = ({ accounts }: BenchWorld): number => accounts - 1;

/**
 * The longest chains of requests of which each needs the answer before it, in requests. They are about what the API forces, not about what
 * the program does: whatever does not need another answer counts as made at the same time.
 */
export interface Chains {
  readonly reading: number;
  /** What a first run has to do before the administrator can do anything in the last of the Regions. */
  readonly designating: number;
  /** What is left in that Region. */
  readonly region: number;
}

export function chainsOf(world: BenchWorld, run: RunKind): Chains {
  const accountPages = pages(world.accounts, 20);
  const memberPages = pages(membersOf(world), 50);
  // GetCallerIdentity, before anything else; then DescribeOrganization, which says who is who.
  const identities = 2;
  // Meanwhile: ListRegions, then administrator and detector of a Region; members page by page where there are any.
  const regionFacts = run === 'second' ? 2 + memberPages : 2;
  // A page of ListAccounts needs the token of the page before.
  const reading = identities + Math.max(accountPages, regionFacts);
  if (run !== 'first') return { reading, designating: 0, region: 0 };
  const trustedAccess = 1;
  // EnableOrganizationAdminAccount, then one look whether the administrator is there; in the home Region alone.
  const homeDesignation = 2;
  const designation = world.regions > 1 ? 1 : 0;
  // ListDetectors, DescribeOrganizationConfiguration, UpdateOrganizationConfiguration, CreateMembers (all batches at once), and the proof:
  // everything read again at the same time, members by GetMembers.
  return { reading, designating: trustedAccess + homeDesignation + designation, region: 5 };
}

/** Calls of each token bucket. */
function countByBucket(calls: readonly AcceptedCall[], bucketOf: (call: AcceptedCall) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const call of calls) counts.set(bucketOf(call), (counts.get(bucketOf(call)) ?? 0) + 1);
  return counts;
}

/** The published rate of an operation for one account. */
function publishedRate(operation: string): Rate | undefined {
  const rates = Object.values(services)
    .map(({ operations }) => operations.get(operation)?.rates)
    .find((found) => found !== undefined);
  return rates === undefined || rates === 'unpublished' ? undefined : rates.perAccount;
}

/** The shortest time that the quotas of Organizations and Account Management let these calls take, in milliseconds. */
export function organizationsTime(world: BenchWorld, calls: readonly AcceptedCall[]): number {
  if (!world.published) return 0;
  let longest = 0;
  for (const [key, count] of countByBucket(calls, ({ operation, account }) => `${operation}/${account}`)) {
    const rate = publishedRate(key.replace(/\/.*/, ''));
    if (rate !== undefined) longest = Math.max(longest, ((count - rate.burst) / rate.perSecond) * 1000);
  }
  return longest;
}

/**
 * The shortest time that GuardDuty's rate lets these calls take, in milliseconds: that of the busiest account in the busiest Region, once
 * its burst is spent.
 *
 * @param from when they begin, in milliseconds from the start of the run
 */
export function guardDutyTime({ guardDuty: rate }: BenchWorld, calls: readonly AcceptedCall[], from: number): number {
  if (rate === undefined) return 0;
  const regional = calls.filter(({ service }) => service === 'guardduty');
  const counts = countByBucket(regional, ({ account, region }) => `${account}/${region}`);
  const steps = [{ afterSeconds: 0, perSecond: rate.perSecond }, ...(rate.changes ?? [])];
  let missing = Math.max(0, ...counts.values()) - rate.burst;
  let at = from;
  for (const [index, { perSecond }] of steps.entries()) {
    if (missing <= 0) break;
    const end = (steps[index + 1]?.afterSeconds ?? Number.POSITIVE_INFINITY) * 1000;
    const time = Math.min((missing / perSecond) * 1000, Math.max(0, end - at));
    missing -= (time / 1000) * perSecond;
    at += time;
  }
  return at - from;
}

const isWrite = ({ operation }: AcceptedCall): boolean => !/^(?:List|Get|Describe|Assume)/.test(operation);

/**
 * The shortest time that AWS lets a run take, in milliseconds; the work of this machine is not in it. Reading takes as long as its chain of
 * answers or the busiest quota, whichever is longer. What comes after it adds to that: the chain up to the last designation, and then in
 * the Regions again the longer of chain and quota, which there is GuardDuty's.
 *
 * @param calls in the order in which they were made
 */
export function floorOf(world: BenchWorld, run: RunKind, calls: readonly AcceptedCall[]): number {
  const chains = chainsOf(world, run);
  const firstWrite = calls.findIndex(isWrite);
  const reading = run !== 'first' || firstWrite < 0 ? calls : calls.slice(0, firstWrite);
  const read = Math.max(chains.reading * world.latencyMs, organizationsTime(world, reading), guardDutyTime(world, reading, 0));
  const designated = read + chains.designating * world.latencyMs;
  return designated + Math.max(chains.region * world.latencyMs, guardDutyTime(world, calls.slice(reading.length), designated));
}

/** The most requests that a run may make. */
export function callBound(world: BenchWorld, run: RunKind): number {
  const memberBatches = pages(membersOf(world), 50);
  const perRegion = run === 'first' ? 12 + 2 * memberBatches : 4 + memberBatches;
  return pages(world.accounts, 20) + world.regions * perRegion + (run === 'first' ? 13 : 8);
}
