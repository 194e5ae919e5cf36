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

// A reader that goes away early, as in "… | head", or a full disk must not end a run in the middle of its changes. EOF is what Windows says
// for EPIPE.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE' && error.code !== 'EOF') unwritten ??= error;
});
process.stderr.on('error', () => undefined);

const terminal: Terminal = {
  env: process.env,
  // Node opens stdin at the first access. Help and refusals never access it.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  onInterrupt,
};

void run(process.argv.slice(2), terminal).then((code) => {
  // A request that nobody waits for any longer must not keep the process alive; the output must get out before it ends.
  process.stdout.write('', () => {
    const complaint = unwritten === undefined ? '' : `Error: The result could not be written to stdout: ${unwritten.message}\n`;
    process.stderr.write(complaint, () => process.exit(complaint !== '' && code === 0 ? 1 : code));
  });
});
