import { harmless } from '../../messages/harmless';
import { beforeLeaving, describeOffboardOutcome, describeStep, offboardStatusWords } from '../../messages/offboard';
import { count, duration } from '../../messages/phrases';
import { afterwards } from './afterwards';
import { offboardEndingText } from './ending';
import { offboardPoints } from './points';
import { memberCells } from './result';
import { countOffboardRequests, shownRegions, type OffboardSummary } from './summary';

/** Light and dark, on screen and on paper. Colours repeat what the signs say. */
const style = `:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: .35rem .6rem; text-align: start; vertical-align: top; }
.number { text-align: end; }
.simulation { border: 2px dashed; padding: .5rem 1rem; }
.end { font-size: 1.15rem; font-weight: 600; }
.good { color: light-dark(#1a7f37, #3fb950); } .warn { color: light-dark(#9a6700, #d29922); } .bad { color: light-dark(#cf222e, #f85149); }
dt { font-weight: 600; } dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }`;

/** Text from outside as text of a page. */
function text(value: string): string {
  return harmless(value).replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0).toString()};`);
}

const paragraphs = (lines: readonly string[]): string => lines.map((line) => `<p>${text(line)}</p>`).join('\n');

function regionRows(summary: OffboardSummary): string {
  const rows = shownRegions(summary).map((region) => {
    const { sign, word, mood } = offboardStatusWords[region.status];
    const [released, left] = memberCells(region);
    const steps = region.attempts.map(({ action, outcome }) => {
      const ended = outcome === null ? '' : `: ${describeOffboardOutcome(outcome)}`;
      return `<li>${text(`${describeStep(action).phrase}${ended}`)}</li>`;
    });
    const list = steps.length === 0 ? '' : `<ul>${steps.join('')}</ul>`;
    return `<tr><th scope="row">${text(region.region)}</th><td class="${mood}">${sign} ${word}</td><td class="number">${released}</td><td class="number">${left}</td><td>${list}</td></tr>`;
  });
  if (rows.length === 0) return '';
  const heads = ['Region', 'Status', 'Members released', 'Members left', 'Steps'].map((title) => `<th scope="col">${title}</th>`);
  return `<h2>Regions</h2>\n<table><thead><tr>${heads.join('')}</tr></thead>\n<tbody>${rows.join('\n')}</tbody></table>`;
}

function registration({ report }: OffboardSummary): string {
  const rows = report.attempts.map(({ action, outcome }) => {
    const ended = outcome === null ? '' : `: ${describeOffboardOutcome(outcome)}`;
    return `<li>${text(`${describeStep(action).phrase}${ended}`)}</li>`;
  });
  return rows.length === 0 ? '' : `<h2>AWS Organizations</h2>\n<ul>${rows.join('')}</ul>`;
}

function points(summary: OffboardSummary): string {
  const items = offboardPoints(summary).map(({ heading, lines, remedy, mood }) => {
    const rest = paragraphs([...lines, ...(remedy === '' ? [] : [`→ ${remedy}`])]);
    return `<li><strong class="${mood}">${text(heading)}</strong>${rest}</li>`;
  });
  return items.length === 0 ? '' : `<h2>What is left</h2>\n<ul>${items.join('\n')}</ul>`;
}

function facts(summary: OffboardSummary): string {
  const { management, administrator, organization, settings, startedAt, finishedAt, version, carryOver } = summary;
  const rows: readonly (readonly [string, string])[] = [
    ['Organization', organization.id],
    ['Management account', `${management.accountId} as ${management.arn}`],
    ['Administrator', `${administrator.accountId} as ${administrator.arn}`],
    ['Mode', settings.mode],
    ['Carry-over file', `${carryOver.file}${carryOver.saved ? '' : ' (not written by this run)'}`],
    ['Began', new Date(startedAt).toISOString()],
    ['Took', duration(finishedAt - startedAt)],
    ['Requests', countOffboardRequests(summary).toLocaleString('en-US')],
    ['Made by', `provision-guardduty ${version}`],
  ];
  return `<h2>Facts of the run</h2>\n<dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${text(value)}</dd>`).join('')}</dl>`;
}

/** The off-boarding as one page: it needs no network and runs no script. */
export function* offboardHtmlReport(summary: OffboardSummary): Generator<string> {
  const { organization, simulated, plan, settings } = summary;
  const before = settings.mode === 'dry-run' ? beforeLeaving(plan.staysOn).map((one) => `${one.heading} ${one.text}`) : [];
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>GuardDuty off-boarding, ${text(organization.id)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>GuardDuty off-boarding</h1>
${simulated === undefined ? '' : `<p class="simulation">SIMULATION (${text(simulated)}): no AWS account was touched.</p>`}
<p class="end">${text(offboardEndingText(summary))}</p>
<p>${count(organization.accounts.size, 'account')}</p>
</header>
<main>
${paragraphs(before)}
`;
  yield [regionRows(summary), registration(summary), points(summary), paragraphs(afterwards(summary)), facts(summary)].join('\n');
  yield '\n</main>\n</body>\n</html>\n';
}
