import type { PolicyDocument, PolicyStatement } from '../scenario/access';
import { meetsConditions, type RequestContext } from './condition';
import { fitsWildcard } from './wildcard';

/** A request that a policy allows or denies. */
export interface AccessRequest {
  /** Such as `guardduty:CreateMembers`. */
  readonly action: string;
  /** An ARN, or `*` for actions without a resource. */
  readonly resource: string;
  readonly context: RequestContext;
}

/** The result of a policy. */
export type Verdict = 'allowed' | 'denied' | 'not-mentioned';

/** Evaluates policies. A deny overrides every allow. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
export function evaluate(documents: readonly PolicyDocument[], request: AccessRequest): Verdict {
  const applying = documents.flatMap(({ Statement }) => [Statement].flat()).filter((statement) => applies(statement, request));
  if (applying.some(({ Effect }) => Effect === 'Deny')) return 'denied';
  return applying.length > 0 ? 'allowed' : 'not-mentioned';
}

function applies(statement: PolicyStatement, { action, resource, context }: AccessRequest): boolean {
  const { Action, NotAction, Resource, NotResource } = statement;
  const actionFits = matches(Action, NotAction, (pattern) => fitsWildcard(pattern, action, true));
  const resourceFits = matches(Resource, NotResource, (pattern) => fitsWildcard(pattern, resource));
  return actionFits && resourceFits && meetsConditions(statement.Condition, context);
}

function matches(
  wanted: string | string[] | undefined,
  unwanted: string | string[] | undefined,
  fits: (pattern: string) => boolean,
): boolean {
  if (wanted !== undefined) return [wanted].flat().some(fits);
  return unwanted !== undefined && ![unwanted].flat().some(fits);
}
