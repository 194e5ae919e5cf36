/** A request that may be sent, or is on its way. */
export interface Turn {
  /** Turns are counted: a higher number was given later. */
  readonly number: number;
  /** When it was given, in milliseconds of `performance.now()`. */
  readonly at: number;
  /** Whether the rate left it no time to spare. */
  readonly waited: boolean;
}

/** The request that a measurement begins with, and how many AWS has refused since. */
interface Measurement {
  readonly number: number;
  readonly at: number;
  refused: number;
}

/** How a request ended: AWS took it, whatever it answered; AWS refused it for being too quick; or there was no answer. */
export type Ending = 'taken' | 'throttled' | 'unanswered';

/** Requests under way at once while little is known; later, a share of those that AWS has taken. */
const fewestUnderWay = 4;
const shareUnderWay = 1 / 4;

/** The rate after the first refusal: a share of what AWS took within the last second, for most of that was the quota's burst. */
const firstShare = 0.3;
const slowestFirstRate = 1;

/** The longest pause after the first refusal, in milliseconds. */
const longestFirstPause = 500;

/** Until the quota is measured, each request that AWS takes adds this to the rate, in requests per second: it doubles in half a second. */
const addition = 1.5;

/** Where the rate begins after a later refusal, as a share of the quota. */
const caution = 0.9;

/** When it is back at the quota: after the requests of so many seconds, and not before so many requests. */
const secondsBack = 1.5;
const fewestBack = 12;

/** Never slower than this, in requests per second. */
const slowest = 0.5;

/** The longest time between two requests while AWS takes none, in milliseconds. */
const longestSilence = 2000;

/** After a pause, requests of so many milliseconds may leave at once, and a measurement begins anew. */
const longestPause = 1000;

/** A measurement takes at least the first of these, and begins anew after the second, in seconds. */
const shortestMeasurement = 1;
const longestMeasurement = 2;

/**
 * The pace of all requests that share one quota.
 *
 * Nothing is held back until AWS refuses a request for being too quick, except that those under way are few in relation to those that AWS
 * has taken: when a quota is reached, only what is under way can be refused. From then on requests leave at a rate, in the order in which
 * they came. At a refusal AWS's token bucket is empty, so what AWS takes between two refusals is the quota. The rate begins a little below
 * it, is soon back, and then grows faster and faster, as in CUBIC (https://www.rfc-editor.org/rfc/rfc9438), so that it also finds a quota
 * that has become larger.
 *
 * A quota may also be one for each minute: once it is spent, AWS takes nothing until the next minute. Where the next request is refused too,
 * one request at a time looks whether AWS takes any again, at growing pauses. What AWS took from one such moment to the next is the quota.
 */
export class Pace {
  private readonly queue: ((turn: Turn) => void)[] = [];
  private timer: NodeJS.Timeout | undefined;
  private given = 0;
  private underWay = 0;
  private taken = 0;
  /** Requests per second; infinite until the first refusal. */
  private rate = Number.POSITIVE_INFINITY;
  private nextAt = 0;
  /** How many requests AWS has taken within the last second, roughly: each counts for less as time goes by. */
  private lately = { count: 0, at: 0 };
  /** The quota, in requests per second, once it is measured. */
  private quota: number | undefined;
  /** Begins with a refusal, for the bucket is empty then. */
  private start: Measurement | undefined;
  /** Whether AWS has taken none of the requests that were given their turn after the last refusal. */
  private refusedLast = false;
  /** While AWS takes nothing: how long to wait before it is asked again, in milliseconds. 0 where it takes requests. */
  private silence = 0;
  /** The request with which AWS began to take requests again after it had taken none, and how many it has refused since. */
  private opened: Measurement | undefined;
  /** The last turn that was given before the rate was lowered: what becomes of those up to it says nothing about the new rate. */
  private lastBefore = 0;
  private takenSince = 0;

  /** @param most requests per second that AWS is known to allow */
  constructor(private readonly most = Number.POSITIVE_INFINITY) {}

  /** Resolves when the next request may be sent. Every turn has to be ended. */
  turn(): Promise<Turn> {
    return new Promise((resolve) => {
      this.queue.push(resolve);
      this.giveTurns();
    });
  }

  /** @param retryAt when AWS wants to be asked again, in milliseconds of `performance.now()` */
  end(turn: Turn, ending: Ending, retryAt = 0): void {
    this.underWay -= 1;
    if (ending === 'taken') this.speedUp(turn);
    if (ending === 'throttled') {
      this.slowDown(turn);
      this.nextAt = Math.max(this.nextAt, retryAt);
    }
    this.giveTurns();
  }

  private giveTurns(): void {
    clearTimeout(this.timer);
    while (this.queue.length > 0 && this.underWay < this.mostUnderWay) {
      const now = performance.now();
      if (now < this.nextAt) {
        this.timer = setTimeout(() => {
          this.giveTurns();
        }, this.nextAt - now);
        return;
      }
      if (now > this.nextAt + longestPause) this.start = this.opened = undefined;
      this.nextAt = Math.max(this.nextAt, now - longestPause) + 1000 / this.rate;
      this.underWay += 1;
      this.given += 1;
      this.queue.shift()?.({ number: this.given, at: now, waited: this.nextAt > now });
    }
  }

  private get mostUnderWay(): number {
    return this.silence > 0 ? 1 : Math.max(fewestUnderWay, this.taken * shareUnderWay);
  }

  private speedUp(turn: Turn): void {
    this.taken += 1;
    this.lately = { count: this.takenLately() + 1, at: performance.now() };
    if (this.rate === Number.POSITIVE_INFINITY || turn.number <= this.lastBefore) return;
    this.refusedLast = false;
    if (this.silence > 0) this.reopen(turn);
    // Only requests that leave as quickly as the rate allows show that AWS would take more.
    if (!turn.waited) return;
    this.takenSince += 1;
    this.setRate(this.quota === undefined ? this.rate + addition : regrown(this.quota, this.takenSince));
  }

  /** AWS takes requests again after it has taken none: what it took since it last began to, silence included, is the quota. */
  private reopen(turn: Turn): void {
    this.silence = 0;
    const measured = rateSince(this.opened, turn);
    if (measured !== undefined) {
      this.quota = measured;
      this.setRate(measured * caution);
      this.nextAt = Math.max(this.nextAt, turn.at + 1000 / this.rate);
    }
    this.opened = { ...turn, refused: 0 };
    this.start = { ...turn, refused: 0 };
  }

  private slowDown(turn: Turn): void {
    if (this.start !== undefined) this.start.refused += 1;
    if (this.opened !== undefined) this.opened.refused += 1;
    if (turn.number <= this.lastBefore) return;
    const now = performance.now();
    if (this.refusedLast) {
      this.silence = Math.min(2 * (this.silence === 0 ? 1000 / this.rate : this.silence), longestSilence);
      this.nextAt = now + this.silence;
    } else if (this.rate === Number.POSITIVE_INFINITY) {
      this.setRate(Math.max(slowestFirstRate, firstShare * this.takenLately()));
      this.nextAt = now + Math.min(1000 / this.rate, longestFirstPause);
    } else {
      const measured = rateSince(this.start, turn);
      if (measured !== undefined || this.quota !== undefined) this.quota = Math.min(measured ?? this.rate, this.rate);
      this.setRate((this.quota ?? this.rate) * caution);
      this.nextAt = now + 1000 / this.rate;
    }
    if (this.start === undefined || turn.at - this.start.at > longestMeasurement * 1000) this.start = { ...turn, refused: 0 };
    this.lastBefore = this.given;
    this.takenSince = 0;
    this.refusedLast = true;
  }

  private takenLately(): number {
    return this.lately.count * Math.exp((this.lately.at - performance.now()) / 1000);
  }

  private setRate(rate: number): void {
    this.rate = Math.min(this.most, Math.max(slowest, rate));
  }
}

/** What AWS took each second from the start of a measurement on, with the request that its bucket may have lacked a part of. */
function rateSince(start: Measurement | undefined, { number, at }: Turn): number | undefined {
  if (start === undefined) return undefined;
  const seconds = (at - start.at) / 1000;
  return seconds < shortestMeasurement ? undefined : (number - start.number - start.refused + 1) / seconds;
}

/** The rate after so many requests that AWS took: cubic, with its turning point at the quota. */
function regrown(quota: number, taken: number): number {
  const back = Math.max(fewestBack, quota * secondsBack);
  return quota * (1 + (1 - caution) * (taken / back - 1) ** 3);
}
