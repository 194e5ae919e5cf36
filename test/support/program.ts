import { PassThrough } from 'node:stream';
import { run } from '../../src/cli/run';
import type { InputStream, Terminal } from '../../src/cli/terminal';

// A run that is refused may leave a reading under way, which still loads a part of the SDK. Jest fails where that happens after the last test.
afterAll(() => new Promise((resolve) => setTimeout(resolve, 100)));

/** What a run of the program in this process left behind. */
export interface ProgramResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How the program is started; without anything there is no terminal. */
export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Makes stdin and stderr a terminal on which this is typed once a question is asked; a function does something else then. */
  readonly typed?: string | (() => void);
  /** Something else that happens while the question is on the screen. */
  readonly beforeTyping?: () => void;
  readonly columns?: number;
  /** Handed the function that interrupts the run. */
  readonly interrupter?: (interrupt: () => void) => void;
}

/** A stream that keeps what is written. */
export class Capture extends PassThrough {
  text = '';
  isTTY?: boolean;
  columns?: number;

  constructor(private readonly onText: (text: string) => void = () => undefined) {
    super();
    this.on('data', (chunk: Buffer) => {
      this.text += chunk.toString('utf8');
      this.onText(this.text);
    });
  }
}

/** A stdin where nobody types. */
export function noInput(): InputStream {
  const keyboard = new PassThrough();
  keyboard.end();
  return keyboard;
}

/** The SDK reads the variables of this process, so the program does too. */
const awsVariables = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => /^(?:AWS_|https?_proxy$|no_proxy$)/i.test(name)));

/** Runs the whole program in this process, as its users do but for the process around it. */
export async function runProgram(argv: readonly string[], options: ProgramOptions = {}): Promise<ProgramResult> {
  const typing = options.typed !== undefined;
  const keyboard = new PassThrough();
  if (!typing) keyboard.end();
  const stdin: InputStream = Object.assign(keyboard, { isTTY: typing });
  const stdout = new Capture();
  const stderr = new Capture((text) => {
    if (!/(?:\[y\/N\]|^MFA code of .*:|^Type the organization's id .*:) $/m.test(text)) return;
    options.beforeTyping?.();
    if (typeof options.typed === 'function') options.typed();
    else if (typing) keyboard.end(`${options.typed ?? ''}\n`);
  });
  stderr.isTTY = typing;
  if (options.columns !== undefined) stderr.columns = options.columns;
  const terminal: Terminal = {
    // With CI set there is no moving line, which a captured stream could not show.
    env: { ...awsVariables(), CI: 'true', ...options.env },
    stdin,
    stdout: stdout,
    stderr: stderr,
    onInterrupt: (listener) => {
      options.interrupter?.(listener);
      return () => undefined;
    },
  };
  const exitCode = await run(argv, terminal);
  return { exitCode, stdout: stdout.text, stderr: stderr.text };
}
