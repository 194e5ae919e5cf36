import { createHash } from 'node:crypto';
import type { RunSummary } from '../run-summary';
import { mapSection } from './map-section';
import { embedded, text } from './markup';
import { pageDataOf } from './page-data';
import { pageScript, pageStyle } from './page-files';
import { head } from './page-head';
import type { PageModel } from './page-model';
import { exportSection, featuresSection, pointsSection, regionsSection, runSection, runtimeSection, type Section } from './page-sections';

const hashOf = (content: string): string => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;

/** Nothing is loaded, sent or framed; the page's own style and script run, and nothing else. */
const policy = (): string =>
  `default-src 'none'; style-src ${hashOf(pageStyle)}; script-src ${hashOf(pageScript)}; base-uri 'none'; form-action 'none'`;

const sections: readonly ((page: PageModel) => Section | undefined)[] = [
  mapSection,
  featuresSection,
  exportSection,
  runtimeSection,
  pointsSection,
  regionsSection,
  runSection,
];

/** The page, in pieces, since it may be large. */
export function* pageOf(page: PageModel): Generator<string> {
  const shown = sections.flatMap((section) => section(page) ?? []);
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${text(page.title)}</title>
<style>${pageStyle}</style>
</head>
<body>
${head(page)}<nav aria-label="Sections">${shown.map(({ id, title }) => `<a href="#${id}">${text(title)}</a>`).join('')}</nav>
<main>
`;
  for (const { id, title, body } of shown) yield `<section aria-labelledby="${id}"><h2 id="${id}">${text(title)}</h2>\n${body}</section>\n`;
  yield `</main>
<script type="application/json" id="data">`;
  yield embedded(page.map);
  yield `</script>
<script>${pageScript}</script>
</body>
</html>
`;
}

/** The run as one page: it needs no network, runs no script but its own, and works from a disk. */
export function htmlReport(summary: RunSummary): Generator<string> {
  return pageOf(pageDataOf(summary));
}
