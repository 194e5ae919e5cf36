import { mapClass, type Section } from './layout';
import { signed, text } from './markup';
import type { Group, PageModel } from './page-model';

const option = (value: string, label: string): string => `<option value="${text(value)}">${text(label)}</option>`;

/** The map of accounts × Regions. Its rows are drawn by the page's script, from the data that follows the page. */
export function mapSection({ map, unitsNote }: PageModel): Section {
  const groups = Object.keys(map.groups) as readonly Group[];
  const states = map.states.map(({ sign, label, group }) => `<li>${signed(group, sign, label)}</li>`).join('');
  const body = `<noscript><p>The map needs JavaScript. The CSV report has the same rows.</p></noscript>
<form id="filter" role="search" aria-label="Filter the map" hidden>
<label>Account id or name <input name="account" type="search" autocomplete="off" spellcheck="false"></label>
<label>Organizational unit <select name="unit">${option('', 'all')}</select></label>
<label>Region <select name="region">${option('', 'all')}${map.regions.map((region) => option(region, region)).join('')}</select></label>
<label>State <select name="state">${option('', 'any')}${groups.map((group) => option(group, map.groups[group].label)).join('')}</select></label>
<button type="button">Show all</button>
</form>
<p id="shown" class="soft" role="status"></p>
${unitsNote === '' ? '' : `<p class="soft">${text(unitsNote)}</p>`}
<div id="split" hidden>
<p class="soft screen">Choose a cell to read what is known of it. With the keyboard, the arrow keys move, and Enter chooses or opens.</p>
<div class="split">
<div class="wide" id="scroll"><table id="grid" class="${mapClass(map.regions)}" role="treegrid" aria-label="Accounts by Region"><thead><tr id="columns"></tr></thead><tbody id="rows"></tbody></table></div>
<aside id="details" aria-live="polite" aria-label="Details"></aside>
</div>
</div>
<details class="legend"><summary>What the signs mean</summary><ul>${states}</ul><p class="soft">A unit shows the most urgent state of its accounts, and how many of them are in it.</p></details>`;
  return { id: 'map', title: 'Accounts by Region', body };
}
