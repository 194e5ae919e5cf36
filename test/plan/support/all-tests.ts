import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// The tests that the mutation tests run, as one file: a file of its own takes each mutant longer than its tests.
const folder = join(__dirname, '..');
const files = readdirSync(folder).filter((name) => name.endsWith('.test.ts') && name !== 'properties.test.ts');
for (const file of [...files, '../aws/paging.test.ts']) jest.requireActual(join(folder, file));
