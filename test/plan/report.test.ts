import type { AccountId } from '../../src/domain/ids';
import type { Problem } from '../../src/domain/problem';
import { known, unknown } from '../../src/domain/snapshot';
import type { RegionAction, RegionActionKind } from '../../src/plan/actions';
import type { AccountGap } from '../../src/plan/gap';
import { failed, type ActionOutcome, type RegionAttempt } from '../../src/plan/outcome';
import type { RegionPlan } from '../../src/plan/plan';
import { attemptsOf, isSettled, plannedOf, reportApplied, reportShown, type AppliedRegion } from '../../src/plan/report';
import { asAsked, gap, toDo, unread, type Verdict } from '../../src/plan/verdicts';
import { administratorId, configuration, detectorId, managementId, problem, region, regionPlan, workload } from '../support/builders';

const [one, two] = [workload(1), workload(2)];
const everybody = [managementId, one, two];
const about = { question: 'members' } as const;
const s3 = { feature: 'S3_DATA_EVENTS' } as const;

const designate: RegionAction = { kind: 'designate-administrator', accountId: administratorId };
const configure: RegionAction = {
  kind: 'configure-organization',
  autoEnable: { before: 'NONE', after: 'ALL', lowers: false },
  features: [],
};
const enrol = (accounts: readonly AccountId[] = everybody, before: Readonly<Record<string, string>> = {}): RegionAction => ({
  kind: 'associate-members',
  accounts,
  before: Object.entries(before).map(([accountId, relationshipStatus]) => ({ accountId: accountId as AccountId, relationshipStatus })),
});
const restart = (...accounts: readonly AccountId[]): RegionAction => ({ kind: 'restart-members', accounts });
const apply: RegionAction = { kind: 'configure-members', accounts: [one, two], features: [{ ...s3, enable: true }] };
const done: ActionOutcome = { status: 'done', sent: ['accounts'] };
const interrupted: ActionOutcome = { status: 'not-attempted', because: 'interrupted' };
const refused = (...accounts: readonly AccountGap[]): ActionOutcome => ({ status: 'partly-done', sent: ['accounts'], accounts, gaps: [] });
const words = { code: 'access-denied', action: 'guardduty:Something', awsMessage: 'no' } as const;

const fine = [asAsked({ question: 'designation' }), asAsked({ question: 'detector' })];
const due = {
  designation: toDo({ question: 'designation' }, 'designate-administrator'),
  autoEnable: toDo({ question: 'auto-enable' }, 'configure-organization'),
  members: toDo(about, 'associate-members'),
  restart: toDo(about, 'restart-members'),
};
const openMembers = (...accounts: readonly AccountId[]) => gap({ ...about, accounts }, 'members-not-enabled');

/** The first plan: everybody is to be enrolled. */
const plan = regionPlan({ detectorId: undefined, enabled: 0, verdicts: [...fine, due.members], actions: [enrol()] });

/** What the last reading leaves: nothing, unless said otherwise. */
function left(changes: Partial<RegionPlan> = {}): RegionPlan {
  return regionPlan({ configuration: known(configuration()), ...changes });
}

/** The last reading still wants these to be enrolled. */
function lacking(
  accounts: readonly AccountId[],
  before: Readonly<Record<string, string>> = {},
  changes: Partial<RegionPlan> = {},
): RegionPlan {
  return left({ enabled: 3 - accounts.length, verdicts: [...fine, due.members], actions: [enrol(accounts, before)], ...changes });
}

function made(...attempts: readonly (readonly [RegionAction, ActionOutcome])[]): readonly RegionAttempt[] {
  return attempts.map(([action, outcome]) => ({ action, outcome }));
}

describe('reportShown', () => {
  const { actions, ...observed } = plan;
  test('shows what a run would do', () => {
    expect(reportShown(plan)).toEqual({ ...observed, kind: 'shown', status: 'changes', planned: actions });
  });

  test.each<[string, Partial<RegionPlan>, string]>([
    ['right as it is', {}, 'in-sync'],
    ['to be changed', { actions: [designate], verdicts: [due.designation] }, 'changes'],
    ['blocked', { blocker: { kind: 'designation-needed' }, verdicts: [gap({ question: 'designation' }, 'blocked')] }, 'blocked'],
    ['not as asked, with nothing to be done', { verdicts: [gap({ question: 'detector' }, 'detector-suspended')] }, 'partly-done'],
    ['not known', { verdicts: [unread({ question: 'region' }, problem)] }, 'partly-done'],
  ])('says of a Region that it is %s', (_what, changes, status) => {
    expect(reportShown(regionPlan(changes)).status).toBe(status);
  });
});

type Essence = Pick<AppliedRegion, 'status' | 'proof' | 'verdicts' | 'notEnabled' | 'enabled'>;
const essence = ({ status, proof, verdicts, notEnabled, enabled }: AppliedRegion): Essence => ({
  status,
  proof,
  verdicts,
  notEnabled,
  enabled,
});

interface Row extends Partial<Omit<Essence, 'status'>> {
  readonly plan?: RegionPlan;
  readonly attempts: readonly RegionAttempt[];
  /** A plan of what is left, the problem of reading it, or undefined: nothing was read. */
  readonly left: RegionPlan | Problem | undefined;
  readonly status: AppliedRegion['status'];
}

const asAskedMembers = [...fine, asAsked(about)];
const pendingTwo = { accountId: two, reason: 'enabling' } as const;

const proven: Readonly<Record<string, Row>> = {
  'is done when nothing is left': { attempts: made([enrol(), done]), left: left(), status: 'done', verdicts: asAskedMembers },
  'is done when nothing is left although an answer was lost': {
    attempts: made([enrol(), failed(problem)]),
    left: left(),
    status: 'done',
    verdicts: asAskedMembers,
  },
  'is pending while accounts that AWS took are not enabled': {
    attempts: made([enrol(), done]),
    left: lacking([two], { [two]: 'Created' }),
    status: 'pending',
    enabled: 2,
    verdicts: [...fine, openMembers(two)],
    notEnabled: [{ ...pendingTwo, relationshipStatus: 'Created' }],
  },
  'is pending while members that are restarted are not enabled': {
    plan: regionPlan({ verdicts: [...fine, due.restart], actions: [restart(one)] }),
    attempts: made([restart(one), done]),
    left: left({ enabled: 2, verdicts: [...fine, due.restart], actions: [restart(one)] }),
    status: 'pending',
    enabled: 2,
    verdicts: [...fine, openMembers(one)],
    notEnabled: [{ accountId: one, reason: 'enabling' }],
  },
  'is partly done with accounts that AWS took and does not show, or shows as removed': {
    attempts: made([enrol(), done]),
    left: lacking([one, two], { [two]: 'Removed' }),
    status: 'partly-done',
    enabled: 1,
    verdicts: [...fine, openMembers(one, two)],
    notEnabled: [
      { accountId: one, reason: 'no-member-record' },
      { accountId: two, reason: 'no-member-record', relationshipStatus: 'Removed' },
    ],
  },
  'is partly done while something else is open beside accounts on their way': {
    attempts: made([enrol(), done]),
    left: lacking([two], {}, { verdicts: [...fine, gap({ question: 'detector' }, 'detector-suspended'), due.members] }),
    status: 'partly-done',
    enabled: 2,
    verdicts: [...fine, gap({ question: 'detector' }, 'detector-suspended'), openMembers(two)],
    notEnabled: [{ accountId: two, reason: 'no-member-record' }],
  },
  'is partly done with an account that nobody has sent': {
    plan: regionPlan({ actions: [enrol([one])] }),
    attempts: made([enrol([one]), done]),
    left: lacking([two]),
    status: 'partly-done',
    enabled: 2,
    verdicts: [...fine, openMembers(two)],
    notEnabled: [{ accountId: two, reason: 'not-attempted' }],
  },
  'is partly done with a record that only a person can repair': {
    attempts: made([enrol(), done]),
    left: lacking([two], { [two]: 'EmailVerificationFailed' }),
    status: 'partly-done',
    enabled: 2,
    verdicts: [...fine, openMembers(two)],
    notEnabled: [{ accountId: two, reason: 'email-verification-failed', relationshipStatus: 'EmailVerificationFailed' }],
  },
  'is partly done with a management account that cannot have a detector': {
    attempts: made([enrol(), done]),
    left: lacking([managementId], { [managementId]: 'CannotCreateDetectorInOrganizationMasterAccount' }),
    status: 'partly-done',
    enabled: 2,
    verdicts: [...fine, openMembers(managementId)],
    notEnabled: [
      {
        accountId: managementId,
        reason: 'management-without-detector',
        relationshipStatus: 'CannotCreateDetectorInOrganizationMasterAccount',
      },
    ],
  },
  'gives a refused account in the words of AWS': {
    attempts: made([enrol(), refused({ accountId: two, reason: 'member-limit', awsMessage: 'Too many.' })]),
    left: lacking([two]),
    status: 'partly-done',
    enabled: 2,
    verdicts: [...fine, openMembers(two)],
    notEnabled: [{ accountId: two, reason: 'member-limit', awsMessage: 'Too many.' }],
  },
  'says of a stuck record that its status asks for a person': {
    attempts: made([enrol(), refused({ accountId: two, reason: 'stuck-record', awsMessage: 'already a member' })]),
    left: lacking([two], { [two]: 'EmailVerificationFailed' }),
    status: 'partly-done',
    enabled: 2,
    verdicts: [...fine, openMembers(two)],
    notEnabled: [
      {
        accountId: two,
        reason: 'email-verification-failed',
        awsMessage: 'already a member',
        relationshipStatus: 'EmailVerificationFailed',
      },
    ],
  },
  'keeps a stuck record whose status says nothing': {
    attempts: made([enrol(), refused({ accountId: two, reason: 'stuck-record', awsMessage: 'already a member' })]),
    left: lacking([two], { [two]: 'Removed' }),
    status: 'partly-done',
    enabled: 2,
    verdicts: [...fine, openMembers(two)],
    notEnabled: [{ accountId: two, reason: 'stuck-record', awsMessage: 'already a member', relationshipStatus: 'Removed' }],
  },
  'adds the words of AWS to an account that the last reading holds back for the same reason': {
    attempts: made([enrol(), refused({ accountId: two, reason: 'member-limit', awsMessage: 'Too many.' })]),
    left: left({
      enabled: 1,
      verdicts: [...fine, openMembers(one, two)],
      notEnabled: [
        { accountId: one, reason: 'member-limit' },
        { accountId: two, reason: 'member-limit' },
      ],
    }),
    status: 'partly-done',
    enabled: 1,
    verdicts: [...fine, openMembers(one, two)],
    notEnabled: [
      { accountId: one, reason: 'member-limit' },
      { accountId: two, reason: 'member-limit', awsMessage: 'Too many.' },
    ],
  },
  'is done where only accounts are missing that AWS itself suspended': {
    attempts: made([enrol(), done]),
    left: left({ enabled: 2, notEnabled: [{ accountId: two, reason: 'account-suspended-as-member' }] }),
    status: 'done',
    enabled: 2,
    verdicts: asAskedMembers,
    notEnabled: [{ accountId: two, reason: 'account-suspended-as-member' }],
  },
  'is partly done where an account was not read': {
    attempts: made([enrol(), done]),
    left: left({
      enabled: 2,
      verdicts: [...fine, unread({ ...about, accounts: [two] }, problem)],
      notEnabled: [{ accountId: two, reason: 'not-read' }],
    }),
    status: 'partly-done',
    enabled: 2,
    verdicts: [...fine, unread({ ...about, accounts: [two] }, problem)],
    notEnabled: [{ accountId: two, reason: 'not-read' }],
  },
  'names every account of a request that failed': {
    attempts: made([designate, done], [enrol(), failed(problem)]),
    left: lacking([two, one]),
    status: 'partly-done',
    enabled: 1,
    verdicts: [...fine, openMembers(one, two)],
    notEnabled: [
      { accountId: one, reason: 'request-failed', ...words },
      { accountId: two, reason: 'request-failed', ...words },
    ],
  },
  'takes the accounts that a failed step names itself': {
    attempts: made([designate, done], [enrol(), failed(problem, [{ accountId: two, reason: 'refused-alone' }])]),
    left: lacking([two]),
    status: 'partly-done',
    enabled: 2,
    verdicts: [...fine, openMembers(two)],
    notEnabled: [{ accountId: two, reason: 'refused-alone' }],
  },
  'is failed where nothing was done and everything is left': {
    plan: regionPlan({ enabled: 0, actions: [designate, enrol([one])] }),
    attempts: made([designate, failed(problem)], [enrol([one]), { status: 'not-attempted', because: 'designate-administrator' }]),
    left: lacking([one], {}, { verdicts: [due.designation, due.members], actions: [designate, enrol([one])] }),
    status: 'failed',
    enabled: 2,
    verdicts: [gap({ question: 'designation' }, 'request-failed', words), openMembers(one)],
    notEnabled: [{ accountId: one, reason: 'not-attempted' }],
  },
};

/** One answer that is still to do after its step. */
const unsettled: Readonly<Record<string, readonly [verdict: Verdict, attempts: readonly RegionAttempt[], answer: Verdict]>> = {
  'a step that AWS accepted': [due.autoEnable, made([configure, done]), gap({ question: 'auto-enable' }, 'auto-enable-unconfirmed')],
  'a step that failed': [
    due.autoEnable,
    made([designate, done], [configure, failed(problem)]),
    gap({ question: 'auto-enable' }, 'request-failed', words),
  ],
  'a step that was not begun': [
    due.autoEnable,
    made([designate, done], [configure, interrupted]),
    gap({ question: 'auto-enable' }, 'not-attempted'),
  ],
  'a step that nobody planned': [due.autoEnable, made([designate, done]), gap({ question: 'auto-enable' }, 'more-left')],
  'a step about the organization': [
    toDo({ question: 'trusted-access' }, 'enable-trusted-access'),
    made([designate, done]),
    gap({ question: 'trusted-access' }, 'more-left'),
  ],
  'features of members, which were to come with the enrolment': [
    toDo({ question: 'member-feature', ...s3, accounts: [one] }, 'configure-members'),
    made([designate, done]),
    gap({ question: 'member-feature', ...s3, accounts: [one] }, 'member-features-unconfirmed'),
  ],
};

describe('reportApplied', () => {
  function applied({ plan: first = plan, attempts, left: last }: Row): AppliedRegion {
    const fact = last === undefined ? undefined : 'code' in last ? unknown<RegionPlan>(last) : known(last);
    return reportApplied({ plan: first, attempts, left: fact });
  }

  test.each(Object.entries(proven))('%s', (_what, row) => {
    const { status, proof = 'read', verdicts = asAskedMembers, notEnabled = [], enabled = 3 } = row;
    expect(essence(applied(row))).toEqual({ status, proof, verdicts, notEnabled, enabled });
  });

  test.each(Object.entries(unsettled))('says why an answer is still to do: %s', (_what, [verdict, attempts, answer]) => {
    const report = applied({ attempts, left: left({ verdicts: [verdict] }), status: 'partly-done' });
    expect([report.status, report.verdicts]).toEqual(['partly-done', [answer]]);
  });

  test('puts what AWS refused in the place of what is left to do', () => {
    const subject = { question: 'organization-feature', ...s3 } as const;
    const other = { question: 'organization-feature', feature: 'AI_PROTECTION' } as const;
    const refusal = gap(subject, 'feature-refused', { awsMessage: 'no' });
    const attempts = made([configure, { status: 'partly-done', sent: ['auto-enable'], accounts: [], gaps: [refusal] }]);
    const verdicts = [toDo(subject, 'configure-organization'), toDo(other, 'configure-organization')];
    expect(applied({ attempts, left: left({ verdicts }), status: 'partly-done' }).verdicts).toEqual([
      gap(other, 'auto-enable-unconfirmed'),
      refusal,
    ]);
  });

  test('says nothing of the features of accounts that are still to be enrolled', () => {
    const later = toDo({ question: 'member-feature', accounts: [one] }, 'configure-new-members');
    const row = lacking([one], {}, { verdicts: [...fine, due.members, later] });
    expect(applied({ attempts: made([enrol(), done]), left: row, status: 'pending' }).verdicts).toEqual([...fine, openMembers(one)]);
  });

  test.each(['configure-members', 'configure-new-members'] as const)(
    'groups the members whose features AWS refused by its words: %s',
    (kind) => {
      const step: RegionAction = kind === 'configure-members' ? apply : { kind, accounts: [one, two, managementId], migrates: true };
      const gaps: readonly AccountGap[] = [
        { accountId: one, reason: 'not-associated', awsMessage: 'no' },
        { accountId: two, reason: 'not-associated', awsMessage: 'no' },
        { accountId: managementId, reason: 'answer-unknown', awsMessage: 'moon' },
      ];
      expect(applied({ attempts: made([step, refused(...gaps)]), left: left(), status: 'partly-done' }).verdicts).toEqual([
        ...asAskedMembers,
        gap({ question: 'member-feature', accounts: [one, two] }, 'not-associated', { awsMessage: 'no' }),
        gap({ question: 'member-feature', accounts: [managementId] }, 'answer-unknown', { awsMessage: 'moon' }),
      ]);
    },
  );

  test('keeps what only the first reading shows', () => {
    const trialsLeft = known([{ ...s3, accounts: 1, least: 2, most: 3 }]);
    const first = { ...plan, outsiders: 2, excludedMembers: [workload(3)], trialsLeft };
    const attempts = made([enrol(), done]);
    expect(applied({ plan: first, attempts, left: left(), status: 'done' })).toEqual({
      region,
      kind: 'applied',
      status: 'done',
      proof: 'read',
      detectorId,
      blocker: undefined,
      verdicts: asAskedMembers,
      membersRead: true,
      enabled: 3,
      seenEnabled: 3,
      notEnabled: [],
      outsiders: 2,
      excludedMembers: [workload(3)],
      configuration: known(configuration()),
      trialsLeft,
      attempts,
    });
  });

  const bothSteps = regionPlan({
    enabled: 0,
    configuration: known(configuration({ autoEnable: 'NONE' })),
    verdicts: [...fine, due.autoEnable, due.members],
    actions: [configure, enrol([one])],
    notEnabled: [{ accountId: two, reason: 'member-suspended' }],
  });
  const notReadBack = ({ question }: Verdict): Verdict =>
    unread(
      { question },
      {
        code: 'not-read-back',
        action: `guardduty:${question === 'members' ? 'GetMembers' : 'DescribeOrganizationConfiguration'}`,
        region,
      },
    );
  const suspendedTwo: AccountGap = { accountId: two, reason: 'member-suspended' };

  const unproven: Readonly<Record<string, Row & { readonly configuration: AppliedRegion['configuration'] }>> = {
    'is not attempted where no step was begun': {
      attempts: made([configure, interrupted], [enrol([one]), interrupted]),
      left: undefined,
      status: 'not-attempted',
      proof: 'not-read',
      enabled: 0,
      configuration: known(configuration({ autoEnable: 'NONE' })),
      verdicts: [...fine, gap({ question: 'auto-enable' }, 'not-attempted'), gap(about, 'not-attempted')],
      notEnabled: [{ accountId: one, reason: 'not-attempted' }, suspendedTwo],
    },
    'knows nothing of a step that was begun before the interruption': {
      attempts: made([configure, done], [enrol([one]), interrupted]),
      left: undefined,
      status: 'partly-done',
      proof: 'not-read',
      enabled: undefined,
      configuration: undefined,
      verdicts: [...fine, notReadBack(due.autoEnable), gap(about, 'not-attempted')],
      notEnabled: [{ accountId: one, reason: 'not-attempted' }, suspendedTwo],
    },
    'knows nothing of a request that failed before the interruption': {
      attempts: made([configure, done], [enrol([one]), failed(problem)]),
      left: undefined,
      status: 'partly-done',
      proof: 'not-read',
      enabled: undefined,
      configuration: undefined,
      verdicts: [...fine, notReadBack(due.autoEnable), notReadBack(due.members)],
      notEnabled: [{ accountId: one, reason: 'not-read', ...words }, suspendedTwo],
    },
    'is never done where the result could not be read': {
      attempts: made([configure, done], [enrol([one]), done]),
      left: problem,
      status: 'partly-done',
      proof: problem,
      enabled: undefined,
      configuration: unknown(problem),
      verdicts: [unread({ question: 'region' }, problem)],
      notEnabled: [suspendedTwo],
    },
    'is failed where nothing was done and the result could not be read': {
      attempts: made([configure, failed(problem)], [enrol([one]), failed(problem)]),
      left: problem,
      status: 'failed',
      proof: problem,
      enabled: undefined,
      configuration: unknown(problem),
      verdicts: [unread({ question: 'region' }, problem)],
      notEnabled: [{ accountId: one, reason: 'not-read', ...words }, suspendedTwo],
    },
  };
  test.each(Object.entries(unproven))('%s', (_what, row) => {
    const { status, proof, verdicts, notEnabled, enabled, configuration: shown } = row;
    const report = applied({ plan: bothSteps, ...row });
    expect({ ...essence(report), configuration: report.configuration }).toEqual({
      status,
      proof,
      verdicts,
      notEnabled,
      enabled,
      configuration: shown,
    });
  });

  test.each<[string, ActionOutcome, AppliedRegion['status']]>([
    ['partly done where something was done', done, 'partly-done'],
    ['failed where nothing was', failed(problem), 'failed'],
  ])('keeps what blocks the Region afterwards, and is %s', (_what, outcome, status) => {
    const blocker = { kind: 'administrator-being-removed', accountId: administratorId } as const;
    const verdicts = [gap({ question: 'designation' }, 'blocked')];
    const report = applied({
      attempts: made([enrol([one]), outcome]),
      left: left({ blocker, verdicts, enabled: undefined }),
      status,
    });
    const accounts = outcome === done ? [] : [{ accountId: one, reason: 'not-read', ...words }];
    expect({ ...essence(report), blocker: report.blocker }).toEqual({
      status,
      proof: 'read',
      blocker,
      verdicts,
      enabled: undefined,
      notEnabled: accounts,
    });
  });
});

describe('attemptsOf and plannedOf', () => {
  const attempts = made([enrol(), done]);
  test.each([
    ['applied', reportApplied({ plan, attempts, left: undefined }), [attempts, []]],
    ['only shown', reportShown(plan), [[], plan.actions]],
  ] as const)('speak of a Region that was %s', (_what, report, expected) => {
    expect([attemptsOf(report), plannedOf(report)]).toEqual(expected);
  });
});

describe('isSettled', () => {
  test.each<[string, RegionPlan, RegionActionKind, boolean]>([
    ['nothing of it is left', left({ actions: [restart(one)] }), 'associate-members', true],
    ['some of it is left', lacking([one]), 'associate-members', false],
    ['something blocks the Region', left({ blocker: { kind: 'designation-needed' } }), 'associate-members', false],
  ])('a step where %s', (_what, last, kind, settled) => {
    expect(isSettled(kind, last)).toBe(settled);
  });
});
