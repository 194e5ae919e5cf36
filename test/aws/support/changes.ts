/** Where a value stands in an answer. */
export type Path = readonly (string | number)[];

type Container = Record<string | number, unknown>;

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

/** Every place in an answer, the outermost apart. */
export function placesIn(value: unknown, path: Path = []): readonly Path[] {
  if (!isContainer(value)) return [];
  const keys: Path = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => [[...path, key], ...placesIn(value[key], [...path, key])]);
}

/** A copy with another value in one place. @param replacement undefined: the member is left out */
export function withValueAt(value: unknown, [key, ...rest]: Path, replacement: unknown): unknown {
  if (key === undefined) return replacement;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as Container) }) as Container;
  copy[key] = withValueAt(copy[key], rest, replacement);
  return copy;
}

/** A copy with every list, and every object, changed from the inside out. */
export function rebuilt(
  value: unknown,
  list: (entries: readonly unknown[]) => readonly unknown[],
  object: (members: Readonly<Record<string, unknown>>) => object = (members) => members,
): unknown {
  if (Array.isArray(value)) return list(value.map((entry: unknown) => rebuilt(entry, list, object)));
  if (!isContainer(value)) return value;
  return object(Object.fromEntries(Object.entries(value).map(([key, member]) => [key, rebuilt(member, list, object)])));
}

const identifying = ['accountId', 'id', 'name', 'region', 'feature', 'ruleId'];

/** What distinguishes an entry of a list from the others, whatever its place. */
function keyOf(entry: unknown): string {
  if (!isContainer(entry)) return String(entry);
  const key = identifying.find((name) => name in entry);
  return key === undefined ? JSON.stringify(entry) : String(entry[key]);
}

/** Everything that a value of the program says: each leaf by the path of names that leads to it, in whatever order lists are. */
export function statementsOf(value: unknown, path = ''): ReadonlyMap<string, unknown> {
  if (!isContainer(value)) return new Map([[path, value]]);
  const entries: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.map((entry: unknown) => [keyOf(entry), entry])
    : value instanceof Map
      ? [...value].map(([key, entry]: [unknown, unknown]) => [String(key), entry])
      : Object.entries(value);
  return new Map(entries.flatMap(([key, entry]) => [...statementsOf(entry, `${path}/${key}`)]));
}
