import type { Rate } from '../src/simulator/requests/rates';
import { services } from '../src/simulator/services';

/** The organization and the Regions of a benchmark. Nothing is set up in it, and AWS settles at once. */
export interface BenchWorld {
  readonly accounts: number;
  readonly regions: number;
  /** Milliseconds that every answer takes. */
  readonly latencyMs: number;
  /** `published`: AWS's token buckets of Organizations and Account Management; `guardduty`: those, and {@link guardDutyRate} besides. */
  readonly quotas?: 'published' | 'guardduty' | undefined;
}

/** The rollout of a world, the same again when all is done, or a dry run before either. */
export type RunKind = 'first' | 'second' | 'dry';

/** A rate for GuardDuty per account and Region, low enough to bind. AWS publishes none. */
export const guardDutyRate = { perSecond: 10, burst: 20 };

const pages = (items: number, perPage: number): number => Math.max(1, Math.ceil(items / perPage));

/** Members to enrol: everybody but the administrator. */
const membersOf = ({ accounts }: BenchWorld): number => accounts - 1;

/**
 * The longest chain of requests of which each needs the answer before it, in requests. It is about what the API forces, not about what
 * the program does: whatever does not need another answer counts as made at the same time.
 */
export function longestChain(world: BenchWorld, run: RunKind): number {
  const accountPages = pages(world.accounts, 20);
  const memberPages = pages(membersOf(world), 50);
  // GetCallerIdentity, before anything else; then DescribeOrganization, which tells who is who.
  const identities = 2;
  // Meanwhile: ListRegions, then administrator and detector of a Region; members page by page where there are any.
  const regionFacts = run === 'second' ? 2 + memberPages : 2;
  // The pages of ListAccounts hang on each other by their token.
  const reading = identities + Math.max(accountPages, regionFacts);
  if (run !== 'first') return reading;
  const trustedAccess = 1;
  // EnableOrganizationAdminAccount, then one look whether the administrator is there; in the home Region alone.
  const homeDesignation = 2;
  const designation = world.regions > 1 ? 1 : 0;
  // ListDetectors, DescribeOrganizationConfiguration, UpdateOrganizationConfiguration, CreateMembers (all batches at once), and the proof:
  // everything read again at the same time, members by GetMembers.
  const region = 5;
  return reading + trustedAccess + homeDesignation + designation + region;
}

/** The shortest time that answers let a run take, in milliseconds. */
export function latencyFloor(world: BenchWorld, run: RunKind): number {
  return longestChain(world, run) * world.latencyMs;
}

/** How often something was called: by operation, and for GuardDuty by account and Region. */
export interface CallCount {
  readonly service: string;
  readonly operation: string;
  readonly account: string;
  readonly region: string;
}

/** The shortest time that the quotas let these calls take, in milliseconds: that of the busiest bucket, once its burst is spent. */
export function quotaFloor(world: BenchWorld, calls: readonly CallCount[]): number {
  const buckets = new Map<string, { readonly rate: { readonly perSecond: number; readonly burst: number }; count: number }>();
  for (const { service, operation, account, region } of calls) {
    const guardDuty = service === 'guardduty';
    const limited = guardDuty ? world.quotas === 'guardduty' : world.quotas !== undefined;
    const rate = !limited ? undefined : guardDuty ? guardDutyRate : publishedRate(operation);
    if (rate === undefined) continue;
    const key = guardDuty ? `${account}/${region}` : `${operation}/${account}`;
    const bucket = buckets.get(key) ?? { rate, count: 0 };
    bucket.count += 1;
    buckets.set(key, bucket);
  }
  const times = [...buckets.values()].map(({ rate, count }) => (Math.max(0, count - rate.burst) / rate.perSecond) * 1000);
  return Math.max(0, ...times);
}

/** The most requests that a run may make. */
export function callBound(world: BenchWorld, run: RunKind): number {
  const memberBatches = pages(membersOf(world), 50);
  const perRegion = run === 'first' ? 11 + 2 * memberBatches : 4 + memberBatches;
  return pages(world.accounts, 20) + world.regions * perRegion + (run === 'first' ? 13 : 8);
}

function publishedRate(operation: string): Rate | undefined {
  const rates = Object.values(services)
    .map(({ operations }) => operations.get(operation)?.rates)
    .find((found) => found !== undefined);
  return rates === undefined || rates === 'unpublished' ? undefined : rates.perAccount;
}
