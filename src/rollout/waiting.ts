import type { Clock } from '../ports/clock';

/** Pauses between questions, in milliseconds: they start short and grow. */
const firstPause = 250;
const growth = 1.6;
const longestPause = 15_000;

/** Grows with every call, with up to a quarter of jitter so that Regions do not ask in step. */
export function growingPauses(): () => number {
  let pause = firstPause;
  return () => {
    const current = pause;
    pause = Math.min(pause * growth, longestPause);
    return current * (0.75 + Math.random() * 0.25);
  };
}

/**
 * The time that a Region may wait, for everything together: only pauses count, not the work between them, and pauses at the same time count
 * once.
 */
export class WaitBudget implements Clock {
  private spent = 0;
  private countedUntil = 0;

  constructor(
    private readonly clock: Clock,
    private readonly seconds: number,
  ) {}

  get secondsLeft(): number {
    return Math.max(0, this.seconds - this.spent / 1000);
  }

  now(): number {
    return this.clock.now();
  }

  async sleep(milliseconds: number): Promise<void> {
    const from = Math.max(this.now(), this.countedUntil);
    const until = this.now() + milliseconds;
    this.spent += Math.max(0, until - from);
    this.countedUntil = Math.max(until, this.countedUntil);
    await this.clock.sleep(milliseconds);
  }
}

/** Asks until there is an answer or the time is over. The first question is asked at once, the last when the time ends. */
export async function pollUntil<Answer>(
  { clock, interrupted }: { readonly clock: Clock; readonly interrupted: () => boolean },
  seconds: number,
  ask: () => Promise<Answer | undefined>,
): Promise<Answer | undefined> {
  const deadline = clock.now() + seconds * 1000;
  const nextPause = growingPauses();
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || interrupted()) return answer;
    const left = deadline - clock.now();
    if (left <= 0) return undefined;
    await clock.sleep(Math.min(nextPause(), left));
  }
}
