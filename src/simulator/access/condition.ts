import type { PolicyStatement } from '../scenario/access';
import { fitsWildcard } from './wildcard';

/** Values of condition keys for one request, by their lower-case names. */
export type RequestContext = ReadonlyMap<string, string>;

type Compare = (wanted: string, actual: string) => boolean;

const operators: ReadonlyMap<string, { readonly compare: Compare; readonly negated: boolean }> = new Map([
  ['StringEquals', { compare: same, negated: false }],
  ['StringNotEquals', { compare: same, negated: true }],
  ['StringEqualsIgnoreCase', { compare: sameIgnoringCase, negated: false }],
  ['StringNotEqualsIgnoreCase', { compare: sameIgnoringCase, negated: true }],
  ['StringLike', { compare: fits, negated: false }],
  ['StringNotLike', { compare: fits, negated: true }],
  ['ArnEquals', { compare: fits, negated: false }],
  ['ArnNotEquals', { compare: fits, negated: true }],
  ['ArnLike', { compare: fits, negated: false }],
  ['ArnNotLike', { compare: fits, negated: true }],
  ['Bool', { compare: sameIgnoringCase, negated: false }],
]);

/** Condition operators that the simulator knows. A scenario with another one is refused. */
export const supportedOperators: readonly string[] = [...operators.keys()].flatMap((name) => [name, `${name}IfExists`]);

/** Whether every condition of a statement is met. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export function meetsConditions(conditions: PolicyStatement['Condition'], context: RequestContext): boolean {
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => meets(operator, [values].flat().map(String), context.get(key.toLowerCase()))),
  );
}

function meets(operator: string, wanted: readonly string[], actual: string | undefined): boolean {
  const ifExists = operator.endsWith('IfExists');
  const understood = operators.get(operator.replace(/IfExists$/, ''));
  // A missing key meets negated operators and operators with IfExists.
  if (actual === undefined) return ifExists || understood?.negated === true;
  return understood !== undefined && wanted.some((value) => understood.compare(value, actual)) !== understood.negated;
}

function same(wanted: string, actual: string): boolean {
  return wanted === actual;
}

function sameIgnoringCase(wanted: string, actual: string): boolean {
  return same(wanted.toLowerCase(), actual.toLowerCase());
}

function fits(pattern: string, text: string): boolean {
  return fitsWildcard(pattern, text);
}
