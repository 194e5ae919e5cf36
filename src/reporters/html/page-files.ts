import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * The page's script and style are files of their own, so that linter, type check and formatter see them. In a clone they are read from
 * beside this file; the build puts them in place of these calls (rolldown.config.mjs).
 */
const styles = [
  readFileSync(join(__dirname, 'page.css'), 'utf8'),
  readFileSync(join(__dirname, 'tables.css'), 'utf8'),
  readFileSync(join(__dirname, 'media.css'), 'utf8'),
];

/** Three files that share one scope: the data, what is known of one cell, and the map. */
const scripts = [
  readFileSync(join(__dirname, 'data.script.js'), 'utf8'),
  readFileSync(join(__dirname, 'details.script.js'), 'utf8'),
  readFileSync(join(__dirname, 'map.script.js'), 'utf8'),
];

export const pageStyle = styles.join('');
export const pageScript = `(() => {\n'use strict';\n${scripts.join('')}})();\n`;
