import type { Case } from '../generate/case';
import { describeQuestion, questionsOf } from '../judge/asked';
import type { Complaint } from '../judge/complaint';
import { judgeRun } from '../judge/judge-run';
import { obstaclesOf } from '../judge/obstacles';
import { startWorld, writesOf, type LiveWorld, type Run } from './live-world';
import { contradicts } from './options';

/** What a case came to. */
export interface Played {
  readonly complaints: readonly Complaint[];
  /** Exit codes in order, such as `apply 0`. */
  readonly endings: readonly string[];
  readonly obstacles: readonly string[];
  readonly runs: readonly Run[];
}

/** Runs the case, then what has to agree with it: the check, the second run, and the run after the trouble. */
export async function playCase(one: Case): Promise<Played> {
  const live = await startWorld(one.world, one.faults);
  try {
    return await new Play(one, live).play();
  } finally {
    await live.stop();
  }
}

class Play {
  private readonly runs: Run[] = [];
  private readonly complaints: Complaint[] = [];
  private readonly obstacles: readonly string[];

  constructor(
    private readonly one: Case,
    private readonly live: LiveWorld,
  ) {
    this.obstacles = obstaclesOf(one, live.view());
  }

  async play(): Promise<Played> {
    const { options } = this.one;
    const first = await this.run();
    if (options.mode === 'apply' && !contradicts(options)) await this.follow(first);
    else if (this.obstacles.length === 0) this.expectAttainable(first);
    return {
      complaints: this.complaints,
      endings: this.runs.map(({ mode, exitCode }) => `${mode} ${String(exitCode)}`),
      obstacles: this.obstacles,
      runs: this.runs,
    };
  }

  private async run(mode = this.one.options.mode): Promise<Run> {
    const run = await this.live.run(this.one.options, mode);
    this.runs.push(run);
    const number = this.runs.length;
    for (const { rule, detail } of judgeRun(this.one, run)) {
      this.complaints.push({ rule, detail: `${detail} [run ${String(number)}: ${mode} ended with ${String(run.exitCode)}]` });
    }
    return run;
  }

  private say(rule: string, detail: string): void {
    this.complaints.push({ rule, detail });
  }

  /** Nothing stands in the way, so the run has to succeed, and a check has to know whether anything is to do. */
  private expectAttainable({ mode, exitCode, options, before, after, stderr, stdout }: Run): void {
    const open = questionsOf(options, before).some(({ right }) => !right);
    const expected = mode === 'check' && open ? 3 : 0;
    if (exitCode !== expected) {
      const missing = questionsOf(options, after).filter(({ right }) => !right);
      this.say(
        `${mode} ends with ${String(exitCode)} instead of ${String(expected)}, although nothing is in its way`,
        [...missing.map((question) => `missing: ${describeQuestion(question)}`), stderr, stdout.slice(0, 4000)].join('\n'),
      );
    }
  }

  private async follow(first: Run): Promise<void> {
    const { faults } = this.one;
    this.live.calm();
    if (this.obstacles.length === 0) this.expectAttainable(first);
    let last = first;
    if (first.exitCode !== 0 && faults.length > 0) {
      last = await this.run();
      if (last.exitCode !== 0) await this.expectNoBetter(last);
    }
    const check = await this.run('check');
    if (last.exitCode === 0) {
      if (check.exitCode !== 0) this.say(`check ends with ${String(check.exitCode)} right after 0`, check.stdout.slice(0, 4000));
      await this.expectSilence();
    } else if (check.exitCode === 0 && last.exitCode === 1 && !last.settlesLate)
      this.say('check ends with 0 right after 1', last.stdout.slice(0, 4000));
  }

  /** A second run after a success writes nothing. */
  private async expectSilence(): Promise<void> {
    const again = await this.run();
    const writes = writesOf(again.calls);
    if (again.exitCode !== 0) this.say(`second run ends with ${String(again.exitCode)}`, again.stdout.slice(0, 4000));
    if (writes.length > 0) this.say('second run writes', writes.map(({ operation, region }) => `${operation} in ${region}`).join(', '));
  }

  /** A run after the trouble ends as well as one that never met it. */
  private async expectNoBetter(last: Run): Promise<void> {
    const calm = await startWorld(this.one.world, []);
    try {
      const undisturbed = await calm.run(this.one.options);
      if (undisturbed.exitCode === 0)
        this.say('does not converge', `exit ${String(last.exitCode)} after the trouble, 0 without it\n${last.stdout.slice(0, 4000)}`);
    } finally {
      await calm.stop();
    }
  }
}
