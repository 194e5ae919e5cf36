import type { PolicyStatement } from '../scenario/access';
import { fitsWildcard } from './wildcard';

/** Values of condition keys for one request, by their lower-case names. */
export type RequestContext = ReadonlyMap<string, string>;

type Compare = (wanted: string, actual: string) => boolean;

const operators: ReadonlyMap<string, { readonly compare: Compare; readonly negated: boolean }> = new Map([
  ['StringEquals', { compare: (wanted, actual) => wanted === actual, negated: false }],
  ['StringNotEquals', { compare: (wanted, actual) => wanted === actual, negated: true }],
  ['StringEqualsIgnoreCase', { compare: (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase(), negated: false }],
  ['StringLike', { compare: fits, negated: false }],
  ['StringNotLike', { compare: fits, negated: true }],
  ['ArnLike', { compare: fits, negated: false }],
  ['ArnEquals', { compare: fits, negated: false }],
  ['ArnNotLike', { compare: fits, negated: true }],
  ['Bool', { compare: (wanted, actual) => wanted === actual, negated: false }],
]);

/** Condition operators that are understood; a scenario with another one is refused. */
export const supportedOperators: readonly string[] = [...operators.keys()].flatMap((name) => [name, `${name}IfExists`]);

/** Whether every condition of a statement is met. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export function meetsConditions(conditions: PolicyStatement['Condition'], context: RequestContext): boolean {
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => meets(operator, [values].flat().map(String), context.get(key.toLowerCase()))),
  );
}

function meets(operator: string, wanted: readonly string[], actual: string | undefined): boolean {
  const ifExists = operator.endsWith('IfExists');
  const { compare, negated } = operators.get(operator.replace(/IfExists$/, '')) ?? { compare: () => false, negated: false };
  // A key that is missing meets negated operators, and those with IfExists.
  if (actual === undefined) return ifExists || negated;
  return wanted.some((value) => compare(value, actual)) !== negated;
}

function fits(pattern: string, text: string): boolean {
  return fitsWildcard(pattern, text);
}
