import { LastCall } from '../../src/aws/last-call';
import { translateError } from '../../src/aws/translate-error';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const never = (): Promise<never> => new Promise(() => undefined);
const after = (milliseconds: number) => (): Promise<string> => new Promise((resolve) => setTimeout(resolve, milliseconds, 'answer'));

/** What came of a request: its answer, or the code of its problem. */
const endOf = (request: Promise<string>): Promise<string> =>
  request.catch((error: unknown) => translateError(error, { action: 'guardduty:ListMembers' }).problem.code);

describe('LastCall', () => {
  test('lets a request take its time while nobody wants the run to end', async () => {
    const end = endOf(new LastCall().waitFor(after(600_000)));
    await jest.advanceTimersByTimeAsync(600_000);
    expect(await end).toBe('answer');
  });

  test('waits a little for what is under way, and for nothing after that', async () => {
    const last = new LastCall();
    const [quick, slow, silent] = [last.waitFor(after(4_000)), last.waitFor(after(6_000)), last.waitFor(never)].map(endOf);
    last.announce(5_000);
    last.announce(60_000);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await Promise.all([quick, slow, silent])).toEqual(['answer', 'timed-out', 'timed-out']);
    const sent = jest.fn(never);
    expect(await endOf(last.waitFor(sent))).toBe('timed-out');
    expect(sent).not.toHaveBeenCalled();
  });

  test('leaves no trace of a request that fails by itself', async () => {
    const failure = new Error('no');
    await expect(new LastCall().waitFor(() => Promise.reject(failure))).rejects.toBe(failure);
  });
});
