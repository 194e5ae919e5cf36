import type { OpenPoint } from '../open-point';
import { hang } from './layout';
import type { Palette } from './palette';

/** A point that somebody has to look at, as a paragraph. */
export function pointParagraph(
  { heading, lines, commands = [], remedy, mood }: OpenPoint,
  palette: Palette,
  width: number,
): readonly string[] {
  return [
    '',
    ...hang('', heading, width).map(palette[mood]),
    ...lines.flatMap((line) => hang('  ', line, width)),
    ...commands.map((command) => `  ${command}`),
    ...(remedy === '' ? [] : hang('  → ', remedy, width)),
  ];
}

/** A point that asks for nothing, in as few lines as it takes. */
function note({ heading, lines, remedy }: OpenPoint, palette: Palette, width: number): readonly string[] {
  const what = lines.length === 0 ? heading : `${heading}: ${lines.join('; ')}`;
  const rest = remedy.startsWith('Nothing to do') ? '' : `. ${remedy}`;
  return hang('– ', `${what}${rest}`, width).map(palette.faint);
}

/** What is left to do or to know: what to act on first, then what asks for nothing. */
export function pointLines(points: readonly OpenPoint[], palette: Palette, width: number): readonly string[] {
  const notes = points.filter(({ mood }) => mood === 'faint');
  return [
    ...points.filter(({ mood }) => mood !== 'faint').flatMap((point) => pointParagraph(point, palette, width)),
    ...(notes.length === 0 ? [] : ['', ...notes.flatMap((point) => note(point, palette, width))]),
  ];
}
