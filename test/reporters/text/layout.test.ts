import fc from 'fast-check';
import wrapAnsi from 'wrap-ansi';
import { hang } from '../../../src/reporters/text/layout';

describe('hang', () => {
  test('puts a text that fits on one line, as it would be wrapped', () => {
    const text = fc.oneof(fc.string({ maxLength: 30 }), fc.string({ unit: 'grapheme', maxLength: 24 }));
    fc.assert(
      fc.property(text, (short) => {
        expect(hang('  ', short, 60)).toEqual(
          wrapAnsi(short, 58, { hard: true, trim: true })
            .split('\n')
            .map((line) => `  ${line}`),
        );
      }),
    );
  });

  test('begins later lines under the text of the first', () => {
    expect(hang('  + ', 'one two three four five six seven', 24)).toEqual(['  + one two three four', '    five six seven']);
  });
});
