import fc from 'fast-check';
import { speedUpTime } from '../../support/fast-time';
import { cases, type Case } from '../generate/case';
import { playCase, type Played } from './play-case';
import { describeFailure, keepFailure } from './tell-failure';
import { Tally } from './tally';

/** `ORACLE_CASES=5000` plays so many cases, from `ORACLE_FIRST` on; `ORACLE_SEED=17` plays only that one and makes it smaller. */
const only = process.env['ORACLE_SEED'];
const first = Number(process.env['ORACLE_FIRST'] ?? 1);
const number = Number(process.env['ORACLE_CASES'] ?? 60);
const seeds = only === undefined ? Array.from({ length: number }, (_, index) => first + index) : [Number(only)];
/** Makes a failing case smaller for so many seconds. */
const shrinkSeconds = Number(process.env['ORACLE_SHRINK_SECONDS'] ?? (only === undefined ? 0 : 120));

/** Complaints about runs that claimed too little. */
const cautious = /^(?:exit 3 although everything is as asked for|.+ ends with [13] instead of \d, although nothing is in its way)$/;

function isOnlyCautious({ complaints }: Played): boolean {
  return complaints.length > 0 && complaints.every(({ rule }) => cautious.test(rule));
}

/**
 * Plays the cases of every seed that is even, or odd. A case waits more than it works, and one process can play only one at a time, so that
 * two files share the seeds.
 */
export function playSeeds(remainder: 0 | 1): void {
  const time = speedUpTime(25);
  afterAll(time.stop);
  jest.setTimeout(0x7fff_ffff);
  const own = seeds.filter((seed) => seed % 2 === remainder);

  async function play(one: Case): Promise<Played> {
    time.restart();
    return playCase(one);
  }

  /** The case of a seed, made as small as it can be while the same rule stays broken. */
  async function shrink(seed: number, rule: string): Promise<Case | undefined> {
    // This clock is not sped up.
    const until = performance.now() + shrinkSeconds * 1000;
    const property = fc.asyncProperty(cases, async (one) => {
      if (performance.now() > until) return true;
      const { complaints } = await play(one);
      return complaints.every((complaint) => complaint.rule !== rule);
    });
    const found = await fc.check(property, { seed, numRuns: 1 });
    return found.counterexample?.[0];
  }

  async function failureOf(seed: number, tally: Tally): Promise<readonly string[]> {
    const [one] = fc.sample(cases, { seed, numRuns: 1 });
    if (one === undefined) return [`no case has the seed ${String(seed)}`];
    const first = await play(one);
    // The clock is sped up, so that a busy machine may make a wait too short. A false success is a failure at once.
    const played = isOnlyCautious(first) ? await play(one) : first;
    if (played !== first && played.complaints.length === 0) process.stdout.write(`seed ${String(seed)} was too cautious once\n`);
    tally.count(one, played);
    const [complaint] = played.complaints;
    if (complaint === undefined) return [];
    const smallest = shrinkSeconds > 0 ? await shrink(seed, complaint.rule) : undefined;
    const seen = smallest === undefined ? played : await play(smallest);
    keepFailure(seed, smallest ?? one, seen);
    return [describeFailure(seed, smallest ?? one, seen)];
  }

  (own.length === 0 ? test.skip : test)('no run says or does what is not so', async () => {
    const tally = new Tally(own);
    const failures: string[] = [];
    for (const seed of own) failures.push(...(await failureOf(seed, tally)));
    process.stdout.write(tally.text());
    expect(failures).toEqual([]);
  });
}
