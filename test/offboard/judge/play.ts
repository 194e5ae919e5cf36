import fc from 'fast-check';
import type { Complaint } from '../../oracle/judge/complaint';
import { speedUpTime } from '../../support/fast-time';
import { isWrite } from '../../support/simulated-aws';
import { offboardCases, type OffboardCase } from './generate';
import { judgeOffboarding } from './judge';
import { startOffboardWorld, type OffboardRun } from './live-world';

/** The first run with its trouble, a second one without, and a third that has nothing to do where the second succeeded. */
async function play({ world, options }: OffboardCase): Promise<{ readonly complaints: readonly Complaint[]; readonly exits: string }> {
  const live = await startOffboardWorld(world);
  const complaints: Complaint[] = [];
  const exits: number[] = [];
  const run = async (): Promise<OffboardRun> => {
    const one = await live.run(options);
    exits.push(one.exitCode);
    for (const { rule, detail } of judgeOffboarding(one)) {
      complaints.push({ rule, detail: `${detail} [run ${String(exits.length)} ended with ${String(one.exitCode)}]` });
    }
    return one;
  };
  try {
    let last = await run();
    if (options.mode === 'apply') {
      live.calm();
      for (let number = 2; number <= 3; number += 1) {
        const again = await run();
        if (last.exitCode !== 0) {
          last = again;
          continue;
        }
        const writes = again.calls.filter(isWrite).map(({ operation, region }) => `${operation} in ${region}`);
        // Without a word of it in the file, an account is a stranger as soon as another one is the administrator.
        const replaced = again.exitCode === 2 && again.stderr.includes('and not registered as one');
        if (again.exitCode !== 0 && !replaced)
          complaints.push({
            rule: 'the run after a success ends otherwise',
            detail: `${String(again.exitCode)}: ${again.files['md'] ?? again.stderr}`,
          });
        if (writes.length > 0) complaints.push({ rule: 'the run after a success writes', detail: writes.join(', ') });
      }
    }
    return { complaints, exits: exits.join(' ') };
  } finally {
    await live.stop();
  }
}

/** `OFFBOARD_SEED=17` plays only the case of that seed, `OFFBOARD_FIRST=1000` begins there. */
const only = process.env['OFFBOARD_SEED'];
const first = Number(process.env['OFFBOARD_FIRST'] ?? 1);

/** Plays so many random cases, always the same ones. */
export function playCases(number: number): void {
  // Against hanging only.
  jest.setTimeout(0x7fff_ffff);
  const time = speedUpTime(25);
  afterAll(time.stop);

  test('no off-boarding does or says what is not so', async () => {
    const seeds = only === undefined ? Array.from({ length: number }, (_, index) => first + index) : [Number(only)];
    const counts = new Map<string, number>();
    const failures: string[] = [];
    for (const seed of seeds) {
      const [one] = fc.sample(offboardCases, { seed, numRuns: 1 });
      if (one === undefined) continue;
      time.restart();
      const { complaints, exits } = await play(one);
      counts.set(exits, (counts.get(exits) ?? 0) + 1);
      if (complaints.length === 0) continue;
      const told = complaints.map(({ rule, detail }) => `  ✘ ${rule}: ${detail.slice(0, 1200)}`);
      failures.push(
        `OFFBOARD_SEED=${String(seed)} (exits: ${exits})\n${[...new Set(told)].join('\n')}\n${only === undefined ? '' : JSON.stringify(one, undefined, 1)}`,
      );
    }
    const kinds = [...counts].sort().map(([exits, times]) => `${exits} (${String(times)})`);
    process.stdout.write(`Off-boarding, ${String(seeds.length)} random cases; exit codes of their runs: ${kinds.join(', ')}\n`);
    expect(failures).toEqual([]);
  });
}
