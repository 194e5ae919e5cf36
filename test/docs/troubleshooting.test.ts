import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tables } from './support/troubleshooting-rows';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8');

/** The texts of all source files in a folder and below. */
function sourcesIn(folder: string): readonly string[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.map((file) => readFileSync(join(root, folder, file), 'utf8'));
}

/** The part of the page under one heading. */
function section(heading: string): string {
  const [, rest = ''] = page.split(`\n## ${heading}\n`);
  return rest.split('\n## ')[0] ?? '';
}

/** The cells of a table, without the marks that Markdown needs. */
function cells(text: string): readonly (readonly string[])[] {
  const rows = text.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(1).map((line) =>
    line
      .slice(1, line.lastIndexOf('|'))
      .split(' | ')
      .map((cell) => cell.replace(/\\([\\`*_<>])/g, '$1').trim()),
  );
}

describe('the troubleshooting page', () => {
  test.each(Object.entries(tables))('says of "%s" what the code says, word for word', (heading, rows) => {
    const shown = cells(section(heading)).map(([key = '', why = '', see = '', remedy = '']) => ({ key, why, see, remedy }));
    expect(shown.map(({ key }) => key).sort()).toEqual(rows.map(({ key }) => `\`${key}\``).sort());
    for (const { key, see, remedy } of rows) {
      const row = shown.find((one) => one.key === `\`${key}\``);
      expect({ key, see: row?.see, remedy: remedy === '' ? '' : row?.remedy }).toEqual({ key, see, remedy });
      expect(row?.why.length).toBeGreaterThan(10);
      expect(row?.remedy.length).toBeGreaterThan(5);
    }
  });

  const quoted = cells(section('Refusals before anything was changed')).map(([, see = '']) =>
    see
      .split('…')
      .map((part) => part.trim())
      .filter((part) => part.length > 2),
  );

  it('quotes refusals that the program makes', () => {
    const source = sourcesIn('src').join('\n');
    expect(quoted.flat().filter((part) => !source.includes(part))).toEqual([]);
  });

  it('quotes every refusal that AWS, credentials or the organization are the cause of', () => {
    const text = /(?:message: |unreadable\(\s*)(['`])(.*?)\1[,)\s]/g;
    const made = [...sourcesIn('src/aws'), ...sourcesIn('src/rollout')].flatMap((file) =>
      [...file.matchAll(text)].map(([, , words = '']) => words),
    );
    const refusals = made.filter((words) => !words.startsWith('${what}'));
    expect(refusals.length).toBeGreaterThan(20);
    expect(refusals.filter((words) => !quoted.some((parts) => parts.length > 0 && parts.every((part) => words.includes(part))))).toEqual(
      [],
    );
  });
});
