/** When it is first said what is waited for, and how often again, in milliseconds. */
const patience = 10_000;
const again = 60_000;

/**
 * Says what the program waits for, as long as nothing at all has been answered: with a network that drops requests, the program would seem to
 * hang. After the first answer, the progress of the run says enough.
 */
export class FirstAnswer {
  private awaited = '';
  private timer: NodeJS.Timeout | undefined;
  private over = false;

  constructor(private readonly say: (text: string) => void) {}

  /** `the credentials of profile security`, `sts:GetCallerIdentity from sts.us-east-1.amazonaws.com`. */
  waitFor(what: string): void {
    if (this.over) return;
    this.awaited = what;
    this.timer ??= this.tick(patience);
  }

  /** There is an answer, or nobody waits for one any longer. */
  end(): void {
    this.over = true;
    clearTimeout(this.timer);
  }

  private tick(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.say(`Still waiting for ${this.awaited}.`);
      this.timer = this.tick(again);
    }, milliseconds).unref();
  }
}
