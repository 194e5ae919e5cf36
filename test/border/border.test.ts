import { judgeRun } from '../oracle/judge/judge-run';
import { startWorld, type Run } from '../oracle/support/live-world';
import { fastTimers, speedUpTime } from '../support/fast-time';
import { matrixOf, sampleOf, type Meddling, type Recorded } from './support/matrix';
import { startProxy, type Meddler } from './support/proxy';
import { representatives, type Representative } from './support/representative-runs';
import { Report } from './support/report';

jest.mock('node:timers/promises', () => fastTimers);

const time = speedUpTime(25);
afterAll(time.stop);

/** `BORDER_ALL=1` changes everything; `BORDER_STEP=50` every fiftieth place of each operation, from `BORDER_OFFSET` on; `BORDER_ONLY=text` what has the text in its name. */
const all = process.env['BORDER_ALL'] === '1';
const step = all ? 1 : Number(process.env['BORDER_STEP'] ?? 0);
const offset = Number(process.env['BORDER_OFFSET'] ?? 0);
const only = process.env['BORDER_ONLY'];
const chosenRun = process.env['BORDER_RUN'];

jest.setTimeout(0x7fff_ffff);

async function runThrough({ world, options }: Representative, meddle: Meddler): Promise<Run> {
  time.restart();
  const live = await startWorld(world, [], (simulator) => startProxy(simulator, meddle));
  try {
    return await live.run(options);
  } finally {
    await live.stop();
  }
}

/** The answers of a run with which nobody meddles. */
async function record(representative: Representative): Promise<readonly Recorded[]> {
  const recorded: Recorded[] = [];
  await runThrough(representative, (exchange, answer) => {
    recorded.push({ exchange, answer });
    return answer;
  });
  return recorded;
}

/** What a plausible answer can't be blamed for: whoever believes it does what is right in the world that it describes. */
const believable = /^(?:exit 0|exit 3|cell|page|enrolled again|unasked|reached|created|said)/;

function judge(representative: Representative, { plausible }: Meddling, run: Run) {
  return judgeRun(representative, run).filter(({ rule }) => !(plausible && believable.test(rule)));
}

const report = new Report();
afterAll(() => {
  process.stdout.write(report.text());
});

const chosen = representatives.filter(({ name }) => chosenRun === undefined || name === chosenRun);
const perhaps = step === 0 && only === undefined ? describe.skip : describe;

perhaps('nobody meddles', () => {
  test.each(chosen)('$name: the judge has nothing against it', async (representative) => {
    const run = await runThrough(representative, (_exchange, answer) => answer);
    expect(judgeRun(representative, run)).toEqual([]);
  });
});

perhaps('an answer that is changed in one place', () => {
  test.each(chosen)('$name: harms nobody and is never called a success', async (representative) => {
    const matrix = matrixOf(await record(representative)).filter(({ name }) => only === undefined || name.includes(only));
    const cells = step === 0 ? matrix : sampleOf(matrix, step, offset);
    for (const meddling of cells) {
      const run = await runThrough(representative, meddling.meddle);
      report.add(representative, meddling, run, judge(representative, meddling, run));
    }
    expect(report.failuresOf(representative.name)).toEqual([]);
  });
});
