import type { RuntimeCoverage } from '../../../src/domain/coverage';
import type { ExportDestination, ExportTarget } from '../../../src/domain/export';
import type { RegionInsight } from '../../../src/domain/insight';
import { known, unknown, type Fact } from '../../../src/domain/snapshot';
import type { RegionReport } from '../../../src/plan/report';
import { asAsked, gap, toDo, unread, type Verdict } from '../../../src/plan/verdicts';
import { exportRows, runtimeRows } from '../../../src/reporters/html/page-insights';
import { administratorId, problem, region, settings, workload } from '../../support/builders';
import { appliedRegion, shownRegion, summaryOf } from '../support/summary';

const target: ExportTarget = {
  destinationArn: 'arn:aws:s3:::findings',
  keyArn: 'arn:aws:kms:eu-west-1:222222222222:key/one',
  ownerId: administratorId,
};
const destination: ExportDestination = { ...target, id: 'one', status: 'PUBLISHING', failingSince: undefined };
const subject = { question: 'export' } as const;

function rowsOf(report: RegionReport, declined = false) {
  const summary = summaryOf([report], {}, { settings: settings({ export: { ...target, replaces: undefined } }), declined });
  return exportRows(summary);
}

describe('exportRows', () => {
  const withVerdict = (verdict: Verdict, exports: RegionReport['exports'] = known([destination])) =>
    rowsOf(shownRegion({ verdicts: [verdict], exports }))?.[0];

  test('show what is as asked, with where findings go', () => {
    expect(withVerdict(asAsked(subject))).toMatchObject({ region, group: 'proven', status: 'PUBLISHING', what: 'as asked' });
    expect(withVerdict(asAsked(subject))?.destination).toContain('arn:aws:s3:::findings');
  });

  test('show the step that is planned or was tried', () => {
    const action = { kind: 'export-findings', before: null, after: target, replaces: false } as const;
    const verdicts = [toDo(subject, 'export-findings')];
    const shown = shownRegion({ verdicts, planned: [action], exports: known([]) });
    const applied = appliedRegion({
      verdicts,
      attempts: [{ action, outcome: { status: 'not-attempted', because: 'interrupted' } }],
      exports: known([]),
    });
    for (const report of [shown, applied]) {
      expect(rowsOf(report)).toEqual([
        expect.objectContaining({
          group: 'to-do',
          destination: 'none',
          status: 'none',
          what: expect.stringContaining('export of findings') as unknown,
        }),
      ]);
    }
    expect(rowsOf(shownRegion({ verdicts, exports: known([]) }))?.[0]?.what).not.toBe('as asked');
  });

  test.each([
    ['export-pending', 'waiting'],
    ['export-elsewhere', 'gap'],
  ] as const)('show %s as %s', (reason, group) => {
    expect(withVerdict(gap(subject, reason))).toMatchObject({ group });
  });

  test('call unknown what was not read or not asked', () => {
    expect(withVerdict(unread(subject, problem), unknown(problem))).toMatchObject({
      group: 'unknown',
      destination: 'not known',
      status: 'not known',
    });
    expect(rowsOf(shownRegion({ verdicts: [] }))).toEqual([
      { region, group: 'unknown', destination: 'not known', status: 'not known', what: 'not known' },
    ]);
  });

  test('are left out where nobody asked, and where the plan was declined', () => {
    expect(exportRows(summaryOf([shownRegion()]))).toBeUndefined();
    expect(rowsOf(shownRegion(), true)).toBeUndefined();
  });
});

describe('runtimeRows', () => {
  const coverage: RuntimeCoverage = {
    readAt: Date.UTC(2026, 10, 24),
    types: [
      { type: 'EC2', healthy: 40, all: 43 },
      { type: 'EKS', healthy: 2, all: 2 },
    ],
    issues: [{ issue: 'No Agent Reporting', workloads: 3 }],
    accounts: [{ accountId: workload(1), workloads: 3 }],
  };
  const rows = (read: Fact<RuntimeCoverage> | undefined, declined = false) => {
    const insight: RegionInsight = { coverage: read, customRules: undefined, usage: undefined };
    const summary = summaryOf([shownRegion()], {}, { settings: settings({ readCoverage: true }), declined });
    return runtimeRows({ ...summary, report: { ...summary.report, insights: new Map([[region, insight]]) } });
  };

  test('have one row for each type, and the issues beside the first', () => {
    expect(rows(known(coverage))?.rows).toEqual([
      {
        region,
        resource: 'EC2',
        group: 'gap',
        healthy: 40,
        all: 43,
        issues: [expect.stringContaining('No Agent Reporting'), expect.stringContaining(workload(1))],
      },
      { region, resource: 'EKS', group: 'proven', healthy: 2, all: 2, issues: [] },
    ]);
    expect(rows(known({ ...coverage, issues: [], accounts: [] }))?.rows[0]?.issues).toEqual([]);
  });

  test('do not take "no workload" for covered, nor "not read" for none', () => {
    expect(rows(known({ ...coverage, types: [], issues: [], accounts: [] }))?.rows).toEqual([
      { region, resource: 'workloads', group: 'left-out', healthy: 0, all: 0, issues: [] },
    ]);
    expect(rows(unknown(problem))).toEqual({
      readAt: 'no time: nothing could be read',
      rows: [
        {
          region,
          resource: 'workloads',
          group: 'unknown',
          healthy: undefined,
          all: undefined,
          issues: [expect.stringContaining('could not be read')],
        },
      ],
    });
    expect(rows(undefined)?.rows).toEqual([expect.objectContaining({ group: 'unknown', issues: ['not read'] })]);
  });

  test('are left out where nobody asked, and where the plan was declined', () => {
    expect(runtimeRows(summaryOf([shownRegion()]))).toBeUndefined();
    expect(rows(known(coverage), true)).toBeUndefined();
  });
});
