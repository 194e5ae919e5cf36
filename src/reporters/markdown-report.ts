import { endingText } from './ending';
import { insightSections, type InsightSection } from './insights';
import { markdownPoints } from './markdown-points';
import { markdownText } from './markdown-text';
import { openPoints } from './open-points';
import { accountsToEnrol, type RunSummary } from './run-summary';
import { describeAction, statusWords, whatWasDone } from '../messages/actions';
import { countKnown, enabledOf, named } from '../messages/phrases';
import { plannedOf } from '../plan/report';

function regionRows(summary: RunSummary): readonly string[] {
  const wanted = accountsToEnrol(summary);
  return summary.report.regions.map((region) => {
    const { sign, word } = statusWords[region.status];
    const changes = [whatWasDone(region).join(', '), ...plannedOf(region).map((action) => describeAction(action).phrase)];
    const cells = changes.filter((text) => text !== '').map(markdownText);
    return `| ${region.region} | ${sign} ${word} | ${enabledOf(region, wanted)} | ${cells.join('<br>')} |`;
  });
}

function insightRows({ title, readAt, rows }: InsightSection): readonly string[] {
  return [
    '',
    `### ${title}${readAt === undefined ? '' : `, read ${readAt}`}`,
    '',
    ...rows.map(({ regions, text }) => `- **${named(regions)}**: ${markdownText(text)}`),
  ];
}

/** The run for a pull request or a job's summary: how it ended, a row for each Region, what is left to do. */
export function markdownReport(summary: RunSummary): string {
  const { organization, simulated } = summary;
  const points = markdownPoints(openPoints(summary));
  return [
    '## GuardDuty rollout',
    '',
    ...(simulated === undefined ? [] : [`**SIMULATION (${markdownText(simulated)}): no AWS account was touched.**`, '']),
    `**${markdownText(endingText(summary))}** Organization ${markdownText(organization.id)}, administrator ${organization.administratorId}, ${countKnown(organization.accounts.length, 'account', organization.unreadableAccounts === undefined)}.`,
    '',
    '| Region | Status | Enabled | Changes |',
    '|---|---|---|---|',
    ...regionRows(summary),
    ...(points.length === 0 ? [] : ['', '### What is left', '', ...points]),
    ...insightSections(summary).flatMap(insightRows),
    '',
  ].join('\n');
}
