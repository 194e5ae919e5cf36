import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Locked {
  readonly license?: string;
  readonly resolved?: string;
  readonly integrity?: string;
}

const lock = JSON.parse(readFileSync(join(__dirname, '../../package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const packages = Object.entries(lock.packages).filter(([place]) => place !== '');

/** Changed files of it would have to be published; it is used as it is, by tests alone. */
const forTestsOnly: ReadonlyMap<string, string> = new Map([['node_modules/axe-core', 'MPL-2.0']]);

/** Licences that ask for nothing but their own text, or are for data only. */
const permissive = /^(?:MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause|BlueOak-1\.0\.0|Python-2\.0|CC-BY-4\.0|CC0-1\.0)$/;

/** Packages whose manifest names a file; what it says was read. */
const read: ReadonlyMap<string, string> = new Map([['node_modules/spawndamnit', 'MIT']]);

describe('every package that is installed to build and test', () => {
  test('has a permissive licence', () => {
    const licences = packages.map(([place, { license }]) => [place, read.get(place) ?? license ?? 'none'] as const);
    const others = licences.filter(
      ([place, licence]) =>
        forTestsOnly.get(place) !== licence &&
        !licence
          .replace(/[()]/g, '')
          .split(/ (?:AND|OR) /)
          .every((one) => permissive.test(one)),
    );
    expect(others).toEqual([]);
  });

  test('is held to its contents, and to no address', () => {
    const bundled = packages.filter(([, locked]) => !('inBundle' in locked) && !('link' in locked));
    expect(bundled.filter(([, { integrity }]) => integrity === undefined).map(([place]) => place)).toEqual([]);
    expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([place]) => place)).toEqual([]);
  });
});
