import type { JsonSchema } from '@valibot/to-json-schema';

type Part = JsonSchema | boolean;
interface Row {
  readonly key: string;
  readonly allowed: string;
  readonly meaning: string;
}

/** Names of which more than these are no help in a table. */
const mostNames = 8;

/** Every member of the JSON document as one Markdown table; most are always there. */
export function memberTable(schema: JsonSchema): string {
  const rows = rowsBelow(schema, '').map((row) => {
    const [always, ...others] = row.allowed.split('; required');
    return { ...row, allowed: others.length > 0 ? (always ?? '') : `${row.allowed}; not always there` };
  });
  return table('Member', 'What it is', rows);
}

/** Every key of a scenario as Markdown: one table for the file itself, one for each of its larger keys. */
export function scenarioTables(schema: JsonSchema): string {
  const properties = Object.entries(schema.properties ?? {});
  const simple = properties.map(([key, part]) => rowOf(key, part, schema.required?.includes(key) ?? false));
  const sections = properties.flatMap(([key, part]) => {
    const rows = rowsBelow(part, '');
    return rows.length === 0 ? [] : [`### \`${key}\`\n\n${isPart(part) ? linked(part.description ?? '') : ''}\n\n${keyTable(rows)}`];
  });
  return [`### The file\n\n${keyTable(simple)}`, ...sections].join('\n\n');
}

/** Rows of everything inside: objects by `.`, lists by `[]`, forms and kinds one after the other. */
function rowsBelow(part: Part, path: string): readonly Row[] {
  if (!isPart(part)) return [];
  const own = Object.entries(part.properties ?? {}).flatMap(([key, inner]) => {
    const place = path === '' ? key : `${path}.${key}`;
    return [rowOf(place, inner, part.required?.includes(key) ?? false), ...rowsBelow(inner, place)];
  });
  const items = part.items === undefined || Array.isArray(part.items) ? [] : rowsBelow(part.items, path === '' ? '' : `${path}[]`);
  const [alone, ...others] = part.anyOf ?? [];
  // Of "one, or a list of the same" the list says nothing new.
  const listOfTheSame =
    alone !== undefined && others.length === 1 && JSON.stringify(others[0]) === JSON.stringify({ type: 'array', items: alone });
  const forms = [...(listOfTheSame ? [alone] : (part.anyOf ?? [])), ...(part.oneOf ?? [])].flatMap((form) => rowsBelow(form, path));
  const values = rowsBelow(part.additionalProperties ?? false, `${path}.*`);
  return [...own, ...items, ...forms, ...values];
}

function rowOf(key: string, part: Part, required: boolean): Row {
  if (!isPart(part)) return { key, allowed: 'anything', meaning: '' };
  const standard = part.default === undefined || isComplex(part.default) ? '' : `; \`${JSON.stringify(part.default)}\` without it`;
  return { key, allowed: `${allowed(part)}${required ? '; required' : standard}`, meaning: linked(part.description ?? '') };
}

const isComplex = (value: unknown): boolean => typeof value === 'object' && value !== null;

function allowed(part: Part): string {
  if (!isPart(part)) return 'anything';
  if (part.const !== undefined) return code(part.const);
  if (part.enum) return part.enum.length > mostNames ? 'a name' : part.enum.map(code).join(', ');
  const forms = [...(part.anyOf ?? []), ...(part.oneOf ?? [])];
  if (forms.length > 0) return [...new Set(forms.map(allowed))].join(' or ');
  switch (part.type) {
    case 'boolean':
      return '`true`, `false`';
    case 'null':
      return '`null`';
    case 'integer':
    case 'number':
      return range(part);
    case 'array':
      return `list of ${part.items === undefined || Array.isArray(part.items) ? 'anything' : allowed(part.items)}`;
    case 'object':
      return isPart(part.additionalProperties ?? false) ? `object: name to ${allowed(part.additionalProperties ?? true)}` : 'object';
    case 'string':
    case undefined:
    default:
      return part.pattern === undefined ? 'text' : part.pattern.includes('12') ? 'account id' : 'Region';
  }
}

function range({ type, minimum, maximum }: JsonSchema): string {
  const name = type === 'integer' ? 'whole number' : 'number';
  if (maximum !== undefined) return `${name} from ${String(minimum)} to ${String(maximum)}`;
  return minimum === undefined ? name : `${name} from ${String(minimum)} on`;
}

const code = (value: unknown): string => `\`${JSON.stringify(value)}\``;

/** Addresses become links that show where they lead. */
export function linked(text: string): string {
  return text.replace(/https:\/\/[^\s,;)]+[^\s,;).]/g, (url) => `<${url}>`);
}

const keyTable = (rows: readonly Row[]): string => table('Key', 'Allowed', rows);

function table(key: string, values: string, rows: readonly Row[]): string {
  const lines = rows.map((row) => `| \`${row.key}\` | ${escaped(row.allowed)} | ${escaped(row.meaning)} |`);
  return [`| ${key} | ${values} | Meaning |`, '|---|---|---|', ...lines].join('\n');
}

const escaped = (text: string): string => text.replaceAll('|', '\\|');

function isPart(part: Part): part is JsonSchema {
  return typeof part === 'object';
}
