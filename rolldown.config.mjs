import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes dist/THIRD-PARTY-LICENSES.txt for exactly the packages that ended up in the bundle. */
function thirdPartyLicences() {
  return {
    name: 'third-party-licences',
    generateBundle(_options, bundle) {
      const dirs = new Set();
      for (const output of Object.values(bundle)) {
        for (const id of Object.keys(output.modules ?? {})) {
          // On Windows the names of modules have backslashes.
          const match = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/'));
          if (match) dirs.add(match[1]);
        }
      }
      if (dirs.size === 0) this.error('no package was found in the bundle');
      const texts = new Map(); // licence text -> package list
      const missing = [];
      let apache;
      for (const dir of [...dirs].sort()) {
        const manifest = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));
        const label = `${manifest.name}@${manifest.version} (${manifest.license})`;
        const files = readdirSync(dir)
          .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
          .sort();
        if (files.length === 0) {
          missing.push([label, manifest]);
          continue;
        }
        const text = files.map((file) => readFileSync(join(dir, file), 'utf8').trim()).join('\n\n');
        if (manifest.license === 'Apache-2.0' && manifest.name.startsWith('@aws-sdk/')) apache ??= text;
        texts.set(text, [...(texts.get(text) ?? []), label]);
      }
      for (const [label, manifest] of missing) {
        if (manifest.license !== 'Apache-2.0' || apache === undefined) this.error(`no licence text for ${label}`);
        texts.set(apache, [...texts.get(apache), label]);
      }
      this.emitFile({
        type: 'asset',
        fileName: 'THIRD-PARTY-LICENSES.txt',
        source: [...texts].map(([text, labels]) => `${labels.join('\n')}\n\n${text}\n`).join(`\n${'='.repeat(80)}\n\n`),
      });
    },
  };
}

/** Puts the script and style of the HTML report, which a clone reads from beside its source, into the bundle. */
function filesOfThePage() {
  return {
    name: 'files-of-the-page',
    transform(code, id) {
      if (!/[\\/]page-files\.ts$/.test(id)) return null;
      const inlined = code.replace(/readFileSync\(join\(__dirname, '([^']+)'\), 'utf8'\)/g, (_call, name) =>
        JSON.stringify(readFileSync(join(dirname(id), name), 'utf8')),
      );
      if (inlined.includes('readFileSync(')) this.error('a file of the page is read in a way that the build does not know');
      return inlined;
    },
  };
}

/** Lets commander load Node's child processes, and what they need, only for commands that are programs of their own: there are none. */
function lateChildProcesses() {
  const early = "const childProcess = require('node:child_process');";
  return {
    name: 'late-child-processes',
    transform(code, id) {
      if (!/[\\/]commander[\\/]lib[\\/]command\.js$/.test(id)) return null;
      if (!code.includes(early)) this.error('commander loads child processes in a way that the build does not know');
      return code.replace(early, "const childProcess = { spawn: (...given) => require('node:child_process').spawn(...given) };");
    },
  };
}

export default {
  input: { main: 'src/cli/main.ts', index: 'src/index.ts' },
  platform: 'node',
  resolve: { mainFields: ['module', 'main'] }, // the SDK's ES build: tree-shakes (2.0 MB -> 1.3 MB unminified)
  transform: { target: 'node20' },
  plugins: [filesOfThePage(), lateChildProcesses(), thirdPartyLicences()],
  output: {
    dir: 'dist',
    cleanDir: true,
    format: 'cjs',
    minify: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    // What AWS's operations look like on the wire, by name. Apart, so that the rollout's own part does not even name what an off-boarding calls.
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [
        { name: 'aws-shapes', test: /client-(?:guardduty|organizations)[\\/]dist-es[\\/]schemas/ },
        // What nearly every part needs, in one file: help and refusals load fewer.
        {
          name: 'common',
          test: /src[\\/](?:domain[\\/](?!usage)|messages[\\/]harmless)|node_modules[\\/](?:chalk|ansi-styles|color-convert|color-name|supports-color|has-flag|strip-ansi|ansi-regex|fastest-levenshtein)[\\/]/,
        },
      ],
    },
  },
};
