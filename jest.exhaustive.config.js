const { availableParallelism } = require('node:os');

// What takes minutes: every crash point, every missing permission, random cases, answers changed one place at a time. ORACLE_CASES asks for
// more cases, BORDER_ALL=1 for every place in every answer, which takes hours.
process.env.EVERY_LOOK = '1';
process.env.ORACLE_CASES ??= '2000';
if (process.env.BORDER_ALL === undefined) process.env.BORDER_STEP ??= '200';

/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.js'),
  // Requests are given up early in some of these tests, so that each needs a processor.
  maxWorkers: availableParallelism(),
  testMatch: ['exhaustive/**/*', 'border/export', 'oracle/oracle-*', 'cli/report-in-browser'].map(
    (place) => `<rootDir>/test/${place}.test.ts`,
  ),
};
