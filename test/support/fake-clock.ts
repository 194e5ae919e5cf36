import type { Clock } from '../../src/ports/clock';

/** A clock that stands still until somebody sleeps; then it jumps ahead. */
export class FakeClock implements Clock {
  /** Every sleep so far, in milliseconds. */
  readonly sleeps: number[] = [];
  /** Called at the end of each sleep, for what happens meanwhile. */
  onSleep: () => void = () => undefined;
  private time = Date.UTC(2026, 10, 24);

  now(): number {
    return this.time;
  }

  sleep(milliseconds: number): Promise<void> {
    this.sleeps.push(milliseconds);
    this.time += milliseconds;
    this.onSleep();
    return Promise.resolve();
  }

  /** All the time slept, in seconds. */
  get slept(): number {
    return this.sleeps.reduce((sum, one) => sum + one, 0) / 1000;
  }
}
