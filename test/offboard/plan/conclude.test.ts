import type { Region } from '../../../src/domain/ids';
import type { OffboardRegion } from '../../../src/offboard/plan/facts';
import { known, type Fact, type Members } from '../../../src/domain/snapshot';
import type { ProblemCode } from '../../../src/domain/problem';
import { concludeRegion, showRegion, type LastReading } from '../../../src/offboard/plan/conclude';
import { offboardExitCode } from '../../../src/offboard/plan/exit-code';
import type { OffboardAction } from '../../../src/offboard/plan/actions';
import { planRegion } from '../../../src/offboard/plan/region';
import type { OffboardAttempt, OffboardOutcome, OffboardReport } from '../../../src/offboard/plan/report';
import type { OffboardVerdict } from '../../../src/offboard/plan/verdicts';
import { administratorId, detectorId, members, problem, someoneElse, unread, workload } from '../../support/builders';
import { freeRegion, heldRegion, insideFacts, organizationFacts, settings } from '../support/facts';

const organization = organizationFacts();
const plan = planRegion({ organization, includeInvited: false, named: false }, heldRegion());
const ran = { id: detectorId, status: 'ENABLED', features: [], findingFrequency: 'SIX_HOURS' };
const runs = known(ran);
const gone: LastReading = { administrators: known([]), members: known(members({})), left: [], hidden: false, detector: runs };
const listed = (status = 'ENABLED') => known([{ accountId: administratorId, status }]);

/** Every step with this outcome, but for those that are named. */
function attemptsWith(
  usual: OffboardOutcome,
  named: Partial<Record<OffboardAction['kind'], OffboardOutcome>> = {},
): readonly OffboardAttempt[] {
  return plan.actions.map((action) => ({ action, outcome: named[action.kind] ?? usual }));
}

const done: OffboardOutcome = { status: 'done' };
const failed = (code: ProblemCode = 'access-denied', action = 'guardduty:Something'): OffboardOutcome => ({
  status: 'failed',
  problem: { ...problem, code, action },
});
const conclude = (attempts: readonly OffboardAttempt[], reading: Partial<LastReading>) =>
  concludeRegion(organization, plan, attempts, { ...gone, ...reading });

const verdictOn = (question: OffboardVerdict['question'], { verdicts }: Pick<OffboardReport['regions'][number], 'verdicts'>) =>
  verdicts.find((one) => one.question === question);

describe('the conclusion about a Region', () => {
  it('is "done" only where the last readings show it', () => {
    const report = conclude(attemptsWith(done), {});
    expect(report).toMatchObject({ status: 'done', standing: 'free' });
    expect(report.verdicts.map(({ answer }) => answer)).toEqual(['as-asked', 'as-asked', 'as-asked', 'as-asked']);
  });

  it('believes the reading, not the answer: what failed and is gone is done', () => {
    expect(conclude(attemptsWith(failed()), {}).status).toBe('done');
  });

  const left = [{ accountId: workload(1), reason: 'refused' as const, awsMessage: 'no' }];
  const still: Fact<Members> = known(members({ [workload(1)]: 'Enabled' }));
  const stays = { administrators: undefined, members: still, left } as const;

  it.each<readonly [string, readonly OffboardAttempt[], Partial<LastReading>, string, string | undefined]>([
    [
      'lowering failed',
      attemptsWith({ status: 'not-attempted', because: 'lower-configuration' }, { 'lower-configuration': failed() }),
      { administrators: undefined, members: undefined },
      'configuration-not-lowered',
      'not-attempted',
    ],
    [
      'members are left',
      attemptsWith(done, {
        'delete-members': { status: 'partly-done', left },
        'disable-administrator': { status: 'not-attempted', because: 'members-left' },
      }),
      stays,
      'administrator-stays',
      'members-left',
    ],
    [
      'AWS is still removing the administrator',
      attemptsWith(done, { 'disable-administrator': failed('not-reported') }),
      { administrators: listed('DISABLE_IN_PROGRESS') },
      'being-removed',
      undefined,
    ],
    [
      'AWS accepted the removal and shows nothing',
      attemptsWith(done, { 'disable-administrator': failed('not-reported') }),
      { administrators: listed() },
      'removal-unconfirmed',
      undefined,
    ],
    [
      'AWS refused the removal',
      attemptsWith(done, { 'disable-administrator': failed('access-denied') }),
      { administrators: listed() },
      'removal-refused',
      undefined,
    ],
    [
      'the run was interrupted',
      attemptsWith({ status: 'not-attempted', because: 'interrupted' }),
      { administrators: undefined, members: undefined },
      'not-attempted',
      'not-attempted',
    ],
    ['somebody designated it again', attemptsWith(done), { administrators: listed() }, 'not-attempted', undefined],
  ])('says why the administrator is still there where %s', (_what, attempts, reading, reason, ofMembers) => {
    const report = conclude(attempts, reading);
    expect(report.standing).not.toBe('free');
    expect(verdictOn('designation', report)).toMatchObject({ answer: 'gap', reason });
    const expected = ofMembers === undefined ? { answer: 'as-asked' } : { answer: 'gap', reason: ofMembers };
    expect(verdictOn('members', report)).toMatchObject(expected);
  });

  it.each<readonly [string, Partial<LastReading>, 'designation' | 'members']>([
    ['who is designated', { administrators: unread() }, 'designation'],
    ['which members are left', { administrators: listed(), members: unread() }, 'members'],
  ])('is unknown where nobody could read %s', (_what, reading, question) => {
    const report = conclude(attemptsWith(done), reading);
    expect(report.verdicts).toContainEqual({ question, answer: 'unknown', problem });
    expect(report.status).toBe('partly-done');
  });

  it('names outsiders that came in the meantime as well as those of the plan', () => {
    const outside = planRegion(
      { organization, includeInvited: false, named: false },
      heldRegion({ inside: insideFacts({ members: known(members({ [someoneElse]: 'Enabled' })) }) }),
    );
    const reading = {
      administrators: listed(),
      members: known(members({ [someoneElse]: 'Enabled' })),
      left: [],
      hidden: false,
      detector: runs,
    };
    const report = concludeRegion(
      organization,
      outside,
      [{ action: { kind: 'lower-configuration', settings: [] }, outcome: done }],
      reading,
    );
    expect(verdictOn('designation', report)).toMatchObject({ reason: 'administrator-stays' });
    expect(verdictOn('members', report)).toMatchObject({
      reason: 'outsiders-stay',
      members: [{ accountId: someoneElse, reason: 'outsider' }],
    });
    expect(report.status).toBe('partly-done');
  });

  it.each<readonly [string, Partial<LastReading>, Partial<OffboardVerdict>]>([
    [
      'the detector was suspended meanwhile',
      { detector: known({ ...ran, status: 'DISABLED' }) },
      { answer: 'gap', reason: 'detector-stopped' },
    ],
    ['the detector has a new status', { detector: known({ ...ran, status: 'PAUSED' }) }, { answer: 'unknown', reason: 'detector-unclear' }],
    ['the detector cannot be read', { detector: unread() }, { answer: 'unknown', problem }],
    ['nobody looked at the detector', { detector: undefined }, { answer: 'unknown', reason: 'not-attempted' }],
  ])('is no success where %s', (_what, reading, verdict) => {
    const report = conclude(attemptsWith(done), reading);
    expect(verdictOn('detector', report)).toEqual({ question: 'detector', ...verdict });
    expect(report.status).toBe('partly-done');
  });

  it('does not take an empty list for a proof where somebody had removed the administrator before', () => {
    const report = conclude(attemptsWith(done), { hidden: true });
    expect(verdictOn('members', report)).toEqual({ question: 'members', answer: 'unknown', reason: 'members-unseen' });
  });

  it('counts nobody as released where the members were not begun, whoever stays besides', () => {
    const outside = planRegion(
      { organization, includeInvited: false, named: false },
      heldRegion({ inside: insideFacts({ members: known(members({ [workload(1)]: 'Enabled', [someoneElse]: 'Enabled' })) }) }),
    );
    const reading = { ...gone, administrators: undefined, members: undefined };
    const { verdicts } = concludeRegion(
      organization,
      outside,
      attemptsWith({ status: 'not-attempted', because: 'lower-configuration' }),
      reading,
    );
    expect(verdicts.filter(({ question }) => question === 'members')).toMatchObject([
      { reason: 'not-attempted', members: [{ accountId: workload(1), reason: 'not-attempted' }] },
      { reason: 'outsiders-stay', members: [{ accountId: someoneElse }] },
    ]);
  });

  it('names outsiders that came after the plan', () => {
    const report = conclude(attemptsWith(done), { administrators: listed(), members: known(members({ [someoneElse]: 'Enabled' })) });
    expect(verdictOn('members', report)).toMatchObject({ reason: 'outsiders-stay', members: [{ accountId: someoneElse }] });
  });

  it.each<readonly [string, readonly OffboardAttempt[], string]>([
    ['every step failed', attemptsWith(failed()), 'failed'],
    ['some steps were done', attemptsWith(failed(), { 'lower-configuration': done }), 'partly-done'],
    ['nothing was attempted', attemptsWith({ status: 'not-attempted', because: 'interrupted' }), 'not-attempted'],
    ['there was nothing to attempt', [], 'blocked'],
  ])('is of the right kind where %s', (_what, attempts, status) => {
    expect(conclude(attempts, { administrators: listed() }).status).toBe(status);
  });
});

describe('a Region that is only shown', () => {
  it.each<[string, OffboardRegion, string, ReadonlySet<Region>?]>([
    ['to release', heldRegion(), 'changes'],
    ['free', freeRegion({ inside: insideFacts({ detectorId: known(undefined), members: undefined }) }), 'free'],
    ['not known', freeRegion(), 'unknown', new Set([freeRegion().region])],
    ['blocked', heldRegion({ administrators: unread(), inside: undefined }), 'blocked'],
    ['not part of the run', heldRegion({ chosen: false, inside: undefined }), 'not-chosen'],
  ])('is %s', (_what, facts, status, designated = new Set<Region>()) => {
    const before = { ...organization.before, designated };
    const shown = showRegion(planRegion({ organization: { ...organization, before }, includeInvited: false, named: false }, facts));
    expect(shown.status).toBe(status);
    expect(shown.attempts.every(({ outcome }) => outcome === null)).toBe(true);
  });
});

describe('the exit code', () => {
  const region = (verdicts: OffboardReport['verdicts']) => ({
    ...showRegion(planRegion({ organization, includeInvited: false, named: false }, freeRegion())),
    verdicts,
  });
  const report = (
    verdicts: OffboardReport['verdicts'],
    ofRegion: OffboardReport['verdicts'] = [],
    interrupted = false,
  ): OffboardReport => ({ interrupted, verdicts, attempts: [], regions: [region(ofRegion)] });
  const fine = { question: 'registration', answer: 'as-asked' } as const;
  const open = { question: 'members', answer: 'gap', reason: 'members-left' } as const;
  const unknown = { question: 'designation', answer: 'unknown', problem: problem } as const;
  const hidden = { question: 'members', answer: 'unknown', reason: 'members-unseen' } as const;
  const partly = { question: 'designation', answer: 'gap', reason: 'region-unread', problem } as const;
  const toDo = { question: 'designation', answer: 'to-do', action: 'disable-administrator' } as const;

  it.each([
    ['everything is as asked', 'apply', report([fine], [fine]), 0],
    ['something is left in a Region', 'apply', report([fine], [open]), 1],
    [
      'something is left in the organization',
      'apply',
      report([{ question: 'registration', answer: 'gap', reason: 'registration-stays' }]),
      1,
    ],
    ['something could not be read', 'apply', report([fine], [unknown]), 1],
    ['the members of a Region were hidden', 'apply', report([fine], [hidden]), 1],
    ['something was not done', 'apply', report([fine], [toDo]), 1],
    ['the run was interrupted', 'apply', report([fine], [fine], true), 130],
    ['a dry run found something to do, or left', 'dry-run', report([fine], [toDo, open]), 0],
    ['a dry run could not read a part of a Region', 'dry-run', report([fine], [partly]), 1],
    ['a dry run saw that AWS hides members', 'dry-run', report([fine], [hidden]), 1],
    ['a dry run could not read something', 'dry-run', report([fine], [toDo, unknown]), 1],
  ] as const)('says that %s', (_what, mode, of, code) => {
    expect(offboardExitCode(settings({ mode }), of)).toBe(code);
  });
});
