import { harmless } from '../../messages/harmless';
import { hang } from './layout';
import type { Palette } from './palette';

/** One line that is written over again and again; `ora` on a terminal. */
interface Spinner {
  text: string;
  start(): unknown;
  stop(): unknown;
}

/** Where progress is shown and how much of it. */
export interface ProgressOptions {
  readonly write: (line: string) => void;
  /** Undefined where there is no terminal: each finished thing then gets a line. */
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

/** Without a moving line, a line shows this often how far the run has come, in milliseconds. */
const heartbeat = 60_000;

/** How long a throttled service is named after AWS last throttled it, in milliseconds. */
const throttleMemory = 10_000;

/** The moving line on a terminal, and lines above it; elsewhere only lines. Subclasses know how far the run has come. */
export abstract class MovingLine {
  protected readonly clock: () => number;
  private throttled: { readonly what: string; readonly at: number } | undefined;
  private lastLineAt: number;

  constructor(protected readonly options: ProgressOptions) {
    this.clock = options.now ?? Date.now;
    this.lastLineAt = this.clock();
    if (options.level !== 'quiet') options.spinner?.start();
  }

  /** Ends the spinner line, if there is one, so that other text can follow. */
  pause(): void {
    this.options.spinner?.stop();
  }

  /** Writes a line above the spinner line; one that takes work to make is only made where it is shown. */
  say(text: string | (() => string)): void {
    if (this.options.level !== 'quiet') this.line(typeof text === 'string' ? text : text());
  }

  /** Like {@link MovingLine.say}, but also with `--quiet`: what the user has to know about the way to AWS. */
  warn(text: string): void {
    this.longLine(this.options.palette.warn(harmless(text)));
  }

  resume(): void {
    if (this.options.level !== 'quiet') this.options.spinner?.start();
  }

  /** Notes that AWS throttled a request. It is sent again. */
  throttle(service: string, region: string): void {
    if (this.options.level === 'quiet') return;
    this.throttled = { what: `${service} in ${region}`, at: this.clock() };
    this.refresh();
  }

  /** How far the run has come, in parts of one line. */
  protected abstract state(): readonly string[];

  /** A line that may be long. On a terminal it breaks between words; a log keeps it whole, for those who search it. */
  protected longLine(text: string, indent = ''): void {
    const { spinner, width = usualWidth } = this.options;
    this.line(spinner === undefined ? `${indent}${text}` : hang(indent, text, width).join('\n'));
  }

  protected line(text: string): void {
    const { spinner, write } = this.options;
    spinner?.stop();
    write(text);
    spinner?.start();
    this.lastLineAt = this.clock();
  }

  protected refresh(): void {
    const { spinner } = this.options;
    if (spinner !== undefined) spinner.text = shortened(this.sentence(), (this.options.width ?? usualWidth) - spinnerWidth);
    else if (this.clock() - this.lastLineAt >= heartbeat) this.line(this.sentence());
  }

  private sentence(): string {
    const { throttled } = this;
    const recently = throttled !== undefined && this.clock() - throttled.at < throttleMemory;
    return [...this.state(), ...(recently ? [`throttled: ${throttled.what}`] : [])].join(', ');
  }
}
