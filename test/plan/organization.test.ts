import type { AutoEnable } from '../../src/domain/auto-enable';
import type { AccountId, Region, UnitId } from '../../src/domain/ids';
import type { Problem } from '../../src/domain/problem';
import type { RolloutSettings } from '../../src/domain/settings';
import { known, type ClosedRegions, type OrganizationSnapshot, type RegionSnapshot } from '../../src/domain/snapshot';
import type { OrganizationAction } from '../../src/plan/actions';
import { organizationVerdicts, planRollout, type Ability } from '../../src/plan/organization';
import { hasChanges, isInSync, type PlanWarning } from '../../src/plan/plan';
import { asAsked, gap, toDo, unread as notKnown, type Verdict } from '../../src/plan/verdicts';
import {
  account,
  administratorId,
  configuration,
  finishedRegion,
  freshRegion,
  inOrganization,
  managementId,
  members,
  named,
  organization,
  problem,
  regionPlan,
  settings,
  someoneElse,
  unread,
  want,
  workload,
} from '../support/builders';

const guardDuty = 'guardduty.amazonaws.com';
const malware = 'malware-protection.guardduty.amazonaws.com';
const malwareAsked = { features: named(want('EBS_MALWARE_PROTECTION', 'ALL')) };
const grant = (servicePrincipal: string): OrganizationAction => ({ kind: 'enable-trusted-access', servicePrincipal });
const trust = (servicePrincipal: string) => ({ question: 'trusted-access' as const, servicePrincipal });
const blocked = freshRegion({ administrator: known([{ accountId: someoneElse, status: 'ENABLED' }]) });

/** The answers of an organization in which everything is as asked, with some in the place of others. */
function answers(...others: readonly Verdict[]): readonly Verdict[] {
  const usual: readonly Verdict[] = [
    asAsked({ question: 'accounts' }),
    asAsked({ question: 'organization-policy' }),
    asAsked(trust(guardDuty)),
    asAsked({ question: 'registration' }),
  ];
  return usual.flatMap((verdict) => {
    const own = others.filter(({ question }) => question === verdict.question);
    return own.length === 0 ? [verdict] : own;
  });
}

describe('organizationVerdicts', () => {
  const withState = (...states: readonly string[]) => ({
    accounts: states.map((state, index) => account(workload(index + 1), { state })),
  });
  const offering = (feature: string) =>
    finishedRegion({ configuration: known(configuration({ features: [inOrganization(feature, 'NONE')] })) });
  const closed = freshRegion({ availability: { kind: 'not-enabled', accountId: managementId, optStatus: 'DISABLED' } });

  interface Row {
    readonly of?: Partial<OrganizationSnapshot>;
    readonly wanted?: Partial<RolloutSettings>;
    readonly snapshots?: readonly RegionSnapshot[];
    readonly ability?: Ability;
    readonly verdicts: readonly Verdict[];
  }

  const missing = { trustedAccess: known(false) };
  const stateless: Problem = {
    code: 'unexpected-answer',
    action: 'organizations:ListAccounts',
    detail: 'the answer shows no state of these accounts that this version knows',
  };
  const rows: Readonly<Record<string, Row>> = {
    'everything is right': { verdicts: answers() },
    'AWS suspended, closed or is closing accounts': { of: withState('SUSPENDED', 'CLOSED', 'PENDING_CLOSURE'), verdicts: answers() },
    'accounts are excluded': { of: { ...withState('LIMBO'), excluded: new Set([workload(1)]) }, verdicts: answers() },
    'accounts are left out for a reason to act on': {
      of: withState('PENDING_ACTIVATION', 'ACTIVE', 'LIMBO'),
      verdicts: answers(
        notKnown({ question: 'accounts', accounts: [workload(3)] }, stateless),
        gap({ question: 'accounts', accounts: [workload(1)] }, 'accounts-left-out'),
      ),
    },
    'an entry of the list of accounts was not read': {
      of: { ...withState('LIMBO'), unreadableAccounts: problem },
      verdicts: answers(
        notKnown({ question: 'accounts' }, problem),
        notKnown({ question: 'accounts', accounts: [workload(1)] }, stateless),
      ),
    },
    'there is an organization policy': {
      of: { guardDutyPolicy: known(true) },
      verdicts: answers(gap({ question: 'organization-policy' }, 'organization-policy')),
    },
    'there is an organization policy that is accepted': {
      of: { guardDutyPolicy: known(true) },
      wanted: { acceptOrganizationPolicy: true },
      verdicts: answers(asAsked({ question: 'organization-policy' }, 'organization-policy-accepted')),
    },
    'organization policies were not read': {
      of: { guardDutyPolicy: unread() },
      verdicts: answers(notKnown({ question: 'organization-policy' }, problem)),
    },
    'trusted access was not read': { of: { trustedAccess: unread() }, verdicts: answers(notKnown(trust(guardDuty), problem)) },
    'trusted access is to be granted': { of: missing, verdicts: answers(toDo(trust(guardDuty), 'enable-trusted-access')) },
    'trusted access was granted and does not show': {
      of: missing,
      ability: 'has-granted',
      verdicts: answers(gap(trust(guardDuty), 'trusted-access-unconfirmed')),
    },
    'trusted access is not granted while every Region is blocked': {
      of: missing,
      ability: 'blocked',
      verdicts: answers(gap(trust(guardDuty), 'trusted-access-not-granted')),
    },
    'nobody can grant trusted access': {
      of: missing,
      ability: 'cannot',
      verdicts: answers(gap(trust(guardDuty), 'trusted-access-missing')),
    },
    'nobody asked for Malware Protection': { of: { malwareTrustedAccess: known(false) }, verdicts: answers() },
    'Malware Protection is asked for and trusted': {
      wanted: malwareAsked,
      verdicts: answers(asAsked(trust(guardDuty)), asAsked(trust(malware))),
    },
    'Malware Protection is asked for and not trusted': {
      wanted: malwareAsked,
      of: { malwareTrustedAccess: known(false) },
      snapshots: [offering('EBS_MALWARE_PROTECTION')],
      verdicts: answers(asAsked(trust(guardDuty)), toDo(trust(malware), 'enable-trusted-access')),
    },
    'no Region offers Malware Protection': {
      wanted: malwareAsked,
      of: { malwareTrustedAccess: known(false) },
      snapshots: [offering('S3_DATA_EVENTS'), closed],
      verdicts: answers(),
    },
    'another account is registered': {
      of: { registeredAdministrators: known([administratorId, someoneElse]) },
      verdicts: answers(gap({ question: 'registration', accounts: [someoneElse] }, 'another-registration')),
    },
    'the administrator is registered': { of: { registeredAdministrators: known([administratorId]) }, verdicts: answers() },
    'registrations were not read': {
      of: { registeredAdministrators: unread() },
      verdicts: answers(notKnown({ question: 'registration' }, problem)),
    },
  };

  test.each(Object.entries(rows))('when %s', (_what, { of, wanted, snapshots = [freshRegion()], ability = 'grants', verdicts }) => {
    expect(organizationVerdicts(settings(wanted), organization(of), snapshots, ability)).toEqual(verdicts);
  });
});

describe('planRollout', () => {
  test.each<
    [string, Partial<OrganizationSnapshot>, Partial<RolloutSettings>, readonly RegionSnapshot[], readonly OrganizationAction[], boolean]
  >([
    ['nothing where nothing is missing', {}, {}, [finishedRegion()], [], false],
    ['nothing of its own where a Region has changes', {}, {}, [freshRegion()], [], true],
    ['trusted access even where every Region is right', { trustedAccess: known(false) }, {}, [finishedRegion()], [grant(guardDuty)], true],
    [
      'trusted access where only some Regions are blocked',
      { trustedAccess: known(false) },
      {},
      [blocked, finishedRegion()],
      [grant(guardDuty)],
      true,
    ],
    ['nothing where every Region is blocked', { trustedAccess: known(false) }, {}, [blocked], [], false],
    ['nothing where no Region is left', { trustedAccess: known(false) }, {}, [], [], false],
    ['nothing where it could not read', { trustedAccess: unread() }, {}, [finishedRegion()], [], false],
    [
      'nothing without the management account',
      { trustedAccess: known(false), managementCredentials: false },
      {},
      [finishedRegion()],
      [],
      false,
    ],
    [
      'trusted access of both services',
      { trustedAccess: known(false), malwareTrustedAccess: known(false) },
      malwareAsked,
      [freshRegion()],
      [grant(guardDuty), grant(malware)],
      true,
    ],
  ])('changes %s', (_what, of, wanted, snapshots, organizationActions, changes) => {
    const plan = planRollout(settings(wanted), organization(of), snapshots);
    expect([plan.organizationActions, hasChanges(plan)]).toEqual([organizationActions, changes]);
  });

  test('knows that nobody can grant what is missing without the management account', () => {
    const { verdicts } = planRollout(settings(), organization({ trustedAccess: known(false), managementCredentials: false }), [
      finishedRegion(),
    ]);
    expect(verdicts).toEqual(answers(gap(trust(guardDuty), 'trusted-access-missing')));
  });

  test('plans nothing where no Region is left', () => {
    expect(planRollout(settings(), organization(), [])).toEqual({
      verdicts: answers(),
      organizationActions: [],
      regions: [],
      leftOut: [],
      candidates: [managementId, workload(1), workload(2)],
      warnings: [],
      trials: { foundation: 0, features: [] },
    });
  });

  test('names every account that it leaves out, and never takes the administrator for a member', () => {
    const states = ['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED', 'PENDING_ACTIVATION', 'NEW_STATE'];
    const accounts = [
      account(administratorId),
      ...states.map((state, n) => account(workload(n), { state })),
      account(workload(7), { state: 'CLOSED' }),
      account(workload(9)),
    ];
    const { leftOut, candidates } = planRollout(settings(), organization({ accounts, excluded: new Set([workload(7)]) }), []);
    expect({ leftOut, candidates }).toEqual({
      leftOut: [
        { accountId: workload(0), reason: 'account-suspended' },
        { accountId: workload(1), reason: 'account-pending-closure' },
        { accountId: workload(2), reason: 'account-closed' },
        { accountId: workload(3), reason: 'account-pending-activation' },
        { accountId: workload(4), reason: 'account-state-unknown' },
        { accountId: workload(7), reason: 'excluded' },
      ],
      candidates: [workload(9)],
    });
  });

  const suspended = (autoEnable: AutoEnable, ...ids: readonly AccountId[]) =>
    finishedRegion({
      configuration: known(configuration({ autoEnable })),
      members: known(members({ [managementId]: 'Enabled', ...Object.fromEntries(ids.map((id) => [id, 'Disabled'])) })),
    });
  const two = (autoEnable: AutoEnable) => [suspended(autoEnable, workload(1)), suspended(autoEnable, workload(1), workload(2))];
  const unit = 'ou-ab12-cdef3456' as UnitId;
  const closedRegions: ClosedRegions = { accountId: managementId, optStatus: 'DISABLED', regions: ['ap-east-1' as Region] };

  test.each<[string, Partial<RolloutSettings>, Partial<OrganizationSnapshot>, readonly RegionSnapshot[], readonly PlanWarning[]]>([
    ['nothing where there is nothing to say', {}, {}, [finishedRegion()], []],
    ['the missing management account', {}, { managementCredentials: false }, [finishedRegion()], [{ kind: 'no-management-credentials' }]],
    [
      'features that it does not know',
      { features: named(want('X_Y', 'NEW'), want('S3_DATA_EVENTS', 'NEW'), want('Z_Z', 'NEW')) },
      {},
      [finishedRegion()],
      [{ kind: 'features-unknown', features: ['X_Y', 'Z_Z'] }],
    ],
    [
      'accounts that join an excluded unit',
      { excludeUnits: [unit], autoEnable: 'NEW' },
      {},
      [finishedRegion()],
      [{ kind: 'newcomers-not-excluded' }],
    ],
    ['nothing where nobody is enrolled by itself', { excludeUnits: [unit], autoEnable: 'NONE' }, {}, [finishedRegion()], []],
    ['nothing where only accounts are excluded', { excludeAccounts: [workload(1)], autoEnable: 'NEW' }, {}, [finishedRegion()], []],
    ['suspended members while ALL is set', {}, {}, two('NEW'), [{ kind: 'suspended-under-all', accounts: 2 }]],
    ['suspended members where ALL is in force', {}, {}, two('ALL'), [{ kind: 'suspended-under-all', accounts: 2 }]],
    ['nothing of suspended members under NEW', { autoEnable: 'NEW' }, {}, two('NEW'), []],
    ['nothing of suspended members that are restarted', { restartSuspended: true }, {}, two('ALL'), []],
  ])('warns of %s', (_what, wanted, of, snapshots, warnings) => {
    expect(planRollout(settings(wanted), organization(of), snapshots).warnings).toEqual(warnings);
  });

  test('warns of Regions that "all" does not reach', () => {
    expect(planRollout(settings(), organization(), [finishedRegion()], [closedRegions]).warnings).toEqual([
      { kind: 'regions-not-enabled', ...closedRegions },
    ]);
  });

  test('counts a trial of the foundational protection for every account and Region that starts', () => {
    const snapshots = [freshRegion(), freshRegion(), finishedRegion()];
    expect(planRollout(settings(), organization(), snapshots).trials).toEqual({ foundation: 2 * (3 + 1), features: [] });
  });
});

describe('isInSync', () => {
  test.each([
    ['everything is as asked', regionPlan(), true],
    ['a step is planned', regionPlan({ actions: [{ kind: 'restart-members', accounts: [workload(1)] }] }), false],
    ['something blocks the Region', regionPlan({ blocker: { kind: 'designation-needed' } }), false],
    ['something is not as asked', regionPlan({ verdicts: [gap({ question: 'detector' }, 'detector-suspended')] }), false],
    ['something is not known', regionPlan({ verdicts: [notKnown({ question: 'members' }, problem)] }), false],
  ])('when %s', (_what, plan, inSync) => {
    expect(isInSync(plan)).toBe(inSync);
  });
});
