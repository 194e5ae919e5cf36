import { run } from '../../src/cli/run';
import { Capture, noInput } from './program';

/** `provision-guardduty simulator`, running in this process on a free port. */
export interface RunningSimulator {
  readonly url: string;
  /** What it printed so far. */
  readonly text: () => string;
  /** The variables that its text sets for one of the two identities. */
  readonly environment: (identity: 'management account' | 'administrator') => Readonly<Record<string, string>>;
  /** Interrupts it, as Ctrl-C does. */
  readonly stop: () => Promise<{ readonly exitCode: number; readonly stderr: string }>;
}

/** Starts the server as a user does, and waits until it listens. */
export async function startServer(argv: readonly string[]): Promise<RunningSimulator> {
  let interrupt: () => void = () => undefined;
  let tellReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    tellReady = resolve;
  });
  const stdout = new Capture((text) => {
    if (text.includes('Ctrl-C')) tellReady();
  });
  const stderr = new Capture();
  const ended = run(['simulator', '--port', '0', ...argv], {
    env: {},
    stdin: noInput(),
    stdout,
    stderr,
    onInterrupt: (listener) => {
      interrupt = listener;
      return () => undefined;
    },
  });
  await Promise.race([ready, ended.then((code) => Promise.reject(new Error(`it ended with ${code.toString()}: ${stderr.text}`)))]);
  return {
    url: /Listening on (\S+)/.exec(stdout.text)?.[1] ?? '',
    text: () => stdout.text,
    environment: (identity) => {
      const [common = '', ...own] = stdout.text.split(/^ {2}# /m);
      const lines = [common, own.find((part) => part.startsWith(identity)) ?? ''].join('\n').split('\nOr in')[0] ?? '';
      return Object.fromEntries([...lines.matchAll(/(AWS_\w+)=(\S+)/g)].map(([, name, value]) => [name ?? '', value ?? '']));
    },
    stop: async () => {
      interrupt();
      return { exitCode: await ended, stderr: stderr.text };
    },
  };
}
