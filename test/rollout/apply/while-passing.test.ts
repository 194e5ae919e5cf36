import { AwsFailure } from '../../../src/domain/problem';
import { whilePassing } from '../../../src/rollout/apply/region-state';
import { contextOf, rejectionOf, stateOf } from '../../support/fake-context';
import { FakeAws } from '../../support/fake-ports';

const reading = new AwsFailure({ code: 'unexpected-answer', action: 'guardduty:GetDetector' });
const write = new AwsFailure({ code: 'unexpected-answer', action: 'guardduty:CreateDetector' });

/** Attempts that fail so often in this way before one succeeds. */
function attempts(times: number, failure: AwsFailure) {
  const aws = new FakeAws();
  let made = 0;
  const attempt = (): Promise<string> => {
    made += 1;
    return made > times ? Promise.resolve('read') : Promise.reject(failure);
  };
  return { run: whilePassing(stateOf(contextOf(aws), aws), attempt), made: () => made };
}

describe('whilePassing', () => {
  test.each([1, 2])('goes on after %d readings that nobody understands, where the next is good', async (times) => {
    expect(await attempts(times, reading).run).toBe('read');
  });

  test('gives up after three such readings', async () => {
    const { run, made } = attempts(9, reading);
    expect(await rejectionOf(run)).toBe(reading);
    expect(made()).toBe(3);
  });

  test('repeats no write whose answer nobody understands', async () => {
    const { run, made } = attempts(9, write);
    expect(await rejectionOf(run)).toBe(write);
    expect(made()).toBe(1);
  });
});
