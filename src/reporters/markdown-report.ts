import { endingText } from './ending';
import { markdownText } from './markdown-text';
import { openPoints } from './open-points';
import { enabledOf, whatWasDone } from './region-row';
import type { RunSummary } from './run-summary';
import { count, describeAction, statusWords } from '../messages/wording';

function regionRows({ report, plan }: RunSummary): readonly string[] {
  return report.regions.map((region) => {
    const { sign, word } = statusWords[region.status];
    const changes = [whatWasDone(region), ...region.planned.map((action) => describeAction(action).phrase)].filter((text) => text !== '');
    return `| ${region.region} | ${sign} ${word} | ${enabledOf(region, plan.candidates)} | ${changes.map(markdownText).join('<br>')} |`;
  });
}

function pointRows(summary: RunSummary): readonly string[] {
  return openPoints(summary).map(({ heading, lines, remedy }) => {
    const rest = [...lines, ...(remedy === '' ? [] : [`→ ${remedy}`])];
    return `- ${[`**${markdownText(heading)}**`, ...rest.map(markdownText)].join('<br>')}`;
  });
}

/** The run for a pull request or a job's summary: how it ended, a row for each Region, what is left to do. */
export function markdownReport(summary: RunSummary): string {
  const { organization, simulated } = summary;
  const points = pointRows(summary);
  return [
    '## GuardDuty rollout',
    '',
    ...(simulated === undefined ? [] : [`**SIMULATION (${markdownText(simulated)}): no AWS account was touched.**`, '']),
    `**${markdownText(endingText(summary))}** Organization ${markdownText(organization.id)}, administrator ${organization.administratorId}, ${count(organization.accounts.length, 'account')}.`,
    '',
    '| Region | Status | Enabled | Changes |',
    '|---|---|---|---|',
    ...regionRows(summary),
    ...(points.length === 0 ? [] : ['', '### What is left', '', ...points]),
    '',
  ].join('\n');
}
