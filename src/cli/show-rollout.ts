import type { RolloutSettings } from '../domain/settings';
import { jsonReport } from '../reporters/json-report';
import type { RunSummary } from '../reporters/run-summary';
import { resultText } from '../reporters/text/result-text';
import { reportToGitHub } from './github-actions';
import type { RunCommand } from './play-run';
import type { RawOptions } from './program';
import { writeResult } from './write-result';

/** Shows what a rollout came to: on stdout, and to a job of GitHub Actions. */
export function showRollout(command: RunCommand<RawOptions, RolloutSettings>, summary: RunSummary): void {
  writeResult(
    command,
    () => jsonReport(summary),
    (palette, width) => resultText(summary, palette, width, command.options.verbose === true),
  );
  reportToGitHub(command.terminal, summary);
}
