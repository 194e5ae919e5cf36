/* What is known about one cell, or one row. */
/* global data, make, idOf, kindAt, pathOf, placeOfUnit, urgency */
/* exported describeCell */

/** @param {string} title @param {string} kind */
const titled = (title, kind) => [make('p', kind, 'eyebrow'), make('h3', title)];

/** @param {readonly (readonly [string, string | Node])[]} rows */
const pairsOf = (rows) => {
  const list = make('dl');
  for (const [name, value] of rows) {
    const pair = make('div');
    const definition = make('dd');
    definition.append(value);
    pair.append(make('dt', name), definition);
    list.append(pair);
  }
  return list;
};

/** @param {string} label @param {Record<string, string>} filter */
const linkTo = (label, filter) => {
  const link = /** @type {HTMLAnchorElement} */ (make('a', label));
  link.href = `#${new URLSearchParams(filter)}`;
  return link;
};

/** @param {import('./page-model').Group} group @param {string} sign @param {string} label */
const signOf = (group, sign, label) => {
  const whole = make('span');
  const mark = make('span', sign, `sign ${group}`);
  mark.setAttribute('aria-hidden', 'true');
  whole.append(mark, ` ${label}`);
  return whole;
};

/** What a note says: the reason, the words of AWS or the cause, and the next step. @param {number} place */
const noteOf = (place) => {
  const note = data.notes[place];
  if (note === undefined) return [];
  const nodes = [make('p', note.what, 'what')];
  if (note.words !== undefined) nodes.push(make('blockquote', note.words));
  const rows = /** @type {[string, string][]} */ ([]);
  if (note.status !== undefined) rows.push(['Relationship status', note.status]);
  if (note.request !== undefined) rows.push(['Request', note.request]);
  if (rows.length > 0) nodes.push(pairsOf(rows));
  if (note.remedy !== '') {
    const next = make('p', '', 'next');
    next.append(make('b', 'What to do:'), ` ${note.remedy}`);
    nodes.push(next);
  }
  return nodes;
};

/** @param {number} account */
const accountFacts = (account) => {
  const unit = data.accounts.units[account];
  const rows = /** @type {[string, string][]} */ ([['Account', idOf(account)]]);
  if (data.unitsAreKnown) rows.push(['Unit', unit === 0 ? 'directly under the root' : pathOf(unit)]);
  rows.push(['State in AWS Organizations', data.accountStates[data.accounts.states[account]]]);
  return rows;
};

/** @param {number} account */
const titleOf = (account) => data.accounts.names[account] || idOf(account);

/** One account in one Region. @param {number} account @param {number} region */
const describeAccountIn = (account, region) => {
  const [state, note] = kindAt(account, region);
  const { sign, label, group } = data.states[state];
  const name = data.regions[region];
  const links = make('p', '', 'links');
  links.append(linkTo('Only this account', { account: idOf(account) }), linkTo(`Only ${name}`, { region: name }));
  return [
    ...titled(titleOf(account), `Account in ${name}`),
    pairsOf([['Coverage', signOf(group, sign, label)], ...accountFacts(account)]),
    ...noteOf(note),
    links,
  ];
};

/** One account in all Regions: those with the same state and note together. @param {number} account */
const describeAccount = (account) => {
  /** @type {Map<number, number[]>} */
  const kinds = new Map();
  data.rows[data.accounts.rows[account]].forEach((kind, region) => kinds.set(kind, [...(kinds.get(kind) ?? []), region]));
  const rankOf = (/** @type {number} */ kind) => urgency.indexOf(data.states[data.kinds[kind][0]].group);
  const parts = [...kinds].sort(([a], [b]) => rankOf(a) - rankOf(b));
  return [
    ...titled(titleOf(account), 'Account in all Regions'),
    pairsOf(accountFacts(account)),
    ...parts.flatMap(([kind, regions]) => {
      const [state, note] = data.kinds[kind];
      const { sign, label, group } = data.states[state];
      const title = make('h4');
      title.append(signOf(group, sign, label));
      const names = regions.length === data.regions.length ? 'every Region' : regions.map((region) => data.regions[region]).join(', ');
      return [title, make('p', names, 'soft'), ...noteOf(note)];
    }),
  ];
};

/** One unit, in one Region or in all that are shown. @param {number} unit @param {number} region @param {Found} selection */
const describeUnit = (unit, region, { regions, counts, totals }) => {
  const [id, name] = data.units[unit];
  const columns = region < 0 ? regions.map((_, column) => column) : [regions.indexOf(region)];
  const where = region < 0 ? {} : { region: data.regions[region] };
  const rows = urgency.flatMap((group, place) => {
    const number = columns.reduce((sum, column) => sum + (counts[unit][column]?.[place] ?? 0), 0);
    if (number === 0) return [];
    const { sign, label } = data.groups[group];
    const row = make('li');
    const filter = { ...(unit === 0 ? {} : { unit: id }), ...where, state: group };
    row.append(signOf(group, sign, ''), linkTo(`${label}: ${number.toLocaleString('en-US')}`, filter));
    return [row];
  });
  const list = make('ul', '', 'states');
  list.append(...rows);
  const size = `${totals[unit].toLocaleString('en-US')} accounts${region < 0 ? `, ${regions.length} Regions together` : ''}`;
  return [
    ...titled(name, unit === 0 ? 'Organization' : `Unit ${id}`),
    make('p', `${region < 0 ? '' : `${data.regions[region]}, `}${size}`),
    list,
  ];
};

/** Everything that the page knows of a row, or of one cell in it. @param {string} row @param {string} column @param {Found} selection */
function describeCell(row, column, selection) {
  const region = data.regions.indexOf(column);
  const unit = placeOfUnit(row);
  if (unit >= 0) return describeUnit(unit, region, selection);
  const place = /^\d{12}$/.test(row) ? data.accounts.ids.indexOf(row) : -1;
  if (place < 0 || place % 12 !== 0) return [];
  return region < 0 ? describeAccount(place / 12) : describeAccountIn(place / 12, region);
}
