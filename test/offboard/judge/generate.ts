import fc from 'fast-check';
import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import { mainly, onceIn, seldom } from '../../oracle/generate/odds';
import { fitRegion, rawRegion, workloadIds, type ScenarioRegion } from '../../oracle/generate/region';
import { administratorId, managementId } from '../../oracle/support/options';
import { guardDutyPrincipal, malwarePrincipal } from '../../oracle/support/vocabulary';
import type { OffboardOptions } from './live-world';

const regionNames = ['us-east-1', 'eu-west-1', 'af-south-1'] as const;

/** A world and what is asked of the command in it. */
export interface OffboardCase {
  readonly world: ScenarioInput;
  readonly options: OffboardOptions;
}

type Fault = NonNullable<ScenarioInput['faults']>[number];

const reads = [
  'DescribeOrganization',
  'ListAccounts',
  'ListRoots',
  'ListDelegatedAdministrators',
  'ListRegions',
  'ListOrganizationAdminAccounts',
  'ListDetectors',
  'GetDetector',
  'ListMembers',
  'GetMemberDetectors',
  'DescribeOrganizationConfiguration',
  'ListPublishingDestinations',
];
const writes = [
  'UpdateOrganizationConfiguration',
  'DisassociateMembers',
  'DeleteMembers',
  'DisableOrganizationAdminAccount',
  'DeregisterDelegatedAdministrator',
];
const perAccount = ['DisassociateMembers', 'DeleteMembers'];

/** AWS's words about one account, and words that nobody has seen. */
const results = [
  'Internal error',
  'The request is rejected because the given account ID is not an associated member of account the current account.',
  'The request is rejected because the given account ID is already a member of another master account.',
  'Nobody has ever read these words.',
];

const flag = fc.boolean();
const trouble: fc.Arbitrary<Fault['then']> = fc.oneof(
  fc.constant<Fault['then']>({ kind: 'throttle' }),
  flag.map((afterEffect): Fault['then'] => ({ kind: 'server-error', afterEffect })),
  flag.map((afterEffect): Fault['then'] => ({ kind: 'reset', afterEffect })),
  fc.constant<Fault['then']>({ kind: 'truncated' }),
  fc.constantFrom<Fault['then']>({ kind: 'deny' }, { kind: 'deny', by: 'service-control-policy' }),
  fc.constant<Fault['then']>({ kind: 'expired' }),
  fc.constant<Fault['then']>({ kind: 'concurrent-modification' }),
  fc.constant<Fault['then']>({ kind: 'error', name: 'BadRequestException', message: 'Words that nobody has seen before.' }),
  flag.map((afterEffect): Fault['then'] => ({ kind: 'answer', body: {}, afterEffect })),
);
const unprocessed: fc.Arbitrary<Fault['then']> = fc
  .record({
    accounts: fc.subarray([managementId, ...workloadIds], { minLength: 1, maxLength: 3 }),
    result: fc.constantFrom(...results),
  })
  .map((drawn) => ({ kind: 'unprocessed', ...drawn }));

const fault: fc.Arbitrary<Fault> = fc
  .record({
    strike: fc.oneof(
      { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...reads), trouble) },
      { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...writes), trouble) },
      { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...perAccount), unprocessed) },
    ),
    region: seldom<undefined, string>(2, undefined, fc.constantFrom(...regionNames)),
    skip: seldom(2, 0, fc.constantFrom(1, 2)),
    times: fc.constantFrom(1, 1, 2, 3, undefined),
  })
  .map(({ strike: [operation, then], region, skip, times }) => ({
    on: { operation, ...(region === undefined ? {} : { region }) },
    skip,
    // Throttling for good costs the whole back-off each time.
    ...(then.kind === 'throttle' ? { times: Math.min(times ?? 3, 3) } : times === undefined ? {} : { times }),
    then,
  }));

const statuses = ['Enabled', 'Enabled', 'Disabled', 'Removed', 'Invited'] as const;

/** One Region, and whom somebody left behind in it. */
const region = fc.record({
  raw: rawRegion,
  leftBehind: seldom<undefined, { account: string; status: string }>(
    3,
    undefined,
    fc.record({ account: fc.constantFrom(managementId, ...workloadIds), status: fc.constantFrom(...statuses) }),
  ),
});

const drawn = fc.record({
  regions: fc.array(region, { minLength: 1, maxLength: 3 }),
  accounts: fc.integer({ min: 0, max: workloadIds.length }),
  registered: mainly<'as needed' | 'both' | 'none'>('as needed', 'both', 'none'),
  administratorClosed: onceIn(15),
  policyType: onceIn(12),
  switches: fc.record({
    autoEnableAllBlocks: mainly('members-and-plans', 'members-only'),
    autoEnableAllRefusal: mainly('call', 'unprocessed'),
    removalWithMembers: mainly('accepted', 'refused'),
    orphanedMember: mainly('released', 'kept'),
    exAdministrator: mainly('stranger', 'may-release'),
    deregistration: mainly('ends-designations', 'leaves-designations'),
    deletedMember: mainly('gone', 'listed'),
    partialFeatures: mainly('merged', 'replaced'),
    relationshipCase: mainly('as-documented', 'upper'),
    emptyAnswer: mainly('object', 'nothing'),
  }),
  timing: fc.record({
    removalSeconds: seldom<number, number | null>(3, 0.5, fc.constantFrom(null, 2)),
    loweringSeconds: seldom(3, 0, fc.constant(1)),
    configurationSeconds: seldom(4, 0, fc.constant(1)),
  }),
  denial: seldom<undefined, string>(
    10,
    undefined,
    fc.constantFrom('guardduty:ListMembers', 'guardduty:DeleteMembers', 'guardduty:ListOrganizationAdminAccounts', 'account:ListRegions'),
  ),
  faults: fc.oneof(
    { weight: 1, arbitrary: fc.constant<Fault[]>([]) },
    { weight: 1, arbitrary: fc.array(fault, { minLength: 1, maxLength: 3 }) },
  ),
  named: seldom<undefined, string[]>(3, undefined, fc.subarray([...regionNames], { minLength: 1 })),
  includeInvited: fc.boolean(),
  mode: seldom<'apply', 'dry-run'>(6, 'apply', fc.constant('dry-run')),
});

type Drawn = typeof drawn extends fc.Arbitrary<infer Value> ? Value : never;

/** Members that somebody left behind belong to the account although it is not designated. */
function withLeftBehind(fitted: ScenarioRegion, { leftBehind }: Drawn['regions'][number], present: ReadonlySet<string>): ScenarioRegion {
  if (leftBehind === undefined || !present.has(leftBehind.account) || fitted.administrator !== undefined) return fitted;
  const { account, status } = leftBehind;
  const detectors = (fitted.detectors ?? []).filter(({ accounts }) => Array.isArray(accounts) && !accounts.includes(administratorId));
  return {
    ...fitted,
    detectors: [...detectors, { accounts: [administratorId] }],
    members: [{ accounts: [account], relationshipStatus: status, administrator: administratorId }],
  };
}

function build({ regions, accounts, registered, switches, timing, ...rest }: Drawn): OffboardCase {
  const ids = workloadIds.slice(workloadIds.length - accounts);
  const present = new Set<string>([managementId, ...ids]);
  const fitted = regions.map((one, index) => {
    // Only the last account is ever somebody else's administrator.
    const raw = accounts > 0 || one.raw.trouble !== 'other' ? one.raw : { ...one.raw, trouble: undefined };
    return withLeftBehind(fitRegion(regionNames[index] ?? 'us-east-1', raw, present), one, present);
  });
  const designated = fitted.some(({ administrator }) => administrator?.account === administratorId);
  const principals = { both: [guardDutyPrincipal, malwarePrincipal], none: [], 'as needed': designated ? [guardDutyPrincipal] : [] }[
    registered
  ];
  const { administratorClosed, policyType, denial, faults, named, includeInvited, mode } = rest;
  return {
    options: { regions: named ?? 'all', includeInvited, mode, wait: 20 },
    world: {
      name: 'offboard',
      organization: {
        id: 'o-offboard01',
        managementAccount: managementId,
        trustedAccess: [guardDutyPrincipal],
        delegatedAdministrators: principals.map((servicePrincipal) => ({ account: administratorId, servicePrincipal })),
        policyTypes: policyType ? [{ type: 'GUARDDUTY_POLICY' }] : [],
      },
      administratorAccount: administratorId,
      accounts: [
        { id: managementId, name: 'management' },
        { id: administratorId, name: 'security', ...(administratorClosed ? { regions: { 'af-south-1': 'DISABLED' as const } } : {}) },
        ...ids.map((id) => ({ id, name: `workload-${id.slice(-2)}` })),
      ],
      regions: fitted,
      switches: { administratorScope: 'region', ...switches },
      timing,
      denials: denial === undefined ? [] : [{ actions: [denial] }],
      faults,
    },
  };
}

/** Small organizations in which somebody leaves, with what may be odd about them. */
export const offboardCases: fc.Arbitrary<OffboardCase> = drawn.map(build);
