import { readdirSync } from 'node:fs';
import { AwsFailure, type Problem } from '../../../src/domain/problem';
import { placesIn, rebuilt, statementsOf, withValueAt, type Path } from '../support/changes';
import { portsOverOneAnswer, type WireAnswer } from '../support/one-answer';
import { operations, type Operation } from '../support/whole-answers';

/** What stands in a value of the program for something that was not read. */
const unreadMarks: readonly unknown[] = [undefined, '', 'UNKNOWN'];

/** Replacements for one value. `undefined` leaves the member out. */
const replacements: readonly unknown[] = [undefined, null, 5, '', 'x', '__proto__', 'none', true, {}, [], [null], [{}], ['x']];

const ports = portsOverOneAnswer();

type Result = { readonly statements: ReadonlyMap<string, unknown> } | { readonly problem: Problem };

/** What the program makes of an answer: what it says, or a problem. Any other error fails the test. */
async function read({ ask }: Operation, answer: WireAnswer): Promise<Result> {
  ports.answerWith(answer);
  try {
    return { statements: statementsOf(await ask(ports)) };
  } catch (error) {
    if (error instanceof AwsFailure) return { problem: error.problem };
    throw error;
  }
}

async function statementsIn(operation: Operation, body: unknown): Promise<ReadonlyMap<string, unknown>> {
  const result = await read(operation, { body });
  if ('problem' in result) throw new Error(`${operation.name} cannot be read: ${JSON.stringify(result.problem)}`);
  return result.statements;
}

/** Names of this program for what could not be read. */
const isNote = (path: string): boolean => /^\/(?:unread|unreadable)\b/.test(path);

/** What a value says beyond the truth. A word that was put in may come out, as a name too, and then in capital letters. */
function untrue(said: ReadonlyMap<string, unknown>, truth: ReadonlyMap<string, unknown>, word: unknown): readonly string[] {
  const echoes = [...statementsOf(word).values()].flatMap((leaf) => (typeof leaf === 'string' ? [leaf, leaf.toUpperCase()] : [leaf]));
  return [...said]
    .filter(([path, leaf]) => !isNote(path) && !unreadMarks.includes(leaf) && truth.get(path) !== leaf)
    .filter(([path, leaf]) => !echoes.includes(leaf) && !echoes.some((echo) => typeof echo === 'string' && path.split('/').includes(echo)))
    .map(([path, leaf]) => `${path} = ${String(leaf)}`);
}

/** What is true and is neither said nor marked as unread, although nothing notes that something is missing. */
function forgotten(said: ReadonlyMap<string, unknown>, truth: ReadonlyMap<string, unknown>): readonly string[] {
  const noted = [...said].some(([path, leaf]) => isNote(path) && leaf !== undefined);
  const marked = (path: string): boolean => [...said].some(([one, leaf]) => unreadMarks.includes(leaf) && path.startsWith(one));
  return noted ? [] : [...truth.keys()].filter((path) => !said.has(path) && !marked(path));
}

/** Whether the absence of this member is itself a statement of the API. */
function isSilence({ silent = [] }: Operation, place: Path, replacement: unknown): boolean {
  return (replacement ?? undefined) === undefined && silent.includes(place.filter((key) => typeof key === 'string').join('.'));
}

/** Whether the replacement leaves nothing out: an empty list says that there is nothing, and a word replaces another one. */
function isWhole(before: unknown, replacement: unknown): boolean {
  if (Array.isArray(before)) return Array.isArray(replacement) && replacement.length === 0;
  return typeof before === 'string' && typeof replacement === 'string' && replacement !== '';
}

const failures: readonly string[] = ['unexpected-answer', 'endless-list', 'several-detectors'];

/** What is wrong with what the program makes of an answer in which one value was replaced. */
async function objections(operation: Operation, truth: ReadonlyMap<string, unknown>, place: Path, replacement: unknown) {
  const before = place.reduce<unknown>((outer, key) => (outer as Record<string | number, unknown>)[key], operation.body);
  const result = await read(operation, { body: withValueAt(operation.body, place, replacement) });
  if ('problem' in result) {
    const { code, awsMessage, detail } = result.problem;
    const explained = code !== 'unexpected-answer' || (detail !== undefined && detail !== '' && awsMessage === undefined);
    return failures.includes(code) && explained ? [] : [JSON.stringify(result.problem)];
  }
  if (isSilence(operation, place, replacement)) return [];
  const whole = operation.lookUp === true || isWhole(before, replacement);
  return [...untrue(result.statements, truth, replacement), ...(whole ? [] : forgotten(result.statements, truth))];
}

/** Files beside the schemas of operations: what they share, and answers of STS, which are XML. */
const others: readonly string[] = [
  'agents',
  'assume-role',
  'detector-features',
  'get-caller-identity',
  'members',
  'pieces',
  'read-answer',
  'unprocessed-accounts',
];

test('every operation that has a schema is among those tried here', () => {
  const files = readdirSync(`${__dirname}/../../../src/aws/answers`).map((file) => file.replace(/\.ts$/, ''));
  const tried = operations.flatMap(({ name }) => name.split(' and ')).map((name) => name.replaceAll('-', '').toLowerCase());
  expect(files.filter((file) => !others.includes(file) && !tried.includes(file.replaceAll('-', '')))).toEqual([]);
});

describe.each(operations)('the answer of $name', (operation) => {
  test('is read whole, with members that no API has, and in any order', async () => {
    const truth = await statementsIn(operation, operation.body);
    expect(truth.size).toBeGreaterThan(0);
    const extended = rebuilt(
      operation.body,
      (list) => list,
      // The members of a map, which are numbers here, are data and not members of the API.
      (members) =>
        Object.values(members).every((one) => typeof one === 'number') ? members : { ...members, brandNew: [{ x: 1 }], __type: 'x' },
    );
    expect(await statementsIn(operation, extended)).toEqual(truth);
    expect(
      await statementsIn(
        operation,
        rebuilt(operation.body, (list) => [...list].reverse()),
      ),
    ).toEqual(truth);
  });

  test('says the same where every entry stands twice', async () => {
    const twice = rebuilt(operation.body, (list) => [...list, ...list]);
    const said = await statementsIn(operation, twice);
    const truth = await statementsIn(operation, operation.body);
    expect(operation.lookUp === true ? untrue(said, truth, undefined) : said).toEqual(operation.lookUp === true ? [] : truth);
  });

  test('says nothing that is not so, and forgets nothing unsaid, whatever one value is replaced by', async () => {
    const truth = await statementsIn(operation, operation.body);
    const wrong: string[] = [];
    for (const place of placesIn(operation.body)) {
      for (const replacement of replacements) {
        for (const objection of await objections(operation, truth, place, replacement)) {
          wrong.push(`${place.join('.')} replaced by ${JSON.stringify(replacement)}: ${objection}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test.each<[string, WireAnswer]>([
    ['no content', { status: 204, body: '' }],
    ['nothing', { body: '' }],
    ['null', { body: 'null' }],
    ['a list', { body: [] }],
    ['a text', { body: '"x"' }],
    ['a number', { body: '5' }],
    ['a page', { body: '<html><body>Log in</body></html>' }],
    ['half an answer', { body: JSON.stringify(operation.body).slice(0, -3) }],
  ])('is no answer where the body is %s', async (what, answer) => {
    const result = await read(operation, answer);
    if (operation.empty !== undefined && !/page|half|null/.test(what))
      expect(result).toEqual({ statements: statementsOf(operation.empty.value) });
    else expect(result).toHaveProperty('problem.code', expect.stringMatching(/^(?:unexpected-answer|service-failure|not-aws)$/));
  });
});
