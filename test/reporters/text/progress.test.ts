import type { AccountId, Region } from '../../../src/domain/ids';
import type { Plan } from '../../../src/plan/plan';
import { createPalette } from '../../../src/reporters/text/palette';
import type { ProgressOptions, Spinner } from '../../../src/reporters/text/moving-line';
import { Progress } from '../../../src/reporters/text/progress';
import { problem } from '../../support/builders';
import { regionReport } from '../support/summary';

const here = 'eu-west-1' as Region;
const there = 'us-east-1' as Region;

function planOf(accounts: number): Plan {
  const ids = Array.from({ length: accounts }, (_, index) => String(index) as AccountId);
  const region = (name: Region) => ({
    region: name,
    detectorId: undefined,
    enabled: 0,
    outsiders: 0,
    findings: [],
    accounts: [],
    status: 'changes' as const,
    actions: [{ kind: 'associate-members' as const, accounts: ids, before: [] }] as const,
  });
  return { regions: [region(here), region(there)], organizationActions: [] } as unknown as Plan;
}

function started(level: ProgressOptions['level'] = 'normal', terminal = true) {
  const lines: string[] = [];
  let time = 0;
  const spinner: Spinner = { text: '', start: () => undefined, stop: () => undefined };
  const progress = new Progress({
    write: (line) => void lines.push(line),
    spinner: terminal ? spinner : undefined,
    palette: createPalette(false),
    level,
    now: () => time,
  });
  const pass = (seconds: number): void => {
    time += seconds * 1000;
  };
  return { progress, lines, spinner, pass };
}

describe('the moving line', () => {
  test('tells accounts and Regions while reading', () => {
    const { progress, spinner } = started();
    progress.handle({ type: 'accounts-listed', count: 1240 });
    progress.handle({ type: 'region-read', region: here, done: 3, total: 17 });
    expect(spinner.text).toBe('Reading: 1,240 accounts, Regions 3/17');
  });

  test('tells how far it has come in all Regions, the rate, and the time left', () => {
    const { progress, spinner, pass } = started();
    progress.handle({ type: 'plan-computed', plan: planOf(6000) });
    progress.handle({ type: 'accounts-sent', region: here, done: 0, total: 6000 });
    pass(1);
    progress.handle({ type: 'accounts-sent', region: here, done: 500, total: 6000 });
    expect(spinner.text).toContain('500/12,000 accounts');
    expect(spinner.text).not.toContain('/s');
    pass(9);
    progress.handle({ type: 'accounts-sent', region: there, done: 1500, total: 6000 });
    // 2,000 in 10 seconds, 10,000 left.
    expect(spinner.text).toContain('2,000/12,000 accounts, 200/s, 50 s left');
    pass(30);
    progress.handle({ type: 'accounts-sent', region: there, done: 1550, total: 6000 });
    expect(spinner.text).toContain('2,050/12,000 accounts, 51/s, 4 min left');
  });

  test('waits for no account of a Region that ended without sending it', () => {
    const { progress, spinner, pass } = started();
    progress.handle({ type: 'plan-computed', plan: planOf(100) });
    progress.handle({ type: 'accounts-sent', region: here, done: 0, total: 100 });
    pass(10);
    progress.handle({ type: 'accounts-sent', region: here, done: 100, total: 100 });
    expect(spinner.text).toContain('100/200 accounts, 10/s, 10 s left');
    progress.handle({ type: 'region-finished', report: regionReport({ region: there, status: 'failed' }), done: 1, total: 2 });
    expect(spinner.text).toBe('1/2 Regions, 100/100 accounts, eu-west-1: enrolment 100/100');
  });

  test('stands below steps that failed, and these break between words', () => {
    const { progress, lines } = started();
    const outcome = {
      status: 'failed',
      problem: { ...problem, action: 'guardduty:UpdateOrganizationConfiguration', region: here },
    } as const;
    progress.handle({ type: 'action-finished', region: here, kind: 'configure-organization', outcome });
    expect(lines).toEqual(['  eu-west-1: auto-enable: failed: guardduty:UpdateOrganizationConfiguration in\n  eu-west-1 is not allowed.']);
  });

  test('never breaks, whatever there is to say', () => {
    const { progress, spinner, pass } = started();
    progress.handle({ type: 'plan-computed', plan: planOf(1_000_000) });
    progress.handle({ type: 'accounts-sent', region: here, done: 50, total: 1_000_000 });
    pass(100);
    progress.throttle('guardduty', 'ap-southeast-2');
    progress.handle({ type: 'accounts-sent', region: here, done: 100, total: 1_000_000 });
    expect(spinner.text.length).toBeLessThanOrEqual(77);
    expect(spinner.text.endsWith('…')).toBe(true);
  });

  test('names what AWS throttles, and forgets it', () => {
    const { progress, spinner, pass } = started();
    progress.handle({ type: 'accounts-listed', count: 40 });
    progress.throttle('organizations', 'us-east-1');
    expect(spinner.text).toBe('Reading: 40 accounts, throttled: organizations in us-east-1');
    pass(11);
    progress.handle({ type: 'accounts-listed', count: 60 });
    expect(spinner.text).toBe('Reading: 60 accounts');
  });
});

describe('without a terminal', () => {
  test('a line a minute tells how far it has come, and nothing else', () => {
    const { progress, lines, pass } = started('normal', false);
    progress.handle({ type: 'plan-computed', plan: planOf(6000) });
    for (let done = 50; done <= 6000; done += 50) {
      pass(1);
      progress.handle({ type: 'accounts-sent', region: here, done, total: 6000 });
    }
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^6,000\/12,000 accounts, 50\/s, 2 min left, eu-west-1: /);
  });

  test('nothing at all is told where nothing is wanted', () => {
    const { progress, lines, pass } = started('quiet', false);
    progress.handle({ type: 'accounts-listed', count: 1 });
    pass(600);
    progress.handle({ type: 'accounts-listed', count: 2 });
    expect(lines).toEqual([]);
  });
});
