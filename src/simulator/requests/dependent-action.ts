import type { AccessRequest } from '../access/policy';

/** An action that AWS takes in the caller's name as part of another one. */
export interface DependentAction {
  readonly request: Omit<AccessRequest, 'context'> & { readonly context: readonly (readonly [string, string])[] };
  /** How the call fails without the permission. */
  readonly failure: 'internal-error' | 'access-denied';
}
