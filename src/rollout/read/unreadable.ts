import { PreconditionError } from '../../domain/errors';
import type { AwsFailure } from '../../domain/problem';
import { problemTexts, quote } from '../../messages/problems';

/** The refusal to begin a run on something that could not be read. `what` says what, without a full stop. */
export function unreadable(what: string, failure: AwsFailure, remedy?: string): PreconditionError {
  const { problem } = failure;
  const text = problemTexts[problem.code];
  return new PreconditionError(
    { message: `${what}: ${problem.action} ${text.what}.`, reason: quote(problem), remedy: remedy ?? text.remedy },
    failure,
  );
}
