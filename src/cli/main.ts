import { run } from './run';
import type { Terminal } from './terminal';

// The SDK is bundled in the version that was tested, so its notice about later versions is of no use to anybody here.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const interrupted = 130;

/**
 * Signals closer together than this, in milliseconds, are one Ctrl-C: npx passes on, at once, what the terminal has sent to the program
 * already (https://github.com/npm/cli/issues/8164). Nobody presses keys twice that quickly, so that a second one still leaves at once.
 */
const oneKeyPress = 100;

/** The first signal is the listener's. A later one ends the process at once, and so does any when the listener has stopped listening. */
function onInterrupt(listener: () => void): () => void {
  let listening = true;
  let firstAt: number | undefined;
  const handle = (): void => {
    const now = performance.now();
    if (firstAt !== undefined && now - firstAt < oneKeyPress) return;
    if (firstAt !== undefined || !listening) process.exit(interrupted);
    firstAt = now;
    listener();
  };
  // A closed terminal sends SIGHUP: what was begun is finished and reported all the same.
  process.on('SIGINT', handle).on('SIGTERM', handle).on('SIGHUP', handle);
  return () => {
    listening = false;
  };
}

let unwritten: Error | undefined;
let stdout: NodeJS.WriteStream | undefined;
let stderr: NodeJS.WriteStream | undefined;

const terminal: Terminal = {
  env: process.env,
  // Node opens a stream at the first access. Help and refusals need only one of the three.
  get stdin() {
    return process.stdin;
  },
  // A reader that goes away early, as in "… | head", or a full disk must not end a run in the middle of its changes. EOF is what Windows
  // says for EPIPE.
  get stdout() {
    return (stdout ??= process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'EOF') unwritten ??= error;
    }));
  },
  get stderr() {
    return (stderr ??= process.stderr.on('error', () => undefined));
  },
  onInterrupt,
};

/** Resolves when the stream has passed on everything; one that nobody has used is not opened for it. */
function flushed(stream: NodeJS.WriteStream | undefined, text = ''): Promise<void> {
  return new Promise((resolve) => {
    if (stream === undefined) resolve();
    else
      stream.write(text, () => {
        resolve();
      });
  });
}

void run(process.argv.slice(2), terminal).then(async (code) => {
  // A request that nobody waits for any longer must not keep the process alive; the output must get out before it ends.
  await flushed(stdout);
  const complaint = unwritten === undefined ? '' : `Error: The result could not be written to stdout: ${unwritten.message}\n`;
  await flushed(complaint === '' ? stderr : process.stderr, complaint);
  process.exit(complaint !== '' && code === 0 ? 1 : code);
});
