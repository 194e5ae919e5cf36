import { accountsOf, type RegionAction } from '../../plan/actions';
import { attemptsOf, plannedOf, type RegionReport, type RegionStatus } from '../../plan/report';
import { describeProblem, quote } from '../../messages/problems';
import { harmless } from '../../messages/harmless';
import { reasons, remedyOf } from '../../messages/reasons';
import { describeAction, describeOutcome, statusWords, stepNames, whatWasDone } from '../../messages/actions';
import { describeBlocker } from '../../messages/blockers';
import { count, duration } from '../../messages/phrases';
import { coverageOf, coverageTexts, type Coverage, type RegionCoverage } from '../coverage';
import { endingOf } from '../ending';
import { openPoints } from '../open-points';
import { countRequests, type RunSummary } from '../run-summary';
import { compactMap, type MapCell } from './map-data';
import type { Group, MapData, Note, PageModel, Point, PointGroup, RegionRow } from './page-model';

/** The one file of the page that knows a run's summary. Everything else draws what it makes of it. */

const groups: MapData['groups'] = {
  proven: { sign: '✔', label: 'Enabled and proven' },
  'to-do': { sign: '+', label: 'To be enrolled' },
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
  blocked: 'unknown',
  unknown: 'unknown',
  'left-out': 'left-out',
  excluded: 'left-out',
};

const statusGroups: Readonly<Record<RegionStatus, Group>> = {
  'in-sync': 'proven',
  done: 'proven',
  changes: 'to-do',
  'not-attempted': 'to-do',
  pending: 'waiting',
  'partly-done': 'gap',
  failed: 'gap',
  blocked: 'gap',
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
    const said = harmless(quote(words));
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

function mapOf(summary: RunSummary): MapData {
  const { organization, report } = summary;
  return compactMap({
    accounts: organization.accounts,
    regions: coverageOf(summary).map((region, place) => ({
      region: region.region,
      of: cellsOf(region, report.regions[place], summary.settings),
    })),
    groups,
    states,
    unitNames: new Map(organization.units?.known === true ? organization.units.value.map(({ id, name }) => [id, name]) : []),
    rootName: organization.id,
  });
}

/** Groups that the page's head shows even where there are none. */
const always: readonly Group[] = ['proven', 'gap', 'unknown', 'left-out'];

/** Accounts × Regions by group, and what a group is made of where it is of more than one kind. */
function tallyOf({ accounts, rows, kinds, states: all }: MapData): PageModel['tally'] {
  const counts = all.map(() => 0);
  const perRow = rows.map(() => 0);
  for (const row of accounts.rows) perRow[row] = (perRow[row] ?? 0) + 1;
  rows.forEach((row, place) => {
    for (const kind of row) {
      const [state] = kinds[kind] ?? [0];
      counts[state] = (counts[state] ?? 0) + (perRow[place] ?? 0);
    }
  });
  return (Object.keys(groups) as readonly Group[]).flatMap((group) => {
    const parts = all.flatMap(({ label, group: own }, place) =>
      own === group && (counts[place] ?? 0) > 0 ? [{ label, count: counts[place] ?? 0 }] : [],
    );
    const sum = parts.reduce((total, part) => total + part.count, 0);
    if (sum === 0 && !always.includes(group)) return [];
    const detail = parts.length < 2 ? '' : parts.map((part) => `${part.count.toLocaleString('en-US')} ${part.label}`).join(', ');
    return [{ group, count: sum, detail }];
  });
}

interface Change {
  readonly kind: keyof typeof stepNames;
  readonly region: string;
  readonly accounts: number;
}

function changesOf({ report }: RunSummary): PageModel['changes'] {
  const made = report.regions.flatMap((row) =>
    attemptsOf(row).flatMap(({ action, outcome }): readonly Change[] => {
      if (outcome.status !== 'partly-done' && (outcome.status !== 'done' || outcome.note === 'already-so')) return [];
      const refused = outcome.status === 'partly-done' ? outcome.accounts.length : 0;
      return [{ kind: action.kind, region: row.region, accounts: accountsOf(action).length - refused }];
    }),
  );
  const trusted = report.organizationAttempts
    .filter(({ outcome }) => outcome.status === 'done')
    .map(({ action }) => stepNames[action.kind]);
  const planned = report.regions.flatMap((row) =>
    plannedOf(row).map((action: RegionAction): Change => ({ kind: action.kind, region: row.region, accounts: accountsOf(action).length })),
  );
  const shown = [...new Set(report.organizationPlanned.map(({ kind }) => stepNames[kind]))];
  const isPlan = planned.length + shown.length > 0;
  return {
    title: isPlan ? 'A run would change' : 'Changed in this run',
    items: isPlan ? [...shown, ...summed(planned)] : [...new Set(trusted), ...summed(made)],
  };
}

/** Changes of one kind in one line. */
function summed(changes: readonly Change[]): readonly string[] {
  const byKind = new Map<Change['kind'], Change[]>();
  for (const change of changes) byKind.set(change.kind, [...(byKind.get(change.kind) ?? []), change]);
  return [...byKind].map(([kind, all]) => {
    const accounts = all.reduce((sum, change) => sum + change.accounts, 0);
    const where = `in ${count(new Set(all.map(({ region }) => region)).size, 'Region')}`;
    return accounts === 0 ? `${stepNames[kind]} ${where}` : `${stepNames[kind]} of ${count(accounts, 'account-Region')} ${where}`;
  });
}

const pointGroups = [
  { id: 'to-do', title: 'To do', group: 'gap', mood: 'bad' },
  { id: 'to-watch', title: 'Not finished or not checked', group: 'waiting', mood: 'warn' },
  { id: 'to-know', title: 'For your information', group: 'left-out', mood: 'faint' },
] as const;

/** An anchor that stays the same when only numbers change. */
function anchorOf(heading: string, taken: Set<string>): string {
  const words =
    heading
      .toLowerCase()
      .replace(/\d+/g, ' ')
      .match(/[a-z]+/g) ?? [];
  const base = ['point', ...words].join('-').slice(0, 60);
  let id = base;
  for (let number = 2; taken.has(id); number += 1) id = `${base}-${number.toString()}`;
  taken.add(id);
  return id;
}

function pointsOf(summary: RunSummary): readonly PointGroup[] {
  const taken = new Set<string>();
  const points = openPoints(summary).map((point) => ({
    mood: point.mood,
    point: { ...point, id: anchorOf(point.heading, taken) } satisfies Point,
  }));
  return pointGroups.flatMap(({ mood, ...group }) => {
    const own = points.filter((one) => one.mood === mood).map(({ point }) => point);
    return own.length === 0 ? [] : [{ ...group, points: own }];
  });
}

function regionRowOf(report: RegionReport, wanted: number): RegionRow {
  const { sign, word } = statusWords[report.status];
  const planned = plannedOf(report).map((action) => describeAction(action).phrase);
  return {
    region: report.region,
    status: { sign, word, group: statusGroups[report.status] },
    enabled: report.enabled,
    wanted,
    done: whatWasDone(report).join(', '),
    changes: [
      ...attemptsOf(report).map(({ action, outcome }) => `${describeAction(action).phrase}: ${describeOutcome(outcome)}`),
      ...planned,
    ],
  };
}

const modes = { apply: 'Rollout', 'dry-run': 'Dry run', check: 'Check' } as const;

/** `2026-11-27 06:04:22 UTC`. */
const time = (milliseconds: number): string =>
  new Date(milliseconds)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');

function factsOf({ organization, settings, startedAt, finishedAt }: RunSummary): PageModel['facts'] {
  const administrator = organization.accounts.find(({ id }) => id === organization.administratorId);
  return [
    ['Organization', organization.id],
    ['Administrator', `${organization.administratorId}${administrator === undefined ? '' : ` ${administrator.name}`}`],
    ['Finished', time(finishedAt)],
    ['Run', `${modes[settings.mode]}, ${duration(finishedAt - startedAt)}`],
  ];
}

const yes = (given: boolean | undefined): string => (given === true ? 'yes' : 'no');

function settingsOf({ settings, management, administrator, organization, startedAt, version, calls }: RunSummary): PageModel['settings'] {
  const { regions, features } = settings;
  const plans =
    features === undefined
      ? 'left as they are'
      : [
          ...features.named.map(({ feature, autoEnable }) => `${feature}=${autoEnable}`),
          ...(features.every === undefined ? [] : [`all=${features.every}`]),
        ].join(', ');
  const excluded = [...settings.excludeAccounts, ...settings.excludeUnits];
  return [
    [
      'Management account',
      management === undefined ? `${organization.managementAccountId} (not used)` : `${management.accountId} as ${management.arn}`,
    ],
    ['Administrator', `${administrator.accountId} as ${administrator.arn}`],
    ['Regions asked for', regions === 'all' ? 'all' : regions.join(', ')],
    ['Auto-enable', settings.autoEnable],
    ['Protection plans', plans],
    ['Switched on in members at once', yes(settings.applyToMembers)],
    ['Finding frequency', settings.findingFrequency ?? 'left as it is'],
    ['Excluded', excluded.length === 0 ? 'nobody' : excluded.join(', ')],
    ['Suspended detectors and members restarted', yes(settings.restartSuspended)],
    ['Organization policy accepted', yes(settings.acceptOrganizationPolicy)],
    ['Began', time(startedAt)],
    ['Requests', countRequests({ calls } as RunSummary).toLocaleString('en-US')],
    ['Made by', `provision-guardduty ${version}`],
  ];
}

/** What is missing of organizational units. */
function unitsNote(units: RunSummary['organization']['units']): string {
  if (units === undefined) return 'Organizational units were not read.';
  return units.known ? '' : `Names of organizational units could not be read. ${describeProblem(units.problem).what}`;
}

const verdictGroups = { good: 'proven', warn: 'waiting', bad: 'gap' } as const;
const verdictSigns = { good: '✔', warn: '…', bad: '!' } as const;

/** Everything that the page shows. */
export function pageDataOf(summary: RunSummary): PageModel {
  const { organization, report, plan, simulated, calls } = summary;
  const { sentence, mood } = endingOf(summary, 'below');
  const map = mapOf(summary);
  return {
    title: `GuardDuty rollout, ${organization.id}`,
    simulated,
    verdict: { sentence, sign: mood === undefined ? '' : verdictSigns[mood], group: mood === undefined ? 'left-out' : verdictGroups[mood] },
    facts: factsOf(summary),
    accounts: organization.accounts.length,
    tally: tallyOf(map),
    changes: changesOf(summary),
    points: pointsOf(summary),
    regions: report.regions.map((region) => regionRowOf(region, plan.candidates.length)),
    features: undefined,
    export: undefined,
    runtime: undefined,
    settings: settingsOf(summary),
    calls: Object.entries(calls).sort(([, a], [, b]) => b - a),
    unitsNote: unitsNote(organization.units),
    map,
  };
}
