import type { Region } from '../../domain/ids';
import { countAccounts } from '../../plan/actions';
import type { Plan } from '../../plan/plan';
import { count, grouped } from '../../messages/phrases';

/** Milliseconds after which a rate says something. */
const settlingTime = 2000;

/** How many accounts are done, how many a second, and when the rest is done at this rate. */
export class WorkPace {
  private readonly planned = new Map<Region, number>();
  private startedAt: number | undefined;
  private readonly sent = new Map<Region, number>();

  constructor(private readonly now: () => number) {}

  /** Notes how many accounts are to be sent, counted once for each Region. */
  plan(plan: Plan): void {
    for (const region of plan.regions) this.planned.set(region.region, countAccounts(region.actions));
  }

  /** Notes how many accounts of a Region have been sent so far. */
  account(region: Region, done: number): void {
    this.startedAt ??= this.now();
    this.sent.set(region, Math.max(done, this.sent.get(region) ?? 0));
  }

  /** Notes that a Region is finished, so accounts that it did not send are not waited for. */
  end(region: Region): void {
    this.planned.set(region, this.sent.get(region) ?? 0);
  }

  /** `4,200/20,383 accounts, 310/s, 52 s left`; nothing before the first account. */
  toString(): string {
    if (this.startedAt === undefined) return '';
    const [done, planned] = [sumOf(this.sent), sumOf(this.planned)];
    const share = `${grouped(done)}/${count(planned, 'account')}`;
    const elapsed = this.now() - this.startedAt;
    if (elapsed < settlingTime || done === 0 || done >= planned) return share;
    const perSecond = (done / elapsed) * 1000;
    const left = (planned - done) / perSecond;
    const rate = perSecond < 10 ? perSecond.toFixed(1) : grouped(Math.round(perSecond));
    return `${share}, ${rate}/s, ${timeLeft(left)} left`;
  }
}

const sumOf = (numbers: ReadonlyMap<Region, number>): number => [...numbers.values()].reduce((sum, number) => sum + number, 0);

/** Rounded up, since nobody wants to wait longer than shown. */
function timeLeft(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds).toString()} s` : `${grouped(Math.ceil(seconds / 60))} min`;
}
