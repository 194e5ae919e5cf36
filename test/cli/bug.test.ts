import { run } from '../../src/cli/run';
import { Capture, noInput } from '../support/program';
import { version } from '../../package.json';

describe('a bug of the program', () => {
  test.each([
    ['an error', new TypeError('x is not a function'), 'TypeError: x is not a function\n    at '],
    ['something else that was thrown', 'only words', 'only words\n'],
  ])('is called one, with all that a report of it needs: %s', async (_what, thrown: unknown, words) => {
    const stderr = new Capture();
    const stdout = Object.assign(new Capture(), {
      write: () => {
        throw thrown;
      },
    });
    const terminal = { env: {}, stdin: noInput(), stdout, stderr, onInterrupt: () => () => undefined };
    expect(await run(['iam-policy', 'management'], terminal)).toBe(1);
    expect(stderr.text).toContain(
      `This is a bug in provision-guardduty. Please report it with the lines below:\nprovision-guardduty ${version}\n${words}`,
    );
  });
});
