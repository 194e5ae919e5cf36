import { suggest } from '../../src/domain/suggest';

describe('suggest', () => {
  test('names the nearest thing known', () => {
    expect(suggest('eu-westt-1', ['us-east-1', 'eu-west-1'])).toBe(' Did you mean "eu-west-1"?');
  });

  test('says nothing when nothing is near', () => {
    expect(suggest('moon-base', ['us-east-1'])).toBe('');
  });

  test('says nothing when nothing is known', () => {
    expect(suggest('eu-west-1', [])).toBe('');
  });
});
