import { FirstAnswer } from '../../src/aws/first-answer';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

function watched() {
  const said: string[] = [];
  return { said, first: new FirstAnswer((text) => said.push(text)) };
}

describe('FirstAnswer', () => {
  test('says after ten seconds what is waited for then, and again after a minute', () => {
    const { said, first } = watched();
    first.waitFor('the credentials (profile security)');
    jest.advanceTimersByTime(9_999);
    expect(said).toEqual([]);
    first.waitFor('sts:GetCallerIdentity from sts.us-east-1.amazonaws.com');
    jest.advanceTimersByTime(1);
    expect(said).toEqual(['Still waiting for sts:GetCallerIdentity from sts.us-east-1.amazonaws.com.']);
    jest.advanceTimersByTime(60_000);
    expect(said).toHaveLength(2);
  });

  test('says nothing once there was an answer, whatever is waited for next', () => {
    const { said, first } = watched();
    first.waitFor('the credentials (profile security)');
    jest.advanceTimersByTime(5_000);
    first.end();
    first.waitFor('organizations:ListAccounts');
    jest.advanceTimersByTime(600_000);
    expect(said).toEqual([]);
  });
});
