import type { Problem } from '../domain/problem';
import { problemTexts, quote } from './problems';
import { permissionsBehind } from '../permissions/permissions';
import { harmless } from './harmless';

/** AWS may hide behind its own failure that the caller lacks a permission which the request needs besides. */
function hiddenCause({ action, code }: Problem): string {
  const behind = code === 'service-failure' ? permissionsBehind(action) : [];
  return behind.length === 0 ? '' : ` It also fails like this where the identity is not allowed one of: ${behind.join(', ')}.`;
}

const minute = 60;

/** What is known beyond the code: a permission that AWS names, or by how much the clock is off. */
function particulars({ permission, clockAheadSeconds: ahead }: Problem): string {
  if (permission !== undefined) return ` AWS names ${permission}.`;
  if (ahead === undefined) return '';
  const amount =
    Math.abs(ahead) < 2 * minute ? `${Math.abs(ahead).toString()} seconds` : `${Math.round(Math.abs(ahead) / minute).toString()} minutes`;
  return ` It is ${amount} ${ahead > 0 ? 'ahead of' : 'behind'} the clock of AWS.`;
}

/** AWS's words without the Region and the ids in them: what is left is the same wherever the trouble is the same. */
export function commonWords(words: string, region: string | undefined): string {
  const placeless = region === undefined ? words : words.replaceAll(region, '');
  return placeless.replace(/\b[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\b/g, '');
}

/** A failed request in three parts: what, AWS's own words, what to do. Told of several Regions at once, it names none. */
export function describeProblem(
  problem: Problem,
  ofSeveral = false,
): { readonly what: string; readonly words: string; readonly remedy: string } {
  const { action, accountId, region, code } = problem;
  const { what, remedy } = problemTexts[code];
  const place = `${accountId === undefined ? '' : ` as ${accountId}`}${region === undefined || ofSeveral ? '' : ` in ${region}`}`;
  return {
    what: `${action}${place} ${what}.${particulars(problem)}`,
    words: harmless(quote(problem)),
    remedy: `${remedy}${hiddenCause(problem)}`,
  };
}
