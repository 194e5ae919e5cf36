import type { ProblemCode } from './problem';

/** Failures that every other request with the same credentials would meet. */
const final: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'access-denied',
  'denied-by-scp',
  'credentials-expired',
  'credentials-invalid',
]);

/** Refusals of the request itself. */
const splittable: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['refused', 'not-settled', 'not-in-organization']);

/** Whether the other requests of the same kind would fail alike. */
export function isFinal(code: ProblemCode): boolean {
  return final.has(code);
}

/** Whether one account or feature in the request may be the cause, so that a smaller request may succeed. */
export function isSplittable(code: ProblemCode): boolean {
  return splittable.has(code);
}
