/** The organization and the Regions of a benchmark. Nothing is set up in it, and AWS settles at once. */
export interface BenchWorld {
  readonly accounts: number;
  readonly regions: number;
  /** Milliseconds that every answer takes. */
  readonly latencyMs: number;
}

export type RunKind = 'first' | 'second' | 'dry';

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
  // The home Region alone: EnableOrganizationAdminAccount, then one look whether administrator and detector are there.
  const homeDesignation = 2;
  // Then the other Regions: the same two, DescribeOrganizationConfiguration, UpdateOrganizationConfiguration, CreateMembers (all batches
  // at once), and the sweep of ListMembers, whose pages hang on each other by their token.
  const otherRegions = 2 + 1 + 1 + 1 + memberPages;
  const homeRegion = 1 + 1 + 1 + memberPages;
  return reading + trustedAccess + homeDesignation + (world.regions > 1 ? otherRegions : homeRegion);
}

/** The shortest time that a run can take, in milliseconds. */
export function latencyFloor(world: BenchWorld, run: RunKind): number {
  return longestChain(world, run) * world.latencyMs;
}

/** The most requests that a run may make. */
export function callBound(world: BenchWorld, run: RunKind): number {
  const members = membersOf(world);
  const perRegion = run === 'first' ? 14 + 2 * pages(members, 50) : 5 + pages(members, 50);
  return pages(world.accounts, 20) + world.regions * perRegion + (run === 'first' ? 12 : 8);
}
