import fc from 'fast-check';
import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import scenarioSchema from '../../../schema/scenario.schema.json';
import { administratorId, managementId } from '../support/options';
import { guardDutyPrincipal, malwarePrincipal, organizationFeatures } from '../support/vocabulary';
import { mainly, onceIn, seldom } from './odds';
import { pacify } from './peace';
import { fitRegion, otherAdministratorId, rawRegion, workloadIds } from './region';

const units = [
  { id: 'ou-ab12-security1', name: 'Security' },
  { id: 'ou-ab12-nested001', name: 'Nested', parent: 'ou-ab12-security1' },
  { id: 'ou-ab12-workloads', name: 'Workloads' },
];
export const unitIds: readonly string[] = units.map(({ id }) => id);
/** The last one has to be opted in to. */
export const regionNames = ['us-east-1', 'eu-west-1', 'af-south-1'] as const;

const workload = fc.record({
  state: seldom(
    5,
    'ACTIVE',
    fc.constantFrom('SUSPENDED', 'CLOSED', 'PENDING_CLOSURE', 'PENDING_ACTIVATION', 'UNDER_REVIEW', 'SUSPENDED', 'CLOSED'),
  ),
  unit: seldom<undefined, string>(3, undefined, fc.constantFrom(...unitIds)),
  closed: onceIn(15),
  later: onceIn(40),
  name: seldom(10, 'workload', fc.constantFrom('=cmd()', '\u001b[31mred\u001b[0m', '</script><b>', '::error::no', 'zwei\nzeilen')),
});

/** Every switch of the published schema, with each of its words, so that a new one is tried by itself. */
const switches: fc.Arbitrary<Record<string, string | boolean>> = fc
  .array(
    fc.constantFrom(
      ...Object.entries(scenarioSchema.properties.switches.properties).flatMap(([name, schema]) =>
        ('enum' in schema ? schema.enum : [true, false]).map((word) => [name, word] as const),
      ),
    ),
    { maxLength: 4 },
  )
  .map((chosen) => Object.fromEntries(chosen));

const short = seldom(5, 0, fc.constantFrom(0.5, 1, 2));
const timing = fc.record({
  designationSeconds: short,
  administratorDetectorSeconds: fc.oneof(
    { withCrossShrink: true },
    { weight: 5, arbitrary: short },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  settleSeconds: short,
  memberSeconds: short,
  memberJitterSeconds: short,
  configurationSeconds: short,
  removalSeconds: seldom<null, number>(3, null, fc.constant(1)),
  autoEnableAllSeconds: seldom<null, number>(15, null, fc.constant(1)),
});

const denial = fc.record({
  actions: fc.constantFrom<string[]>(
    ['guardduty:ListDetectors'],
    ['guardduty:ListMembers', 'guardduty:GetMembers'],
    ['guardduty:GetMemberDetectors'],
    ['guardduty:UpdateOrganizationConfiguration'],
    ['guardduty:DescribeOrganizationConfiguration'],
    ['guardduty:GetDetector'],
    ['guardduty:UpdateDetector'],
    ['guardduty:CreateMembers'],
    ['guardduty:ListOrganizationAdminAccounts'],
    ['organizations:ListRoots'],
    ['organizations:ListDelegatedAdministrators'],
    ['organizations:ListAWSServiceAccessForOrganization'],
    ['organizations:EnableAWSServiceAccess'],
    ['account:ListRegions'],
  ),
  accounts: fc.constantFrom<string[]>([administratorId], [managementId], [managementId, administratorId]),
  regions: seldom<undefined, string[]>(2, undefined, fc.constantFrom(['eu-west-1'], ['us-east-1'])),
});

const raw = fc.record({
  peaceful: fc.boolean(),
  workloads: fc.array(workload, { minLength: 0, maxLength: workloadIds.length }),
  regions: fc.array(rawRegion, { minLength: 1, maxLength: regionNames.length }),
  policy: seldom<undefined, 'ENABLED' | 'PENDING_ENABLE' | 'PENDING_DISABLE'>(
    14,
    undefined,
    fc.constantFrom('ENABLED', 'ENABLED', 'PENDING_ENABLE', 'PENDING_DISABLE'),
  ),
  managed: fc.subarray([...organizationFeatures], { maxLength: 2 }),
  otherPolicy: onceIn(10),
  featureSet: seldom<'ALL', 'CONSOLIDATED_BILLING'>(60, 'ALL', fc.constant('CONSOLIDATED_BILLING')),
  trusted: mainly<'as needed' | 'none' | 'both'>('as needed', 'none', 'both'),
  registered: seldom<'as needed', 'other' | 'none'>(20, 'as needed', fc.constantFrom('other', 'none')),
  administratorClosed: onceIn(20),
  administratorState: seldom(60, 'ACTIVE', fc.constantFrom('SUSPENDED', 'CLOSED')),
  memberLimit: seldom<undefined, number>(40, undefined, fc.constantFrom(1, 2)),
  switches,
  timing,
  tokenBuckets: onceIn(8),
  denials: seldom<undefined, typeof denial extends fc.Arbitrary<infer Value> ? Value : never>(12, undefined, denial),
});

export type RawWorld = typeof raw extends fc.Arbitrary<infer Value> ? Value : never;

/** Small organizations in every state that AWS can have them in. */
export const worlds: fc.Arbitrary<{ readonly world: ScenarioInput; readonly peaceful: boolean }> = raw.map((drawn) => ({
  world: build(drawn.peaceful ? pacify(drawn) : drawn),
  peaceful: drawn.peaceful,
}));

function build(drawn: RawWorld): ScenarioInput {
  const ids = workloadIds.slice(workloadIds.length - drawn.workloads.length);
  const present = new Set<string>([managementId, ...ids]);
  const regions = drawn.regions.map((region, index) => {
    const fitted = present.has(otherAdministratorId) || region.trouble !== 'other' ? region : { ...region, trouble: undefined };
    return fitRegion(regionNames[index] ?? 'us-east-1', fitted, present);
  });
  const designated = regions.some(({ administrator }) => administrator?.account === administratorId);
  const account = (id: string, entry: (typeof drawn.workloads)[number]) => ({
    id,
    name: entry.name === 'workload' ? `workload-${id.slice(-2)}` : entry.name,
    state: id === otherAdministratorId ? 'ACTIVE' : shownState(entry.state, drawn.switches),
    ...(entry.unit === undefined ? {} : { organizationalUnit: entry.unit }),
    ...(entry.closed ? { regions: { 'af-south-1': 'DISABLED' as const } } : {}),
    ...(entry.later ? { changes: { afterSeconds: 1, state: 'SUSPENDED' } } : {}),
  });
  return {
    name: 'oracle',
    organization: {
      id: 'o-oracle0001',
      managementAccount: managementId,
      featureSet: drawn.featureSet,
      organizationalUnits: units,
      policyTypes: [
        ...(drawn.policy === undefined ? [] : [{ type: 'GUARDDUTY_POLICY', status: drawn.policy }]),
        ...(drawn.otherPolicy ? [{ type: 'SERVICE_CONTROL_POLICY', status: 'ENABLED' as const }] : []),
      ],
      policyManagedFeatures: drawn.policy === undefined ? [] : drawn.managed,
      trustedAccess:
        drawn.trusted === 'both'
          ? [guardDutyPrincipal, malwarePrincipal]
          : drawn.trusted === 'as needed' && designated
            ? [guardDutyPrincipal]
            : [],
      delegatedAdministrators: registrationsOf(drawn.registered, designated, present),
    },
    administratorAccount: administratorId,
    accounts: [
      { id: managementId, name: 'management' },
      {
        id: administratorId,
        name: 'security',
        state: drawn.administratorState,
        ...(drawn.administratorClosed ? { regions: { 'af-south-1': 'DISABLED' as const } } : {}),
      },
      ...ids.flatMap((id, index) => drawn.workloads.slice(index, index + 1).map((entry) => account(id, entry))),
    ],
    regions,
    ...(drawn.memberLimit === undefined ? {} : { memberLimit: drawn.memberLimit }),
    switches: drawn.switches,
    timing: drawn.timing,
    throttling: { tokenBuckets: drawn.tokenBuckets },
    denials: drawn.denials === undefined ? [] : [withoutUndefined(drawn.denials)],
  };
}

/** The older field of an account can't show every state, so that nobody could tell these apart. */
function shownState(state: string, { accountStateFields }: RawWorld['switches']): string {
  return accountStateFields === 'status' && ['PENDING_ACTIVATION', 'UNDER_REVIEW'].includes(state) ? 'SUSPENDED' : state;
}

function registrationsOf(
  registered: 'as needed' | 'other' | 'none',
  designated: boolean,
  present: ReadonlySet<string>,
): { account: string; servicePrincipal: string }[] {
  if (registered === 'other' && present.has(otherAdministratorId))
    return [{ account: otherAdministratorId, servicePrincipal: guardDutyPrincipal }];
  return designated && registered === 'as needed' ? [{ account: administratorId, servicePrincipal: guardDutyPrincipal }] : [];
}

function withoutUndefined({ actions, accounts, regions }: { actions: string[]; accounts: string[]; regions: string[] | undefined }) {
  return { actions, accounts, ...(regions === undefined ? {} : { regions }) };
}
