import type { Readable, Writable } from 'node:stream';

/** A stream of a process, which may be a terminal with a width. */
export type InputStream = Readable & { readonly isTTY?: boolean };
export type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Everything that a run uses of its process. Tests pass their own. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Calls the listener at the first Ctrl-C or termination signal. Returns a function that stops listening. */
  readonly onInterrupt: (listener: () => void) => () => void;
}

const usualWidth = 80;
const widestText = 120;

/** Columns to write in: the terminal's own, within reason; 80 where there is none. */
export function widthOf({ columns, isTTY }: OutputStream): number {
  return isTTY === true && columns !== undefined ? Math.max(40, Math.min(columns, widestText)) : usualWidth;
}

/** Whether a stream gets colours: NO_COLOR and --no-color say no, FORCE_COLOR says yes, else terminals do. */
export function wantsColour({ isTTY }: OutputStream, env: Terminal['env'], allowed: boolean): boolean {
  const { NO_COLOR: never, FORCE_COLOR: always } = env;
  if (!allowed || (never !== undefined && never !== '')) return false;
  if (always !== undefined) return always !== '0' && always !== 'false';
  return isTTY === true && env['TERM'] !== 'dumb';
}

/** Whether somebody is there to be asked. */
export function canAsk({ stdin, stderr }: Terminal): boolean {
  return stdin.isTTY === true && stderr.isTTY === true;
}

/** Whether a line may be written over: a terminal that is not a CI log. */
export function canAnimate({ stderr, env }: Terminal): boolean {
  return stderr.isTTY === true && env['TERM'] !== 'dumb' && (env['CI'] ?? '') === '';
}

/** Asks one question on stderr and reads one line from stdin; an end of input is an empty answer. */
export async function ask({ stdin, stderr }: Terminal, question: string): Promise<string> {
  // Loaded only where somebody is asked.
  const { createInterface } = await import('node:readline');
  return new Promise((resolve) => {
    const lines = createInterface({ input: stdin, output: stderr, terminal: false });
    let answer = '';
    lines.once('line', (line) => {
      answer = line.trim();
      lines.close();
    });
    lines.once('close', () => {
      resolve(answer);
    });
    stderr.write(question);
  });
}
