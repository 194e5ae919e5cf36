import Table from 'cli-table3';
import { endingOf } from '../ending';
import { harmless } from '../../messages/harmless';
import { hang } from '../../messages/layout';
import { openPoints } from '../open-points';
import type { Palette } from './palette';
import { planText } from './plan-text';
import { enabledOf, whatWasDone } from '../region-row';
import type { RunSummary } from '../run-summary';
import { statusWords } from '../../messages/wording';

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

function table({ report, plan }: RunSummary, palette: Palette, width: number): readonly string[] {
  const rows = report.regions.map((region) => {
    const { sign, word, mood } = statusWords[region.status];
    return { cells: [region.region, `${sign} ${word}`, enabledOf(region, plan.candidates), whatWasDone(region)], mood };
  });
  const head = ['Region', 'Status', 'Enabled', 'Done in this run'];
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

function pointLines(summary: RunSummary, palette: Palette, width: number): readonly string[] {
  return openPoints(summary).flatMap(({ heading, lines, remedy, mood }) => [
    '',
    ...hang('', heading, width).map(palette[mood]),
    ...lines.flatMap((line) => hang('  ', line, width)),
    ...(remedy === '' ? [] : hang('  → ', remedy, width)),
  ]);
}

/** What came of the run: the plan where it was only shown, else a row per Region and what is left to do; then how it ended. */
export function resultText(summary: RunSummary, palette: Palette, width: number): readonly string[] {
  const { simulated, declined, settings, organization, plan } = summary;
  const { sentence, facts, mood } = endingOf(summary, 'above');
  const ending = hang('', `${mood === undefined ? sentence : palette[mood](sentence)} (${facts})`, width);
  const body =
    settings.mode === 'apply'
      ? [...table(summary, palette, width), ...pointLines(summary, palette, width)]
      : planText(organization, plan, palette, width);
  return [
    ...(simulated === undefined ? [] : [palette.warn(`SIMULATION (${harmless(simulated)}): no AWS account was touched.`), '']),
    ...(declined ? [] : [...body, '']),
    ...ending,
  ];
}
