import { csvLine } from '../../src/reporters/csv-line';

describe('a line of CSV', () => {
  test.each([
    ['a formula', '=1+1', "'=1+1"],
    ['a formula in full-width signs', '\uFF1D1\uFF0B1', "'\uFF1D1\uFF0B1"],
    ['other full-width signs', '\uFF20SUM', "'\uFF20SUM"],
    ['a formula behind a semicolon', 'a;=1+1', '"a;\'=1+1"'],
    ['a formula behind a comma', 'a,-1', '"a,\'-1"'],
    ['quotes', 'the "best"', '"the ""best"""'],
    ['a plain name', 'workload 1', 'workload 1'],
  ])('holds %s as text', (_what, text, cell) => {
    expect(csvLine([text, 'b'])).toBe(`${cell},b\r\n`);
  });
});
