import type { Region } from '../../src/domain/ids';
import type { Problem } from '../../src/domain/problem';
import type { Attempt } from '../../src/plan/outcome';
import type { RegionAction } from '../../src/plan/actions';
import { htmlReport } from '../../src/reporters/html/html-report';
import { markdownReport } from '../../src/reporters/markdown-report';
import { openPoints } from '../../src/reporters/open-points';
import { createPalette } from '../../src/reporters/text/palette';
import { planText } from '../../src/reporters/text/plan-text';
import { resultText } from '../../src/reporters/text/result-text';
import type { RunSummary } from '../../src/reporters/run-summary';
import { administratorId, organization, problem, workload } from '../support/builders';
import { regionReport, summaryOf } from './support/summary';

const regions = ['eu-west-1' as Region, 'sa-east-1' as Region, 'us-east-1' as Region] as const;

/** What AWS says where a service control policy closes a Region: the same but for the Region and the ids. */
const denied = (region: Region, id: string): Problem => ({
  code: 'denied-by-scp',
  action: 'guardduty:CreateMembers',
  accountId: administratorId,
  region,
  awsName: 'AccessDeniedException',
  awsMessage: `not authorized on arn:aws:guardduty:${region}:${administratorId}:detector/${id.repeat(32)}`,
  requestId: `${id.repeat(8)}-${id.repeat(4)}-${id.repeat(4)}-${id.repeat(4)}-${id.repeat(12)}`,
});

const enrolment: RegionAction = { kind: 'associate-members', accounts: [workload(1)], before: [] };
const failed = (cause: Problem): Attempt<RegionAction> => ({ action: enrolment, outcome: { status: 'failed', problem: cause } });

const headings = (summary: RunSummary): readonly string[] => openPoints(summary).map(({ heading }) => heading);
const html = (summary: RunSummary): string => [...htmlReport(summary)].join('');
const text = (summary: RunSummary): string => resultText(summary, createPalette(false), 80).join('\n');

describe('what is left', () => {
  test('tells the same failure of many Regions once, with the words of one', () => {
    const reports = regions.map((region, n) =>
      regionReport({ region, status: 'partly-done', attempts: [failed(denied(region, n.toString()))] }),
    );
    expect(openPoints(summaryOf(reports))).toEqual([
      {
        heading: '3 Regions: enrolment failed',
        lines: [
          'eu-west-1, sa-east-1, us-east-1',
          'guardduty:CreateMembers as 222222222222 is denied by a service control policy.',
          expect.stringMatching(/^In eu-west-1, AWS says: AccessDeniedException: .*request 00000000-/),
        ],
        remedy: expect.stringContaining('Exempt the identity') as string,
        mood: 'bad',
      },
    ]);
  });

  test.each([
    ['words', { awsMessage: 'something else' }],
    ['code', { code: 'access-denied' }],
    ['account', { accountId: workload(1) }],
  ] as const)('tells failures apart that differ in their %s', (_what, other) => {
    const [one, two] = regions;
    const reports = [
      regionReport({ region: one, attempts: [failed(denied(one, '0'))] }),
      regionReport({ region: two, attempts: [failed({ ...denied(two, '1'), ...other })] }),
    ];
    expect(headings(summaryOf(reports))).toEqual(['eu-west-1: enrolment failed', 'sa-east-1: enrolment failed']);
  });

  test('tells once why Regions are blocked, and that results could not be proven', () => {
    const blocked = regions.map((region, n) =>
      regionReport({ region, status: 'blocked', blocker: { kind: 'unreadable', problem: denied(region, n.toString()) } }),
    );
    const closed = regions.slice(0, 2).map((region) =>
      regionReport({
        region,
        status: 'blocked',
        blocker: { kind: 'region-not-enabled', accountId: administratorId, optStatus: 'DISABLED' },
      }),
    );
    const unproven = regionReport({ status: 'failed', unproven: problem, proven: false });
    expect(headings(summaryOf([...blocked, ...closed, unproven]))).toEqual([
      '2 Regions: nothing was changed',
      '3 Regions: nothing was changed',
      'eu-west-1: the result could not be proven',
    ]);
  });

  test('quotes, of Regions that were told closed from a refusal, one refusal', () => {
    const optStatus = 'CREDENTIALS_REFUSED';
    const closed = regions.map((region, n) => {
      const refusal = denied(region, n.toString());
      return regionReport({
        region,
        status: 'blocked',
        blocker: { kind: 'region-not-enabled', accountId: administratorId, optStatus, refusal },
      });
    });
    expect(openPoints(summaryOf(closed))).toMatchObject([
      {
        heading: '3 Regions: nothing was changed',
        lines: [
          'eu-west-1, sa-east-1, us-east-1',
          expect.stringContaining(`Account ${administratorId} has not opted in to this Region, it seems`),
          expect.stringMatching(/^In eu-west-1, AWS says: AccessDeniedException: .*request 00000000-/),
        ],
      },
    ]);
    expect(text(summaryOf(closed))).not.toContain(optStatus);
  });

  test('tells steps that were not begun once for all Regions, so that an interruption does not fill the screen', () => {
    const attempts = [{ action: enrolment, outcome: { status: 'not-attempted', because: 'interrupted' } }] as const;
    const reports = regions.map((region) => regionReport({ region, status: 'not-attempted', attempts }));
    expect(openPoints(summaryOf(reports))).toEqual([
      {
        heading: '3 Regions: enrolment was not attempted: the run was interrupted',
        lines: ['eu-west-1, sa-east-1, us-east-1'],
        remedy: '',
        mood: 'warn',
      },
    ]);
  });

  test('tells the same refusal of an account in several Regions once', () => {
    const reports = regions.map((region, n) => {
      const { awsMessage = '' } = denied(region, n.toString());
      return regionReport({ region, notEnabled: [{ accountId: workload(1), reason: 'request-failed', awsMessage }] });
    });
    const [point, ...others] = openPoints(summaryOf(reports));
    expect([point?.heading, others]).toEqual(['1 account: the request for it failed', []]);
    expect(point?.lines).toEqual([
      `${workload(1)} (eu-west-1, sa-east-1, us-east-1)`,
      expect.stringContaining('In eu-west-1, AWS says: not authorized'),
    ]);
  });
});

describe.each([
  ['the text', text],
  ['the Markdown report', markdownReport],
  ['the HTML report', html],
])('%s', (_name, report) => {
  test('has failures with their words and the next step, of the organization too', () => {
    const trouble: Problem = { code: 'access-denied', action: 'organizations:EnableAWSServiceAccess', awsMessage: 'no way' };
    const attempts = [
      {
        action: { kind: 'enable-trusted-access', servicePrincipal: 'guardduty.amazonaws.com' },
        outcome: { status: 'failed', problem: trouble },
      },
    ] as const;
    const { report: rest, ...summary } = summaryOf([regionReport()]);
    const told = report({ ...summary, exitCode: 1, report: { ...rest, organizationAttempts: attempts } });
    for (const words of [
      'organization: trusted access failed',
      'organizations:EnableAWSServiceAccess is not allowed.',
      'no way',
      'Allow this action',
    ])
      expect(told).toContain(words);
  });

  test('has the checks that could not be made even when there was nothing to change', () => {
    const told = report(summaryOf([regionReport({ status: 'in-sync' })], { warnings: [{ kind: 'policy-unreadable', problem }] }));
    expect(told.replace(/\s+/g, ' ')).toContain('It cannot be told whether an organization policy overrides auto-enable.');
  });

  test('does not call it none enabled where a Region could not be read', () => {
    const told = report(
      summaryOf([regionReport({ status: 'blocked', proven: false, enabled: 0, blocker: { kind: 'unreadable', problem } })]),
    );
    expect(told).toContain('?/3');
  });

  test('has nothing of what is left where nothing is', () => {
    expect(report(summaryOf([regionReport()]))).not.toContain('What is left');
  });
});

describe('the plan', () => {
  test('tells once why several Regions are blocked', () => {
    const plans = regions.map((region, n) => ({
      ...regionReport({ region }),
      trials: { known: true as const, value: [] },
      plans: [],
      status: 'blocked' as const,
      blocker: { kind: 'unreadable' as const, problem: denied(region, n.toString()) },
    }));
    const lines = planText(organization(), summaryOf([], { regions: plans }).plan, createPalette(false), 80).join('\n');
    expect(lines).toContain('  eu-west-1, sa-east-1, us-east-1\n    ✖ guardduty:CreateMembers as 222222222222 is denied');
    expect(lines.match(/AWS says/g)).toHaveLength(1);
  });
});
