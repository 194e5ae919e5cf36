import * as v from 'valibot';
import { isAccountId, isDetectorId } from '../../domain/ids';
import type { AnswerSchema } from './read-answer';

/** Messages continue the name of the member: see {@link readAnswer}. Only texts, lists and objects that are needed have one. */
export const text = v.string('is not a text');

/** A text that says something. */
export const words = v.pipe(text, v.nonEmpty('is empty'));

/** Account ids are texts of twelve digits; a number would have lost its leading zeros. */
export const accountId = v.pipe(text, v.guard(isAccountId, 'is not an account id'));

export const detectorId = v.pipe(text, v.guard(isDetectorId, 'is empty'));

/** AWS ends a list with a token that is absent, null or empty. */
export const nextToken = v.nullish(text);

/** An object of which these members are read. Others are ignored: AWS adds members at any time. */
export function object<Entries extends v.ObjectEntries>(entries: Entries) {
  return v.object(entries, 'is not an object');
}

/**
 * A list that is empty comes as an empty list, as recordings of live answers show (https://github.com/radkawar/stackd,
 * testdata/aws/guardduty); one that is missing was not read.
 */
export function listOf<Entry>(entry: AnswerSchema<Entry>): AnswerSchema<Entry[]> {
  return v.array(entry, 'is not a list');
}

/** A member that may be missing or odd: it is undefined then, and the rest of the answer still counts. */
export function readable<Value>(schema: AnswerSchema<Value>) {
  return v.fallback(v.optional(schema), undefined);
}

/** An answer whose content is not needed. */
export const anything: AnswerSchema<void> = v.pipe(
  v.unknown(),
  v.transform(() => undefined),
);
