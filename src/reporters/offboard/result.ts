import Table from 'cli-table3';
import { harmless } from '../../messages/harmless';
import { hang } from '../text/layout';
import { describeOffboardOutcome, describeStep, offboardStatusWords, offboardStepNames } from '../../messages/offboard';
import type { OffboardRegionReport } from '../../offboard/plan/report';
import type { Palette } from '../text/palette';
import { afterwards } from './afterwards';
import { offboardEnding } from './ending';
import { offboardPlanText } from './plan';
import { offboardPoints } from './points';
import { leftIn, releasedIn, shownRegions, type OffboardSummary } from './summary';

/** A table without lines. */
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

/** Steps that were made in a Region, from their outcomes. */
export function stepsDone({ attempts }: OffboardRegionReport): string {
  const done = attempts.filter(({ outcome }) => outcome?.status === 'done' || outcome?.status === 'partly-done');
  return done.map(({ action }) => offboardStepNames[action.kind]).join(', ');
}

/** Members released, and those left, as a table shows them. */
export function memberCells(report: OffboardRegionReport): readonly [string, string] {
  if (!report.chosen) return ['–', '–'];
  const released = releasedIn(report);
  const left = leftIn(report).size;
  const known = report.verdicts.every(({ question, answer }) => question !== 'members' || answer !== 'unknown');
  return [released === undefined ? '?' : released.toLocaleString('en-US'), known ? left.toLocaleString('en-US') : '?'];
}

function table(summary: OffboardSummary, palette: Palette, width: number): readonly string[] {
  const rows = shownRegions(summary).map((region) => {
    const { sign, word, mood } = offboardStatusWords[region.status];
    return { cells: [region.region, `${sign} ${word}`, ...memberCells(region), stepsDone(region)], mood };
  });
  if (rows.length === 0) return [];
  const head = ['Region', 'Status', 'Released', 'Left', 'Done in this run'];
  const fixed = head.slice(0, -1).map((title, column) => Math.max(title.length, ...rows.map(({ cells }) => cells[column]?.length ?? 0)));
  const last = Math.max(20, width - fixed.reduce((sum, column) => sum + column + 2, 0));
  const made = new Table({
    head: head.map(palette.strong),
    chars: plain,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colWidths: [...fixed, last],
    wordWrap: true,
  });
  made.push(...rows.map(({ cells, mood }) => cells.map((cell, column) => (head[column] === 'Status' ? palette[mood](cell) : cell))));
  return made
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

function registrationLines({ report }: OffboardSummary, width: number): readonly string[] {
  const lines = report.attempts.flatMap(({ action, outcome }) =>
    outcome === null ? [] : hang('', `${describeStep(action).phrase}: ${describeOffboardOutcome(outcome)}`, width),
  );
  return lines.length === 0 ? [] : ['', ...lines];
}

function pointLines(summary: OffboardSummary, palette: Palette, width: number): readonly string[] {
  return offboardPoints(summary).flatMap(({ heading, lines, remedy, mood }) => [
    '',
    ...hang('', heading, width).map(palette[mood]),
    ...lines.flatMap((line) => hang('  ', line, width)),
    ...(remedy === '' ? [] : hang('  → ', remedy, width)),
  ]);
}

/** What came of the run: the plan where it was only shown, else a row per Region and what is left; then how it ended. */
export function offboardResultText(summary: OffboardSummary, palette: Palette, width: number): readonly string[] {
  const { simulated, declined, settings, organization, plan, carryOver } = summary;
  const { sentence, facts, mood } = offboardEnding(summary, 'above');
  const ending = hang('', `${mood === undefined ? sentence : palette[mood](sentence)} (${facts})`, width);
  const after = afterwards(summary).flatMap((line) => ['', ...hang('', line, width)]);
  const body =
    settings.mode === 'apply'
      ? [...table(summary, palette, width), ...registrationLines(summary, width), ...pointLines(summary, palette, width), ...after]
      : offboardPlanText({ organization, carryOverFile: carryOver.file }, plan, palette, width);
  return [
    ...(simulated === undefined ? [] : [palette.warn(`SIMULATION (${harmless(simulated)}): no AWS account was touched.`), '']),
    ...(declined || body.length === 0 ? [] : [...(body[0] === '' ? body.slice(1) : body), '']),
    ...ending,
  ];
}
