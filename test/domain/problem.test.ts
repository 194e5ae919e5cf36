import { ProvisionError } from '../../src/domain/errors';
import { AwsFailure, problemOf } from '../../src/domain/problem';
import { problem } from '../support/builders';

describe('problemOf', () => {
  test('keeps what AWS said', () => {
    expect(problemOf(new AwsFailure(problem))).toEqual(problem);
  });

  test('lets a refusal to begin through', () => {
    class Refusal extends ProvisionError {}
    const refusal = Object.create(Refusal.prototype) as Refusal;
    expect(() => problemOf(refusal)).toThrow(refusal);
  });

  const withoutStack = Object.assign(new Error('no stack'), { stack: undefined });
  test.each<[string, unknown, string]>([
    [
      'an error',
      Object.assign(new Error(), { stack: 'TypeError: it broke\n    at here (file.ts:1:2)\n    at there' }),
      'TypeError: it broke at here (file.ts:1:2)',
    ],
    ['an error without a stack', withoutStack, 'no stack'],
    ['anything else', 'just a text', 'just a text'],
  ])('takes %s for a bug of ours, with its first place', (_name, thrown, detail) => {
    expect(problemOf(thrown)).toEqual({ code: 'bug', action: 'provision-guardduty', detail });
  });
});
