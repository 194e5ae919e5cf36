import type { AwsCredentialIdentity } from '@smithy/types';
import { memoise } from '../../src/aws/credentials';

const minute = 60_000;

/** Credentials by number, each good for some minutes, and a clock to move. */
class Source {
  now = Date.UTC(2026, 10, 24);
  evaluations = 0;
  failing: Error | undefined;

  constructor(private readonly minutes: number | undefined) {}

  readonly resolve = (): Promise<AwsCredentialIdentity> => {
    this.evaluations += 1;
    if (this.failing !== undefined) return Promise.reject(this.failing);
    return Promise.resolve({
      accessKeyId: `key-${String(this.evaluations)}`,
      secretAccessKey: 'secret',
      ...(this.minutes === undefined ? {} : { expiration: new Date(this.now + this.minutes * minute) }),
    });
  };

  readonly provider = memoise(this.resolve, () => this.now);

  async key(): Promise<string> {
    return (await this.provider()).accessKeyId;
  }

  /** The key at the beginning and after so many minutes. */
  async keysOver(minutes: number): Promise<readonly string[]> {
    const first = await this.key();
    this.now += minutes * minute;
    return [first, await this.key()];
  }
}

describe('memoise', () => {
  test('evaluates the provider once for many clients', async () => {
    const source = new Source(60);
    for (let client = 0; client < 30; client += 1) expect(await source.key()).toBe('key-1');
  });

  test('shares an evaluation that is under way', async () => {
    const source = new Source(60);
    const keys = await Promise.all(Array.from({ length: 30 }, () => source.key()));
    expect([new Set(keys), source.evaluations]).toEqual([new Set(['key-1']), 1]);
  });

  test('is not evaluated before somebody asks', () => {
    expect(new Source(60).evaluations).toBe(0);
  });

  test('keeps credentials without an end for ever', async () => {
    expect(await new Source(undefined).keysOver(60 * 24 * 365)).toEqual(['key-1', 'key-1']);
  });

  test.each([
    [60, 54, 'key-1'],
    [60, 56, 'key-2'],
    [60, 61, 'key-2'],
    [15, 9, 'key-1'],
    [15, 11, 'key-2'],
    [4, 1, 'key-1'],
    [4, 3, 'key-2'],
    [4, 5, 'key-2'],
  ])('with a life of %s minutes, gives after %s minutes %s', async (life, after, key) => {
    expect(await new Source(life).keysOver(after)).toEqual(['key-1', key]);
  });

  test('is evaluated once when many ask for credentials that are about to end', async () => {
    const source = new Source(60);
    await source.key();
    source.now += 58 * minute;
    await Promise.all(Array.from({ length: 30 }, () => source.key()));
    expect(source.evaluations).toBe(2);
  });

  test('fails for everybody who waits, and is evaluated anew for those who come later', async () => {
    const source = new Source(60);
    source.failing = new Error('not yet');
    const answers = await Promise.allSettled([source.key(), source.key()]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    source.failing = undefined;
    expect([await source.key(), source.evaluations]).toEqual(['key-2', 2]);
  });

  test('does not keep a failure to renew', async () => {
    const source = new Source(60);
    await source.key();
    source.now += 58 * minute;
    source.failing = new Error('not yet');
    await expect(source.key()).rejects.toThrow('not yet');
    source.failing = undefined;
    expect(await source.key()).toBe('key-3');
  });
});
