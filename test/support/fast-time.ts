/**
 * Makes the clock of everything that this test file has loaded run faster: the program's pauses, the SDK's pauses and time-outs, and the
 * simulated AWS, which goes by `Date`. Nothing is mocked, so the order of events stays that of a slow run.
 */
export interface FastTime {
  /** Begins to count from the real time again, for a world that nobody has looked at yet. */
  readonly restart: () => void;
  /** Gives the file its own clock back. */
  readonly stop: () => void;
}

/** @param factor how many seconds pass in one */
export function speedUpTime(factor: number): FastTime {
  const RealDate = Date;
  const realSetTimeout = globalThis.setTimeout;
  let origin = RealDate.now();
  const now = (): number => {
    const real = RealDate.now();
    return real + Math.round((real - origin) * (factor - 1));
  };
  class FastDate extends RealDate {
    constructor(...values: readonly unknown[]) {
      if (values.length === 0) super(now());
      else super(...(values as [number]));
    }

    static override now(): number {
      return now();
    }
  }
  globalThis.Date = FastDate as DateConstructor;
  const faster = (listener: (...values: unknown[]) => void, milliseconds = 0, ...values: unknown[]): NodeJS.Timeout =>
    realSetTimeout(listener, milliseconds / factor, ...values);
  // Modules that sleep by this one are loaded when the first run begins.
  jest.doMock('node:timers/promises', () => ({
    ...jest.requireActual<object>('node:timers/promises'),
    setTimeout: (milliseconds: number, value?: unknown) =>
      new Promise((resolve) => {
        faster(resolve, milliseconds, value);
      }),
  }));
  globalThis.setTimeout = Object.assign(faster, { __promisify__: realSetTimeout.__promisify__ }) as typeof setTimeout;
  return {
    restart: () => {
      origin = RealDate.now();
    },
    stop: () => {
      globalThis.Date = RealDate;
      globalThis.setTimeout = realSetTimeout;
    },
  };
}
