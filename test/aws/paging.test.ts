import { readAllPages, type Page } from '../../src/aws/paging';
import { problemOf } from './support/simulated';

const place = { action: 'organizations:ListAccounts' };

/** A page of letters. */
function page(letters: string, nextToken?: string | null): Page<string> {
  return { items: letters.split(''), nextToken };
}

/** Reads items that are distinguished by their first letter. */
function readAll(fetchPage: (token: string | undefined) => Promise<Page<string>>, onProgress?: (count: number) => void) {
  return readAllPages(place, fetchPage, { keyOf: (item) => item.charAt(0), onProgress });
}

/** Gives pages in order and keeps the tokens it was asked with; after the last one it fails the test. */
function pages(...given: readonly Page<string>[]) {
  const tokens: (string | undefined)[] = [];
  const fetchPage = (token: string | undefined): Promise<Page<string>> => {
    const next = given[tokens.length];
    tokens.push(token);
    return next === undefined ? Promise.reject(new Error('a page too many was asked for')) : Promise.resolve(next);
  };
  return { tokens, fetchPage };
}

async function read(...given: readonly Page<string>[]): Promise<string> {
  return (await readAll(pages(...given).fetchPage)).join('');
}

describe('readAllPages', () => {
  test('follows the tokens to the end', async () => {
    const { tokens, fetchPage } = pages(page('ab', 'one'), page('cd', 'two'), page('e'));
    expect(await readAll(fetchPage)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(tokens).toEqual([undefined, 'one', 'two']);
  });

  test.each([
    ['absent', undefined],
    ['null', null],
    ['an empty text', ''],
  ] as const)('ends where the token is %s', async (_name, token) => {
    expect(await read(page('ab', 'one'), page('c', token))).toBe('abc');
  });

  test('gives nothing for an empty list', async () => {
    expect(await read(page(''))).toBe('');
  });

  test('goes on after empty pages that have a token', async () => {
    expect(await read(page('', 'one'), page('', 'two'), page('a', 'three'), page('', 'four'), page('b'))).toBe('ab');
  });

  test('keeps the first of values with the same key', async () => {
    const { fetchPage } = pages({ items: ['a first'], nextToken: 'one' }, { items: ['a again', 'b'], nextToken: undefined });
    expect(await readAll(fetchPage)).toEqual(['a first', 'b']);
  });

  test('goes on where a token repeats but the page is new', async () => {
    expect(await read(page('a', 'one'), page('b', 'one'), page('c', 'two'), page('d'))).toBe('abcd');
  });

  test('goes on where a page repeats but the token is new', async () => {
    expect(await read(page('ab', 'one'), page('ab', 'two'), page('c'))).toBe('abc');
  });

  test.each([
    ['an empty page', ''],
    ['a page that was seen before', 'a'],
  ])('asks again where a token repeats with %s', async (_name, letters) => {
    expect(await read(page('a', 'one'), page(letters, 'one'), page(letters, 'one'), page('b'))).toBe('ab');
  });

  test.each([
    ['empty pages', ''],
    ['a page that was seen before', 'a'],
  ])('does not call the list complete where a token keeps repeating with %s', async (_name, letters) => {
    const tokens: (string | undefined)[] = [];
    const fetchPage = (token: string | undefined) => Promise.resolve(page(tokens.push(token) === 1 ? 'a' : letters, 'one'));
    expect(await problemOf(readAll(fetchPage))).toEqual({ ...place, code: 'endless-list' });
    expect(tokens).toEqual([undefined, ...Array<string>(11).fill('one')]);
  });

  test('has the last word on values with the same key', async () => {
    const { fetchPage } = pages(page('ab', 'one'), page('ac', 'two'), page('a'));
    const merge = (first: string, other: string) => first + other;
    expect(await readAllPages(place, fetchPage, { keyOf: (item) => item.charAt(0), merge })).toEqual(['aaa', 'b', 'c']);
  });

  test('takes ten repetitions for a hiccup', async () => {
    expect(await read(page('a', 'one'), ...Array<Page<string>>(10).fill(page('', 'one')), page('b', 'two'), page('c'))).toBe('abc');
  });

  test('counts only repetitions in a row', async () => {
    const hiccup = Array<Page<string>>(6).fill(page('', 'one'));
    expect(await read(page('a', 'one'), ...hiccup, page('b', 'one'), ...hiccup, page('', 'two'), ...hiccup, page('c'))).toBe('abc');
  });

  test('goes on where a token repeats as long as pages are new', async () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
    expect(await read(...letters.map((letter) => page(letter, 'one')), page(''))).toBe(letters.join(''));
  });

  test('goes on after more empty pages with fresh tokens than a token may repeat', async () => {
    const empty = Array.from({ length: 20 }, (_, index) => page('', `token ${String(index)}`));
    expect(await read(page('a', 'one'), ...empty, page('b'))).toBe('ab');
  });

  test('does not call the list complete where fresh tokens bring nothing for ever', async () => {
    let number = 0;
    const fetchPage = () => Promise.resolve(page('a', String((number += 1))));
    expect(await problemOf(readAll(fetchPage))).toEqual({ ...place, code: 'endless-list' });
    // The first page brings something; a thousand that bring nothing are borne, one more is not.
    expect(number).toBe(1002);
  });

  test('reads a list longer than the most fruitless pages', async () => {
    let number = 0;
    const fetchPage = () => {
      number += 1;
      return Promise.resolve(page(String.fromCodePoint(10_000 + number), number < 1500 ? String(number) : ''));
    };
    expect(await readAll(fetchPage)).toHaveLength(1500);
  });

  test('reports after each page how many it has', async () => {
    const counts: number[] = [];
    const { fetchPage } = pages(page('ab', 'one'), page('', 'two'), page('bc'));
    await readAll(fetchPage, (count) => counts.push(count));
    expect(counts).toEqual([2, 2, 3]);
  });

  test('fails with the page that cannot be had, and gives nothing of what it has', async () => {
    const refusal = Object.assign(new Error('Not today.'), { name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } });
    const { fetchPage } = pages(page('ab', 'one'));
    const failing = (token: string | undefined) => (token === undefined ? fetchPage(token) : Promise.reject(refusal));
    expect(await problemOf(readAll(failing))).toMatchObject({ ...place, code: 'access-denied', awsMessage: 'Not today.' });
  });
});
