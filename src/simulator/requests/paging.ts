import type { Call } from './call';
import type { World } from '../world/world';

/** The names, limits and errors of a list operation. */
export interface PagingRules {
  readonly sizeName: string;
  readonly tokenName: string;
  readonly largest: number;
  readonly usual: number;
  /** Whether a malformed token is refused or ignored. */
  readonly malformedToken: 'refused' | 'ignored';
  refuse(problem: 'size' | 'token'): Error;
}

/** Reads items from a position. `next` is the position of the next page. */
export type ReadItems<Item> = (position: number, size: number) => { readonly items: Item[]; readonly next: number | undefined };

/** One page. The token is `undefined`, `null` or empty on the last page. */
export interface Page<Item> {
  readonly items: Item[];
  readonly token: string | null | undefined;
}

/**
 * Returns one page of a list. A token is opaque, belongs to one operation, and has characters that must be escaped in a URL.
 * An empty page may come before the end: https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
export function pageOf<Item>(world: World, call: Call, rules: PagingRules, read: ReadItems<Item>): Page<Item> {
  const size = sizeOf(call, rules);
  const position = positionOf(call, rules);
  if (call.directives.emptyPage) return { items: [], token: tokenFor(call, position) };
  const { items, next } = read(position, size);
  if (call.directives.repeatedToken) return { items, token: tokenFor(call, position) };
  if (next !== undefined) return { items, token: tokenFor(call, next) };
  return { items, token: lastToken(world, call) };
}

/** Reads pages from a list. */
export function fromList<Item>(list: readonly Item[]): ReadItems<Item> {
  return (position, size) => ({
    items: list.slice(position, position + size),
    next: position + size < list.length ? position + size : undefined,
  });
}

/** Reads pages from numbered positions, some of which are empty. */
export function fromPositions<Item>(length: number, at: (position: number) => Item | undefined): ReadItems<Item> {
  return (start, size) => {
    const items: Item[] = [];
    let position = start;
    for (; position < length; position += 1) {
      const item = at(position);
      if (item === undefined) continue;
      if (items.length === size) return { items, next: position };
      items.push(item);
    }
    return { items, next: undefined };
  };
}

function sizeOf(call: Call, rules: PagingRules): number {
  const value = call.input[rules.sizeName];
  if (value === undefined || value === null) return rules.usual;
  const size = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 1 || size > rules.largest) throw rules.refuse('size');
  return size;
}

function positionOf(call: Call, rules: PagingRules): number {
  const token = call.input[rules.tokenName];
  if (token === undefined || token === null || token === '') return 0;
  const found = typeof token === 'string' && /^AQ \+\/&(.+)$/.exec(token)?.[1];
  const [operation, position] = found ? Buffer.from(found, 'base64').toString().split('#') : [];
  if (operation === call.operation && position !== undefined && /^\d+$/.test(position)) return Number(position);
  if (rules.malformedToken === 'ignored') return 0;
  throw rules.refuse('token');
}

function tokenFor(call: Call, position: number): string {
  return `AQ +/&${Buffer.from(`${call.operation}#${String(position)}`).toString('base64')}`;
}

function lastToken(world: World, call: Call): string | null | undefined {
  if (call.directives.emptyToken) return '';
  switch (world.scenario.switches.lastPageToken) {
    case 'absent':
      return undefined;
    case 'empty-string':
      return '';
    case 'null':
      return null;
  }
}
