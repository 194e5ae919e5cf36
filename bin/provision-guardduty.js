#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { join } = require('node:path');

if (existsSync(join(__dirname, '../dist/main.js'))) {
  require('../dist/main.js');
} else {
  console.error('This clone is not built. Run "npm ci" in it, or "npm run build" where the packages are installed.');
  process.exitCode = 2;
}
