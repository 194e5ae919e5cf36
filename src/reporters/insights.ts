import type { RegionInsight } from '../domain/insight';
import { trialsPhrase } from '../messages/features';
import { coveragePhrase, customRulesPhrase, insightTitles, usagePhrase } from '../messages/insight';
import { groupBy, timeOf } from '../messages/phrases';
import type { RegionReport } from '../plan/report';
import type { RunSummary } from './run-summary';

/** Read-only facts of one kind. They change nothing, and do not decide how the run ended. */
export interface InsightSection {
  readonly title: string;
  /** When it was read; undefined where nothing could be read. */
  readonly readAt: string | undefined;
  /** Regions with the same text share a row. */
  readonly rows: readonly { readonly regions: readonly string[]; readonly text: string }[];
}

/** Stands for a Region without a detector, or one that the run did not get to. */
const notRead = 'not read';

function sectionOf(
  { report }: RunSummary,
  title: string,
  textOf: (insight: Partial<RegionInsight>, region: RegionReport) => string | undefined,
  readAt?: string,
): InsightSection {
  const rows = report.regions.map((region) => ({
    region: region.region,
    text: textOf(report.insights.get(region.region) ?? {}, region) ?? notRead,
  }));
  const same = groupBy(rows, ({ text }) => text);
  return { title, readAt, rows: same.map(([text, regions]) => ({ regions: regions.map(({ region }) => region), text })) };
}

/** When the coverage was read: Regions are read at the same time, and the first answer counts. */
export function coverageReadAt({ report: { insights } }: RunSummary): string | undefined {
  const times = [...insights.values()].flatMap(({ coverage }) => (coverage?.known === true ? [coverage.value.readAt] : []));
  return times.length === 0 ? undefined : timeOf(Math.min(...times));
}

/** Every kind of read-only fact that was asked for, for texts that people read. */
export function insightSections(summary: RunSummary): readonly InsightSection[] {
  const { settings, declined } = summary;
  if (declined) return [];
  const { coverage, customRules, trials, usage } = insightTitles;
  return [
    ...(settings.readCoverage
      ? [sectionOf(summary, coverage, (insight) => insight.coverage && coveragePhrase(insight.coverage), coverageReadAt(summary))]
      : []),
    ...(settings.readExtras
      ? [
          sectionOf(summary, customRules, (insight) => insight.customRules && customRulesPhrase(insight.customRules)),
          sectionOf(summary, trials, (_insight, { trialsLeft }) => trialsLeft && trialsPhrase(trialsLeft)),
          sectionOf(summary, usage, (insight) => insight.usage && usagePhrase(insight.usage)),
        ]
      : []),
  ];
}
