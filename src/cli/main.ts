import { run } from './run';
import type { Terminal } from './terminal';

// The SDK is bundled in the version that was tested, so its notice about later versions is of no use to anybody here.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const interrupted = 130;

/** The first signal is the program's, the second ends the process at once. */
function onInterrupt(listener: () => void): () => void {
  let signals = 0;
  const handle = (): void => {
    signals += 1;
    if (signals > 1) process.exit(interrupted);
    listener();
  };
  process.on('SIGINT', handle).on('SIGTERM', handle);
  return () => {
    process.off('SIGINT', handle).off('SIGTERM', handle);
  };
}

let unwritten: Error | undefined;

// A reader that goes away early, as in "… | head", or a full disk must not end a run in the middle of its changes.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') unwritten ??= error;
});
process.stderr.on('error', () => undefined);

const terminal: Terminal = { env: process.env, stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, onInterrupt };

void run(process.argv.slice(2), terminal).then((code) => {
  // Requests that nobody waits for any more must not keep the process; what was written must get out.
  process.stdout.write('', () => {
    const told = unwritten === undefined ? '' : `Error: The result could not be written to stdout: ${unwritten.message}\n`;
    process.stderr.write(told, () => process.exit(told !== '' && code === 0 ? 1 : code));
  });
});
