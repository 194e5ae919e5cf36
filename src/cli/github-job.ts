import { appendFileSync } from 'node:fs';
import { harmless } from '../messages/harmless';
import type { Terminal } from './terminal';

/** What a job shows beside its log. */
interface Annotation {
  readonly title: string;
  readonly text: string;
}

/** https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions */
function escaped(text: string, inProperty: boolean): string {
  const message = harmless(text).replaceAll('%', '%25');
  return inProperty ? message.replaceAll(':', '%3A').replaceAll(',', '%2C') : message;
}

/**
 * Adds to a job of GitHub Actions; elsewhere it does nothing. The Markdown goes to the job's summary. Annotations go to stderr, which the
 * runner reads too: stdout carries only the result.
 */
export function addToJob({ env, stderr }: Terminal, errors: readonly Annotation[], markdown: () => string): void {
  if (env['GITHUB_ACTIONS'] !== 'true') return;
  for (const { title, text } of errors) stderr.write(`::error title=${escaped(title, true)}::${escaped(text, false)}\n`);
  const file = env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return;
  try {
    appendFileSync(file, markdown());
  } catch (error) {
    stderr.write(`::warning::${escaped(`The job summary cannot be written: ${(error as Error).message}`, false)}\n`);
  }
}
