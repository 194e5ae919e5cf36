import { judgeRun } from '../../oracle/judge/judge-run';
import { startWorld, type Run } from '../../oracle/support/live-world';
import { speedUpTime } from '../../support/fast-time';
import { matrixOf, sampleOf, type Meddling, type Recorded } from './matrix';
import { startProxy, type Meddler } from './proxy';
import { representatives, type Representative } from './representative-runs';
import { Report } from './report';

/** `BORDER_ALL=1` changes everything; `BORDER_STEP=50` every fiftieth place of each operation, from `BORDER_OFFSET` on; `BORDER_ONLY=text` what has the text in its name. */
const all = process.env['BORDER_ALL'] === '1';
const step = all ? 1 : Number(process.env['BORDER_STEP'] ?? 0);
const offset = Number(process.env['BORDER_OFFSET'] ?? 0);
const only = process.env['BORDER_ONLY'];

async function runThrough({ world, options }: Representative, meddle: Meddler): Promise<Run> {
  const live = await startWorld(world, [], (simulator) => startProxy(simulator, meddle));
  try {
    return await live.run(options);
  } finally {
    await live.stop();
  }
}

/** What a plausible answer can't be blamed for: whoever believes it does what is right in the world that it describes. */
const believable = /^(?:exit 0|exit 3|cell|page|enrolled again|unasked|reached|created|said|verdict|number)/;

/** What AWS says of a relationship is shown as it came, whatever it is. */
const quoted = 'cell/relationship status';

function judge(representative: Representative, { plausible, name }: Meddling, run: Run) {
  return judgeRun(representative, run)
    .filter(({ rule }) => !(plausible && believable.test(rule)))
    .filter(({ rule }) => !(name.includes('relationshipStatus') && rule === quoted));
}

const perhaps = step === 0 && only === undefined ? describe.skip : describe;

/**
 * Tests that change every answer of the representative runs of these names, one place of one answer at a time: nothing may be harmed, and
 * no wrong world may be called a success.
 */
export function changeEveryAnswer(...names: readonly string[]): void {
  jest.setTimeout(0x7fff_ffff);
  const time = speedUpTime(25);
  const report = new Report();
  afterAll(() => {
    time.stop();
    process.stdout.write(report.text());
  });
  const run = async (representative: Representative, meddle: Meddler): Promise<Run> => {
    time.restart();
    return runThrough(representative, meddle);
  };
  const chosen = representatives.filter(({ name }) => names.includes(name));

  perhaps.each(chosen)('$name', (representative) => {
    test('is right when nobody meddles', async () => {
      expect(judgeRun(representative, await run(representative, (_exchange, answer) => answer))).toEqual([]);
    });

    test('harms nobody and calls nothing a success that is none', async () => {
      const recorded: Recorded[] = [];
      await run(representative, (exchange, answer) => {
        recorded.push({ exchange, answer });
        return answer;
      });
      const matrix = matrixOf(recorded).filter(({ name }) => only === undefined || name.includes(only));
      for (const meddling of step === 0 ? matrix : sampleOf(matrix, step, offset)) {
        const changed = await run(representative, meddling.meddle);
        report.add(representative, meddling, changed, judge(representative, meddling, changed));
      }
      expect(report.failuresOf(representative.name)).toEqual([]);
    });
  });
}
