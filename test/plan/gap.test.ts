import type { Problem } from '../../src/domain/problem';
import { wordsOf } from '../../src/plan/gap';

const bare: Problem = { code: 'throttled', action: 'guardduty:GetDetector' };

describe('wordsOf', () => {
  test('has no member for what is not known', () => {
    expect(Object.keys(wordsOf(bare))).toEqual(['code', 'action']);
  });

  test.each([
    ['awsMessage', 'Slow down.'],
    ['awsName', 'TooManyRequestsException'],
    ['requestId', 'request-1'],
    ['detail', 'a list without an end'],
  ])('keeps %s', (name, value) => {
    expect(wordsOf({ ...bare, [name]: value })).toEqual({ ...bare, [name]: value });
  });

  test('keeps nothing of where the request was made', () => {
    expect(wordsOf({ ...bare, accountId: '111111111111' as never, region: 'us-east-1' as never })).toEqual(bare);
  });
});
