import { STATUS_CODES } from 'node:http';

/** A proxy refused, or could not be reached. Its address is named without a user name and password, which {@link Proxy} keeps apart. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';

  private constructor(
    message: string,
    /** Node's code, where the proxy was not reached; the SDK tries again after those that pass. */
    readonly code: string | undefined,
    /** Present where the SDK is to try again. */
    readonly $retryable: object | undefined,
  ) {
    super(message);
  }

  static unreachable({ host }: URL, error: unknown): ProxyError {
    const { message, code } = error as NodeJS.ErrnoException;
    return new ProxyError(`the proxy ${host} could not be reached: ${message}`, code, undefined);
  }

  static refused({ host }: URL, status: number): ProxyError {
    const meaning = STATUS_CODES[status];
    const text = `${status.toString()}${meaning === undefined ? '' : ` (${meaning})`}`;
    return new ProxyError(`the proxy ${host} refused with HTTP ${text}`, undefined, status >= 500 ? {} : undefined);
  }
}
