import type { ProblemCode } from '../../domain/problem';

/** Failures that pass. After the first three nobody knows whether the request was applied, so its effect is read before the next attempt. */
const passing: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'timed-out',
  'network-failure',
  'service-failure',
  'throttled',
  'concurrent-change',
  'service-not-in-region',
]);

/** Whether a failure usually passes, so that another attempt may succeed. */
export function isPassing(code: ProblemCode): boolean {
  return passing.has(code);
}
