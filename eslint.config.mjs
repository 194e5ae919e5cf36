// ESLint 10 no longer reads .eslintrc.json. This hands that file, unchanged, to ESLint 10 (and 9).
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FlatCompat } from '@eslint/eslintrc';
import js from '@eslint/js';

const here = fileURLToPath(new URL('.', import.meta.url));
const {
  root,
  ignorePatterns = [],
  reportUnusedDisableDirectives,
  ...rc
} = JSON.parse(readFileSync(new URL('.eslintrc.json', import.meta.url), 'utf8'));
const compat = new FlatCompat({
  baseDirectory: here,
  resolvePluginsRelativeTo: here,
  recommendedConfig: js.configs.recommended,
  allConfig: js.configs.all,
});

export default [
  { ignores: ignorePatterns.map((pattern) => pattern.replace(/^(!?)/, '$1**/')) },
  ...compat.config(rc).map((config) => ({ ...config, files: config.files ?? ['**/*.ts'] })),
  { linterOptions: { reportUnusedDisableDirectives: reportUnusedDisableDirectives ? 'error' : 'off' } },
];
