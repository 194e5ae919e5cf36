import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { weights } from '../../src/domain/reasons';

const src = join(__dirname, '../../src');
/** The tables of reasons themselves. */
const tables: readonly string[] = ['domain/reasons.ts', 'messages/reasons.ts'];
const code = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !tables.includes(file.replaceAll('\\', '/')))
  .map((file) => readFileSync(join(src, file), 'utf8'))
  .join('\n');

test.each(Object.keys(weights))('the reason "%s" is given somewhere', (reason) => {
  expect(code.includes(`'${reason}'`)).toBe(true);
});
