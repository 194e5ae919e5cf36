import { beforeLeaving, describeOffboardOutcome, describeStep, offboardStatusWords } from '../../messages/offboard';
import { count, duration } from '../../messages/phrases';
import { pageEnd, pageStart } from '../html/frame';
import { headline, sections, toneOf, whatToLookAt, type Section } from '../html/layout';
import { list, pairs, signed, table, text } from '../html/markup';
import { pointsSection } from '../html/page-sections';
import { groupPoints } from '../html/point-groups';
import { countRequests } from '../run-facts';
import { afterwards } from './afterwards';
import { offboardEnding } from './ending';
import { offboardPoints } from './points';
import { memberCells, memberTitles } from './result';
import { shownRegions, type OffboardSummary } from './summary';

const paragraphs = (lines: readonly string[]): string => lines.map((line) => `<p>${text(line)}</p>`).join('\n');

type Attempt = OffboardSummary['report']['attempts'][number] | ReturnType<typeof shownRegions>[number]['attempts'][number];

/** Steps with their outcomes, or without one where they were only shown. */
function steps(attempts: readonly Attempt[]): string {
  const lines = attempts.map(({ action, outcome }) => {
    const ended = outcome === null ? '' : `: ${describeOffboardOutcome(outcome)}`;
    return `${describeStep(action).phrase}${ended}`;
  });
  return lines.length === 0 ? '' : list(lines);
}

function regions(summary: OffboardSummary): Section | undefined {
  const rows = shownRegions(summary).map((region) => {
    const { sign, word, mood } = offboardStatusWords[region.status];
    const [released, left] = memberCells(summary.settings, region);
    const status = signed(toneOf(mood).group, sign, word);
    return `<tr><th scope="row">${text(region.region)}</th><td>${status}</td><td class="number">${text(released)}</td><td class="number">${text(left)}</td><td>${steps(region.attempts)}</td></tr>`;
  });
  if (rows.length === 0) return undefined;
  const titles = memberTitles(summary.settings).map((title) => `Members ${title.toLowerCase()}`);
  const columns = ['Region', 'Status', ...titles, 'Steps'];
  return { id: 'regions', title: 'Regions', body: table('Table of Regions', columns, rows) };
}

function registration({ report }: OffboardSummary): Section | undefined {
  const body = steps(report.attempts);
  return body === '' ? undefined : { id: 'registration', title: 'AWS Organizations', body };
}

function afterLeaving(summary: OffboardSummary): Section | undefined {
  const lines = afterwards(summary);
  return lines.length === 0 ? undefined : { id: 'afterwards', title: 'Afterwards', body: paragraphs(lines) };
}

function facts(summary: OffboardSummary): Section {
  const { management, administrator, organization, settings, startedAt, finishedAt, version, carryOver } = summary;
  const rows: readonly (readonly [string, string])[] = [
    ['Organization', organization.id],
    ['Management account', `${management.accountId} as ${management.arn}`],
    ['Administrator', `${administrator.accountId} as ${administrator.arn}`],
    ['Mode', settings.mode],
    ['Carry-over file', `${carryOver.file}${carryOver.saved ? '' : ' (not written by this run)'}`],
    ['Began', new Date(startedAt).toISOString()],
    ['Took', duration(finishedAt - startedAt)],
    ['Requests', countRequests(summary).toLocaleString('en-US')],
    ['Made by', `provision-guardduty ${version}`],
  ];
  return { id: 'run', title: 'The run', body: pairs(rows) };
}

/** The off-boarding as one page: it needs no network and runs no script. */
export function* offboardHtmlReport(summary: OffboardSummary): Generator<string> {
  const { organization, simulated, plan, settings } = summary;
  const before = settings.mode === 'dry-run' ? beforeLeaving(plan.staysOn).map((one) => `${one.heading} ${one.text}`) : [];
  const { sentence, facts: effort, mood } = offboardEnding(summary, 'below');
  const points = groupPoints(offboardPoints(summary));
  yield pageStart(`GuardDuty off-boarding, ${organization.id}`);
  yield `<header>
${headline(simulated, toneOf(mood), sentence)}<p class="soft">Off-boarding of ${count(organization.accounts.size, 'account')}, ${text(effort)}</p>
${paragraphs(before)}
${whatToLookAt(points)}</header>
`;
  const shown = [regions(summary), registration(summary), pointsSection(points), afterLeaving(summary), facts(summary)];
  yield sections(shown.flatMap((section) => section ?? []));
  yield pageEnd;
}
