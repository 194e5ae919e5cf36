import type { OpenPoint } from '../open-points';
import { hang } from './layout';
import type { Palette } from './palette';

/** What is left to do or to know, each point as a paragraph. */
export function pointLines(points: readonly OpenPoint[], palette: Palette, width: number): readonly string[] {
  return points.flatMap(({ heading, lines, remedy, mood }) => [
    '',
    ...hang('', heading, width).map(palette[mood]),
    ...lines.flatMap((line) => hang('  ', line, width)),
    ...(remedy === '' ? [] : hang('  → ', remedy, width)),
  ]);
}
