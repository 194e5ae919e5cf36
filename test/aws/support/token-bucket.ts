import { Pace } from '../../../src/aws/pace';

/** A quota as AWS has them: tokens that come back at a rate, and the most that there can be. It goes by Jest's clock. */
export class TokenBucket {
  private tokens: number;
  private at = performance.now();

  constructor(
    private perSecond: number,
    private readonly burst: number,
  ) {
    this.tokens = burst;
  }

  take(): boolean {
    this.refill();
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }

  change(perSecond: number): void {
    this.refill();
    this.perSecond = perSecond;
  }

  private refill(): void {
    const now = performance.now();
    this.tokens = Math.min(this.burst, this.tokens + ((now - this.at) / 1000) * this.perSecond);
    this.at = now;
  }
}

/** A quota for each period of time: once it is spent, nothing is taken until the next period begins. It goes by Jest's clock. */
export class FixedWindow {
  private used = 0;
  private period = 0;

  constructor(
    private readonly most: number,
    private readonly seconds: number,
  ) {}

  take(): boolean {
    // Nobody begins to ask just when a period begins.
    const period = Math.floor(performance.now() / 1000 / this.seconds + 0.4);
    if (period !== this.period) this.used = 0;
    this.period = period;
    this.used += 1;
    return this.used <= this.most;
  }
}

/** What became of requests: how long they took, in seconds, and when each attempt was sent and taken or refused. */
export interface Sent {
  readonly seconds: number;
  readonly attempts: readonly { readonly at: number; readonly taken: boolean }[];
}

/** Milliseconds to AWS and back again. */
const latency = 50;

/** How many requests a Region has under way at once. */
const atOnce = 8;

const later = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Sends requests of one Region at the pace, each until the bucket takes it. Needs Jest's clock. */
export async function sendAll(count: number, bucket: { take(): boolean }, pace = new Pace()): Promise<Sent> {
  const start = performance.now();
  const attempts: { at: number; taken: boolean }[] = [];
  let left = count;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      for (let taken = false; !taken;) {
        const turn = await pace.turn();
        const at = (performance.now() - start) / 1000;
        await later(latency / 2);
        taken = bucket.take();
        await later(latency / 2);
        attempts.push({ at, taken });
        pace.end(turn, taken ? 'taken' : 'throttled');
      }
    }
  };
  const state = { done: false };
  const all = Promise.all(Array.from({ length: atOnce }, worker)).then(() => {
    state.done = true;
  });
  while (!state.done) await jest.advanceTimersByTimeAsync(5);
  await all;
  return { seconds: (performance.now() - start) / 1000, attempts };
}

/** Share of the attempts that were refused. */
export function refusedShare({ attempts }: Sent): number {
  return attempts.filter(({ taken }) => !taken).length / attempts.length;
}

/** The longest time without an attempt, in seconds. */
export function longestSilence({ attempts }: Sent): number {
  const times = attempts.map(({ at }) => at).sort((a, b) => a - b);
  return Math.max(...times.slice(1).map((at, index) => at - (times[index] ?? at)));
}
