import { readFileSync, writeFileSync } from 'node:fs';

/** `UPDATE_DOCS=1 npx jest test/docs` writes what is generated instead of comparing it. */
const update = process.env['UPDATE_DOCS'] === '1';

/** Holds a whole generated file against what the code makes of it. */
export function expectFile(file: string, content: string): void {
  if (update) writeFileSync(file, content);
  expect(readFileSync(file, 'utf8')).toBe(content);
}

/** Holds the part of a page between `<!-- name: … -->` and `<!-- /name -->` against what the code makes of it. */
export function expectPart(file: string, name: string, content: string): void {
  const page = readFileSync(file, 'utf8');
  const [, before = '', part = '', after = ''] =
    new RegExp(`^([^]*<!-- ${name}: [^>]*-->\n)([^]*)(<!-- /${name} -->[^]*)$`).exec(page) ?? [];
  expect(before).not.toBe('');
  if (update) writeFileSync(file, `${before}\n${content}\n\n${after}`);
  else expect(part.trim()).toBe(content);
}

/** Holds one text of a page, which stands there once, against what the code makes of it. */
export function expectText(file: string, shown: string, content: string): void {
  const page = readFileSync(file, 'utf8');
  expect(page.split(shown)).toHaveLength(2);
  if (update)
    writeFileSync(
      file,
      page.replace(shown, () => content),
    );
  else expect(shown).toBe(content);
}
