import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { BenchWorld, RunKind } from './floors';
import type { Address, Question, RunFacts } from './simulator-process';

/** A simulated AWS in a child process. */
export interface SimulatorChild {
  /** An AWS configuration file with the profiles `management` and `security`. */
  readonly configFile: string;
  address(): Promise<Address>;
  beginRun(run: RunKind): Promise<void>;
  endRun(): Promise<RunFacts>;
  stop(): void;
}

/** Starts it in a world where nothing is set up. */
export async function startSimulatorChild(world: BenchWorld, folder: string): Promise<SimulatorChild> {
  const configFile = join(folder, 'config');
  const child = fork(join(__dirname, 'simulator-process.ts'), [JSON.stringify(world), configFile], {
    execArgv: ['-r', 'ts-node/register', '--max-old-space-size=12000'],
  });
  const ask = async (question: Question): Promise<unknown> => {
    const answer = once(child, 'message');
    child.send(question);
    return ((await answer) as [unknown])[0];
  };
  await once(child, 'message');
  return {
    configFile,
    address: async () => (await ask('address')) as Address,
    beginRun: async (run) => {
      await ask({ begin: run });
    },
    endRun: async () => (await ask('end-run')) as RunFacts,
    stop: () => {
      child.disconnect();
    },
  };
}
