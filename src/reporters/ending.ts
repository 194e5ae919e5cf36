import type { Palette } from './text/palette';
import { countRequests, type RunSummary } from './run-summary';
import { count, duration } from '../messages/wording';

/** How a run ended: in one sentence, and how long it took with how many requests. */
export interface Ending {
  readonly sentence: string;
  readonly facts: string;
  readonly mood: keyof Pick<Palette, 'good' | 'warn' | 'bad'> | undefined;
}

type Verdict = Pick<Ending, 'sentence' | 'mood'>;

/** What a run that changed nothing may claim: not more than it could read. */
function asAskedFor({ plan }: RunSummary): string {
  return plan.warnings.some((warning) => 'problem' in warning)
    ? 'everything that could be read is as asked for'
    : 'everything is as asked for';
}

function ofCheck(summary: RunSummary, details: string): Verdict {
  const { exitCode } = summary;
  if (exitCode === 3) return { sentence: 'Drift: a run would change something.', mood: 'warn' };
  return exitCode === 0
    ? { sentence: `No drift: ${asAskedFor(summary)}.`, mood: 'good' }
    : { sentence: `No drift, but not everything is as asked for (see ${details}).`, mood: 'bad' };
}

function ofDryRun({ exitCode }: RunSummary): Verdict {
  return exitCode === 0
    ? { sentence: 'Dry run: nothing was changed.', mood: undefined }
    : { sentence: 'Dry run, incomplete: some of it could not be read. Nothing was changed.', mood: 'bad' };
}

function verdict(summary: RunSummary, details: string): Verdict {
  const { report, exitCode, declined, settings } = summary;
  if (declined) return { sentence: 'Nothing was changed: you said no.', mood: 'warn' };
  if (exitCode === 130) return { sentence: 'Interrupted. Run again to finish: what is done is not repeated.', mood: 'warn' };
  if (settings.mode === 'check') return ofCheck(summary, details);
  if (settings.mode === 'dry-run') return ofDryRun(summary);
  if (exitCode !== 0) return { sentence: `Not everything is done and proven (see ${details}).`, mood: 'bad' };
  const changed = report.regions.some(({ attempts }) => attempts.length > 0) || report.organizationAttempts.length > 0;
  return { sentence: changed ? 'Done and proven.' : `Nothing to change: ${asAskedFor(summary)}.`, mood: 'good' };
}

/** @param details where the report has what is left to do, seen from this sentence */
export function endingOf(summary: RunSummary, details: 'above' | 'below'): Ending {
  const took = duration(summary.finishedAt - summary.startedAt);
  const facts = `${took}, ${count(countRequests(summary), 'request')}${summary.simulated === undefined ? '' : ', SIMULATED'}`;
  return { ...verdict(summary, details), facts };
}

/** How a run ended, for reports that begin with it and have no colours. */
export function endingText(summary: RunSummary): string {
  const { sentence, facts } = endingOf(summary, 'below');
  return `${sentence} (${facts})`;
}
