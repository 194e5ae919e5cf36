import type { Region } from '../../../src/domain/ids';
import { pageDataOf } from '../../../src/reporters/html/page-data';
import type { Group } from '../../../src/reporters/html/page-model';
import type { RunSummary } from '../../../src/reporters/run-summary';
import { administratorId, managementId, organization, problem, settings, workload } from '../../support/builders';
import { regionReport, summaryOf } from '../support/summary';

const [one, two] = [workload(1), workload(2)];
const enrolment = { kind: 'associate-members', accounts: [one, two], before: [] } as const;
const designation = { kind: 'designate-administrator', accountId: administratorId } as const;

const tally = (summary: RunSummary): readonly (readonly [Group, number])[] =>
  pageDataOf(summary).tally.map(({ group, count }) => [group, count]);

describe('the numbers of the head', () => {
  test('count accounts × Regions, and always have what decides', () => {
    expect(tally(summaryOf([regionReport(), regionReport({ region: 'us-east-1' as Region })]))).toEqual([
      ['proven', 2 * organization().accounts.length],
      ['gap', 0],
      ['unknown', 0],
      ['left-out', 0],
    ]);
  });

  test('never count as proven what could not be read', () => {
    const all = organization().accounts.length;
    expect(tally(summaryOf([regionReport({ status: 'failed', proven: false, unproven: problem })]))).toEqual([
      ['proven', 1],
      ['gap', 0],
      ['unknown', all - 1],
      ['left-out', 0],
    ]);
  });

  test('say what a group is made of', () => {
    const { tally: groups } = pageDataOf(summaryOf([regionReport({ notEnabled: [{ accountId: one, reason: 'no-email' }] })]));
    expect(groups.find(({ group }) => group === 'proven')?.detail).toMatch(/^\d+ enabled, 1 the administrator itself$/);
    expect(groups.find(({ group }) => group === 'gap')).toMatchObject({ count: 1, detail: '' });
  });
});

describe('what changed', () => {
  const attempted = (status: 'done' | 'partly-done' | 'failed') =>
    status === 'done'
      ? ({ action: enrolment, outcome: { status } } as const)
      : status === 'partly-done'
        ? ({ action: enrolment, outcome: { status, accounts: [{ accountId: one, reason: 'no-email' }] } } as const)
        : ({ action: enrolment, outcome: { status, problem } } as const);

  test('comes from outcomes, and counts nobody who was refused', () => {
    const reports = [
      regionReport({ attempts: [{ action: designation, outcome: { status: 'done' } }, attempted('done')] }),
      regionReport({ region: 'us-east-1' as Region, attempts: [attempted('partly-done')] }),
      regionReport({ region: 'us-west-2' as Region, attempts: [attempted('failed')] }),
    ];
    expect(pageDataOf(summaryOf(reports)).changes).toEqual({
      title: 'Changed in this run',
      items: ['designation in 1 Region', 'enrolment of 3 account-Regions in 2 Regions'],
    });
  });

  test('is nothing where everything was so already', () => {
    const reports = [regionReport({ attempts: [{ action: designation, outcome: { status: 'done', note: 'already-so' } }] })];
    expect(pageDataOf(summaryOf(reports)).changes.items).toEqual([]);
  });

  test('is what a run would change, where it was only shown', () => {
    const summary = summaryOf([regionReport({ status: 'changes', planned: [enrolment] })], {}, { settings: settings({ mode: 'check' }) });
    expect(pageDataOf(summary).changes).toEqual({ title: 'A run would change', items: ['enrolment of 2 account-Regions in 1 Region'] });
  });
});

describe('what is left', () => {
  const left = (accounts: readonly (typeof one)[]) =>
    pageDataOf(summaryOf([regionReport({ notEnabled: accounts.map((accountId) => ({ accountId, reason: 'no-email' as const })) })])).points;

  test('stands by urgency, under anchors that stay when numbers change', () => {
    const [first] = left([one]);
    const [second] = left([one, two]);
    expect(first).toMatchObject({ id: 'to-do', points: [{ id: 'point-account-aws-organizations-gives-no-e-mail-address' }] });
    expect(second?.points[0]?.id.replace('accounts', 'account')).toBe(first?.points[0]?.id);
  });

  test('has each anchor once', () => {
    const reports = ['no', 'never'].map((awsMessage, place) =>
      regionReport({
        region: `us-east-${place.toString()}` as Region,
        notEnabled: [{ accountId: one, reason: 'refused-alone', awsMessage }],
      }),
    );
    const ids = pageDataOf(summaryOf(reports)).points.flatMap(({ points }) => points.map(({ id }) => id));
    expect([ids.length, new Set(ids).size]).toEqual([2, 2]);
  });
});

test('a cell has the words of AWS, and that of a blocked Region what blocks it', () => {
  const told = { accountId: one, reason: 'no-email', relationshipStatus: 'Created', awsMessage: 'no', requestId: 'r-1' } as const;
  const { map } = pageDataOf(
    summaryOf([
      regionReport({ notEnabled: [told] }),
      regionReport({ region: 'us-east-1' as Region, status: 'blocked', proven: false, blocker: { kind: 'unreadable', problem } }),
    ]),
  );
  expect(map.notes).toContainEqual(expect.objectContaining({ status: 'Created', words: 'no', request: 'r-1' }));
  expect(map.notes).toContainEqual(expect.objectContaining({ what: expect.stringContaining(problem.action) as string }));
});

test.each([
  [undefined, 'Organizational units were not read.'],
  [{ known: true, value: [] }, ''],
  [{ known: false, problem }, `Names of organizational units could not be read. ${problem.action}`],
] as const)('says of units %j: %s', (units, words) => {
  expect(pageDataOf(summaryOf([], {}, { organization: organization({ units }) })).unitsNote).toContain(words);
});

test('says who acted, and that the management account did not', () => {
  const said = (overrides: Partial<RunSummary>) => JSON.stringify(pageDataOf(summaryOf([], {}, overrides)).settings);
  expect(said({})).toContain(`${managementId} as arn:aws:iam::${managementId}:user/me`);
  expect(said({ management: undefined })).toContain(`${managementId} (not used)`);
});
