import { describeBlocker } from '../messages/blockers';
import { markdownReport } from '../reporters/markdown-report';
import type { RunSummary } from '../reporters/run-summary';
import { addToJob } from './github-job';
import type { Terminal } from './terminal';

/** In a job of GitHub Actions the Markdown report becomes the job's summary, and blocked Regions become annotations. */
export function reportToGitHub(terminal: Terminal, summary: RunSummary): void {
  const errors = summary.report.regions.flatMap(({ region, blocker }) => {
    if (blocker === undefined) return [];
    const { what, remedy } = describeBlocker(blocker);
    return [{ title: `GuardDuty is blocked in ${region}`, text: `${what} ${remedy}` }];
  });
  addToJob(terminal, errors, () => markdownReport(summary));
}
