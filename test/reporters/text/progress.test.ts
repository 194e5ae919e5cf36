import type { Region } from '../../../src/domain/ids';
import { failed } from '../../../src/plan/outcome';
import type { Plan } from '../../../src/plan/plan';
import type { RolloutEvent } from '../../../src/ports/events';
import { createPalette } from '../../../src/reporters/text/palette';
import { Progress } from '../../../src/reporters/text/progress';
import { administratorId, managementId, organization, problem, regionPlan, workload } from '../../support/builders';
import { appliedRegion, summaryOf } from '../support/summary';

const [east, west] = ['us-east-1' as Region, 'us-west-2' as Region];
const caller = (accountId: string) => ({ accountId, arn: `arn:aws:iam::${accountId}:user/me` }) as never;

/** Progress with a clock of its own; with a terminal it has a line that moves. */
class Shown {
  time = 0;
  readonly lines: string[] = [];
  readonly spinner = { text: '', start: jest.fn(), stop: jest.fn() };
  readonly progress: Progress;

  constructor(options: { readonly terminal?: boolean; readonly level?: 'quiet' | 'normal' | 'verbose'; readonly width?: number } = {}) {
    const { terminal = true, level = 'normal', width } = options;
    this.progress = new Progress({
      write: (line) => void this.lines.push(line),
      spinner: terminal ? this.spinner : undefined,
      palette: createPalette(false),
      level,
      now: () => this.time,
      ...(width === undefined ? {} : { width }),
    });
  }

  on(...events: readonly RolloutEvent[]): string {
    for (const event of events) this.progress.handle(event);
    return this.spinner.text;
  }
}

const planned = (...accounts: readonly [Region, number][]): RolloutEvent => ({
  type: 'plan-computed',
  plan: {
    regions: accounts.map(([region, count]) =>
      regionPlan({
        region,
        actions: [{ kind: 'associate-members', accounts: Array.from({ length: count }, (_, index) => workload(index + 1)), before: [] }],
      }),
    ),
  } as unknown as Plan,
});
const sent = (region: Region, done: number, total: number): RolloutEvent => ({ type: 'accounts-sent', region, done, total });

describe('the moving line', () => {
  test('says how far the reading has come', () => {
    const shown = new Shown();
    expect(shown.on({ type: 'accounts-listed', count: 1200 })).toBe('Reading: 1,200 accounts');
    expect(shown.on({ type: 'region-read', region: east, done: 1, total: 3 })).toBe('Reading: 1,200 accounts, Regions 1/3');
  });

  test('says which step is made where, and what a Region waits for', () => {
    const shown = new Shown();
    expect(shown.on({ type: 'action-started', region: undefined, kind: 'enable-trusted-access', accounts: 0 })).toMatch(/^organization: /);
    expect(shown.on({ type: 'waiting', region: east, waitingFor: 'members', left: 4200 })).toBe(
      'us-east-1: waiting for members to become enabled (4,200 left)',
    );
    expect(shown.on({ type: 'waiting', region: west, waitingFor: 'settling' })).toBe('us-west-2: waiting for AWS to settle');
  });

  test('fits the width of the terminal', () => {
    const shown = new Shown({ width: 20 });
    expect(shown.on({ type: 'waiting', region: east, waitingFor: 'settling' })).toBe('us-east-1: waiti…');
  });

  test('names a throttled service for a while', () => {
    const shown = new Shown();
    shown.progress.throttle('guardduty', east);
    expect(shown.spinner.text).toBe('Reading: 0 accounts, throttled: guardduty in us-east-1');
    shown.time = 10_000;
    expect(shown.on({ type: 'accounts-listed', count: 1 })).toBe('Reading: 1 account');
    const quiet = new Shown({ level: 'quiet' });
    quiet.progress.throttle('guardduty', east);
    expect(quiet.spinner.text).toBe('');
  });

  test('stops and starts for other text', () => {
    const shown = new Shown();
    shown.progress.pause();
    shown.progress.resume();
    expect([shown.spinner.start.mock.calls.length, shown.spinner.stop.mock.calls.length]).toEqual([2, 1]);
    const quiet = new Shown({ level: 'quiet' });
    quiet.progress.resume();
    expect(quiet.spinner.start).not.toHaveBeenCalled();
  });
});

describe('the pace', () => {
  test('is not shown before it says something, nor when all is done', () => {
    const shown = new Shown();
    expect(shown.on(planned([east, 100]), sent(east, 50, 100))).toMatch(/^50\/100 accounts, us-east-1: /);
    shown.time = 1999;
    expect(shown.on(sent(east, 60, 100))).toMatch(/^60\/100 accounts, us-east-1: /);
    shown.time = 4000;
    expect(shown.on(sent(east, 100, 100))).toMatch(/^100\/100 accounts, us-east-1: /);
  });

  test.each([
    [10_000, 10, 400, '10/400 accounts, 1.0/s, 7 min left'],
    [10_000, 200, 1000, '200/1,000 accounts, 20/s, 40 s left'],
    [10_000, 5000, 100_000, '5,000/100,000 accounts, 500/s, 4 min left'],
  ])('after %s ms and %s of %s accounts: %s', (time, done, total, says) => {
    const shown = new Shown({ width: 200 });
    shown.on(planned([east, total]), sent(east, 0, total));
    shown.time = time;
    expect(shown.on(sent(east, done, total))).toMatch(new RegExp(`^${says}, us-east-1: `));
  });

  test('counts each Region, never backwards, and waits for nobody in a Region that is finished', () => {
    const shown = new Shown({ width: 200 });
    shown.on(planned([east, 100], [west, 50]), sent(east, 60, 100), sent(east, 40, 100), sent(west, 10, 50));
    expect(shown.spinner.text).toMatch(/^70\/150 accounts/);
    expect(shown.on({ type: 'region-finished', report: appliedRegion({ region: east }), done: 1, total: 2 })).toMatch(
      /^1\/2 Regions, 70\/110 accounts/,
    );
    expect(shown.on({ type: 'region-finished', report: appliedRegion({ region: 'eu-west-1' as Region }), done: 2, total: 2 })).toMatch(
      /^2\/2 Regions, 70\/110 accounts/,
    );
  });
});

describe('lines', () => {
  test('say who acts, what was read, and how each Region ended', () => {
    const shown = new Shown();
    const { report } = summaryOf([]);
    shown.on(
      { type: 'identities-established', management: caller(managementId), administrator: caller(administratorId) },
      { type: 'identities-established', management: undefined, administrator: caller(administratorId) },
      { type: 'organization-read', organization: organization(), regions: [east] },
      { type: 'region-finished', report: appliedRegion({ region: east }), done: 1, total: 3 },
      { type: 'region-finished', report: appliedRegion({ region: east, enabled: undefined, membersRead: true }), done: 2, total: 3 },
      { type: 'region-finished', report: appliedRegion({ region: east, enabled: undefined, status: 'blocked' }), done: 3, total: 3 },
      { type: 'region-finished', report: appliedRegion({ region: east, enabled: undefined, status: 'failed' }), done: 3, total: 3 },
      { type: 'rollout-finished', report },
    );
    expect(shown.lines).toEqual([
      `Management account: ${managementId}, administrator: ${administratorId}`,
      `Administrator: ${administratorId} (no management account)`,
      'Read 4 accounts and 1 Region.',
      expect.stringMatching(/us-east-1 \(1\/3\), 3 members enabled$/),
      expect.stringMatching(/us-east-1 \(2\/3\), not every account is known$/),
      expect.stringMatching(/us-east-1 \(3\/3\)$/),
      expect.stringMatching(/us-east-1 \(3\/3\), not proven$/),
    ]);
  });

  test('warn of Region names that could not be checked, and name the doubtful ones', () => {
    const shown = new Shown({ terminal: false });
    const unreadable = { type: 'regions-unreadable', accountId: managementId, problem, doubtful: [] } as const;
    shown.on(unreadable, { ...unreadable, doubtful: ['mars-1' as Region] });
    expect(shown.lines).toEqual([
      expect.stringMatching(/^Warning: Region names cannot be checked\. /),
      expect.stringMatching(/ Not known to this version: mars-1\.$/),
    ]);
  });

  test.each([
    ['normal', 1],
    ['verbose', 2],
    ['quiet', 0],
  ] as const)('of steps: %s shows %s', (level, count) => {
    const shown = new Shown({ level });
    shown.on(
      { type: 'action-finished', region: east, kind: 'associate-members', outcome: { status: 'done', sent: ['accounts'] } },
      { type: 'action-finished', region: undefined, kind: 'enable-trusted-access', outcome: failed(problem) },
    );
    expect(shown.lines).toHaveLength(count);
  });

  test('break on a terminal, and stay whole elsewhere', () => {
    const text = 'word '.repeat(30).trim();
    const terminal = new Shown({ width: 40 });
    const log = new Shown({ terminal: false, width: 40 });
    for (const { progress } of [terminal, log]) progress.warn(text);
    expect(Math.max(...(terminal.lines[0] ?? '').split('\n').map(({ length }) => length))).toBeLessThanOrEqual(40);
    expect(log.lines).toEqual([text]);
  });

  test('are made only where they are shown, and a warning always', () => {
    const make = jest.fn(() => 'made');
    const quiet = new Shown({ level: 'quiet' });
    quiet.progress.say(make);
    quiet.progress.warn('mind');
    expect([make.mock.calls.length, quiet.lines]).toEqual([0, ['mind']]);
    const shown = new Shown();
    shown.progress.say(make);
    shown.progress.say('text');
    expect(shown.lines).toEqual(['made', 'text']);
  });

  test('without a terminal, one says each minute how far the run has come', () => {
    const shown = new Shown({ terminal: false });
    shown.on({ type: 'accounts-listed', count: 10 });
    shown.time = 59_999;
    shown.on({ type: 'accounts-listed', count: 20 });
    expect(shown.lines).toEqual([]);
    shown.time = 60_000;
    shown.on({ type: 'accounts-listed', count: 30 });
    shown.on({ type: 'accounts-listed', count: 40 });
    expect(shown.lines).toEqual(['Reading: 30 accounts']);
  });
});
