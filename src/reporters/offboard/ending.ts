import type { Ending, Sentence } from '../ending';
import { describeEffort } from '../run-facts';
import type { OffboardSummary } from './summary';

function sentenceOf(summary: OffboardSummary, details: string): Sentence {
  const { report, exitCode, declined, settings } = summary;
  if (declined) return { sentence: "Nothing was changed: the organization's id was not typed.", mood: 'warn' };
  if (exitCode === 130) return { sentence: 'Interrupted. Run again to finish: what is done is not repeated.', mood: 'warn' };
  if (settings.mode === 'dry-run') {
    return exitCode === 0
      ? { sentence: 'Dry run: nothing was changed.', mood: undefined }
      : { sentence: 'Dry run, incomplete: some of it could not be read. Nothing was changed.', mood: 'bad' };
  }
  if (exitCode !== 0) return { sentence: `Not everything is released and proven (see ${details}).`, mood: 'bad' };
  const where = settings.regions === 'all' ? 'No Region lists' : `In ${settings.regions.join(', ')}, AWS no longer lists`;
  const stays = report.verdicts.some((one) => one.answer === 'as-asked' && one.note === 'other-regions-left');
  const registration = stays ? 'its registration stays' : 'it is not registered';
  const state = `${where} the administrator, AWS shows no member records, and ${registration}.`;
  const changed = report.attempts.length > 0 || report.regions.some(({ attempts }) => attempts.length > 0);
  return { sentence: changed ? `Released and proven. ${state}` : `Nothing to do. ${state}`, mood: 'good' };
}

/** @param details where the report has what is left, seen from this sentence */
export function offboardEnding(summary: OffboardSummary, details: 'above' | 'below'): Ending {
  return { ...sentenceOf(summary, details), facts: describeEffort(summary) };
}

/** How the run ended, for reports that begin with it and have no colours. */
export function offboardEndingText(summary: OffboardSummary): string {
  const { sentence, facts } = offboardEnding(summary, 'below');
  return `${sentence} (${facts})`;
}
