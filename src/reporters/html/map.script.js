/* The map: a tree of units and accounts, a column for each Region, a filter, and all of that in the address. */
/* global byId, make, data, view, urgency, idOf, kindAt, childrenOf, pathOf, placeOfUnit, select, describeCell */

const form = /** @type {HTMLFormElement} */ (byId('filter'));
const grid = byId('grid');
const body = byId('rows');
const filters = /** @type {const} */ (['account', 'unit', 'region', 'state']);

/** Up to `few` matching accounts are all shown. Of more, those that need somebody are shown: at least `fewest`, at most `step`. */
const few = 60;
const fewest = 20;
const step = 100;

/** How many accounts of a unit are drawn. @type {Map<number, number>} */
const drawn = new Map();
let selection = select();

/** @param {string} name */
const control = (name) => /** @type {HTMLInputElement | HTMLSelectElement} */ (form.elements.namedItem(name));

/** @param {import('./page-model').Group} group */
const isSettled = (group) => group === 'proven' || group === 'left-out';

/** @param {number} unit */
const isOpen = (unit) => (view.open === undefined ? unit === 0 || selection.found <= few : view.open.has(data.units[unit][0]));

/** @param {number} unit */
const mostOf = (unit) => {
  const asked = drawn.get(unit);
  if (asked !== undefined || selection.found <= few) return asked ?? few;
  const open = selection.members[unit].filter((account) => !isSettled(urgency[selection.ranks[data.accounts.rows[account]]])).length;
  return Math.min(step, Math.max(fewest, open));
};

/** A number in as little space as a cell has. @param {number} number */
const short = (number) => (number < 1000 ? String(number) : `${Math.floor(number / 100) / 10}k`);

/** @param {string} text @param {string} label @param {string} className @param {number} region */
const cellOf = (text, label, className, region) => {
  const cell = make('td', text, `cell ${className}`);
  cell.tabIndex = -1;
  cell.dataset['region'] = data.regions[region];
  cell.setAttribute('aria-label', label);
  return cell;
};

/** The most urgent state of a unit in a Region, and how many accounts are in it. @param {number} unit @param {number} column */
const unitCell = (unit, column) => {
  const counts = selection.counts[unit][column];
  const place = counts.findIndex((number) => number > 0);
  const group = urgency[place];
  const { sign, label } = data.groups[group];
  const number = counts[place];
  const settled = isSettled(group);
  const all = counts.reduce((sum, one) => sum + one, 0);
  const weight = settled ? '' : number === all ? ' all' : number * 2 > all ? ' many' : ' some';
  const words = `${label}: ${number.toLocaleString('en-US')} of ${all.toLocaleString('en-US')}`;
  return cellOf(settled ? sign : `${sign}\u2009${short(number)}`, words, group + weight, selection.regions[column]);
};

/** @param {string} key @param {number} level @param {string} name @param {string} extra */
const rowOf = (key, level, name, extra) => {
  const row = make('tr');
  row.dataset['row'] = key;
  row.setAttribute('aria-level', String(level));
  const head = make('th');
  head.setAttribute('scope', 'row');
  head.tabIndex = -1;
  const line = make('div');
  line.append(make('span', name, 'name'), make('span', extra, 'extra'));
  head.append(line);
  row.append(head);
  return row;
};

/** @param {number} account @param {number} level */
const accountRow = (account, level) => {
  const row = rowOf(idOf(account), level, data.accounts.names[account], idOf(account));
  for (const region of selection.regions) {
    const { sign, label, group } = data.states[kindAt(account, region)[0]];
    row.append(cellOf(sign, label, group, region));
  }
  return row;
};

/** @param {number} unit @param {number} level @returns {HTMLElement[]} */
const unitRows = (unit, level) => {
  const total = selection.totals[unit];
  if (total === 0) return [];
  const [id, name] = data.units[unit];
  const row = rowOf(id, level, name, `${total.toLocaleString('en-US')} ${total === 1 ? 'account' : 'accounts'}`);
  row.className = 'unit';
  row.setAttribute('aria-expanded', String(isOpen(unit)));
  selection.regions.forEach((_, column) => row.append(unitCell(unit, column)));
  if (!isOpen(unit)) return [row];
  const accounts = selection.members[unit];
  const most = mostOf(unit);
  const rows = [row, ...childrenOf[unit].flatMap((child) => unitRows(child, level + 1))];
  rows.push(...accounts.slice(0, most).map((account) => accountRow(account, level + 1)));
  if (accounts.length > most) {
    const more = rowOf(
      `more ${id}`,
      level + 1,
      `Show ${Math.min(step, accounts.length - most)} more`,
      `of ${(accounts.length - most).toLocaleString('en-US')}`,
    );
    more.className = 'more';
    rows.push(more);
  }
  return rows;
};

/** @param {Element | null} cell */
const addressOf = (cell) => (cell instanceof HTMLElement ? `${cell.parentElement?.dataset['row']}/${cell.dataset['region'] ?? ''}` : '');

/** @param {string} address */
const cellAt = (address) => [...body.querySelectorAll('th, td')].find((cell) => addressOf(cell) === address);

/** The tab key reaches one cell at a time; the arrows reach the others. @param {Element | undefined} cell @param {boolean} focus */
const makeCurrent = (cell, focus) => {
  if (!(cell instanceof HTMLElement)) return;
  for (const other of body.querySelectorAll('[tabindex="0"]')) other.setAttribute('tabindex', '-1');
  cell.tabIndex = 0;
  if (focus) cell.focus();
};

const showDetails = () => {
  const [row, column] = view.cell.split('/');
  const nodes = view.cell === '' ? [] : describeCell(row, column ?? '', selection);
  const close = make('button', 'Close');
  close.addEventListener('click', () => {
    view.cell = '';
    showDetails();
    writeAddress();
    const current = body.querySelector('[tabindex="0"]');
    if (current instanceof HTMLElement) current.focus();
  });
  const details = byId('details');
  details.classList.toggle('full', nodes.length > 0);
  details.replaceChildren(...(nodes.length > 0 ? [close, ...nodes] : []));
  body.querySelector('[aria-current]')?.removeAttribute('aria-current');
  cellAt(view.cell)?.setAttribute('aria-current', 'true');
};

function draw() {
  const current = addressOf(body.querySelector('[tabindex="0"]'));
  const focused = body.contains(document.activeElement);
  selection = select();
  const heads = selection.regions.map((region) => {
    const head = make('th');
    head.setAttribute('scope', 'col');
    head.append(make('span', data.regions[region]));
    return head;
  });
  byId('columns').replaceChildren(make('td'), ...heads);
  body.replaceChildren(...unitRows(0, 1));
  makeCurrent(cellAt(current) ?? body.querySelector('th') ?? undefined, focused);
  const all = data.accounts.names.length;
  byId('shown').textContent = `${selection.found.toLocaleString('en-US')} of ${all.toLocaleString('en-US')} accounts match.`;
  showDetails();
}

function writeAddress() {
  const given = /** @type {[string, string][]} */ ([...filters, 'cell'].map((name) => [name, view[/** @type {'cell'} */ (name)]]));
  const parameters = new URLSearchParams(given.filter(([, value]) => value !== ''));
  if (view.open !== undefined) parameters.set('open', [...view.open].join());
  const [page] = location.href.split('#');
  history.replaceState(null, '', parameters.size === 0 ? page : `${page}#${parameters}`);
}

/** @returns {boolean} whether the address says what to show, rather than naming a place in the page */
function readAddress() {
  if (!location.hash.includes('=')) return false;
  const parameters = new URLSearchParams(location.hash.slice(1));
  for (const name of filters) {
    control(name).value = parameters.get(name) ?? '';
    // A select takes only what is among its options.
    view[name] = control(name).value;
  }
  view.cell = parameters.get('cell') ?? '';
  const open = parameters.get('open');
  view.open = open === null ? undefined : new Set(open.split(','));
  drawn.clear();
  return true;
}

/** @param {number} unit */
const toggle = (unit) => {
  view.open ??= new Set(data.units.flatMap(([id], place) => (isOpen(place) ? [id] : [])));
  const [id] = data.units[unit];
  if (!view.open.delete(id)) view.open.add(id);
  draw();
};

/** @param {HTMLElement} cell */
const choose = (cell) => {
  makeCurrent(cell, true);
  const row = cell.parentElement?.dataset['row'] ?? '';
  if (row.startsWith('more ')) {
    const unit = placeOfUnit(row.slice('more '.length));
    drawn.set(unit, mostOf(unit) + step);
    draw();
    return;
  }
  view.cell = addressOf(cell);
  if (cell.tagName === 'TH' && placeOfUnit(row) >= 0) toggle(placeOfUnit(row));
  showDetails();
  writeAddress();
};

/** Where a key leads from a cell. @param {HTMLElement} cell @param {KeyboardEvent} event @returns {Element | null | undefined} */
const targetOf = (cell, { key, ctrlKey }) => {
  const row = /** @type {HTMLElement} */ (cell.parentElement);
  const at = [...row.children].indexOf(cell);
  const inRow = (/** @type {Element | null} */ other) => other?.children[Math.min(at, other.children.length - 1)];
  if (key === 'ArrowRight') return cell.nextElementSibling;
  if (key === 'ArrowLeft') return cell.previousElementSibling;
  if (key === 'ArrowDown') return inRow(row.nextElementSibling);
  if (key === 'ArrowUp') return inRow(row.previousElementSibling);
  if (key === 'Home') return (ctrlKey ? body.firstElementChild : row)?.firstElementChild;
  if (key === 'End') return (ctrlKey ? body.lastElementChild : row)?.lastElementChild;
  return undefined;
};

grid.addEventListener('click', (event) => {
  const cell = /** @type {Element} */ (event.target).closest('#rows th, #rows td');
  if (cell instanceof HTMLElement) choose(cell);
});
grid.addEventListener('keydown', (event) => {
  const cell = /** @type {Element} */ (event.target).closest('#rows th, #rows td');
  if (!(cell instanceof HTMLElement)) return;
  const open = cell.tagName === 'TH' ? cell.parentElement?.getAttribute('aria-expanded') : null;
  const toggles = (event.key === 'ArrowRight' && open === 'false') || (event.key === 'ArrowLeft' && open === 'true');
  const target = toggles || event.key === 'Enter' || event.key === ' ' ? cell : targetOf(cell, event);
  if (target === undefined) return;
  event.preventDefault();
  if (target === cell) choose(cell);
  else makeCurrent(target ?? undefined, true);
});
form.addEventListener('submit', (event) => event.preventDefault());
const filter = () => {
  for (const name of filters) view[name] = control(name).value;
  view.open = undefined;
  drawn.clear();
  draw();
  writeAddress();
};
form.addEventListener('input', filter);
form.addEventListener('click', (event) => {
  if (!(event.target instanceof HTMLButtonElement)) return;
  for (const name of filters) control(name).value = '';
  filter();
});
/** Brings what the address is about into view. */
const scrollThere = () => {
  byId('map').scrollIntoView();
  const chosen = cellAt(view.cell);
  if (chosen !== undefined && view.cell !== '') {
    makeCurrent(chosen, false);
    chosen.scrollIntoView({ block: 'nearest', inline: 'center' });
  }
};
addEventListener('hashchange', () => {
  if (!readAddress()) return;
  draw();
  scrollThere();
});
// On paper everything is open that can be.
addEventListener('beforeprint', () => {
  for (const folded of document.querySelectorAll('details')) folded.open = true;
});

const units = data.units.map((_, unit) => unit).slice(1);
const options = units.map((unit) => ({ id: data.units[unit][0], path: pathOf(unit) })).sort((a, b) => a.path.localeCompare(b.path));
control('unit').append(...options.map(({ id, path }) => new Option(path, id)));
if (units.length === 0) control('unit').parentElement?.setAttribute('hidden', '');
form.hidden = false;
byId('split').hidden = false;
const asked = readAddress();
draw();
if (asked) scrollThere();
