import { harmlessJson } from '../messages/harmless';
import { csvReport } from '../reporters/csv-report';
import { htmlReport } from '../reporters/html/html-report';
import { jsonReport } from '../reporters/json-report';
import { markdownReport } from '../reporters/markdown-report';
import type { RunSummary } from '../reporters/run-summary';
import type { Formats } from './report-files';

/** The reports of a rollout. */
export const rolloutFormats: Formats<RunSummary> = {
  '.html': htmlReport,
  '.json': (summary) => [harmlessJson(jsonReport(summary), 2), '\n'],
  '.csv': csvReport,
  '.md': (summary) => [markdownReport(summary)],
};
