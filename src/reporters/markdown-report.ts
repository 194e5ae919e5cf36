import { harmless } from '../messages/harmless';
import { endingText } from './ending';
import { openPoints } from './open-points';
import { enabledOf, whatWasDone } from './region-row';
import type { RunSummary } from './run-summary';
import { count, describeAction, statusWords } from '../messages/wording';

/** Text from outside, without anything that Markdown or HTML would take for its own. */
function plain(text: string): string {
  return harmless(text)
    .replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0).toString()};`)
    .replace(/[\\`*_[\]|#~!@]/g, '\\$&');
}

function regionRows({ report, plan }: RunSummary): readonly string[] {
  return report.regions.map((region) => {
    const { sign, word } = statusWords[region.status];
    const changes = [whatWasDone(region), ...region.planned.map((action) => describeAction(action).phrase)].filter((text) => text !== '');
    return `| ${region.region} | ${sign} ${word} | ${enabledOf(region, plan.candidates)} | ${changes.map(plain).join('<br>')} |`;
  });
}

function pointRows(summary: RunSummary): readonly string[] {
  return openPoints(summary).map(({ heading, lines, remedy }) => {
    const rest = [...lines, ...(remedy === '' ? [] : [`→ ${remedy}`])];
    return `- ${[`**${plain(heading)}**`, ...rest.map(plain)].join('<br>')}`;
  });
}

/** The run for a pull request or a job's summary: how it ended, a row for each Region, what is left to do. */
export function markdownReport(summary: RunSummary): string {
  const { organization, simulated } = summary;
  const points = pointRows(summary);
  return [
    '## GuardDuty rollout',
    '',
    ...(simulated === undefined ? [] : [`**SIMULATION (${plain(simulated)}): no AWS account was touched.**`, '']),
    `**${plain(endingText(summary))}** Organization ${plain(organization.id)}, administrator ${organization.administratorId}, ${count(organization.accounts.length, 'account')}.`,
    '',
    '| Region | Status | Enabled | Changes |',
    '|---|---|---|---|',
    ...regionRows(summary),
    ...(points.length === 0 ? [] : ['', '### What is left', '', ...points]),
    '',
  ].join('\n');
}
