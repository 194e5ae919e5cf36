import { judgeRun } from '../../oracle/judge/judge-run';
import { startWorld, type Run } from '../../oracle/support/live-world';
import { speedUpTime } from '../../support/fast-time';
import { matrixOf, sampleOf, type Meddling, type Recorded } from './matrix';
import { startProxy, type Meddler } from './proxy';
import { representatives, type Representative } from './representative-runs';
import { Report } from './report';

/** `BORDER_ALL=1` changes everything; `BORDER_STEP=50` every fiftieth place of each operation, from `BORDER_OFFSET` on; `BORDER_ONLY=text` what has the text in its name. */
const only = process.env['BORDER_ONLY'];
const step = process.env['BORDER_ALL'] === '1' ? 1 : Number(process.env['BORDER_STEP'] ?? (only === undefined ? 200 : 1));
const offset = Number(process.env['BORDER_OFFSET'] ?? 0);

async function runThrough({ world, options }: Representative, meddle: Meddler): Promise<Run> {
  const live = await startWorld(world, [], (simulator) => startProxy(simulator, meddle));
  try {
    return await live.run(options);
  } finally {
    await live.stop();
  }
}

/** What a plausible answer can't be blamed for: whoever believes it does what is right in the world that it describes. */
const believable =
  /^(?:exit 0|exit 3|cell|page|account is|reason|Region is called|enrolled again|unasked|reached|created|said|verdict|number)/;

/**
 * What a run may say for this answer alone, by the member that was changed: AWS's words are shown as they came, and of an account that can't
 * be read nobody knows anything.
 */
const excused: readonly (readonly [name: RegExp, rule: RegExp])[] = [
  [/relationshipStatus/, /^(?:cell\/relationship status|reason\/relationship-unknown)$/],
  [/ListAccounts.*Stat(?:e|us)/, /^(?:cell\/state of account|reason\/account-)/],
  [/ListAccounts/, /^account is not in its Region once$/],
];

function judge(representative: Representative, { plausible, name }: Meddling, run: Run) {
  return judgeRun(representative, run)
    .filter(({ rule }) => !(plausible && believable.test(rule)))
    .filter(({ rule }) => run.exitCode === 0 || !excused.some(([place, excusedRule]) => place.test(name) && excusedRule.test(rule)));
}

/** The changes of a run that are tried, from all that there are. */
type Choose = (matrix: readonly Meddling[]) => readonly Meddling[];

/**
 * Changes answers of runs, one place of one answer at a time: nothing may be harmed, and no wrong world may be called a success.
 *
 * @param choose hears the place of the run among them too
 */
function changeAnswers(
  chosen: readonly Representative[],
  choose: (matrix: readonly Meddling[], place: number) => readonly Meddling[],
): void {
  // Against hanging only: all of it takes hours.
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

  test.each(chosen)('$name: harms nobody and calls nothing a success that is none', async (representative) => {
    const recorded: Recorded[] = [];
    const undisturbed = await run(representative, (exchange, answer) => {
      recorded.push({ exchange, answer });
      return answer;
    });
    expect(judgeRun(representative, undisturbed)).toEqual([]);
    const matrix = matrixOf(recorded);
    for (const meddling of choose(matrix, chosen.indexOf(representative))) {
      const changed = await run(representative, meddling.meddle);
      report.add(representative, meddling, changed, judge(representative, meddling, changed));
    }
    report.matrix(matrix.length);
    expect(report.failuresOf(representative.name)).toEqual([]);
  });
}

const chosenByUser: Choose = (matrix) =>
  sampleOf(
    matrix.filter(({ name }) => only === undefined || name.includes(only)),
    step,
    offset,
  );

/** Changes every answer of the representative runs of these names, or as many as the environment asks for. */
export function changeEveryAnswer(...names: readonly string[]): void {
  changeAnswers(
    representatives.filter(({ name }) => names.includes(name)),
    chosenByUser,
  );
}

/** Changes so many answers of each representative run, spread evenly over all places, and others in each run. */
export function changeSomeAnswers(number: number): void {
  changeAnswers(representatives, (matrix, place) => {
    const distance = matrix.length / number;
    const first = (distance * place) / representatives.length;
    return Array.from({ length: number }, (_, index) => matrix[Math.floor(first + index * distance)]).filter((one) => one !== undefined);
  });
}
