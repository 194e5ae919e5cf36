import * as v from 'valibot';

/** A JSON object with exactly these keys. The message for an unknown key lists the allowed keys. */
export function object<const Entries extends v.ObjectEntries>(
  entries: Entries,
): v.StrictObjectSchema<Entries, (issue: v.StrictObjectIssue) => string> {
  const allowed = Object.keys(entries).join(', ');
  return v.strictObject(entries, (issue) => {
    if (issue.expected === 'never') return `is not a key of a scenario here; allowed: ${allowed}`;
    if (issue.expected === 'Object') return `must be an object with the keys: ${allowed}`;
    return 'is missing';
  });
}

/**
 * A key with its meaning and the source of its facts. The text appears in the JSON Schema, and from there in editors and in
 * docs/simulator.md.
 */
export function described<const Schema extends v.GenericSchema>(
  meaning: string,
  schema: Schema,
): v.SchemaWithPipe<readonly [Schema, v.DescriptionAction<v.InferOutput<Schema>, string>]> {
  return v.pipe(schema, v.description(meaning));
}

/** One of a few words. */
export function word<const Words extends readonly [string, ...string[]]>(...words: Words): v.PicklistSchema<Words, string> {
  return v.picklist(words, `must be one of: ${words.join(', ')}`);
}

/** A key that is one of a few words, the first of which is its default. */
export function choice<const Words extends readonly [string, ...string[]]>(
  meaning: string,
  words: Words,
): v.SchemaWithPipe<readonly [v.OptionalSchema<v.PicklistSchema<Words, string>, Words[0]>, v.DescriptionAction<Words[number], string>]> {
  return described(meaning, v.optional(word(...words), words[0]));
}

/** A 12-digit account id. It is a string, because it can begin with zeros. */
export const accountId = v.pipe(
  v.string('must be an account id: a string of 12 digits'),
  v.regex(/^\d{12}$/, 'must be an account id: a string of 12 digits'),
);

/** The name of a Region, such as `eu-west-1`. The cross-checks make sure that it belongs to the partition. */
export const regionName = v.pipe(
  v.string('must be the name of a Region'),
  v.regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, 'must be the name of a Region, such as "eu-west-1"'),
);

/** Any text that is not empty. */
export const text = v.pipe(v.string('must be text'), v.minLength(1, 'must not be empty'));

/** A true-or-false value. */
export const flag = v.boolean('must be true or false');

/** A point in time, such as `2026-09-29T15:50:02Z`. */
export const isoTime = v.pipe(
  v.string('must be a time in ISO 8601'),
  v.check((value) => !Number.isNaN(Date.parse(value)), 'must be a time in ISO 8601'),
);

/** A span of time in seconds. */
export const seconds = v.pipe(
  v.number('must be a number of seconds'),
  v.minValue(0, 'must not be negative'),
  v.finite('must be a finite number of seconds'),
);

/** A span of time in milliseconds. */
export const milliseconds = v.pipe(
  v.number('must be a number of milliseconds'),
  v.minValue(0, 'must not be negative'),
  v.finite('must be a finite number of milliseconds'),
);

/** A whole number from 0 on. */
export const count = v.pipe(v.number('must be a number'), v.integer('must be a whole number'), v.minValue(0, 'must not be negative'));

/** A whole number from 1 on. */
export const positiveCount = v.pipe(count, v.minValue(1, 'must be at least 1'));

/** One text or a list of texts. */
export const oneOrMore = v.union([text, v.pipe(v.array(text), v.minLength(1, 'must not be empty'))], 'must be a text or a list of texts');

/** One account id or a list of them. */
export const oneOrMoreAccounts = v.union(
  [accountId, v.pipe(v.array(accountId), v.minLength(1, 'must not be empty'))],
  'must be an account id or a list of account ids',
);

/** One Region or a list of them. */
export const oneOrMoreRegions = v.union(
  [regionName, v.pipe(v.array(regionName), v.minLength(1, 'must not be empty'))],
  'must be a Region or a list of Regions',
);

/** Account ids, or `"all"`. */
export const accountSelection = v.union([v.literal('all'), v.array(accountId)], 'must be "all" or a list of account ids');
