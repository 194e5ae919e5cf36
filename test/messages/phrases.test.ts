import fc from 'fast-check';
import { grouped } from '../../src/messages/phrases';

describe('grouped', () => {
  test('writes a whole number as Node does', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (whole) => {
        expect(grouped(whole)).toBe(whole.toLocaleString('en-US'));
      }),
    );
  });
});
