import { problemOf, type Problem } from '../../domain/problem';

/** The refusal of what a request says, as opposed to one that nobody may make or that could not be made. */
export function refusalOf(error: unknown): Problem | undefined {
  const problem = problemOf(error);
  // GuardDuty's words for a feature that a Region lacks are those for a caller it does not know yet.
  return problem.code === 'refused' || problem.code === 'not-settled' ? problem : undefined;
}
