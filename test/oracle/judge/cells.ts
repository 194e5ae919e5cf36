import type { Run } from '../support/live-world';
import { administratorId } from '../support/options';
import type { Complaint } from './complaint';
import { isEnabledMember, isExcluded, isResting, runs, statusOf } from './scope';

/** A row of the CSV report by the names of its columns. */
export type Row = Readonly<Record<string, string>>;

/** Reads a CSV text. https://www.rfc-editor.org/rfc/rfc4180 */
export function readCsv(text: string): readonly Row[] {
  const [header = [], ...lines] = cellsOf(text);
  return lines.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])));
}

function cellsOf(text: string): readonly (readonly string[])[] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (quoted === undefined && plain === '' && end === '') break;
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') lines.push([]);
  }
  return lines.filter((cells) => cells.length > 0);
}

/**
 * Every cell has to agree with the world, or say that it does not know. What is still under way may be on either side.
 */
export function judgeCells(run: Run): readonly Complaint[] {
  const { csv, html } = run.files;
  if (csv === undefined) return [];
  const rows = readCsv(csv);
  const complaints = rows.flatMap((row) => judgeRow(run, row));
  return [...complaints, ...(html === undefined ? [] : judgePage(rows, html))];
}

function judgeRow(run: Run, row: Row): readonly Complaint[] {
  const { region: name = '', account_id: id = '', coverage = '', relationship_status: said = '' } = row;
  const region = run.after.regions.get(name);
  const at = `${name}/${id}`;
  const status = region && statusOf(region, id);
  const fact = status ?? 'no member';
  const wrong = region === undefined ? coverageElsewhere(coverage) : coverageIsWrong(run, { id, name, coverage });
  return [
    ...(wrong ? [{ rule: `cell/${coverage}`, detail: `${at} is ${fact}` }] : []),
    ...(said !== '' && region !== undefined && said.toLowerCase() !== status?.toLowerCase() && !changing(run, name, id)
      ? [{ rule: 'cell/relationship status', detail: `${at} is ${fact}, the report says ${said}` }]
      : []),
  ];
}

function coverageElsewhere(coverage: string): boolean {
  return ['enabled', 'administrator'].includes(coverage);
}

function coverageIsWrong(run: Run, { id, name, coverage }: { id: string; name: string; coverage: string }): boolean {
  const { after, before, options } = run;
  const region = after.regions.get(name);
  if (region === undefined) return false;
  switch (coverage) {
    case 'enabled':
      return !isEnabledMember(region, id) && !stateChanges(run, id);
    case 'administrator':
      return id !== administratorId || !runs(region, id);
    case 'not-enabled':
    case 'planned':
      return (
        (id === administratorId ? runs(region, id) && region.administrator?.account === id : isEnabledMember(region, id)) &&
        !changing(run, name, id)
      );
    case 'excluded':
      return !isExcluded(options, before, id);
    case 'left-out':
      return (
        before.accounts.get(id)?.state === 'ACTIVE' &&
        after.accounts.get(id)?.state === 'ACTIVE' &&
        statusOf(region, id) !== 'AccountSuspended' &&
        !changing(run, name, id)
      );
    case 'pending':
      return region.members.get(administratorId)?.has(id) !== true && !isResting(after, id);
    default:
      return false;
  }
}

/** Whether AWS may have finished something after the last reading. */
function changing(run: Run, name: string, id: string): boolean {
  const [before, after] = [run.before.regions.get(name), run.after.regions.get(name)];
  if (before === undefined || after === undefined) return false;
  return stateChanges(run, id) || run.settlesLate;
}

function stateChanges({ before, after }: Run, id: string): boolean {
  return before.accounts.get(id)?.state !== after.accounts.get(id)?.state;
}

/** What the page's script draws its map from. Lists of places, so that a page of many accounts stays small. */
interface PageMap {
  readonly regions: readonly string[];
  readonly accounts: { readonly ids: string; readonly rows: readonly number[] };
  readonly rows: readonly (readonly number[])[];
  readonly kinds: readonly (readonly [state: number, note: number])[];
}

/** The states of the page's cells have to say of every account what the CSV report says. */
function judgePage(rows: readonly Row[], html: string): readonly Complaint[] {
  const text = /<script type="application\/json" id="data">([\s\S]*?)<\/script>/.exec(html)?.[1];
  if (text === undefined) return [{ rule: 'page', detail: 'the page has no data' }];
  const { regions, accounts, rows: cells, kinds } = JSON.parse(text) as PageMap;
  const ids: readonly string[] = accounts.ids.match(/.{12}/g) ?? [];
  const words = new Map<number, string>();
  const complaints: Complaint[] = [];
  for (const { region = '', account_id: id = '', coverage = '' } of rows) {
    const kind = cells[accounts.rows[ids.indexOf(id)] ?? -1]?.[regions.indexOf(region)];
    const state = kinds[kind ?? -1]?.[0];
    if (state === undefined) complaints.push({ rule: 'page', detail: `${region}/${id} is not on the page` });
    else if ((words.get(state) ?? coverage) !== coverage) {
      complaints.push({ rule: 'page', detail: `${region}/${id}: one state stands for ${words.get(state) ?? ''} and for ${coverage}` });
    } else words.set(state, coverage);
  }
  return complaints;
}
