/** Time as the rollout sees it; tests pass one that does not wait. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after the time given, in milliseconds, or at once when the run is interrupted. */
  sleep(milliseconds: number): Promise<void>;
}
