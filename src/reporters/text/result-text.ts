import { statusWords, whatWasDone } from '../../messages/actions';
import { harmless } from '../../messages/harmless';
import { insightTitles } from '../../messages/insight';
import { enabledOf, fold, groupBy } from '../../messages/phrases';
import type { RegionReport } from '../../plan/report';
import { endingOf } from '../ending';
import { insightSections } from '../insights';
import { openPoints } from '../open-points';
import { accountsToEnrol, type RunSummary } from '../run-summary';
import { insightLines } from './insight-lines';
import { hang } from './layout';
import type { Palette } from './palette';
import { plainTable, type TableRow } from './plain-table';
import { planText } from './plan-text';
import { pointLines } from './point-lines';

interface Row extends TableRow {
  readonly cells: readonly [status: string, enabled: string, done: string];
  readonly regions: readonly string[];
}

const urgency = { bad: 0, warn: 1, good: 2 } as const;

/** Regions with the same result share a row, those to act on first; with `--verbose` each has its own. */
function rowsOf(summary: RunSummary, every: boolean): readonly Row[] {
  const { report } = summary;
  const wanted = accountsToEnrol(summary);
  const rowOf = (region: RegionReport): Row => {
    const { sign, word, mood } = statusWords[region.status];
    return {
      cells: [`${sign} ${word}`, enabledOf(region, wanted), whatWasDone(region).join(', ')],
      mood,
      regions: [region.region],
    };
  };
  const rows = report.regions.map(rowOf);
  if (every) return rows;
  const shared = groupBy(rows, ({ cells }) => cells.join('\n')).flatMap(([, same]) =>
    same.slice(0, 1).map((row) => ({ ...row, regions: same.flatMap(({ regions }) => regions) })),
  );
  return shared.toSorted((a, b) => urgency[a.mood] - urgency[b.mood] || a.regions.length - b.regions.length);
}

function table(rows: readonly Row[], palette: Palette, width: number): readonly string[] {
  const lines = rows.map(({ cells, regions, mood }) => ({ cells: [fold(regions, 1), ...cells], mood }));
  return plainTable(['Region', 'Status', 'Enabled', 'Done in this run'], lines, palette, width);
}

/** What came of the run: the plan where it was only shown, else a row per Region and what is left to do; then how it ended. */
export function resultText(summary: RunSummary, palette: Palette, width: number, verbose = false): readonly string[] {
  const { simulated, declined, settings, organization, plan } = summary;
  const { sentence, facts, mood } = endingOf(summary, 'above');
  const ending = hang('', `${mood === undefined ? sentence : palette[mood](sentence)} (${facts})`, width);
  const body =
    settings.mode === 'apply'
      ? [...table(rowsOf(summary, verbose), palette, width), ...pointLines(openPoints(summary), palette, width)]
      : planText(settings, organization, plan, palette, width);
  // The plan shows free trials already.
  const sections = insightSections(summary).filter(({ title }) => settings.mode === 'apply' || title !== insightTitles.trials);
  return [
    ...(simulated === undefined ? [] : [palette.warn(`SIMULATION (${harmless(simulated)}): no AWS account was touched.`), '']),
    ...(declined ? [] : [...body, ...insightLines(sections, palette, width), '']),
    ...ending,
  ];
}
