import { describeOutcome } from '../../src/messages/wording';

describe('the word for how an action ended', () => {
  test.each([
    ['accounts that were refused', { accounts: [{ accountId: '300000000001', reason: 'refused-alone' }] }, 'done but for 1 account'],
    ['plans that were refused', { accounts: [], plans: [{ feature: 'A', reason: 'feature-refused' }] }, 'done but for 1 protection plan'],
  ] as const)('counts %s', (_what, left, words) => {
    expect(describeOutcome({ status: 'partly-done', ...left } as Parameters<typeof describeOutcome>[0])).toBe(words);
  });
});
