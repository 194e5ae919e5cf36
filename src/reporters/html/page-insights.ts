import { describeAction } from '../../messages/actions';
import { destinationPhrase } from '../../messages/export';
import { harmless } from '../../messages/harmless';
import { coveragePhrase, issuePhrases, unhealthyAccounts } from '../../messages/insight';
import { describeVerdict } from '../../messages/verdicts';
import { attemptsOf, plannedOf, type RegionReport } from '../../plan/report';
import type { Verdict } from '../../plan/verdicts';
import { coverageReadAt } from '../insights';
import type { RunSummary } from '../run-summary';
import type { ExportRow, Group, PageModel, RuntimeRow } from './page-model';

function groupOf(verdict: Verdict | undefined): Group {
  if (verdict === undefined) return 'unknown';
  if (verdict.answer === 'gap') return verdict.reason === 'export-pending' ? 'waiting' : 'gap';
  return ({ 'as-asked': 'proven', 'to-do': 'to-do', unknown: 'unknown' } as const)[verdict.answer];
}

function exportRowOf(report: RegionReport, { settings }: RunSummary): ExportRow {
  const verdict = report.verdicts.find(({ question }) => question === 'export');
  const destinations = report.exports?.known === true ? report.exports.value : undefined;
  const action = [...plannedOf(report), ...attemptsOf(report).map((attempt) => attempt.action)].find(
    ({ kind }) => kind === 'export-findings',
  );
  const what =
    verdict?.answer === 'as-asked'
      ? 'as asked'
      : verdict?.answer === 'to-do' && action !== undefined
        ? describeAction(action).phrase
        : ((verdict && describeVerdict(verdict, settings)?.what) ?? 'not known');
  return {
    region: report.region,
    group: groupOf(verdict),
    destination: destinations === undefined ? 'not known' : destinations.map(destinationPhrase).join('; ') || 'none',
    status: destinations === undefined ? 'not known' : harmless(destinations[0]?.status ?? 'none'),
    what,
  };
}

/** Where every Region's findings go; undefined where nobody asked. */
export function exportRows(summary: RunSummary): PageModel['export'] {
  if (summary.settings.export === undefined || summary.declined) return undefined;
  return summary.report.regions.map((report) => exportRowOf(report, summary));
}

function runtimeRowsOf({ region }: RegionReport, { report }: RunSummary): readonly RuntimeRow[] {
  const coverage = report.insights.get(region)?.coverage;
  const nothing = { region, resource: 'workloads', group: 'unknown', healthy: undefined, all: undefined } as const;
  if (coverage === undefined) return [{ ...nothing, issues: ['not read'] }];
  if (!coverage.known) return [{ ...nothing, issues: [coveragePhrase(coverage)] }];
  const { types } = coverage.value;
  if (types.length === 0) return [{ ...nothing, group: 'left-out', healthy: 0, all: 0, issues: [] }];
  const accounts = unhealthyAccounts(coverage.value);
  const issues = [...issuePhrases(coverage.value), ...(accounts.length === 0 ? [] : [`in ${accounts.join(', ')}`])];
  return types.map(({ type, healthy, all }, index) => ({
    region,
    resource: harmless(type),
    group: healthy === all ? 'proven' : 'gap',
    healthy,
    all,
    // AWS's words are about the Region: they stand beside its first type.
    issues: index === 0 ? issues : [],
  }));
}

/** What Runtime Monitoring covers; undefined where nobody asked. */
export function runtimeRows(summary: RunSummary): PageModel['runtime'] {
  if (!summary.settings.readCoverage || summary.declined) return undefined;
  const rows = summary.report.regions.flatMap((region) => runtimeRowsOf(region, summary));
  return { readAt: coverageReadAt(summary) ?? 'no time: nothing could be read', rows };
}
