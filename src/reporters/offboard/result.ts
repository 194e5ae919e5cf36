import { harmless } from '../../messages/harmless';
import { hang } from '../text/layout';
import { describeOffboardOutcome, describeStep, offboardStatusWords, offboardStepNames } from '../../messages/offboard';
import type { OffboardRegionReport } from '../../offboard/plan/report';
import type { Palette } from '../text/palette';
import { plainTable } from '../text/plain-table';
import { pointParagraph } from '../text/point-lines';
import { afterwards } from './afterwards';
import { offboardEnding } from './ending';
import { offboardPlanText } from './plan';
import { offboardPoints } from './points';
import { leftIn, plannedIn, releasedIn, shownRegions, type OffboardSummary } from './summary';

/** Steps that were made in a Region, from their outcomes. */
export function stepsDone({ attempts }: OffboardRegionReport): string {
  const done = attempts.filter(({ outcome }) => outcome?.status === 'done' || outcome?.status === 'partly-done');
  return done.map(({ action }) => offboardStepNames[action.kind]).join(', ');
}

/** Titles of the two numbers of members: what happened to them, or would happen. */
export function memberTitles({ mode }: OffboardSummary['settings']): readonly [string, string] {
  return mode === 'apply' ? ['Released', 'Left'] : ['To leave', 'To stay'];
}

/** The two numbers, as a table shows them; `?` where nobody could read them. */
export function memberCells({ mode }: OffboardSummary['settings'], report: OffboardRegionReport): readonly [string, string] {
  if (!report.chosen) return ['–', '–'];
  const going = mode === 'apply' ? releasedIn(report) : plannedIn(report).length;
  const answers = report.verdicts.filter(({ question }) => question === 'members').map(({ answer }) => answer);
  const known = answers.length > 0 && !answers.includes('unknown');
  return [going === undefined ? '?' : going.toLocaleString('en-US'), known ? leftIn(report).size.toLocaleString('en-US') : '?'];
}

function table(summary: OffboardSummary, palette: Palette, width: number): readonly string[] {
  const rows = shownRegions(summary).map((region) => {
    const { sign, word, mood } = offboardStatusWords[region.status];
    return { cells: [region.region, `${sign} ${word}`, ...memberCells(summary.settings, region), stepsDone(region)], mood };
  });
  return rows.length === 0
    ? []
    : plainTable(['Region', 'Status', ...memberTitles(summary.settings), 'Done in this run'], rows, palette, width);
}

function registrationLines({ report }: OffboardSummary, width: number): readonly string[] {
  const lines = report.attempts.flatMap(({ action, outcome }) =>
    outcome === null ? [] : hang('', `${describeStep(action).phrase}: ${describeOffboardOutcome(outcome)}`, width),
  );
  return lines.length === 0 ? [] : ['', ...lines];
}

/** What came of the run: the plan where it was only shown, else a row per Region and what is left; then how it ended. */
export function offboardResultText(summary: OffboardSummary, palette: Palette, width: number): readonly string[] {
  const { simulated, declined, settings, organization, plan, carryOver } = summary;
  const { sentence, facts, mood } = offboardEnding(summary, 'above');
  const ending = hang('', `${mood === undefined ? sentence : palette[mood](sentence)} (${facts})`, width);
  const after = afterwards(summary).flatMap((line) => ['', ...hang('', line, width)]);
  const body =
    settings.mode === 'apply'
      ? [
          ...table(summary, palette, width),
          ...registrationLines(summary, width),
          ...offboardPoints(summary).flatMap((point) => pointParagraph(point, palette, width)),
          ...after,
        ]
      : offboardPlanText({ organization, carryOverFile: carryOver.file }, plan, palette, width);
  return [
    ...(simulated === undefined ? [] : [palette.warn(`SIMULATION (${harmless(simulated)}): no AWS account was touched.`), '']),
    ...(declined || body.length === 0 ? [] : [...(body[0] === '' ? body.slice(1) : body), '']),
    ...ending,
  ];
}
