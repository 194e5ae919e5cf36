import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm } from '../support/npm';
import { smoke } from './support/smoke';

const root = join(__dirname, '../..');
const project = mkdtempSync(join(tmpdir(), 'provision-guardduty-consumer-'));
const installed = join(project, 'node_modules/provision-guardduty');

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

jest.setTimeout(120_000);

describe('the packed package', () => {
  let packed: Packed;

  beforeAll(() => {
    // The build is there: CI makes it before the tests.
    [packed] = JSON.parse(npm('pack', '--json', '--ignore-scripts', '--pack-destination', project)) as [Packed];
    npm('install', '--prefix', project, '--offline', '--no-audit', '--no-fund', join(project, packed.filename));
  });

  const contents = (): readonly string[] => packed.files.map(({ path }) => path);

  test('holds what it needs and nothing else', () => {
    const known =
      /^(?:bin\/provision-guardduty\.js|dist\/(?:main|index)\.js|dist\/chunks\/[\w-]+\.js|dist\/types\/[\w/-]+\.d\.ts|dist\/THIRD-PARTY-LICENSES\.txt|schema\/(?:report|scenario|offboard-report|carry-over)\.schema\.json|package\.json|README\.md|LICENSE)$/;
    expect(contents().filter((path) => !known.test(path))).toEqual([]);
    expect(contents()).toEqual(
      expect.arrayContaining(['bin/provision-guardduty.js', 'dist/main.js', 'dist/index.js', 'dist/types/index.d.ts', 'LICENSE']),
    );
    expect(readdirSync(installed).sort()).toEqual(['LICENSE', 'README.md', 'bin', 'dist', 'package.json', 'schema']);
    expect(packed.size).toBeLessThan(450_000);
  });

  test('installs nothing and runs no script', () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string> | undefined
    >;
    for (const key of ['dependencies', 'optionalDependencies', 'peerDependencies']) expect(manifest[key]).toBeUndefined();
    expect(Object.keys(manifest['scripts'] ?? {}).filter((name) => /^(?:pre|post)?install$/.test(name))).toEqual([]);
    expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['provision-guardduty']);
  });

  test('has notes for its version, which become those of the release', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(readFileSync(join(root, 'CHANGELOG.md'), 'utf8').split('\n')).toContain(`## ${version}`);
  });

  test('says nothing about the machine that built it', () => {
    const files = contents().filter((path) => path.startsWith('dist/'));
    // As it is, with the other slashes, and as a text of JavaScript.
    const spellings = [root, root.replaceAll('\\', '/'), root.replaceAll('\\', '\\\\')];
    const telling = files.filter((path) => {
      const text = readFileSync(join(installed, path), 'utf8');
      return spellings.some((spelling) => text.includes(spelling));
    });
    expect([telling, contents().filter((path) => path.endsWith('.map'))]).toEqual([[], []]);
  });

  test('has types that stand alone, and none that nothing reaches through a package', () => {
    const types = contents().filter((path) => path.endsWith('.d.ts'));
    const packages = types.flatMap((path) => [
      ...readFileSync(join(installed, path), 'utf8').matchAll(/(?:from |import\()['"]([^.'"][^'"]*)['"]/g),
    ]);
    expect(packages.map(([, name]) => name)).toEqual([]);
    expect(types.length).toBeGreaterThan(30);
  });

  test('has the licence of every package in it', () => {
    const text = readFileSync(join(installed, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['@aws-sdk/client-guardduty', 'commander', 'chalk', 'ora', 'valibot', 'p-limit']) expect(text).toContain(`${name}@`);
  });

  test('does from the package alone what a new user asks of it', async () => {
    expect((await smoke(process.execPath, project)).wrong).toEqual([]);
  });

  test.each([
    ['node16', 'node16'],
    ['esnext', 'bundler'],
  ])('gives types to a project with module %s and resolution %s', (module, moduleResolution) => {
    copyFileSync(join(__dirname, 'consumer.ts'), join(project, 'consumer.ts'));
    const compilerOptions = {
      target: 'es2022',
      module,
      moduleResolution,
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      types: [],
      lib: ['es2023'],
    };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
    writeFileSync(join(project, 'package.json'), '{"type":"module"}');
    const told = ((): string => {
      try {
        return execFileSync(process.execPath, [join(root, 'node_modules/typescript-7/bin/tsc'), '-p', project], { encoding: 'utf8' });
      } catch (error) {
        return String((error as { stdout?: unknown }).stdout);
      }
    })();
    expect(told).toBe('');
  });
});
