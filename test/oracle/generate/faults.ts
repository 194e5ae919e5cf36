import fc from 'fast-check';
import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import { administratorId, managementId } from '../support/options';
import { seldom } from './odds';
import { regionNames } from './world';
import { workloadIds } from './region';

export type Fault = NonNullable<ScenarioInput['faults']>[number];

/** Operations in use; those that answer with a list of accounts or pages have faults of their own. */
const perAccount = ['CreateMembers', 'GetMembers', 'GetMemberDetectors', 'UpdateMemberDetectors', 'StartMonitoringMembers'];
const pages = [
  'ListAccounts',
  'ListMembers',
  'ListDetectors',
  'ListOrganizationAdminAccounts',
  'DescribeOrganizationConfiguration',
  'ListRegions',
  'ListDelegatedAdministrators',
  'ListAWSServiceAccessForOrganization',
  'ListRoots',
];
const others = [
  'GetCallerIdentity',
  'DescribeOrganization',
  'EnableAWSServiceAccess',
  'EnableOrganizationAdminAccount',
  'CreateDetector',
  'GetDetector',
  'UpdateDetector',
  'UpdateOrganizationConfiguration',
  'GetAdministratorAccount',
];
const operations = [...perAccount, ...pages, ...others];

/** Words that AWS was seen to say of one account, and words that nobody has seen. Sources: `texts` of the simulated AWS. */
const results = [
  'Internal error',
  'The request is rejected because the given account ID is already a member or associated member of the current account.',
  'The request is rejected because the given account ID is already a member of another master account.',
  'The request is rejected because the given account ID is not an associated member of account the current account.',
  'The request is rejected because the current account cannot exceed max members.',
  'Operation failed because your organization master must first enable GuardDuty to be added as a member',
  'The request is rejected because the handshake role cannot be assumed.',
  'You have sent too many requests in too short a period of time.',
  'Nobody has ever read these words.',
];

const errors = fc.constantFrom(
  {
    name: 'BadRequestException',
    message: 'The request is rejected because an invalid or out-of-range value is specified as an input parameter.',
  },
  { name: 'BadRequestException', message: 'The request failed because you do not have required AWS Organization master permission.' },
  { name: 'BadRequestException', message: 'The request was rejected because you do not have the required iam:GetRole permission.' },
  { name: 'BadRequestException', message: 'The request is rejected because a detector already exists for the current account.' },
  {
    name: 'AccessDeniedException',
    message: 'User is not authorized to perform this action with an explicit deny in a service control policy',
    status: 403,
  },
  { name: 'ConflictException', message: 'Try again.', status: 409 },
  { name: 'ResourceNotFoundException', message: 'Not here.', status: 404 },
);

const flag = fc.boolean();

/** What breaks, whatever the operation. */
export const anywhere: fc.Arbitrary<Fault['then']> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Fault['then']>({ kind: 'throttle' }) },
  { weight: 3, arbitrary: flag.map((afterEffect): Fault['then'] => ({ kind: 'server-error', afterEffect })) },
  { weight: 3, arbitrary: flag.map((afterEffect): Fault['then'] => ({ kind: 'reset', afterEffect })) },
  { weight: 2, arbitrary: fc.constant<Fault['then']>({ kind: 'truncated' }) },
  { weight: 1, arbitrary: flag.map((afterEffect): Fault['then'] => ({ kind: 'silent', afterEffect })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(flag, fc.constantFrom<200 | 404 | 503>(200, 404, 503))
      .map(([afterEffect, status]): Fault['then'] => ({ kind: 'html', status, afterEffect })),
  },
  { weight: 2, arbitrary: fc.constantFrom<Fault['then']>({ kind: 'deny' }, { kind: 'deny', by: 'service-control-policy' }) },
  { weight: 1, arbitrary: fc.constant<Fault['then']>({ kind: 'expired' }) },
  { weight: 1, arbitrary: fc.constant<Fault['then']>({ kind: 'concurrent-modification' }) },
  { weight: 4, arbitrary: errors.map((error): Fault['then'] => ({ kind: 'error', ...error })) },
  { weight: 2, arbitrary: flag.map((afterEffect): Fault['then'] => ({ kind: 'answer', body: {}, afterEffect })) },
);

const unprocessed: fc.Arbitrary<Fault['then']> = fc
  .record({
    accounts: fc.subarray([...workloadIds, managementId], { minLength: 1, maxLength: 3 }),
    result: fc.constantFrom(...results),
  })
  .map(({ accounts, result }) => ({ kind: 'unprocessed', accounts, result }));

const paging = fc.constantFrom<Fault['then']>({ kind: 'empty-page' }, { kind: 'empty-token' }, { kind: 'repeated-token' });

/** A reading that says that a member is none would be a lie that nobody can see through. */
const isLie = ([operation, then]: readonly [string, Fault['then']]): boolean =>
  operation.startsWith('Get') && then.kind === 'unprocessed' && /another master|not an associated/.test(then.result);

const strike = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...operations), anywhere) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...perAccount), unprocessed).filter((drawn) => !isLie(drawn)) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...pages), paging) },
);

const fault: fc.Arbitrary<Fault> = fc
  .record({
    strike,
    region: seldom<undefined, string>(3, undefined, fc.constantFrom(...regionNames)),
    account: seldom<undefined, string>(4, undefined, fc.constantFrom(managementId, administratorId)),
    skip: seldom(2, 0, fc.constantFrom(1, 2, 3)),
    times: fc.constantFrom(1, 1, 1, 2, 3, undefined),
  })
  .map(({ strike: [operation, then], region, account, skip, times }) => ({
    on: { operation, ...(region === undefined ? {} : { region }), ...(account === undefined ? {} : { account }) },
    skip,
    // Nobody answering at all costs the whole time-out each time, and throttling for good the whole back-off.
    ...(then.kind === 'silent' || then.kind === 'throttle'
      ? { times: Math.min(times ?? 3, then.kind === 'silent' ? 1 : 3) }
      : times === undefined
        ? {}
        : { times }),
    then,
  }));

/**
 * Somebody else sets a level while the program's own request is being throttled: the repetition must not undo it. Between a reading and the
 * request that follows at once nobody could help it, so that is not tried.
 */
const meanwhile: fc.Arbitrary<Fault[]> = fc
  .record({
    region: fc.constantFrom(...regionNames),
    feature: fc.constantFrom('S3_DATA_EVENTS', 'EKS_AUDIT_LOGS', 'RDS_LOGIN_EVENTS', 'AI_PROTECTION'),
    level: fc.constantFrom<'ALL' | 'NEW'>('ALL', 'NEW'),
    then: fc.constantFrom<Fault['then']>({ kind: 'throttle' }, { kind: 'server-error' }, { kind: 'reset' }),
  })
  .map(({ region, feature, level, then }) => {
    const at = { on: { operation: 'UpdateOrganizationConfiguration', region }, calls: [1] };
    return [
      { ...at, then },
      { ...at, then: { kind: 'change', organizationConfiguration: { features: { [feature]: level } } } },
    ];
  });

/** Up to three things that go wrong; in about half of the cases none. */
export const faultLists: fc.Arbitrary<readonly Fault[]> = fc.oneof(
  { withCrossShrink: true },
  { weight: 10, arbitrary: fc.constant<Fault[]>([]) },
  { weight: 9, arbitrary: fc.array(fault, { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: meanwhile },
);
