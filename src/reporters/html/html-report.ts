import type { RunSummary } from '../run-summary';
import { pageEnd, pageStart } from './frame';
import { sections } from './layout';
import { mapSection } from './map-section';
import { embedded } from './markup';
import { pageDataOf } from './page-data';
import { pageScript } from './page-files';
import { head } from './page-head';
import type { PageModel } from './page-model';
import { exportSection, extrasSection, featuresSection, pointsSection, regionsSection, runSection, runtimeSection } from './page-sections';

/** The page, in pieces, since it may be large. */
export function* pageOf(page: PageModel): Generator<string> {
  const shown = [
    mapSection(page),
    featuresSection(page),
    exportSection(page),
    runtimeSection(page),
    pointsSection(page.points),
    regionsSection(page),
    extrasSection(page),
    runSection(page),
  ];
  yield pageStart(page.title, pageScript);
  yield head(page);
  yield sections(shown.flatMap((section) => section ?? []));
  yield `<script type="application/json" id="data">`;
  yield embedded(page.map);
  yield `</script>\n<script>${pageScript}</script>\n${pageEnd}`;
}

/** The run as one page: it needs no network, runs no script but its own, and works from a disk. */
export function htmlReport(summary: RunSummary): Generator<string> {
  return pageOf(pageDataOf(summary));
}
