import { ProvisionError } from '../domain/errors';
import type { Clock } from '../ports/clock';

/** Thrown when the user stops a run before it changed anything. */
export class Interrupted extends ProvisionError {
  constructor() {
    super('usage', { message: 'Interrupted. Nothing was changed.' });
    this.name = 'Interrupted';
  }
}

/**
 * Ctrl-C and SIGTERM. Before the first write the run ends at once; afterwards no new write is begun, those under way finish, and the
 * report follows. A second signal is left to the process.
 */
export class Interruption {
  private asked = false;
  private writing = false;
  private readonly stopListening: () => void;
  private readonly listeners = new Set<() => void>();

  constructor(onInterrupt: (listener: () => void) => () => void) {
    this.stopListening = onInterrupt(() => {
      this.asked = true;
      for (const listener of [...this.listeners]) listener();
    });
  }

  get requested(): boolean {
    return this.asked;
  }

  /** Calls the listener when the user stops a run whose writes have begun. The listener must not throw. */
  whenRequested(listener: () => void): void {
    this.listeners.add(() => {
      if (this.writing) listener();
    });
  }

  /** From here on something may have been changed. */
  beginWrites(): void {
    this.writing = true;
  }

  end(): void {
    this.stopListening();
    this.listeners.clear();
  }

  /**
   * Waits for the work, or for an interruption as long as nothing has been written.
   *
   * @throws Interrupted
   */
  orStop<Result>(work: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        if (!this.writing) reject(new Interrupted());
      };
      this.listeners.add(stop);
      if (this.asked) stop();
      work.then(resolve, reject).finally(() => this.listeners.delete(stop));
    });
  }

  /** The time, with pauses that an interruption ends. */
  readonly clock: Clock = {
    now: () => Date.now(),
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          this.listeners.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, milliseconds);
        this.listeners.add(wake);
        if (this.asked) wake();
      }),
  };
}
