import { allAsAsked, asAsked, gap, subjectOf, toDo, unread, type Subject, type Verdict } from '../../src/plan/verdicts';
import { problem, workload } from '../support/builders';

const subject: Subject = { question: 'member-feature', feature: 'S3_DATA_EVENTS', accounts: [workload(1)] };

describe('a verdict', () => {
  test.each<[string, Verdict, object]>([
    ['as asked', asAsked(subject), { ...subject, answer: 'as-asked' }],
    [
      'as asked, with a note',
      asAsked(subject, 'feature-reaches-members'),
      { ...subject, answer: 'as-asked', note: 'feature-reaches-members' },
    ],
    ['to do', toDo(subject, 'configure-members'), { ...subject, answer: 'to-do', action: 'configure-members' }],
    ['a gap', gap(subject, 'feature-refused'), { ...subject, answer: 'gap', reason: 'feature-refused' }],
    [
      'a gap with details',
      gap(subject, 'feature-not-kept', { before: 'ALL', after: 'NONE', awsMessage: 'no' }),
      { ...subject, answer: 'gap', reason: 'feature-not-kept', before: 'ALL', after: 'NONE', awsMessage: 'no' },
    ],
    ['unknown', unread(subject, problem), { ...subject, answer: 'unknown', problem }],
  ])('is %s', (_what, verdict, expected) => {
    expect(verdict).toStrictEqual(expected);
  });
});

describe('allAsAsked', () => {
  const good = asAsked(subject, 'feature-reaches-members');
  test.each<[string, readonly Verdict[], boolean]>([
    ['nothing was asked', [], true],
    ['every answer is as asked', [good, asAsked({ question: 'detector' })], true],
    ['something is to be done', [good, toDo(subject, 'configure-members')], false],
    ['there is a gap', [gap(subject, 'feature-refused'), good], false],
    ['something is not known', [good, unread(subject, problem)], false],
  ])('where %s', (_what, verdicts, expected) => {
    expect(allAsAsked(verdicts)).toBe(expected);
  });
});

describe('subjectOf', () => {
  const whole: Subject = {
    question: 'organization-feature',
    feature: 'RUNTIME_MONITORING',
    additional: 'EC2_AGENT_MANAGEMENT',
    servicePrincipal: 'guardduty.amazonaws.com',
    accounts: [workload(1)],
  };
  test.each<[string, Subject]>([
    ['all of it', whole],
    ['the question alone', { question: 'detector' }],
  ])('keeps %s, and nothing of the answer', (_what, about) => {
    expect(subjectOf(gap(about, 'feature-not-kept', { before: 'ALL', after: 'NEW' }))).toStrictEqual(about);
  });
});

test('a verdict as asked has no note where there is none', () => {
  expect(Object.keys(asAsked({ question: 'members' }))).toEqual(['question', 'answer']);
});
