/* The data of the page, and what is computed from it. The three script files share one scope; text from outside is only ever set as text. */
/* exported byId, make, data, view, urgency, idOf, kindAt, groupOfKind, childrenOf, pathOf, placeOfUnit, select */

/** @typedef {import('./page-model').MapData} MapData */
/** @typedef {import('./page-model').Group} Group */
/** @typedef {ReturnType<typeof select>} Found */

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * @param {string} name
 * @param {string} [content]
 * @param {string} [className]
 */
const make = (name, content, className) => {
  const element = document.createElement(name);
  if (content !== undefined) element.textContent = content;
  if (className !== undefined) element.className = className;
  return element;
};

/** @type {MapData} */
const data = JSON.parse(byId('data').textContent ?? '');

/** What is shown. All of it stands in the page's address, so that a link shows the same. `open` is undefined until somebody opens a unit. */
const view = { account: '', unit: '', region: '', state: '', open: /** @type {Set<string> | undefined} */ (undefined), cell: '' };

/** Groups of states, most urgent first. @type {readonly Group[]} */
const urgency = ['gap', 'unknown', 'waiting', 'to-do', 'proven', 'left-out'];

/** @param {number} account */
const idOf = (account) => data.accounts.ids.slice(account * 12, account * 12 + 12);

/**
 * @param {number} account
 * @param {number} region
 */
const kindAt = (account, region) => data.kinds[data.rows[data.accounts.rows[account]][region]];

/** @param {number} kind a place in the data's kinds */
const groupOfKind = (kind) => data.states[data.kinds[kind][0]].group;

/** @type {readonly number[][]} */
const childrenOf = data.units.map(() => []);
data.units.forEach(([, , parent], unit) => unit > 0 && childrenOf[parent].push(unit));
for (const units of childrenOf) units.sort((a, b) => data.units[a][1].localeCompare(data.units[b][1]));

/** @param {string} id */
const placeOfUnit = (id) => data.units.findIndex(([own]) => own === id);

/** The names of a unit and of those above it, without the root. @param {number} unit @returns {string} */
const pathOf = (unit) => {
  const [, name, parent] = data.units[unit];
  return unit === 0 || parent === 0 ? name : `${pathOf(parent)} / ${name}`;
};

/** @param {number} unit @param {number} above */
const isUnder = (unit, above) => {
  for (let place = unit; ; place = data.units[place][2]) {
    if (place === above) return true;
    if (place === 0) return false;
  }
};

/** What the filter lets through: accounts by unit, the most urgent first, and their number for each unit, shown Region and group. */
function select() {
  const all = data.regions.map((_, place) => place);
  const chosen = data.regions.indexOf(view.region);
  const regions = chosen < 0 ? all : [chosen];
  const text = view.account.trim().toLowerCase();
  const above = view.unit === '' ? 0 : placeOfUnit(view.unit);
  const inUnit = data.units.map((_, unit) => isUnder(unit, above));
  const ranks = data.rows.map((row) => Math.min(...regions.map((region) => urgency.indexOf(groupOfKind(row[region])))));
  const fits = data.rows.map((row) => view.state === '' || regions.some((region) => groupOfKind(row[region]) === view.state));
  const { names, rows, units } = data.accounts;
  /** @type {number[][]} */
  const members = data.units.map(() => []);
  const alike = data.units.map(() => new Map());
  let found = 0;
  for (let account = 0; account < names.length; account += 1) {
    const row = rows[account];
    const unit = units[account];
    if (!fits[row] || !inUnit[unit]) continue;
    if (text !== '' && !idOf(account).includes(text) && !names[account].toLowerCase().includes(text)) continue;
    members[unit].push(account);
    alike[unit].set(row, (alike[unit].get(row) ?? 0) + 1);
    found += 1;
  }
  for (const accounts of members) accounts.sort((a, b) => ranks[rows[a]] - ranks[rows[b]]);
  const counts = data.units.map(() => regions.map(() => urgency.map(() => 0)));
  const totals = data.units.map(() => 0);
  alike.forEach((counted, own) => {
    for (let unit = own; ; unit = data.units[unit][2]) {
      for (const [row, number] of counted) {
        totals[unit] += number;
        regions.forEach((region, column) => (counts[unit][column][urgency.indexOf(groupOfKind(data.rows[row][region]))] += number));
      }
      if (unit === 0) break;
    }
  });
  return { regions, members, ranks, counts, totals, found };
}
