import { changed, changesOf, everywhere, pathsIn, readJson, valueAt } from './json-changes';
import type { Answer, Exchange, Meddler } from './proxy';

/** One cell of the matrix: one answer, changed in one way. */
export interface Meddling {
  readonly name: string;
  readonly operation: string;
  /** Whether the changed answer is one that AWS could give in another world. */
  readonly plausible: boolean;
  readonly meddle: Meddler;
}

/** An answer as it was given in an undisturbed run. */
export interface Recorded {
  readonly exchange: Exchange;
  readonly answer: Answer;
}

const isSame = (one: Exchange, other: Exchange): boolean =>
  one.operation === other.operation && one.region === other.region && one.account === other.account && one.occurrence === other.occurrence;

const html = '<html><head><title>Sign in</title></head><body><h1>Sign in \u001b[31m</h1></body></html>';

/** Ways to change an answer as a whole. */
const wholes: readonly (readonly [string, (answer: Answer) => Answer])[] = [
  ['empty body', (answer) => ({ ...answer, body: '' })],
  ['body []', (answer) => ({ ...answer, body: '[]' })],
  ['body "x"', (answer) => ({ ...answer, body: '"x"' })],
  ['body null', (answer) => ({ ...answer, body: 'null' })],
  ['body {}', (answer) => ({ ...answer, body: '{}' })],
  ['body 7', (answer) => ({ ...answer, body: '7' })],
  ['HTML with 200', () => ({ status: 200, type: 'text/html', body: html })],
  ['truncated', (answer) => ({ ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) })],
  ['stalls', (answer) => ({ ...answer, stalls: true })],
  ['204', (answer) => ({ ...answer, status: 204 })],
  ['302', () => ({ status: 302, type: 'text/html', body: html })],
  ['404 with HTML', () => ({ status: 404, type: 'text/html', body: html })],
  ['500 with HTML', () => ({ status: 500, type: 'text/html', body: html })],
  ['403 with nothing', (answer) => ({ ...answer, status: 403, body: '' })],
];

/** AWS answers that have nothing to say with nothing: then these are its own words. */
const innocent: readonly string[] = ['empty body', 'body {}', 'body null', '204'];

/** The answers whose only member AWS may leave out. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetAdministratorAccount.html */
const emptyIsAnswer: ReadonlySet<string> = new Set(['GetAdministratorAccount']);

function wholeMeddlings({ exchange, answer }: Recorded): readonly Meddling[] {
  return wholes
    .filter(([, apply]) => Object.values(apply(answer)).join() !== Object.values(answer).join())
    .map(([name, apply]) => ({
      name: `${nameOf(exchange)}: ${name}`,
      operation: exchange.operation,
      plausible: emptyIsAnswer.has(exchange.operation) && innocent.includes(name),
      meddle: (one, given) => (isSame(one, exchange) ? apply(given) : given),
    }));
}

function nameOf({ operation, region, account, occurrence }: Exchange): string {
  return `${operation} #${String(occurrence)} by ${account} in ${region}`;
}

/** Every member of a JSON answer, in every way: in this answer alone. */
function fieldMeddlings({ exchange, answer }: Recorded): readonly Meddling[] {
  const document = readJson(answer.body);
  if (document === undefined) return elementMeddlings({ exchange, answer });
  return pathsIn(document).flatMap((path) =>
    changesOf(valueAt(document, path) ?? null).map(({ name, plausible, apply }) => ({
      name: `${nameOf(exchange)}: ${path.join('.')} ${name}`,
      operation: exchange.operation,
      plausible:
        plausible ||
        isEntryLeftOut(document, path, name) ||
        isUnderAnotherName(path, name) ||
        (path.length === 1 && emptyIsAnswer.has(exchange.operation)),
      meddle: (one, given) => (isSame(one, exchange) ? withChange(given, path, apply) : given),
    })),
  );
}

/** Every member, in every way, in all answers of the operation at once: nothing shows the program what it should have read. */
function lastingMeddlings(recorded: readonly Recorded[]): readonly Meddling[] {
  const made = new Map<string, Meddling>();
  for (const { exchange, answer } of recorded) {
    const document = readJson(answer.body);
    if (document === undefined || answer.status !== 200) continue;
    for (const path of pathsIn(document)) {
      const place = everywhere(document, path);
      for (const { name, plausible, apply } of changesOf(valueAt(document, path) ?? null)) {
        const key = `every ${exchange.operation}: ${place.join('.')} ${name}`;
        const lie =
          plausible ||
          isEntryLeftOut(document, path, name) ||
          isUnderAnotherName(path, name) ||
          (path.length === 1 && emptyIsAnswer.has(exchange.operation));
        if (made.has(key)) continue;
        made.set(key, {
          name: key,
          operation: exchange.operation,
          plausible: lie,
          meddle: (one, given) => (one.operation === exchange.operation && given.status === 200 ? withChange(given, place, apply) : given),
        });
      }
    }
  }
  return [...made.values()];
}

/** A feature or a service under another name: a Region may lack the one and offer the other, and so may an organization. */
function isUnderAnotherName(path: readonly string[], name: string): boolean {
  const named = path.at(-1) === 'ServicePrincipal' || (path.includes('features') && path.at(-1) === 'name');
  return named && /text|case|padded/.test(name);
}

function isEntryLeftOut(document: Parameters<typeof valueAt>[0], path: readonly string[], name: string): boolean {
  return name === 'missing' && Array.isArray(valueAt(document, path.slice(0, -1)));
}

function withChange(given: Answer, path: readonly string[], apply: Parameters<typeof changed>[2]): Answer {
  const document = readJson(given.body);
  return document === undefined ? given : { ...given, body: JSON.stringify(changed(document, path, apply)) };
}

/** Every element of an XML answer (STS): gone, empty, something else, hostile. */
function elementMeddlings({ exchange, answer }: Recorded): readonly Meddling[] {
  const elements = [...answer.body.matchAll(/<(\w+)>([^<]+)<\/\1>/g)].map(([whole, tag = '']) => ({ whole, tag }));
  return elements.flatMap(({ whole, tag }) =>
    (
      [
        ['missing', ''],
        ['empty text', `<${tag}></${tag}>`],
        ['unknown text', `<${tag}>UNHEARD_OF</${tag}>`],
        ['hostile text', `<${tag}>&#27;[31m::error::&lt;script&gt;</${tag}>`],
      ] as const
    ).map(([name, replaced]) => ({
      name: `${nameOf(exchange)}: ${tag} ${name}`,
      operation: exchange.operation,
      plausible: false,
      meddle: (one: Exchange, given: Answer) => (isSame(one, exchange) ? { ...given, body: given.body.replace(whole, replaced) } : given),
    })),
  );
}

/** A page that says that there is another one, once or for ever. */
function pageMeddlings({ exchange, answer }: Recorded): readonly Meddling[] {
  if (!/^(?:List|DescribeOrganizationConfiguration)/.test(exchange.operation)) return [];
  const key = /^List(?:Accounts|Roots|Delegated|AWSService|Regions)/.test(exchange.operation) ? 'NextToken' : 'nextToken';
  const document = readJson(answer.body);
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return [];
  const withToken = (given: Answer, token: unknown): Answer => ({
    ...given,
    body: JSON.stringify({ ...(readJson(given.body) as object), [key]: token }),
  });
  return ['again', 7, {}, ['x']].flatMap((token) => [
    {
      name: `${nameOf(exchange)}: ${key} ${JSON.stringify(token)}`,
      operation: exchange.operation,
      plausible: false,
      meddle: (one: Exchange, given: Answer) => (isSame(one, exchange) ? withToken(given, token) : given),
    },
    {
      name: `every ${exchange.operation} ${exchange.region} ${exchange.account}: ${key} ${JSON.stringify(token)}`,
      operation: exchange.operation,
      plausible: false,
      meddle: (one: Exchange, given: Answer) =>
        one.operation === exchange.operation && given.status === 200 ? withToken(given, token) : given,
    },
  ]);
}

/** The whole matrix of a run, from the answers that it got when nobody meddled, so that nothing is forgotten. */
export function matrixOf(recorded: readonly Recorded[]): readonly Meddling[] {
  return [
    ...recorded.flatMap((one) => [...wholeMeddlings(one), ...fieldMeddlings(one), ...pageMeddlings(one)]),
    ...lastingMeddlings(recorded),
  ];
}

/** A part of the matrix, always the same: every n-th cell of each operation, at least one. */
export function sampleOf(matrix: readonly Meddling[], step: number, offset: number): readonly Meddling[] {
  const places = new Map<string, number>();
  return matrix.filter(({ operation }) => {
    const place = places.get(operation) ?? offset;
    places.set(operation, place + 1);
    return place % step === 0;
  });
}
