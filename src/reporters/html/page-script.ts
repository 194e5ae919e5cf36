/**
 * What the report does by itself: filter, and tell of the cell that has the focus. Plain JavaScript without anything from the network;
 * text from outside is only ever set as text.
 */
export const pageScript = `
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const most = 1500;
  const byId = (id) => document.getElementById(id);
  const [text, region, coverage, body, shown, told] = ['text', 'region', 'coverage', 'cells', 'shown', 'told'].map(byId);
  const findings = new Map(data.findings.map((one) => [one[0] + '/' + one[1], one]));
  const make = (name, content, className) => {
    const element = document.createElement(name);
    element.textContent = content;
    if (className) element.className = className;
    return element;
  };
  const codeOf = (account, place) => data.coverage[data.cells[place][account]];
  const places = () => (region.value === '' ? data.regions.map((_, index) => index) : [Number(region.value)]);
  const matches = (account) => {
    const [id, name] = data.accounts[account];
    const wanted = text.value.trim().toLowerCase();
    if (wanted !== '' && !id.includes(wanted) && !name.toLowerCase().includes(wanted)) return false;
    return coverage.value === '' || places().some((place) => data.cells[place][account] === coverage.value);
  };
  const describe = (account, place) => {
    const [id, name, state] = data.accounts[account];
    const lines = [id + ' ' + name + ' (' + state + ') in ' + data.regions[place] + ': ' + codeOf(account, place).label];
    const finding = findings.get(place + '/' + account) || findings.get('*/' + account);
    if (finding) {
      const [, , reason, relationship, words, request] = finding;
      lines.push(data.reasons[reason].label + (relationship ? ' (relationship status: ' + relationship + ')' : ''));
      if (words) lines.push('AWS says: ' + words + (request ? ' (request ' + request + ')' : ''));
      lines.push('Next step: ' + data.reasons[reason].remedy);
    }
    return lines.join('\\n');
  };
  const draw = () => {
    const columns = places();
    document.querySelectorAll('#map thead th[data-place]').forEach((head) => { head.hidden = !columns.includes(Number(head.dataset.place)); });
    const found = [];
    for (let account = 0; account < data.accounts.length; account += 1) if (matches(account)) found.push(account);
    const rows = found.slice(0, most).map((account) => {
      const [id, name] = data.accounts[account];
      const row = document.createElement('tr');
      const head = make('th', id + ' ' + name);
      head.scope = 'row';
      row.append(head);
      for (const place of columns) {
        const { sign, mood, label } = codeOf(account, place);
        const cell = make('td', sign, 'cell ' + mood);
        cell.tabIndex = -1;
        cell.dataset.account = account;
        cell.dataset.place = place;
        cell.setAttribute('aria-label', label);
        row.append(cell);
      }
      return row;
    });
    body.replaceChildren(...rows);
    const first = body.querySelector('td');
    if (first) first.tabIndex = 0;
    const more = found.length > most ? ' The first ' + most.toLocaleString('en-US') + ' are shown: narrow the filter.' : '';
    shown.textContent = found.length.toLocaleString('en-US') + ' of ' + data.accounts.length.toLocaleString('en-US') + ' accounts match.' + more;
    told.textContent = 'Choose a cell, by mouse or with the arrow keys, to read what is known of it.';
  };
  const tell = (cell) => {
    body.querySelectorAll('td[tabindex="0"]').forEach((other) => { other.tabIndex = -1; });
    cell.tabIndex = 0;
    told.textContent = describe(Number(cell.dataset.account), Number(cell.dataset.place));
  };
  body.addEventListener('focusin', (event) => { if (event.target.matches('td')) tell(event.target); });
  body.addEventListener('click', (event) => { const cell = event.target.closest('td'); if (cell) cell.focus(); });
  body.addEventListener('keydown', (event) => {
    const cell = event.target.closest('td');
    if (!cell) return;
    const row = cell.parentElement;
    const at = [...row.children].indexOf(cell);
    const next = {
      ArrowRight: () => cell.nextElementSibling,
      ArrowLeft: () => (at > 1 ? cell.previousElementSibling : null),
      ArrowDown: () => row.nextElementSibling && row.nextElementSibling.children[at],
      ArrowUp: () => row.previousElementSibling && row.previousElementSibling.children[at],
    }[event.key];
    const target = next && next();
    if (target) { event.preventDefault(); target.focus(); }
  });
  for (const control of [text, region, coverage]) control.addEventListener('input', draw);
  byId('filter').addEventListener('submit', (event) => event.preventDefault());
  byId('filter').hidden = false;
  draw();
})();
`;
