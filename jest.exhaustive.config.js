// What takes minutes: every crash point, every missing permission, thousands of cases, every answer changed in every way.
process.env.ORACLE_CASES ??= '2000';
process.env.BORDER_ALL ??= '1';

/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.js'),
  testMatch: ['exhaustive/**/*', 'border/*', 'oracle/oracle'].map((place) => `<rootDir>/test/${place}.test.ts`),
};
