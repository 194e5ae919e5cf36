import { describeBlocker } from '../../messages/blockers';
import { harmless } from '../../messages/harmless';
import { describeProblem, quoteWords } from '../../messages/problems';
import { reasons, remedyOf } from '../../messages/reasons';
import type { RegionReport } from '../../plan/report';
import { coverageOf, coverageTexts, type Coverage, type RegionCoverage } from '../coverage';
import type { RunSummary } from '../run-summary';
import { compactMap, type MapCell } from './map-data';
import type { Group, MapData, Note, PageModel } from './page-model';

const groups: MapData['groups'] = {
  proven: { sign: '✔', label: 'Enabled and proven' },
  'to-do': { sign: '+', label: 'To be enabled' },
  waiting: { sign: '…', label: 'Accepted, not enabled yet' },
  gap: { sign: '!', label: 'Not enabled' },
  unknown: { sign: '?', label: 'Not known' },
  'left-out': { sign: '–', label: 'Left out' },
};

const groupOf: Readonly<Record<Coverage, Group>> = {
  enabled: 'proven',
  administrator: 'proven',
  planned: 'to-do',
  'not-attempted': 'to-do',
  pending: 'waiting',
  'not-enabled': 'gap',
  // Nobody knows which accounts are enabled in a blocked Region.
  blocked: 'unknown',
  unknown: 'unknown',
  'left-out': 'left-out',
  excluded: 'left-out',
};

const coverages = Object.keys(coverageTexts) as readonly Coverage[];
const states = Object.fromEntries(coverages.map((coverage) => [coverage, { ...coverageTexts[coverage], group: groupOf[coverage] }]));

/** Why nothing is known of the accounts of a Region. */
function noteOfRegion(report: RegionReport): Note | undefined {
  const { blocker } = report;
  const proof = report.kind === 'applied' && typeof report.proof === 'object' ? describeProblem(report.proof) : undefined;
  const described = blocker === undefined ? proof : describeBlocker(blocker);
  if (described === undefined) return undefined;
  const { what, words, remedy } = described;
  return { what, remedy, ...(words === '' ? {} : { words }) };
}

function cellsOf(
  { of }: RegionCoverage,
  report: RegionReport | undefined,
  settings: RunSummary['settings'],
): (id: Parameters<RegionCoverage['of']>[0]) => MapCell {
  const ofRegion = report === undefined ? undefined : noteOfRegion(report);
  return (id) => {
    const { coverage, gap } = of(id);
    if (gap === undefined) return { state: coverage, note: groupOf[coverage] === 'unknown' ? ofRegion : undefined };
    const { requestId, ...words } = gap;
    const said = quoteWords(words);
    const note: Note = {
      what: reasons[gap.reason].label,
      remedy: remedyOf(gap.reason, settings, gap.code),
      ...(gap.relationshipStatus === undefined ? {} : { status: harmless(gap.relationshipStatus) }),
      ...(said === '' ? {} : { words: said }),
      ...(requestId === undefined ? {} : { request: harmless(requestId) }),
    };
    return { state: coverage, note };
  };
}

/** Every account in every Region, as the run's coverage says. */
export function mapOf(summary: RunSummary): MapData {
  const { organization, report, settings } = summary;
  const units = organization.units?.known === true ? organization.units.value : [];
  return compactMap({
    accounts: organization.accounts,
    regions: coverageOf(summary).map((region, place) => ({
      region: region.region,
      of: cellsOf(region, report.regions[place], settings),
    })),
    groups,
    states,
    unitNames: new Map(units.map(({ id, name }) => [id, name])),
    rootName: organization.id,
  });
}

/** Groups that the page's head shows even where there are none. */
const always: readonly Group[] = ['proven', 'gap', 'unknown', 'left-out'];

/** Accounts × Regions by group, and its parts where a group has more than one kind of state. */
export function tallyOf({ accounts, rows, kinds, states: all }: MapData): PageModel['tally'] {
  const counts = all.map(() => 0);
  const perRow = rows.map(() => 0);
  for (const row of accounts.rows) perRow[row] = (perRow[row] ?? 0) + 1;
  rows.forEach((row, place) => {
    for (const kind of row) {
      const [state] = kinds[kind] ?? [0];
      counts[state] = (counts[state] ?? 0) + (perRow[place] ?? 0);
    }
  });
  const parts = all.map(({ label, group }, place) => ({ label, group, count: counts[place] ?? 0 }));
  return (Object.keys(groups) as readonly Group[]).flatMap((group) => {
    const own = parts.filter((part) => part.group === group && part.count > 0);
    const count = own.reduce((sum, part) => sum + part.count, 0);
    if (count === 0 && !always.includes(group)) return [];
    const detail = own.length < 2 ? '' : own.map((part) => `${part.count.toLocaleString('en-US')} ${part.label}`).join(', ');
    return [{ group, count, detail }];
  });
}
