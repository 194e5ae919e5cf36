import type { Problem } from '../domain/problem';
import { problemTexts, quote } from '../domain/problem-texts';
import { permissionsBehind } from '../plan/permissions';
import { harmless } from './harmless';

/** AWS may hide behind its own failure that the caller lacks a permission which the request needs besides. */
function hiddenCause({ action, code }: Problem): string {
  const behind = code === 'service-failure' ? permissionsBehind(action) : [];
  return behind.length === 0 ? '' : ` It also fails like this where the identity is not allowed one of: ${behind.join(', ')}.`;
}

/** A failed request in three parts: what, AWS's own words, what to do. */
export function describeProblem(problem: Problem): { readonly what: string; readonly words: string; readonly remedy: string } {
  const { action, accountId, region, code } = problem;
  const { what, remedy } = problemTexts[code];
  const place = `${accountId === undefined ? '' : ` as ${accountId}`}${region === undefined ? '' : ` in ${region}`}`;
  return { what: `${action}${place} ${what}.`, words: harmless(quote(problem)), remedy: `${remedy}${hiddenCause(problem)}` };
}
