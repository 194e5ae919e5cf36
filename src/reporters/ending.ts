import { isObstructed, verdictsOf } from '../plan/exit-code';
import { attemptsOf } from '../plan/report';
import { describeEffort } from './run-facts';
import type { RunSummary } from './run-summary';
import type { Palette } from './text/palette';

/** How a run ended: in one sentence, and how long it took with how many requests. */
export interface Ending {
  readonly sentence: string;
  readonly facts: string;
  readonly mood: keyof Pick<Palette, 'good' | 'warn' | 'bad'> | undefined;
}

/** How a run ended, in one sentence and the colour for it. */
export type Sentence = Pick<Ending, 'sentence' | 'mood'>;

/** What keeps a run that changes nothing from saying that everything is as asked. */
function notAsAsked({ report }: RunSummary): string {
  const answers = verdictsOf(report).map(({ answer }) => answer);
  const [gaps, unknown] = [answers.includes('gap'), answers.includes('unknown')];
  if (gaps && unknown) return 'something is not as asked, and something could not be read';
  return unknown ? 'something could not be read' : 'something is not as asked';
}

function ofCheck(summary: RunSummary, details: string): Sentence {
  if (summary.exitCode === 0) return { sentence: 'No drift: everything is as asked.', mood: 'good' };
  if (summary.exitCode === 3) return { sentence: 'Drift: a run would change something.', mood: 'warn' };
  return { sentence: `A run would change nothing, but ${notAsAsked(summary)} (see ${details}).`, mood: 'bad' };
}

function ofDryRun({ exitCode }: RunSummary): Sentence {
  return exitCode === 0
    ? { sentence: 'Dry run: nothing was changed.', mood: undefined }
    : { sentence: 'Dry run, incomplete: something could not be read. Nothing was changed.', mood: 'bad' };
}

function sentenceOf(summary: RunSummary, details: string): Sentence {
  const { report, exitCode, declined, settings } = summary;
  if (declined) return { sentence: 'Nothing was changed: you said no.', mood: 'warn' };
  if (exitCode === 130) return { sentence: 'Interrupted. Run again to finish: what is done is not repeated.', mood: 'warn' };
  if (isObstructed(report.regions))
    return { sentence: `Nothing was changed: another account administers GuardDuty in every Region (see ${details}).`, mood: 'bad' };
  if (settings.mode === 'check') return ofCheck(summary, details);
  if (settings.mode === 'dry-run') return ofDryRun(summary);
  const changed = report.organizationAttempts.length > 0 || report.regions.some((region) => attemptsOf(region).length > 0);
  if (exitCode === 0) return { sentence: changed ? 'Done and proven.' : 'Nothing to change: everything is as asked.', mood: 'good' };
  return {
    sentence: changed
      ? `Not everything is done and proven (see ${details}).`
      : `Nothing was changed, but ${notAsAsked(summary)} (see ${details}).`,
    mood: 'bad',
  };
}

/** @param details where the report has what is left to do, seen from this sentence */
export function endingOf(summary: RunSummary, details: 'above' | 'below'): Ending {
  return { ...sentenceOf(summary, details), facts: describeEffort(summary) };
}

/** How a run ended, for reports that begin with it and have no colours. */
export function endingText(summary: RunSummary): string {
  const { sentence, facts } = endingOf(summary, 'below');
  return `${sentence} (${facts})`;
}
