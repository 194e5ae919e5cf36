/** A way into a JSON value; `*` stands for every entry of a list. */
export type Path = readonly string[];

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One way to change the value at a place. */
export interface Change {
  readonly name: string;
  /**
   * Whether the changed answer is one that AWS could give in another world: nobody who reads only this answer can see that it is false.
   */
  readonly plausible: boolean;
  /** The new value; undefined: the member or entry is left out. */
  readonly apply: (value: Json) => Json | undefined;
}

/** What a terminal, a page, a spreadsheet or a CI log would obey. */
const hostile = '\u001b[31m=cmd()\r\n::error::hostile\u0007<script>alert(1)</script>\u202e\u0000';

const change = (name: string, apply: Change['apply'], plausible = false): Change => ({ name, apply, plausible });
const to = (name: string, value: Json): Change => change(name, () => value);

const onText =
  (apply: (text: string) => string): Change['apply'] =>
  (value) =>
    typeof value === 'string' ? apply(value) : value;

const forText: readonly Change[] = [
  to('number', 7),
  to('flag', true),
  to('object', {}),
  to('list', ['x']),
  to('empty text', ''),
  to('unknown text', 'UNHEARD_OF'),
  to('hostile text', hostile),
  change(
    'upper case',
    onText((text) => text.toUpperCase()),
  ),
  change(
    'lower case',
    onText((text) => text.toLowerCase()),
  ),
  change(
    'padded',
    onText((text) => ` ${text} `),
  ),
];
const forNumber: readonly Change[] = [to('text', 'x'), to('negative', -1), to('object', {}), to('flag', true)];
const forFlag: readonly Change[] = [
  change('flipped', (value) => value !== true, true),
  to('text', 'true'),
  to('number', 1),
  to('object', {}),
];
const forObject: readonly Change[] = [to('text', 'x'), to('list', []), to('number', 7), to('empty object', {}), to('flag', false)];
const forList: readonly Change[] = [
  to('text', 'x'),
  to('object', {}),
  to('number', 7),
  change('emptied', () => [], true),
  change('without the first', (value) => (value as readonly Json[]).slice(1), true),
  change('without the last', (value) => (value as readonly Json[]).slice(0, -1), true),
  change('reversed', (value) => [...(value as readonly Json[])].reverse()),
  change('doubled', (value) => [...(value as readonly Json[]), ...(value as readonly Json[])]),
  change('with null', (value) => [...(value as readonly Json[]), null]),
  change('with text', (value) => [...(value as readonly Json[]), 'x']),
  change('with an empty object', (value) => [...(value as readonly Json[]), {}]),
];
const always: readonly Change[] = [to('null', null), change('missing', () => undefined)];

/** Every way to change a value of its kind. */
export function changesOf(value: Json): readonly Change[] {
  if (typeof value === 'string') return [...always, ...forText];
  if (typeof value === 'number') return [...always, ...forNumber];
  if (typeof value === 'boolean') return [...always, ...forFlag];
  if (value === null) return [to('text', 'x'), to('object', {}), to('list', [])];
  if (!Array.isArray(value)) return [...always, ...forObject];
  const empty = value.length === 0;
  return [
    ...always,
    ...forList.filter(({ name }) => !empty || !['emptied', 'without the first', 'without the last', 'reversed', 'doubled'].includes(name)),
  ];
}

/** Entries of one list that are looked at: AWS's list of Regions has dozens that differ in their name only. */
const mostEntries = 10;

/** Every place in a value, itself not among them; of a long list the first entries and the last. */
export function pathsIn(value: Json, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries<Json>(value as Readonly<Record<string, Json>>);
  const looked = Array.isArray(value) && entries.length > mostEntries ? [...entries.slice(0, 3), ...entries.slice(-1)] : entries;
  return looked.flatMap(([key, inner]) => [[...at, key], ...pathsIn(inner, [...at, key])]);
}

export function valueAt(value: Json, path: Path): Json | undefined {
  let at: Json | undefined = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Readonly<Record<string, Json>>)[key];
  }
  return at;
}

/** The value with the change made at the place, or at each of the places; undefined where the whole is left out. */
export function changed(value: Json, [key, ...rest]: Path, apply: Change['apply']): Json | undefined {
  if (key === undefined) return apply(value);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, inner]: [string, Json]): [string, Json][] => {
    if (name !== key && !(key === '*' && Array.isArray(value))) return [[name, inner]];
    const replaced = changed(inner, rest, apply);
    return replaced === undefined ? [] : [[name, replaced]];
  });
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

/** The place with every entry of a list instead of one. */
export function everywhere(value: Json, path: Path): Path {
  return path.map((key, index) => (Array.isArray(valueAt(value, path.slice(0, index))) ? '*' : key));
}

/** JSON as the proxy reads it; undefined: it is something else. */
export function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
