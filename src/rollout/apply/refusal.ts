import { problemOf, type Problem, type ProblemCode } from '../../domain/problem';

/** The refusal of what a request says, as opposed to one that nobody may make or that could not be made. */
export function refusalOf(error: unknown): Problem | undefined {
  const problem = problemOf(error);
  // GuardDuty's words for a feature that a Region lacks are those for a caller it does not know yet.
  return problem.code === 'refused' || problem.code === 'not-settled' ? problem : undefined;
}

/** Failures after which a write may have been applied all the same. */
const perhapsApplied: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'timed-out',
  'network-failure',
  'service-failure',
  'not-aws',
  'unexpected-answer',
]);

export function mayBeApplied({ code }: Problem): boolean {
  return perhapsApplied.has(code);
}
