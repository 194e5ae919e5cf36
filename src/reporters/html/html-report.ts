import { createHash } from 'node:crypto';
import type { RegionReport } from '../../plan/outcome';
import { coverageTexts, type Coverage } from '../coverage';
import { harmless } from '../../messages/harmless';
import { endingText } from '../ending';
import { openPoints } from '../open-points';
import { enabledOf } from '../region-row';
import { countRequests, type RunSummary } from '../run-summary';
import { count, describeAction, describeOutcome, duration, statusWords } from '../../messages/wording';
import { codeOf, countCoverage, moods, pageData } from './page-data';
import { pageScript } from './page-script';
import { pageStyle } from './page-style';

/** Text from outside as text of a page. */
function text(value: string): string {
  return harmless(value).replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0).toString()};`);
}

const list = (items: readonly string[]): string => `<ul>${items.map((item) => `<li>${text(item)}</li>`).join('')}</ul>`;

function regionRow(report: RegionReport, candidates: readonly unknown[]): string {
  const { sign, word, mood } = statusWords[report.status];
  const changes = [
    ...report.attempts.map(({ action, outcome }) => `${describeAction(action).phrase}: ${describeOutcome(outcome)}`),
    ...report.planned.map((action) => describeAction(action).phrase),
  ];
  const folded = changes.length === 0 ? '' : `<details><summary>${count(changes.length, 'change')}</summary>${list(changes)}</details>`;
  return `<tr><th scope="row">${text(report.region)}</th><td class="${mood}">${sign} ${word}</td><td class="number">${enabledOf(report, candidates)}</td><td>${folded}</td></tr>`;
}

/** What is left to do, as the text report has it. */
function points(summary: RunSummary): string {
  const items = openPoints(summary).map(({ heading, lines, remedy, mood }) => {
    const rest = [...lines, ...(remedy === '' ? [] : [`→ ${remedy}`])].map((line) => `<p>${text(line)}</p>`).join('');
    return `<li><strong class="${mood === 'faint' ? 'soft' : mood}">${text(heading)}</strong>${rest}</li>`;
  });
  return items.length === 0 ? '' : `<h2>What is left</h2>\n<ul>${items.join('\n')}</ul>`;
}

function countRows(summary: RunSummary): string {
  const counts = countCoverage(summary);
  const used = (Object.keys(coverageTexts) as readonly Coverage[]).filter((kind) => counts.some((region) => region.has(kind)));
  return used
    .map((kind) => {
      const { sign, label } = coverageTexts[kind];
      const cells = counts.map((region) => `<td class="number">${(region.get(kind) ?? 0).toLocaleString('en-US')}</td>`).join('');
      return `<tr><th scope="row"><span class="${moods[kind]}">${sign}</span> ${label}</th>${cells}</tr>`;
    })
    .join('');
}

function facts(summary: RunSummary): string {
  const { management, administrator, organization, settings, calls, startedAt, finishedAt, version } = summary;
  const rows: readonly (readonly [string, string])[] = [
    ['Organization', organization.id],
    [
      'Management account',
      management === undefined ? `${organization.managementAccountId} (not used)` : `${management.accountId} as ${management.arn}`,
    ],
    ['Administrator', `${administrator.accountId} as ${administrator.arn}`],
    ['Mode', settings.mode],
    ['Auto-enable', settings.autoEnable],
    ['Began', new Date(startedAt).toISOString()],
    ['Took', duration(finishedAt - startedAt)],
    [
      'Requests',
      `${countRequests(summary).toLocaleString('en-US')}: ${Object.entries(calls)
        .map(([action, number]) => `${action} ${number.toLocaleString('en-US')}`)
        .join(', ')}`,
    ],
    ['Made by', `provision-guardduty ${version}`],
  ];
  return `<dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${text(value)}</dd>`).join('')}</dl>`;
}

/** JSON that may stand in a script element: nothing in it can end the element. */
const embedded = (value: unknown): string =>
  JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The run as one page: it needs no network, runs no script but its own, and works from a disk. In pieces, since it may be large. */
export function* htmlReport(summary: RunSummary): Generator<string> {
  const { report, plan, organization, simulated } = summary;
  const regions = report.regions.map(({ region }) => region);
  const hash = createHash('sha256').update(pageScript).digest('base64');
  const option = (value: string, label: string): string => `<option value="${value}">${label}</option>`;
  const legend = (Object.keys(coverageTexts) as readonly Coverage[])
    .map((kind) => `<li><span class="${moods[kind]}">${coverageTexts[kind].sign}</span> ${coverageTexts[kind].label}</li>`)
    .join('');
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>GuardDuty rollout, ${text(organization.id)}</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1>GuardDuty rollout</h1>
${simulated === undefined ? '' : `<p class="simulation">SIMULATION (${text(simulated)}): no AWS account was touched.</p>`}
<p class="end">${text(endingText(summary))}</p>
<p class="soft">${count(organization.accounts.length, 'account')}, ${count(regions.length, 'Region')}</p>
</header>
<main>
`;
  yield `<h2>Regions</h2>
<table><thead><tr><th scope="col">Region</th><th scope="col">Status</th><th scope="col">Enabled</th><th scope="col">Changes and outcomes</th></tr></thead>
<tbody>${report.regions.map((region) => regionRow(region, plan.candidates)).join('\n')}</tbody></table>
${points(summary)}
<h2>Coverage</h2>
<div class="wide"><table><thead><tr><th scope="col">Accounts</th>${regions.map((region) => `<th scope="col">${text(region)}</th>`).join('')}</tr></thead>
<tbody>${countRows(summary)}</tbody></table></div>
<h2>Accounts</h2>
<ul class="legend">${legend}</ul>
<form id="filter" hidden>
<label>Account id or name <input id="text" type="search"></label>
<label>Region <select id="region">${option('', 'all')}${regions.map((region, place) => option(place.toString(), text(region))).join('')}</select></label>
<label>Coverage <select id="coverage">${option('', 'any')}${(Object.keys(coverageTexts) as readonly Coverage[]).map((kind) => option(codeOf(kind), coverageTexts[kind].label)).join('')}</select></label>
</form>
<p id="shown" class="soft screen" role="status">The table of accounts needs JavaScript; the CSV report has the same rows.</p>
<output id="told" class="screen" aria-live="polite"></output>
<div class="wide"><table id="map"><thead><tr><th scope="col">Account</th>${regions.map((region, place) => `<th scope="col" data-place="${place.toString()}">${text(region)}</th>`).join('')}</tr></thead>
<tbody id="cells"></tbody></table></div>
<h2>Facts of the run</h2>
${facts(summary)}
</main>
<script type="application/json" id="data">`;
  yield embedded(pageData(summary));
  yield `</script>
<script>${pageScript}</script>
</body>
</html>
`;
}
