import Table from 'cli-table3';
import { reasons } from '../domain/reasons';
import { accountsOf } from '../plan/outcome';
import type { Attempt, RegionReport } from '../plan/outcome';
import type { OrganizationAction, RegionAction } from '../plan/action';
import type { AccountFinding } from '../plan/plan';
import { harmless } from './harmless';
import { fold, groupBy, hang } from './layout';
import { createPalette } from './palette';
import type { Palette } from './palette';
import { planText } from './plan-text';
import { describePlanFinding } from './protection-text';
import type { RunSummary } from './run-summary';
import {
  becauseOf,
  count,
  detectorStep,
  pastTense,
  describeBlocker,
  duration,
  excludedMembersPhrase,
  excludedMembersRemedy,
  statusWords,
  stepNames,
} from './wording';
import { describeProblem } from './problem-text';

/** Accounts and Regions named in one group of the text report; the JSON document has them all. */
const mostNames = 10;

const plain = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** What a run has brought about in a Region, in a few words. */
export function whatWasDone({ attempts }: RegionReport): string {
  const done = attempts.filter(({ outcome }) => outcome.status === 'done' || outcome.status === 'partly-done');
  const steps = done.map(({ action, outcome }) => {
    const refused = outcome.status === 'partly-done' ? outcome.accounts.length : 0;
    return pastTense(action, accountsOf(action).length - refused);
  });
  const detectors = steps.filter((step) => step === detectorStep).length;
  return [...new Set(steps)].map((step) => (step === detectorStep ? count(detectors, step) : step)).join(', ');
}

function table(summary: RunSummary, palette: Palette, width: number): readonly string[] {
  const all = summary.plan.candidates.length.toLocaleString('en-US');
  const rows = summary.report.regions.map((region) => {
    const { sign, word, mood } = statusWords[region.status];
    return [
      region.region,
      palette[mood](`${sign} ${word}`),
      `${region.proven ? region.enabled.toLocaleString('en-US') : '?'}/${all}`,
      whatWasDone(region),
    ];
  });
  const head = ['Region', 'Status', 'Enabled', 'Done in this run'];
  const widest = (column: number, least: number) => Math.max(least, ...rows.map((row) => stripped(row[column] ?? '').length));
  const fixed = [widest(0, 6), widest(1, 6), widest(2, 7)];
  const last = Math.max(20, width - fixed.reduce((sum, column) => sum + column + 2, 0));
  const made = new Table({
    head: head.map(palette.strong),
    chars: plain,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colWidths: [...fixed, last],
    wordWrap: true,
  });
  made.push(...rows);
  return made
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

function stripped(text: string): string {
  // eslint-disable-next-line no-control-regex -- exactly the colours that the palette adds
  return text.replace(/\u001B\[\d+m/g, '');
}

/** One thing left to do: its heading, what it concerns, and the next step. */
interface OpenPoint {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly remedy: string;
  readonly mood: 'bad' | 'warn' | 'faint';
}

interface Placed extends AccountFinding {
  readonly region: string;
}

function accountPoints(regions: readonly RegionReport[]): readonly OpenPoint[] {
  const placed = regions.flatMap(({ region, accounts }) => accounts.map((finding): Placed => ({ ...finding, region })));
  return groupBy(placed, ({ reason, awsMessage = '' }) => `${reason}\n${awsMessage}`).flatMap(([, findings]) => {
    const [first] = findings;
    if (first === undefined) return [];
    const { label, remedy, weight } = reasons[first.reason];
    const accounts = groupBy(findings, ({ accountId }) => accountId);
    const names = accounts.map(
      ([id, places]) =>
        `${id} (${fold(
          places.map(({ region }) => region),
          3,
        )})`,
    );
    const status = first.relationshipStatus === undefined ? [] : [`relationship status: ${harmless(first.relationshipStatus)}`];
    const words = first.awsMessage === undefined ? [] : [`AWS says: ${harmless(first.awsMessage)}`];
    return [
      {
        heading: `${count(accounts.length, 'account')}: ${label}`,
        lines: [fold(names, mostNames), ...words, ...status],
        remedy,
        mood: weight === 'act' ? ('bad' as const) : weight === 'pending' ? ('warn' as const) : ('faint' as const),
      },
    ];
  });
}

function excludedMemberPoints(regions: readonly RegionReport[]): readonly OpenPoint[] {
  const placed = regions.flatMap(({ region, excludedMembers }) => excludedMembers.map((accountId) => ({ accountId, region })));
  const accounts = groupBy(placed, ({ accountId }) => accountId);
  if (accounts.length === 0) return [];
  const names = accounts.map(([id, places]) => {
    const where = places.map(({ region }) => region);
    return `${id} (${fold(where, 3)})`;
  });
  return [
    {
      heading: `${count(accounts.length, 'account')}: ${excludedMembersPhrase}`,
      lines: [fold(names, mostNames)],
      remedy: excludedMembersRemedy,
      mood: 'warn',
    },
  ];
}

function failedPoints(place: string, attempts: readonly Attempt<RegionAction | OrganizationAction>[]): readonly OpenPoint[] {
  return attempts.flatMap(({ action, outcome }): readonly OpenPoint[] => {
    const step = `${place}: ${stepNames[action.kind]}`;
    if (outcome.status === 'failed') {
      const { what, words, remedy } = describeProblem(outcome.problem);
      return [{ heading: `${step} failed`, lines: [what, words].filter((line) => line !== ''), remedy, mood: 'bad' }];
    }
    if (outcome.status !== 'not-attempted') return [];
    return [{ heading: `${step} was not attempted: ${becauseOf(outcome.because)}`, lines: [], remedy: '', mood: 'warn' }];
  });
}

function regionPoints(summary: RunSummary): readonly OpenPoint[] {
  const { report, settings } = summary;
  const points = report.regions.flatMap((region) => {
    const found: OpenPoint[] = [];
    if (region.blocker !== undefined) {
      const { what, words, remedy } = describeBlocker(region.blocker);
      found.push({
        heading: `${region.region}: nothing was changed`,
        lines: [what, words].filter((line) => line !== ''),
        remedy,
        mood: 'bad',
      });
    }
    if (region.unproven !== undefined) {
      const { what, words, remedy } = describeProblem(region.unproven);
      found.push({
        heading: `${region.region}: the result could not be proven`,
        lines: [what, words].filter((line) => line !== ''),
        remedy,
        mood: 'bad',
      });
    }
    return [...found, ...failedPoints(region.region, region.attempts)];
  });
  const findings = report.regions.flatMap(({ region, findings: all }) => all.map((reason) => ({ region, reason })));
  const grouped = groupBy(findings, ({ reason }) => reason).map(([key, places]): OpenPoint => {
    const reason = key as (typeof findings)[number]['reason'];
    const accepted = reason === 'organization-policy' && settings.acceptOrganizationPolicy;
    return {
      heading: `${count(places.length, 'Region')}: ${reasons[reason].label}`,
      lines: [
        fold(
          places.map(({ region }) => region),
          mostNames,
        ),
      ],
      remedy: accepted ? 'Accepted, as asked.' : reasons[reason].remedy,
      mood: accepted ? 'faint' : 'bad',
    };
  });
  return [...failedPoints('organization', report.organizationAttempts), ...points, ...grouped, ...planPoints(report.regions)];
}

function planPoints(regions: readonly RegionReport[]): readonly OpenPoint[] {
  const placed = regions.flatMap(({ region, plans = [] }) => plans.map((finding) => ({ region, ...finding })));
  return groupBy(placed, ({ feature, reason, awsMessage = '' }) => `${feature}\n${reason}\n${awsMessage}`).flatMap(([, findings]) => {
    const [first] = findings;
    if (first === undefined) return [];
    const accounts = findings.reduce((sum, finding) => sum + (finding.accounts ?? 0), 0);
    const { what, remedy } = describePlanFinding({ ...first, ...(accounts === 0 ? {} : { accounts }) });
    const names = findings.map(({ region }) => region);
    const mood = reasons[first.reason].weight === 'act' ? ('bad' as const) : ('faint' as const);
    return [{ heading: `${count(names.length, 'Region')}: ${what}`, lines: [fold(names, mostNames)], remedy, mood }];
  });
}

function leftOutPoints({ plan, organization }: RunSummary): readonly OpenPoint[] {
  const states = new Map(organization.accounts.map(({ id, state }) => [id, state]));
  return groupBy(plan.leftOut, ({ reason }) => reason).map(([key, accounts]) => {
    const reason = key as (typeof plan.leftOut)[number]['reason'];
    const names = accounts.map(({ accountId }) =>
      reason === 'account-state-unknown' ? `${accountId} (${harmless(states.get(accountId) ?? '')})` : accountId,
    );
    const { label, remedy, weight } = reasons[reason];
    return {
      heading: `${count(accounts.length, 'account')} left out: ${label}`,
      lines: [fold(names, mostNames)],
      remedy,
      mood: weight === 'act' ? 'bad' : 'faint',
    };
  });
}

/** The last line: how it ended, how long it took, how many requests it made. */
function ending(summary: RunSummary, palette: Palette, details: 'above' | 'below' = 'above'): string {
  const { report, exitCode, finishedAt, startedAt, calls, declined, settings } = summary;
  const requests = Object.values(calls).reduce((sum, calls_) => sum + calls_, 0);
  const facts = `${duration(finishedAt - startedAt)}, ${count(requests, 'request')}`;
  const tell = (): string => {
    if (declined) return palette.warn('Nothing was changed: you said no.');
    if (exitCode === 130) return palette.warn('Interrupted. Run again to finish: what is done is not repeated.');
    if (settings.mode === 'check') {
      if (exitCode === 3) return palette.warn('Drift: a run would change something.');
      return exitCode === 0
        ? palette.good('No drift: everything is as asked for.')
        : palette.bad(`No drift, but not everything is as asked for (see ${details}).`);
    }
    if (settings.mode === 'dry-run') {
      return exitCode === 0
        ? 'Dry run: nothing was changed.'
        : palette.bad('Dry run, incomplete: some of it could not be read. Nothing was changed.');
    }
    if (exitCode !== 0) return palette.bad(`Not everything is done and proven (see ${details}).`);
    const changed = report.regions.some(({ attempts }) => attempts.length > 0) || report.organizationAttempts.length > 0;
    return palette.good(changed ? 'Done and proven.' : 'Nothing to change: everything is as asked for.');
  };
  return `${tell()} (${facts}${summary.simulated === undefined ? '' : ', SIMULATED'})`;
}

/** How a run ended, for reports that have no colours. */
export function endingText(summary: RunSummary): string {
  return ending(summary, createPalette(false), 'below');
}

/** What came of the run: the plan where it was only shown, else a row per Region and what is left to do; then how it ended. */
export function resultText(summary: RunSummary, palette: Palette, width: number): readonly string[] {
  const lines: string[] = [];
  if (summary.simulated !== undefined)
    lines.push(palette.warn(`SIMULATION (${harmless(summary.simulated)}): no AWS account was touched.`), '');
  if (summary.declined) return [...lines, ...hang('', ending(summary, palette), width)];
  if (summary.settings.mode === 'apply') lines.push(...table(summary, palette, width), ...openPoints(summary, palette, width));
  else lines.push(...planText(summary.organization, summary.plan, palette, width));
  lines.push('', ...hang('', ending(summary, palette), width));
  return lines;
}

function openPoints(summary: RunSummary, palette: Palette, width: number): readonly string[] {
  const { regions } = summary.report;
  const points = [...regionPoints(summary), ...accountPoints(regions), ...excludedMemberPoints(regions), ...leftOutPoints(summary)];
  return points.flatMap(({ heading, lines, remedy, mood }) => [
    '',
    ...hang('', heading, width).map(palette[mood]),
    ...lines.flatMap((line) => hang('  ', line, width)),
    ...(remedy === '' ? [] : hang('  → ', remedy, width)),
  ]);
}
