import { AwsFailure, problemOf, requestWords, wordsOf, type Problem } from '../../src/domain/problem';
import { quote } from '../../src/messages/problems';

const bare: Problem = { code: 'access-denied', action: 'guardduty:CreateMembers' };
const whole: Problem = { ...bare, awsName: 'AccessDenied', awsMessage: 'no', requestId: 'r-1' };

describe('a problem', () => {
  test.each([
    ['everything', whole, { awsMessage: 'AccessDenied: no', requestId: 'r-1' }],
    ['no words at all', bare, { awsMessage: 'access-denied' }],
    ['an empty text', { ...whole, awsMessage: '' }, { awsMessage: 'AccessDenied', requestId: 'r-1' }],
    ['no name', { ...bare, awsMessage: 'no' }, { awsMessage: 'access-denied: no' }],
  ])('with %s is kept in these words, with and without the request', (_what, problem, words) => {
    expect(wordsOf(problem)).toEqual(words);
    expect(requestWords(problem)).toEqual({ ...words, awsMessage: `guardduty:CreateMembers: ${words.awsMessage}` });
  });

  test.each<[string, Problem, string]>([
    ['AWS', whole, 'AWS says: AccessDenied: no (request r-1)'],
    ['AWS, in a name alone', { ...bare, awsName: 'AccessDenied', awsMessage: '' }, 'AWS says: AccessDenied'],
    ['AWS, in a text alone', { ...bare, awsMessage: 'no' }, 'AWS says: no'],
    ['nobody', { ...bare, requestId: 'r-1' }, ''],
    ['the network', { ...bare, code: 'network-failure', awsMessage: 'reset' }, 'Cause: reset'],
    ['the clock', { ...bare, code: 'timed-out', awsMessage: 'late' }, 'Cause: late'],
    ['the names of hosts', { ...bare, code: 'service-not-in-region', awsMessage: 'ENOTFOUND' }, 'Cause: ENOTFOUND'],
    ['the SDK, for want of credentials', { ...bare, awsName: 'CredentialsProviderError' }, 'Cause: CredentialsProviderError'],
    [
      'whoever gave a page',
      { ...bare, awsName: 'HTTP 503', awsMessage: 'the answer is not JSON' },
      'Cause: HTTP 503: the answer is not JSON',
    ],
    ['the SDK, for want of a token', { ...bare, awsName: 'TokenProviderError' }, 'Cause: TokenProviderError'],
  ])('quotes %s', (_whom, problem, text) => {
    expect(quote(problem)).toBe(text);
  });

  test('travels in a failure, and comes out of it', () => {
    const failure = new AwsFailure(whole);
    const { name, message } = failure;
    expect({ name, message, problem: problemOf(failure) }).toEqual({
      name: 'AwsFailure',
      message: 'guardduty:CreateMembers: AccessDenied: no',
      problem: whole,
    });
  });

  test('is never made of a bug', () => {
    const bug = new TypeError('bug');
    expect(() => problemOf(bug)).toThrow(bug);
  });
});
