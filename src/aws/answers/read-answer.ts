import * as v from 'valibot';
import { AwsFailure } from '../../domain/problem';
import type { RequestPlace } from '../translate-error';

/** What an answer has to look like, and what the program makes of it. */
export type AnswerSchema<Answer> = v.GenericSchema<unknown, Answer>;

/** Where in an answer something is odd, from the outside in: names of members, and numbers of list entries. */
type Path = readonly (string | number)[];

/** `Members`, `entry 3 of Members`, `Features of entry 3 of Members`. */
function nameOf(path: Path): string {
  return path.reduce<string>((outer, key) => {
    const own = typeof key === 'number' ? `entry ${String(key + 1)}` : key;
    return outer === '' ? own : `${own} of ${outer}`;
  }, '');
}

/** What is odd, such as `Members is missing`, `entry 3 of Members has no AccountId`, `Members is not a list`. */
function describeIssue({ input, message }: v.BaseIssue<unknown>, keys: Path): string {
  if (keys.length === 0) return `the answer ${message}`;
  if (input !== undefined && input !== null) return `${nameOf(keys)} ${message}`;
  const outer = nameOf(keys.slice(0, -1));
  return outer === '' || typeof keys.at(-1) === 'number' ? `${nameOf(keys)} is missing` : `${outer} has no ${String(keys.at(-1))}`;
}

/** One part of an answer, or what is odd about it. */
export type Reading<Part> = { readonly value: Part } | { readonly odd: string };

/** Reads one part of an answer. `within` says where it stands, such as `Accounts` and 2 for the third account. */
export function readPart<Part>(schema: AnswerSchema<Part>, part: unknown, within: Path): Reading<Part> {
  const result = v.safeParse(schema, part, { abortEarly: true });
  if (result.success) return { value: result.output };
  const [issue] = result.issues;
  const inner = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  return { odd: describeIssue(issue, [...within, ...inner]) };
}

/** The id under which AWS knows the request that was answered. */
function requestIdOf(answer: unknown): string | undefined {
  const { $metadata: metadata } = (answer ?? {}) as { readonly $metadata?: { readonly requestId?: unknown } };
  return typeof metadata?.requestId === 'string' ? metadata.requestId : undefined;
}

/** @throws AwsFailure for an answer in which something is odd */
export function unexpectedAnswer(place: RequestPlace, detail: string, answer?: unknown): AwsFailure {
  const requestId = requestIdOf(answer);
  return new AwsFailure({ ...place, code: 'unexpected-answer', detail, ...(requestId === undefined ? {} : { requestId }) });
}

/**
 * Turns an answer of the SDK into a value of the program. Nothing else in the program sees such an answer.
 *
 * @throws AwsFailure with `unexpected-answer`, and with `detail` that says what is odd
 */
export function readAnswer<Answer>(place: RequestPlace, schema: AnswerSchema<Answer>, answer: unknown): Answer {
  const reading = readPart(schema, answer, []);
  if ('odd' in reading) throw unexpectedAnswer(place, reading.odd, answer);
  return reading.value;
}
