import { harmless, harmlessJson } from '../../src/messages/harmless';
import { hang } from '../../src/reporters/text/layout';

describe('commands to GitHub Actions in a text from AWS', () => {
  test.each([
    ['::error::no', ':\uFFFDerror::no'],
    ['::set-output name=a::b', ':\uFFFDset-output name=a::b'],
    ['a ##[group]b', 'a #\uFFFD[group]b'],
    ['::stop-commands::a ::warning::b', ':\uFFFDstop-commands:\uFFFDa :\uFFFDwarning::b'],
  ])('%s are none any more', (text, shown) => {
    expect(harmless(text)).toBe(shown);
  });

  test.each(['arn:aws:s3:::bucket/prefix', 'arn:aws:iam::111111111111:role/a', 'a::b', '# [a]', 'fe80::1'])('%s stays as it is', (text) => {
    expect(harmless(text)).toBe(text);
  });

  test.each([20, 33, 40, 80])('begin no line of %d columns', (width) => {
    const lines = Array.from({ length: 100 }, (_, index) => hang('  → ', harmless(`${'x'.repeat(index)}::error file=a::b`), width)).flat();
    expect(lines.filter((line) => /^\s*::\w/.test(line))).toEqual([]);
  });

  test('keep their meaning in JSON', () => {
    const value = { name: '##[error]a ::error::b' };
    expect(harmlessJson(value)).not.toContain('##[');
    expect(JSON.parse(harmlessJson(value))).toEqual(value);
  });
});
