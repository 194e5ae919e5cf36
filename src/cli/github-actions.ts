import { appendFileSync } from 'node:fs';
import { harmless } from '../messages/harmless';
import { markdownReport } from '../reporters/markdown-report';
import type { RunSummary } from '../reporters/run-summary';
import { describeBlocker } from '../messages/blockers';
import type { Terminal } from './terminal';

/** https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions */
function escaped(text: string, inProperty: boolean): string {
  const message = harmless(text).replaceAll('%', '%25');
  return inProperty ? message.replaceAll(':', '%3A').replaceAll(',', '%2C') : message;
}

/**
 * In a job of GitHub Actions the Markdown report becomes the job's summary, and blocked Regions become annotations. These go to stderr,
 * which the runner reads too: stdout carries only the result.
 */
export function reportToGitHub({ env, stderr }: Terminal, summary: RunSummary): void {
  if (env['GITHUB_ACTIONS'] !== 'true') return;
  for (const { region, blocker } of summary.report.regions) {
    if (blocker === undefined) continue;
    const { what, remedy } = describeBlocker(blocker);
    stderr.write(`::error title=${escaped(`GuardDuty is blocked in ${region}`, true)}::${escaped(`${what} ${remedy}`, false)}\n`);
  }
  const file = env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return;
  try {
    appendFileSync(file, markdownReport(summary));
  } catch (error) {
    stderr.write(`::warning::${escaped(`The job summary cannot be written: ${(error as Error).message}`, false)}\n`);
  }
}
