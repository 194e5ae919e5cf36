import type { Options } from '../support/options';
import type { RawRegion } from './region';
import type { RawWorld } from './world';

/** Statuses that an enrolment ends by itself. */
const loose: ReadonlySet<string | undefined> = new Set([undefined, 'Enabled', 'Created', 'Invited', 'Removed', 'Resigned', 'Deleted']);
const resting: ReadonlySet<string> = new Set(['ACTIVE', 'SUSPENDED', 'CLOSED', 'PENDING_CLOSURE']);

/** The same world without most of what could keep a rollout from succeeding; half of the cases live in one. */
export function pacify(world: RawWorld): RawWorld {
  const { managementAccountAsMember, defaultRole, ...switches } = world.switches;
  return {
    ...world,
    workloads: world.workloads.map((account) => ({
      ...account,
      state: resting.has(account.state) ? account.state : 'ACTIVE',
      closed: false,
      later: false,
    })),
    regions: world.regions.map(pacifyRegion),
    policy: undefined,
    featureSet: 'ALL',
    registered: 'as needed',
    administratorClosed: false,
    administratorState: 'ACTIVE',
    memberLimit: undefined,
    switches: {
      ...switches,
      ...(managementAccountAsMember === undefined || managementAccountAsMember === 'cannot-create-detector'
        ? {}
        : { managementAccountAsMember }),
      ...(defaultRole === undefined || defaultRole === 'none' ? {} : { defaultRole }),
    },
    denials: undefined,
  };
}

function pacifyRegion(region: RawRegion): RawRegion {
  return {
    ...region,
    trouble: undefined,
    own: { ...region.own, status: region.own.status === 'DISABLED' ? 'ENABLED' : region.own.status },
    management: region.management === 'DISABLED' ? 'ENABLED' : region.management,
    limitReached: false,
    memberships: region.memberships.map((member) => ({
      ...member,
      status: loose.has(member.status) ? member.status : 'Enabled',
      of: 'the administrator',
    })),
  };
}

/** Options that a peaceful world of these Regions can satisfy. */
export function pacifyOptions(options: Options, regions: readonly string[]): Options {
  const named = options.regions === 'all' ? [] : options.regions.filter((region) => regions.includes(region));
  const inScope = named.length === 0 ? regions : named;
  return {
    ...options,
    regions: named.length === 0 ? 'all' : named,
    identities: options.identities === 'administrator' ? 'both' : options.identities,
    plans: options.plans.filter((typed) => !/^(?:QUANTUM|EKS_RUNTIME)/.test(typed)),
    homeRegion: options.homeRegion !== undefined && inScope.includes(options.homeRegion) ? options.homeRegion : undefined,
    wait: Math.max(options.wait, 20),
  };
}
