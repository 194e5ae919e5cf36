import Table from 'cli-table3';
import type { Palette } from './palette';

/** A table without lines. */
const borders = {
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

/** Columns that the last column keeps on a narrow terminal. */
const leastOfLast = 20;

/** A row, and the colour of its status. */
export interface TableRow {
  readonly cells: readonly string[];
  readonly mood: 'good' | 'bad' | 'warn';
}

/**
 * Lines of a table. Every column is as wide as its longest cell, except the last one, which breaks its text to fit the width.
 *
 * @param head titles of the columns; cells of the column "Status" have the colour of their row
 * @param width columns of the terminal
 */
export function plainTable(head: readonly string[], rows: readonly TableRow[], palette: Palette, width: number): readonly string[] {
  const fixed = head.slice(0, -1).map((title, column) => Math.max(title.length, ...rows.map(({ cells }) => cells[column]?.length ?? 0)));
  const last = Math.max(leastOfLast, width - fixed.reduce((sum, column) => sum + column + 2, 0));
  const table = new Table({
    head: head.map(palette.strong),
    chars: borders,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colWidths: [...fixed, last],
    wordWrap: true,
  });
  table.push(...rows.map(({ cells, mood }) => cells.map((cell, column) => (head[column] === 'Status' ? palette[mood](cell) : cell))));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}
