import type { ActionKind } from '../../plan/actions';
import { describeOutcome, count, statusWords, stepNames } from '../../messages/wording';
import { hang } from '../../messages/layout';
import { describeProblem } from '../../messages/problem-text';
import { harmless } from '../../messages/harmless';
import type { Palette } from './palette';
import { WorkPace } from './work-pace';
import type { RolloutEvent, WaitingFor } from '../../ports/events';

/** One line that is written over again and again; `ora` on a terminal. */
export interface Spinner {
  text: string;
  start(): unknown;
  stop(): unknown;
}

/** Where progress is shown and how much of it. */
export interface ProgressOptions {
  readonly write: (line: string) => void;
  /** Undefined where there is no terminal: then finished things are told line by line. */
  readonly spinner: Spinner | undefined;
  readonly palette: Palette;
  readonly level: 'quiet' | 'normal' | 'verbose';
  /** Columns of the terminal, for the moving line. @default 80 */
  readonly width?: number;
  /** Milliseconds since some moment. @default Date.now */
  readonly now?: () => number;
}

const usualWidth = 80;

/** The moving sign and the blank behind it, and one column that stays free so that the line never breaks. */
const spinnerWidth = 3;

function shortened(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(1, width - 1))}…`;
}

/** Where there is no moving line, one line tells how far it has come this often, in milliseconds. */
const heartbeat = 60_000;

/** How long a throttled service is named after AWS last refused a request for being too quick, in milliseconds. */
const throttleMemory = 10_000;

const waits: Readonly<Record<WaitingFor, string>> = {
  administrator: 'waiting for AWS to report the designation',
  detector: 'waiting for AWS to make the detector',
  settling: 'waiting for AWS to settle',
  members: 'waiting for members to become enabled',
};

/** Shows what happens while it happens. It only listens: nothing it does changes the run. */
export class Progress {
  private accounts = 0;
  private reading = '';
  private finished = '';
  private readonly now = new Map<string, string>();
  private readonly clock: () => number;
  private readonly pace: WorkPace;
  private throttled: { readonly what: string; readonly at: number } | undefined;
  private lastLineAt: number;

  constructor(private readonly options: ProgressOptions) {
    this.clock = options.now ?? Date.now;
    this.pace = new WorkPace(this.clock);
    this.lastLineAt = this.clock();
    if (options.level !== 'quiet') options.spinner?.start();
  }

  /** Ends the spinner line, if there is one, so that other text can follow. */
  pause(): void {
    this.options.spinner?.stop();
  }

  /** Writes a line above the spinner line. */
  say(text: string): void {
    if (this.options.level !== 'quiet') this.line(text);
  }

  /** Like {@link Progress.say}, but also where little is to be said: what the user has to know of the way to AWS. */
  warn(text: string): void {
    this.tell(this.options.palette.warn(harmless(text)));
  }

  resume(): void {
    if (this.options.level !== 'quiet') this.options.spinner?.start();
  }

  /** Takes that AWS refused a request for being too quick; it is sent again. */
  throttle(service: string, region: string): void {
    if (this.options.level === 'quiet') return;
    this.throttled = { what: `${service} in ${region}`, at: this.clock() };
    this.refresh();
  }

  handle(event: RolloutEvent): void {
    if (this.options.level === 'quiet') return;
    const { palette } = this.options;
    switch (event.type) {
      case 'identities-established':
        this.tell(
          event.management === undefined
            ? `Administrator: ${event.administrator.accountId} (no management account)`
            : `Management account: ${event.management.accountId}, administrator: ${event.administrator.accountId}`,
        );
        break;
      case 'accounts-listed':
        this.accounts = event.count;
        break;
      case 'regions-unreadable': {
        const doubtful = event.doubtful.length === 0 ? '' : ` Not known to this version: ${event.doubtful.join(', ')}.`;
        this.tell(palette.warn(`Warning: Region names cannot be checked. ${describeProblem(event.problem).what}${doubtful}`));
        break;
      }
      case 'region-read':
        this.reading = `Regions ${event.done.toString()}/${event.total.toString()}`;
        break;
      case 'organization-read':
        this.line(`Read ${count(event.organization.accounts.length, 'account')} and ${count(event.regions.length, 'Region')}.`);
        break;
      case 'action-started':
        this.step(event.region, event.kind, '');
        break;
      case 'accounts-sent':
        this.pace.account(event.region, event.done);
        this.step(event.region, 'associate-members', ` ${event.done.toLocaleString('en-US')}/${event.total.toLocaleString('en-US')}`);
        break;
      case 'waiting':
        this.now.set(
          event.region,
          waits[event.waitingFor] + (event.left === undefined ? '' : ` (${event.left.toLocaleString('en-US')} left)`),
        );
        break;
      case 'action-finished':
        if (this.options.level === 'verbose' || event.outcome.status === 'failed') {
          this.tell(`${event.region ?? 'organization'}: ${stepNames[event.kind]}: ${describeOutcome(event.outcome)}`, '  ');
        }
        break;
      case 'region-finished': {
        const { report, done, total } = event;
        const { sign, word, mood } = statusWords[report.status];
        this.now.delete(report.region);
        this.finished = `${done.toString()}/${total.toString()} Regions`;
        this.pace.end(report.region);
        const members = report.proven ? `, ${count(report.enabled, 'member')} enabled` : report.status === 'blocked' ? '' : ', not proven';
        this.line(`${palette[mood](`${sign} ${word}`)} ${report.region} (${done.toString()}/${total.toString()})${members}`);
        break;
      }
      case 'plan-computed':
        this.pace.plan(event.plan);
        break;
      case 'rollout-finished':
        break;
    }
    this.refresh();
  }

  private step(region: string | undefined, kind: ActionKind, detail: string): void {
    this.now.set(region ?? 'organization', `${stepNames[kind]}${detail}`);
  }

  /** A line that may be long. On a terminal it breaks between words; a log keeps it whole, for those who search it. */
  private tell(text: string, indent = ''): void {
    const { spinner, width = usualWidth } = this.options;
    this.line(spinner === undefined ? `${indent}${text}` : hang(indent, text, width).join('\n'));
  }

  private line(text: string): void {
    const { spinner, write } = this.options;
    spinner?.stop();
    write(text);
    spinner?.start();
    this.lastLineAt = this.clock();
  }

  private refresh(): void {
    const { spinner } = this.options;
    if (spinner !== undefined) spinner.text = shortened(this.state(), (this.options.width ?? usualWidth) - spinnerWidth);
    else if (this.clock() - this.lastLineAt >= heartbeat) this.line(this.state());
  }

  /** How far it has come, in one line. */
  private state(): string {
    const work = this.pace.toString();
    const [busy] = [...this.now].slice(-1);
    const step = busy === undefined ? '' : `${busy[0]}: ${busy[1]}`;
    const reading = `Reading: ${count(this.accounts, 'account')}${this.reading === '' ? '' : `, ${this.reading}`}`;
    const parts = [this.finished, work, step].filter((part) => part !== '');
    const recently = this.throttled !== undefined && this.clock() - this.throttled.at < throttleMemory;
    const slowed = recently && this.throttled !== undefined ? [`throttled: ${this.throttled.what}`] : [];
    return [...(parts.length === 0 ? [reading] : parts), ...slowed].join(', ');
  }
}
