import type { AccountId } from '../../src/domain/ids';
import type { WantedFeatures } from '../../src/domain/wanted-feature';
import { known } from '../../src/domain/snapshot';
import { chooseCandidates } from '../../src/plan/candidates';
import { actionsOf, type RegionPlan } from '../../src/plan/plan';
import type { ActionOutcome } from '../../src/plan/outcome';
import { planRegion } from '../../src/plan/region';
import { reportApplied, reportPlanned } from '../../src/plan/report';
import {
  administratorId,
  configuration,
  detectorId,
  featuresOfMembers,
  finishedRegion,
  freshRegion,
  managementId,
  members,
  organization,
  problem,
  region,
  settings,
  someoneElse,
  unread,
  workload,
} from '../support/builders';

const candidates = chooseCandidates(organization());
const planOf = (snapshot: ReturnType<typeof freshRegion>) => planRegion(settings(), organization(), candidates, snapshot);
const plan = planOf(freshRegion());
const done: ActionOutcome = { status: 'done' };

/** All planned actions with `outcome`, but for the kinds that are named. */
function attempts(outcome: ActionOutcome, others: Readonly<Record<string, ActionOutcome>> = {}) {
  return actionsOf(plan).map((action) => ({ action, outcome: others[action.kind] ?? outcome }));
}

const finished = planOf(finishedRegion());
const missing = (statuses: Readonly<Record<string, string>>) =>
  planOf(finishedRegion({ members: known(members({ [managementId]: 'Enabled', [workload(1)]: 'Enabled', ...statuses })) }));
const refused = (accountId: AccountId, reason: 'member-limit' | 'account-suspended-as-member'): ActionOutcome => ({
  status: 'partly-done',
  accounts: [{ accountId, reason, awsMessage: 'no' }],
});

describe('reportPlanned', () => {
  it('shows what a run would do', () => {
    expect(reportPlanned(plan)).toEqual({
      region,
      detectorId: undefined,
      enabled: 0,
      outsiders: 0,
      excludedMembers: [],
      gaps: [],
      accounts: [],
      status: 'changes',
      blocker: undefined,
      attempts: [],
      planned: actionsOf(plan),
      proven: true,
      unproven: undefined,
    });
  });

  it('keeps what is said of protection plans, also that nothing is', () => {
    const plans = [{ feature: 'S3_DATA_EVENTS', reason: 'feature-not-offered' }] as const;
    expect(
      [
        { ...plan, plans },
        { ...plan, plans: [] },
      ].map((one) => reportPlanned(one).featureGaps),
    ).toEqual([plans, []]);
  });

  it('keeps the blocker', () => {
    const blocked = planOf(freshRegion({ administrator: known([{ accountId: someoneElse, status: 'ENABLED' }]) }));
    expect(reportPlanned(blocked)).toMatchObject({ status: 'blocked', planned: [], blocker: { kind: 'another-administrator' } });
  });
});

describe('reportApplied', () => {
  it('is done when nothing is left', () => {
    const report = reportApplied({ plan, attempts: attempts(done), left: finished, unproven: undefined });
    expect(report).toEqual({
      region,
      detectorId: 'detector-1',
      enabled: 3,
      outsiders: 0,
      excludedMembers: [],
      gaps: [],
      accounts: [],
      status: 'done',
      blocker: undefined,
      attempts: attempts(done),
      planned: [],
      proven: true,
      unproven: undefined,
    });
  });

  it('is done when nothing is left although an answer was lost', () => {
    const lost = attempts(done, { 'associate-members': { status: 'failed', problem } });
    expect(reportApplied({ plan, attempts: lost, left: finished, unproven: undefined })).toMatchObject({ status: 'done', accounts: [] });
  });

  it('is pending while accounts that were accepted are not enabled', () => {
    const report = reportApplied({ plan, attempts: attempts(done), left: missing({ [workload(2)]: 'Created' }), unproven: undefined });
    expect(report).toMatchObject({
      status: 'pending',
      enabled: 2,
      accounts: [{ accountId: workload(2), reason: 'enabling', relationshipStatus: 'Created' }],
    });
  });

  it('sorts the accounts that are left by their ids', () => {
    const left = missing({ [workload(2)]: 'Disabled', [workload(1)]: 'Created' });
    const { notEnabled } = reportApplied({ plan, attempts: attempts(done), left, unproven: undefined });
    expect(notEnabled.map(({ accountId }) => accountId)).toEqual([workload(1), workload(2)]);
  });

  it('is not attempted with an account that was held back, although it could be enrolled by now', () => {
    const heldBack = planOf(freshRegion({ managementDetector: unread() }));
    const all = actionsOf(heldBack).map((action) => ({ action, outcome: done }));
    const left = planOf(finishedRegion({ members: known(members({ [workload(1)]: 'Enabled', [workload(2)]: 'Enabled' })) }));
    expect(reportApplied({ plan: heldBack, attempts: all, left, unproven: undefined })).toMatchObject({
      status: 'partly-done',
      accounts: [{ accountId: managementId, reason: 'not-attempted' }],
    });
  });

  it('tells a record that only a person can mend', () => {
    const stuck = missing({ [workload(2)]: 'EmailVerificationFailed' });
    expect(reportApplied({ plan, attempts: attempts(done), left: stuck, unproven: undefined })).toMatchObject({
      status: 'partly-done',
      accounts: [{ accountId: workload(2), reason: 'email-verification-failed', relationshipStatus: 'EmailVerificationFailed' }],
    });
  });

  it('is partly done while a step is left that is not about accounts', () => {
    const left = planOf(finishedRegion({ detector: known(undefined), configuration: undefined }));
    expect(reportApplied({ plan, attempts: attempts(done), left, unproven: undefined }).status).toBe('partly-done');
  });

  it('says which plans AWS refused, after those that the last look found', () => {
    const plans = [{ feature: 'S3_DATA_EVENTS', reason: 'feature-refused', awsMessage: 'no' }] as const;
    const found = [{ feature: 'AI_PROTECTION', reason: 'feature-not-offered' }] as const;
    const outcomes = attempts(done, { 'configure-organization': { status: 'partly-done', accounts: [], plans } });
    const report = (left: RegionPlan | undefined) => reportApplied({ plan, attempts: outcomes, left, unproven: undefined }).featureGaps;
    expect([report(undefined), report({ ...finished, featureGaps: found })]).toEqual([plans, [...found, ...plans]]);
  });

  it('keeps what only the first reading can tell', () => {
    const first = { ...plan, outsiders: 2, excludedMembers: [workload(3)] };
    expect(reportApplied({ plan: first, attempts: attempts(done), left: finished, unproven: undefined })).toMatchObject({
      outsiders: 2,
      excludedMembers: [workload(3)],
      enabled: 3,
    });
  });

  it('tells a management account that cannot have a detector from one that is on its way', () => {
    const stuck = missing({ [workload(2)]: 'CannotCreateDetectorInOrganizationMasterAccount' });
    expect(reportApplied({ plan, attempts: attempts(done), left: stuck, unproven: undefined })).toMatchObject({
      status: 'partly-done',
      accounts: [{ accountId: workload(2), reason: 'management-without-detector' }],
    });
  });

  it('is partly done with an account that was refused, in the words of AWS', () => {
    const report = reportApplied({
      plan,
      attempts: attempts(done, { 'associate-members': refused(workload(2), 'member-limit') }),
      left: missing({}),
      unproven: undefined,
    });
    expect(report).toMatchObject({
      status: 'partly-done',
      accounts: [{ accountId: workload(2), reason: 'member-limit', awsMessage: 'no' }],
    });
  });

  it('is done when only accounts are missing that AWS itself suspended', () => {
    const outcome = refused(workload(2), 'account-suspended-as-member');
    const report = reportApplied({
      plan,
      attempts: attempts(done, { 'associate-members': outcome }),
      left: missing({}),
      unproven: undefined,
    });
    expect(report).toMatchObject({ status: 'done', accounts: [{ accountId: workload(2), reason: 'account-suspended-as-member' }] });
  });

  it('names every account of a request that failed, with the problem', () => {
    const failed: ActionOutcome = { status: 'failed', problem: { ...problem, awsName: 'Denied', requestId: 'r-1' } };
    const left = planOf(finishedRegion({ members: known(members({})) }));
    const report = reportApplied({ plan, attempts: attempts(done, { 'associate-members': failed }), left, unproven: undefined });
    expect(report.status).toBe('partly-done');
    expect(report.notEnabled).toHaveLength(3);
    expect(report.notEnabled[0]).toEqual({ accountId: managementId, reason: 'request-failed', awsMessage: 'Denied: no', requestId: 'r-1' });
  });

  it('takes the accounts that a failed action names itself', () => {
    const failed: ActionOutcome = {
      status: 'failed',
      problem: { code: 'timed-out', action: 'a:b' },
      accounts: [{ accountId: workload(2), reason: 'no-email' }],
    };
    const report = reportApplied({
      plan,
      attempts: attempts(done, { 'associate-members': failed }),
      left: missing({}),
      unproven: undefined,
    });
    expect(report.notEnabled).toEqual([{ accountId: workload(2), reason: 'no-email' }]);
  });

  it('is failed when nothing was done and everything is left', () => {
    const outcomes = attempts(
      { status: 'not-attempted', because: 'designate-administrator' },
      { 'designate-administrator': { status: 'failed', problem: { code: 'timed-out', action: 'a:b' } } },
    );
    const report = reportApplied({ plan, attempts: outcomes, left: plan, unproven: undefined });
    expect(report.status).toBe('failed');
    expect(report.notEnabled.map(({ reason }) => reason)).toEqual(['not-attempted', 'not-attempted', 'not-attempted']);
  });

  it('tells a member that is being restarted from one that is enrolled', () => {
    const wanted = settings({ restartSuspended: true });
    const suspended = finishedRegion({
      members: known(members({ [managementId]: 'Enabled', [workload(1)]: 'Disabled', [workload(2)]: 'Created' })),
    });
    const both = planRegion(wanted, organization(), candidates, suspended);
    const outcomes = actionsOf(both).map((action) => ({ action, outcome: done }));
    expect(reportApplied({ plan: both, attempts: outcomes, left: both, unproven: undefined })).toMatchObject({
      status: 'pending',
      accounts: [
        { accountId: workload(1), reason: 'enabling' },
        { accountId: workload(2), reason: 'enabling', relationshipStatus: 'Created' },
      ],
    });
  });

  it('is not attempted when no action was begun', () => {
    const report = reportApplied({
      plan,
      attempts: attempts({ status: 'not-attempted', because: 'interrupted' }),
      left: undefined,
      unproven: undefined,
    });
    expect(report).toMatchObject({ status: 'not-attempted', proven: false });
    expect(report.notEnabled).toHaveLength(3);
  });

  it('is never done when the result could not be read', () => {
    const report = reportApplied({ plan, attempts: attempts(done), left: undefined, unproven: problem });
    expect(report).toMatchObject({ status: 'partly-done', unproven: problem, proven: false });
  });

  it('is failed when nothing was done and the result could not be read', () => {
    const report = reportApplied({ plan, attempts: attempts({ status: 'failed', problem }), left: undefined, unproven: problem });
    expect(report.status).toBe('failed');
  });

  it('keeps what blocks the Region afterwards', () => {
    const left = planOf(freshRegion({ administrator: known([{ accountId: administratorId, status: 'DISABLE_IN_PROGRESS' }]) }));
    expect(reportApplied({ plan, attempts: attempts(done), left, unproven: undefined })).toMatchObject({
      status: 'partly-done',
      blocker: { kind: 'administrator-being-removed' },
      proven: false,
    });
  });

  it('says so when AWS does not report the setting that was made', () => {
    const left = planOf(finishedRegion({ configuration: known(configuration({ autoEnable: 'NONE' })) }));
    expect(reportApplied({ plan, attempts: attempts(done), left, unproven: undefined })).toMatchObject({
      status: 'partly-done',
      gaps: ['auto-enable-unconfirmed'],
    });
  });

  const s3: WantedFeatures = { every: undefined, named: [{ feature: 'S3_DATA_EVENTS', autoEnable: 'ALL', additional: [] }] };
  const lacking = [{ name: 'S3_DATA_EVENTS', enabled: false, managed: false, additional: [] }];
  const withPlans = finishedRegion({
    configuration: known(configuration({ features: [{ name: 'S3_DATA_EVENTS', autoEnable: 'ALL', additionalConfiguration: [] }] })),
    detector: known({ id: detectorId, status: 'ENABLED', features: lacking }),
    memberFeatures: featuresOfMembers({ [workload(1)]: lacking }),
  });

  it.each([
    ['detector-settings-unconfirmed', 'configure-detector', done],
    ['member-features-unconfirmed', 'configure-members', done],
    ['more-left', 'configure-detector', undefined],
    // They were to come with the enrolment.
    ['member-features-unconfirmed', 'configure-members', undefined],
    // A step that failed says so itself.
    [undefined, 'configure-detector', { status: 'failed', problem }],
  ] as const)('says %s where the last look still finds %s to do', (finding, kind, outcome) => {
    const wanted = settings({ features: s3, applyToMembers: true });
    const whole = planRegion(wanted, organization(), candidates, withPlans);
    const left: unknown = { ...whole, actions: actionsOf(whole).filter((action) => action.kind === kind) };
    const before = actionsOf(whole).filter((action) => (outcome === undefined) !== (action.kind === kind));
    const made = before.map((action) => ({ action, outcome: outcome ?? done }));
    expect(left).toMatchObject({ actions: [{ kind }] });
    expect(reportApplied({ plan: whole, attempts: made, left: left as RegionPlan, unproven: undefined }).gaps).toEqual(
      finding === undefined ? [] : [finding],
    );
  });

  it('is not done while an account that was sent is held back, and keeps the words of AWS', () => {
    const full = finishedRegion({ configuration: known(configuration({ memberLimitReached: true })), members: known(members({})) });
    const refusal = { accountId: workload(1), reason: 'member-limit', awsMessage: 'Too many members.' } as const;
    const report = reportApplied({
      plan,
      attempts: attempts({ status: 'partly-done', accounts: [refusal] }),
      left: planOf(full),
      unproven: undefined,
    });
    expect(report.status).toBe('partly-done');
    expect(report.notEnabled.find(({ accountId }) => accountId === workload(1))).toEqual(refusal);
  });

  it('keeps accounts that were left as they are, in order', () => {
    const left = missing({ [workload(1)]: 'Disabled', [workload(2)]: 'Created' });
    const { notEnabled } = reportApplied({ plan, attempts: attempts(done), left, unproven: undefined });
    expect(notEnabled.map(({ accountId, reason }) => [accountId, reason])).toEqual([
      [workload(1), 'member-suspended'],
      [workload(2), 'enabling'],
    ]);
  });
});
