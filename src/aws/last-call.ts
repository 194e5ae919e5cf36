/** The SDK does not retry what carries this name, and the program takes it for a request without an answer. */
class CutError extends Error {
  override readonly name = 'AbortError';
}

/**
 * Bounds how long requests may still take once the user wants the run to end: those under way get a little time, whatever they wait for
 * (credentials, their turn, the network, the next attempt), and then none is waited for any more.
 */
export class LastCall {
  private readonly cut = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  /** From now on requests have this many milliseconds. */
  announce(milliseconds: number): void {
    this.timer ??= setTimeout(() => {
      this.cut.abort();
    }, milliseconds).unref();
  }

  /** @throws an error of the name AbortError when the time is over; the request itself may still have an effect */
  async waitFor<Answer>(request: () => Promise<Answer>): Promise<Answer> {
    const { signal } = this.cut;
    const over = (): CutError => new CutError('The run was interrupted before there was an answer.');
    if (signal.aborted) throw over();
    let stop: (() => void) | undefined;
    const cut = new Promise<never>((_resolve, reject) => {
      stop = () => {
        reject(over());
      };
      signal.addEventListener('abort', stop);
    });
    try {
      return await Promise.race([request(), cut]);
    } finally {
      if (stop !== undefined) signal.removeEventListener('abort', stop);
    }
  }
}
