import { mapClass, type Section } from './layout';
import { bar, list, number, pairs, signed, table, text } from './markup';
import type { ExportRow, FeatureRow, MapData, PageModel, PointGroup, RegionRow, RuntimeRow } from './page-model';

const settingWords = { proven: 'as asked', 'to-do': 'to be changed', gap: 'not as asked', unknown: 'not known' } as const;

/** What is left, by urgency; every point has an anchor. */
export function pointsSection(points: readonly PointGroup[]): Section | undefined {
  if (points.length === 0) return undefined;
  const groups = points.map(({ id, title, group, points: own }) => {
    const items = own.map(({ id: anchor, heading, lines, remedy }) => {
      const rest = lines.map((line) => `<p>${text(line)}</p>`).join('');
      const next = remedy === '' ? '' : `<p class="next"><b>What to do:</b> ${text(remedy)}</p>`;
      return `<li id="${anchor}" class="point ${group}"><h4>${text(heading)} <a class="anchor" href="#${anchor}" aria-label="Link to: ${text(heading)}">#</a></h4>${rest}${next}</li>`;
    });
    return `<h3 id="${id}">${text(title)} <span class="count">${number(own.length)}</span></h3>\n<ol class="points">${items.join('\n')}</ol>`;
  });
  return { id: 'left', title: 'What is left', body: groups.join('\n') };
}

function regionRow({ region, status, enabled, share: numbers, wanted, done, changes }: RegionRow): string {
  const share =
    enabled === undefined || wanted === 0
      ? ''
      : bar([
          { group: 'proven', count: enabled },
          { group: 'gap', count: wanted - enabled },
        ]);
  const folded =
    changes.length === 0
      ? ''
      : `<details><summary>${number(changes.length)} ${changes.length === 1 ? 'change' : 'changes'}</summary>${list(changes)}</details>`;
  return `<tr><th scope="row"><a href="#region=${encodeURIComponent(region)}">${text(region)}</a></th><td>${signed(status.group, status.sign, status.word)}</td><td class="share">${share}<span>${numbers}</span></td><td>${text(done)}${folded}</td></tr>`;
}

/** One row for each Region. */
export function regionsSection({ regions }: PageModel): Section {
  return {
    id: 'regions',
    title: 'Regions',
    body: table('Table of Regions', ['Region', 'Status', 'Enabled', 'Changes and outcomes'], regions.map(regionRow)),
  };
}

function featureRow({ name, cells }: FeatureRow, groups: MapData['groups']): string {
  const columns = cells.map(({ group, text: words, label }) => {
    // Where nobody asked, the level alone is shown.
    const sign = group === 'left-out' ? '' : `${groups[group].sign} `;
    return `<td class="cell ${group}" title="${text(label)}"><span aria-hidden="true">${`${sign}${text(words)}`.trim()}</span><span class="hidden">${text(label)}</span></td>`;
  });
  return `<tr><th scope="row">${text(name)}</th>${columns.join('')}</tr>`;
}

/** Settings and protection plans by Region. */
export function featuresSection({ features, regions, map }: PageModel): Section | undefined {
  if (features === undefined) return undefined;
  const columns = regions.map(({ region }) => `<th scope="col"><span>${text(region)}</span></th>`).join('');
  const rows = features.map((row) => featureRow(row, map.groups)).join('\n');
  const legend = `<p class="soft">${(['proven', 'to-do', 'gap', 'unknown'] as const).map((group) => signed(group, map.groups[group].sign, settingWords[group])).join(' &nbsp; ')} &nbsp; Without a sign: nobody asked. Levels are those that the last reading shows.</p>`;
  const body = `${legend}<div class="wide" role="group" aria-label="Table of settings" tabindex="0"><table class="${mapClass(map.regions)} settings"><thead><tr><td></td>${columns}</tr></thead><tbody>${rows}</tbody></table></div>`;
  return { id: 'features', title: 'Settings and protection plans', body };
}

function exportRow({ region, group, destination, status, what }: ExportRow, groups: MapData['groups']): string {
  return `<tr><th scope="row">${text(region)}</th><td>${signed(group, groups[group].sign, status)}</td><td>${text(destination)}</td><td>${text(what)}</td></tr>`;
}

/** Where findings go. */
export function exportSection({ export: rows, map }: PageModel): Section | undefined {
  if (rows === undefined) return undefined;
  const columns = ['Region', 'Status', 'Destination', 'What is known'];
  return {
    id: 'export',
    title: 'Export of findings',
    body: table(
      'Export of findings',
      columns,
      rows.map((row) => exportRow(row, map.groups)),
    ),
  };
}

function runtimeRow({ region, resource, group, healthy, all, issues }: RuntimeRow, groups: MapData['groups']): string {
  const share =
    healthy === undefined || all === undefined || all === 0
      ? ''
      : bar([
          { group: 'proven', count: healthy },
          { group: 'gap', count: all - healthy },
        ]);
  const numbers =
    all === undefined
      ? 'not known'
      : all === 0
        ? 'no workload reported'
        : `${healthy === undefined ? '?' : number(healthy)}/${number(all)}`;
  return `<tr><th scope="row">${text(region)}</th><td>${signed(group, groups[group].sign, resource)}</td><td class="share">${share}<span>${numbers}</span></td><td>${issues.length === 0 ? '' : list(issues)}</td></tr>`;
}

/** What Runtime Monitoring really covers. */
export function runtimeSection({ runtime, map }: PageModel): Section | undefined {
  if (runtime === undefined) return undefined;
  const columns = ['Region', 'Resources', 'Healthy', 'Issues'];
  const body = `<p class="soft">Read ${text(runtime.readAt)}.</p>${table(
    'Runtime coverage',
    columns,
    runtime.rows.map((row) => runtimeRow(row, map.groups)),
  )}`;
  return { id: 'runtime', title: 'Runtime coverage', body };
}

/** Custom detection rules, free trials and usage. */
export function extrasSection({ extras }: PageModel): Section | undefined {
  if (extras.length === 0) return undefined;
  const tables = extras.map(({ title, rows }) => {
    const cells = rows.map(
      ({ regions, text: words }) => `<tr><th scope="row">${text(regions.join(', '))}</th><td>${text(words)}</td></tr>`,
    );
    return `<h3>${text(title)}</h3>${table(title, ['Region', 'What is known'], cells)}`;
  });
  return { id: 'extras', title: 'Rules, trials and usage', body: tables.join('\n') };
}

/** With which settings and requests the page came about. */
export function runSection({ settings, calls }: PageModel): Section {
  const rows = calls.map(([action, count]) => `<tr><th scope="row">${text(action)}</th><td class="number">${number(count)}</td></tr>`);
  const folded =
    calls.length === 0
      ? ''
      : `<details><summary>Requests by action</summary>${table('Requests by action', ['Action', 'Requests'], rows)}</details>`;
  return { id: 'run', title: 'The run', body: `${pairs(settings)}${folded}` };
}
