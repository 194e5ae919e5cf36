/** The SDK does not retry what carries this name, and the program takes it for a request without an answer. */
class CutError extends Error {
  override readonly name = 'AbortError';
}

/**
 * Bounds how long requests may still take once the user wants the run to end: those under way get a little time, whatever they wait for
 * (credentials, their turn, the network, the next attempt), and then none is waited for any more.
 */
export class LastCall {
  /** How to stop waiting for each request that is under way. */
  private readonly waiting = new Set<() => void>();
  private over = false;
  private timer: NodeJS.Timeout | undefined;

  /** From now on requests have this many milliseconds. */
  announce(milliseconds: number): void {
    this.timer ??= setTimeout(() => {
      this.over = true;
      for (const stop of this.waiting) stop();
    }, milliseconds).unref();
  }

  /** @throws an error of the name AbortError when the time is over; the request itself may still have an effect */
  waitFor<Answer>(request: () => Promise<Answer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        reject(new CutError('The run was interrupted before there was an answer.'));
      };
      if (this.over) {
        stop();
        return;
      }
      this.waiting.add(stop);
      void request()
        .finally(() => this.waiting.delete(stop))
        .then(resolve, reject);
    });
  }
}
