import { isPlainEmail } from '../../src/domain/email';

describe('isPlainEmail', () => {
  test.each(['a@b.de', 'aws+prod@example.com', 'x_y-z.1@mail.sub-domain.example', 'o!#$*/=?^_`{}~@example.com'])('takes %s', (email) => {
    expect(isPlainEmail(email)).toBe(true);
  });

  test.each([
    ['', 'nothing'],
    ['a@b.c', 'fewer than 6 characters'],
    [`${'a'.repeat(53)}@example.com`, 'more than 64 characters'],
    ['example.com', 'no @'],
    ['a@b@example.com', 'two @'],
    ['@example.com', 'nothing before the @'],
    ['example@', 'nothing behind the @'],
    ['a b@example.com', 'a space'],
    ["o'brien@example.com", 'an apostrophe'],
    ['"a b"@example.com', 'quotes and a space'],
    ['.a@example.com', 'a leading dot'],
    ['a@localhost', 'a domain without a dot'],
    ['a@-example.com', 'a domain with a leading hyphen'],
    ['a@example.com.', 'a domain with a trailing dot'],
    ['ü@example.com', 'a letter outside ASCII'],
  ])('lets %j travel alone: %s', (email) => {
    expect(isPlainEmail(email)).toBe(false);
  });

  test('takes exactly 64 characters', () => {
    expect(isPlainEmail(`${'a'.repeat(52)}@example.com`)).toBe(true);
  });
});
