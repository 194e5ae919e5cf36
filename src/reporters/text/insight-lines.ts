import { named } from '../../messages/phrases';
import type { InsightSection } from '../insights';
import { hang } from './layout';
import type { Palette } from './palette';

/** Read-only facts, each kind as a paragraph; Regions with the same share a line. */
export function insightLines(sections: readonly InsightSection[], palette: Palette, width: number): readonly string[] {
  return sections.flatMap(({ title, readAt, rows }) => [
    '',
    ...hang('', `${title}${readAt === undefined ? '' : `, read ${readAt}`}`, width).map(palette.strong),
    ...rows.flatMap(({ regions, text }) => hang('  ', `${named(regions)}: ${text}`, width)),
  ]);
}
