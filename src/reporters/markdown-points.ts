import { markdownText } from './markdown-text';
import type { OpenPoint } from './open-point';

/** What is left to do or to know, one list item for each point. */
export function markdownPoints(points: readonly OpenPoint[]): readonly string[] {
  return points.map(({ heading, lines, commands = [], remedy }) => {
    const rest = [...lines, ...commands, ...(remedy === '' ? [] : [`→ ${remedy}`])];
    return `- ${[`**${markdownText(heading)}**`, ...rest.map(markdownText)].join('<br>')}`;
  });
}
