import { reasons } from '../domain/reasons';
import { accountsOf } from '../plan/outcome';
import { harmless } from './harmless';
import { fold, groupBy } from './layout';
import { describePlanFinding } from './protection-text';
import { endingText, whatWasDone } from './result-text';
import type { RunSummary } from './run-summary';
import { count, describeAction, describeBlocker, statusWords } from './wording';

/** Accounts named in one row; the other reports have them all. A pull request takes 65,536 characters. */
const mostNames = 5;

/** Text from outside, without anything that Markdown or HTML would take for its own. */
function plain(text: string): string {
  return harmless(text)
    .replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character] ?? '')
    .replace(/[\\`*_[\]|#~!@]/g, '\\$&');
}

function regionRows({ report, plan }: RunSummary): readonly string[] {
  const all = plan.candidates.length.toLocaleString('en-US');
  return report.regions.map((region) => {
    const { sign, word } = statusWords[region.status];
    const enabled = region.proven ? region.enabled.toLocaleString('en-US') : '?';
    const actions = [whatWasDone(region), ...region.planned.map((action) => describeAction(action).phrase)].filter((text) => text !== '');
    const blocker = region.blocker === undefined ? [] : [describeBlocker(region.blocker).what];
    return `| ${region.region} | ${sign} ${word} | ${enabled}/${all} | ${[...blocker, ...actions].map(plain).join('<br>')} |`;
  });
}

function findingRows({ report, plan }: RunSummary): readonly string[] {
  const placed = report.regions.flatMap(({ region, accounts, attempts, planned }) => {
    const open = new Set([...attempts.map(({ action }) => action), ...planned].flatMap(accountsOf));
    return accounts.map((finding) => ({ ...finding, region, open: open.has(finding.accountId) }));
  });
  const left = plan.leftOut.map(({ accountId, reason }) => ({ accountId, reason, awsMessage: undefined, region: 'all' }));
  return groupBy([...placed, ...left], ({ reason, awsMessage = '' }) => `${reason}\n${awsMessage}`).flatMap(([, findings]) => {
    const [first] = findings;
    if (first === undefined) return [];
    const { label, remedy } = reasons[first.reason];
    const accounts = [...new Set(findings.map(({ accountId }) => accountId))];
    const words = first.awsMessage === undefined ? '' : ` AWS says: ${plain(first.awsMessage)}`;
    return [`| ${count(accounts.length, 'account')} | ${plain(label)}.${words} | ${plain(remedy)} | ${plain(fold(accounts, mostNames))} |`];
  });
}

function planRows({ report }: RunSummary): readonly string[] {
  return report.regions.flatMap(({ region, plans = [] }) =>
    plans.map((finding) => {
      const { what, remedy } = describePlanFinding(finding);
      return `- ${region}: ${plain(what)}. ${plain(remedy)}`;
    }),
  );
}

/** The run for a pull request or a job's summary: how it ended, a row for each Region, what is left to do. */
export function markdownReport(summary: RunSummary): string {
  const { organization, simulated } = summary;
  const findings = findingRows(summary);
  const plans = planRows(summary);
  return [
    '## GuardDuty rollout',
    '',
    ...(simulated === undefined ? [] : [`**SIMULATION (${plain(simulated)}): no AWS account was touched.**`, '']),
    `**${plain(endingText(summary))}** Organization ${plain(organization.id)}, administrator ${organization.administratorId}, ${count(organization.accounts.length, 'account')}.`,
    '',
    '| Region | Status | Enabled | Changes |',
    '|---|---|---|---|',
    ...regionRows(summary),
    ...(findings.length === 0
      ? []
      : ['', '### Accounts that are not enabled', '', '| Accounts | Why | Next step | Which |', '|---|---|---|---|', ...findings]),
    ...(plans.length === 0 ? [] : ['', '### Protection plans', '', ...plans]),
    '',
  ].join('\n');
}
