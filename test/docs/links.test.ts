import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const root = join(__dirname, '../..');
const pagesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder)).flatMap((name) => (name.endsWith('.md') ? [join(folder, name)] : []));
const pages = [...pagesIn('.'), ...pagesIn('docs')];
const withoutBlocks = (page: string): string => readFileSync(join(root, page), 'utf8').replace(/```[^]*?```/g, '');

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): readonly string[] {
  return [...withoutBlocks(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Links to pages of the project that lead nowhere. */
function deadLinks(page: string): readonly string[] {
  const links = [...withoutBlocks(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return links.filter((link) => {
    if (/^https?:/.test(link)) return false;
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? page : join(dirname(page), path);
    return !existsSync(join(root, target)) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
  });
}

describe('links', () => {
  test.each(pages)('of %s lead to pages and headings that are there', (page) => {
    expect(deadLinks(page)).toEqual([]);
  });

  test.each(pagesIn('docs').filter((page) => page !== 'docs/README.md'))('lead from the index to %s', (page) => {
    expect(withoutBlocks('docs/README.md')).toContain(`](${basename(page)})`);
  });

  test('lead to every page, from the README or a page that it links to', () => {
    const reached = new Set(['README.md']);
    for (const page of reached) {
      for (const [, path = ''] of withoutBlocks(page).matchAll(/\]\(([^)#\s]+\.md)/g)) {
        if (!path.includes(':')) reached.add(join(dirname(page), path));
      }
    }
    expect(pages.filter((page) => !reached.has(page))).toEqual([]);
  });
});
