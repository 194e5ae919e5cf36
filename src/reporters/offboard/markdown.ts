import { describeOffboardOutcome, describeStep, offboardStatusWords } from '../../messages/offboard';
import { count } from '../../messages/phrases';
import { markdownPoints } from '../markdown-points';
import { markdownText } from '../markdown-text';
import { afterwards } from './afterwards';
import { offboardEndingText } from './ending';
import { offboardPoints } from './points';
import { memberCells, memberTitles, stepsDone } from './result';
import { shownRegions, type OffboardSummary } from './summary';

/** The off-boarding for a pull request or a ticket: how it ended, a row for each Region, what is left. */
export function offboardMarkdownReport(summary: OffboardSummary): string {
  const { organization, simulated, report, settings } = summary;
  const rows = shownRegions(summary).map((region) => {
    const { sign, word } = offboardStatusWords[region.status];
    const [released, left] = memberCells(settings, region);
    const steps = settings.mode === 'apply' ? [stepsDone(region)] : region.attempts.map(({ action }) => describeStep(action).phrase);
    return `| ${region.region} | ${sign} ${word} | ${released} | ${left} | ${steps.map(markdownText).join('<br>')} |`;
  });
  const registrations = report.attempts.map(({ action, outcome }) => {
    const ended = outcome === null ? '' : `: ${describeOffboardOutcome(outcome)}`;
    return `- ${markdownText(`${describeStep(action).phrase}${ended}`)}`;
  });
  const points = markdownPoints(offboardPoints(summary));
  return [
    '## GuardDuty off-boarding',
    '',
    ...(simulated === undefined ? [] : [`**SIMULATION (${markdownText(simulated)}): no AWS account was touched.**`, '']),
    `**${markdownText(offboardEndingText(summary))}** Organization ${markdownText(organization.id)}, administrator ${organization.administratorId}, ${count(organization.accounts.size, 'account')}.`,
    '',
    ...(rows.length === 0
      ? []
      : [`| Region | Status | ${memberTitles(settings).join(' | ')} | Steps |`, '|---|---|---|---|---|', ...rows, '']),
    ...(registrations.length === 0 ? [] : ['### AWS Organizations', '', ...registrations, '']),
    ...(points.length === 0 ? [] : ['### What is left', '', ...points, '']),
    ...afterwards(summary).flatMap((line) => [markdownText(line), '']),
  ].join('\n');
}
