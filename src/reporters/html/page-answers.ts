import { describeVerdict, nameOfSubject } from '../../messages/verdicts';
import type { RegionReport } from '../../plan/report';
import type { Answer, Subject, Verdict } from '../../plan/verdicts';
import type { RunSummary } from '../run-summary';
import type { FeatureCell, FeatureRow, Group } from './page-model';

const groupOf: Readonly<Record<Answer, Group>> = { 'as-asked': 'proven', 'to-do': 'to-do', gap: 'gap', unknown: 'unknown' };
const words: Readonly<Record<Answer, string>> = {
  'as-asked': 'as asked',
  'to-do': 'to be changed',
  gap: 'not as asked',
  unknown: 'not known',
};
const urgency: readonly Answer[] = ['gap', 'unknown', 'to-do', 'as-asked'];

/** A level of the organization's settings in one Region; undefined: the answer did not show it. */
type Levels = ReadonlyMap<string, string | undefined>;

/** The levels in force, by the name of their row. */
function levelsOf({ configuration }: RegionReport): Levels {
  if (configuration?.known !== true) return new Map();
  const { autoEnable, features } = configuration.value;
  const rows: (readonly [string, string | undefined])[] = [[nameOfSubject({ question: 'auto-enable' }), autoEnable]];
  for (const { name: feature, autoEnable: level, additionalConfiguration } of features) {
    rows.push([nameOfSubject({ question: 'organization-feature', feature }), level]);
    for (const { name: additional, autoEnable: inner } of additionalConfiguration ?? [])
      rows.push([nameOfSubject({ question: 'organization-feature', feature, additional }), inner]);
  }
  return new Map(rows);
}

/** What is known of one row in one Region. */
function cellOf(row: string, report: RegionReport, levels: Levels, settings: RunSummary['settings']): FeatureCell {
  const answers = report.verdicts.filter((verdict) => nameOfSubject(verdict) === row);
  const level = levels.get(row);
  const shown = level === undefined ? [] : [`${level} in force`];
  const worst = answers.toSorted((a, b) => urgency.indexOf(a.answer) - urgency.indexOf(b.answer))[0];
  if (worst !== undefined) {
    const said = answers.map((verdict: Verdict) => describeVerdict(verdict, settings)?.what ?? `${row}: ${words[verdict.answer]}`);
    return { group: groupOf[worst.answer], text: level ?? '', label: [...said, ...shown].join('; ') };
  }
  if (level !== undefined) return { group: 'left-out', text: level, label: `${level} in force; nobody asked` };
  const isRead = report.configuration?.known === true && report.blocker === undefined;
  if (isRead && !levels.has(row)) return { group: 'left-out', text: '', label: 'nobody asked, or not offered here' };
  return { group: 'unknown', text: '', label: 'not known' };
}

/** Questions that the map, the list of Regions or the table of exports answers. */
const elsewhere: ReadonlySet<Subject['question']> = new Set(['members', 'region', 'export']);

/** What was asked for, and what is in force, setting by setting and Region by Region. Undefined where nothing is known. */
export function answersOf({ report, settings }: RunSummary): readonly FeatureRow[] | undefined {
  const levels = report.regions.map(levelsOf);
  const asked = report.regions.flatMap(({ verdicts }) => verdicts.filter(({ question }) => !elsewhere.has(question)).map(nameOfSubject));
  const rows = [...new Set([...asked, ...levels.flatMap((one) => [...one.keys()])])];
  if (rows.length === 0) return undefined;
  return rows.map((name) => ({
    name,
    cells: report.regions.map((region, place) => cellOf(name, region, levels[place] ?? new Map(), settings)),
  }));
}
