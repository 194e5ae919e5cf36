import { growingPauses, pollUntil, WaitBudget } from '../../src/rollout/waiting';
import { FakeClock } from '../support/fake-clock';

describe('growingPauses', () => {
  test('grow from a moment to a quarter of a minute and stay there', () => {
    const next = growingPauses();
    const pauses = Array.from({ length: 20 }, next);
    expect(pauses[0]).toBeLessThanOrEqual(250);
    for (const pause of pauses.slice(-5)) {
      expect(pause).toBeGreaterThanOrEqual(11_250);
      expect(pause).toBeLessThanOrEqual(15_000);
    }
  });

  test('differ between Regions that begin together', () => {
    const firsts = Array.from({ length: 20 }, () => growingPauses()());
    expect(new Set(firsts).size).toBeGreaterThan(1);
  });
});

describe('pollUntil', () => {
  const going = { interrupted: () => false };

  test('asks at once and does not sleep when there is an answer', async () => {
    const clock = new FakeClock();
    expect(await pollUntil<string>({ clock, ...going }, 60, () => Promise.resolve('there'))).toBe('there');
    expect(clock.sleeps).toEqual([]);
  });

  test('asks a last time when the time is over', async () => {
    const clock = new FakeClock();
    const begin = clock.now();
    const asked: number[] = [];
    const ask = () => {
      asked.push(clock.now() - begin);
      return Promise.resolve(undefined);
    };
    expect(await pollUntil<string>({ clock, ...going }, 10, ask)).toBeUndefined();
    expect(asked[0]).toBe(0);
    expect(asked.at(-1)).toBeCloseTo(10_000, 3);
  });

  test('asks once with no time at all', async () => {
    const clock = new FakeClock();
    let asked = 0;
    await pollUntil<string>({ clock, ...going }, 0, () => {
      asked += 1;
      return Promise.resolve(undefined);
    });
    expect([asked, clock.sleeps]).toEqual([1, []]);
  });

  test('ends with an interruption', async () => {
    const clock = new FakeClock();
    let stopped = false;
    clock.onSleep = () => {
      stopped = true;
    };
    expect(await pollUntil<string>({ clock, interrupted: () => stopped }, 600, () => Promise.resolve(undefined))).toBeUndefined();
    expect(clock.sleeps).toHaveLength(1);
  });
});

describe('WaitBudget', () => {
  test('is spent by pauses, and never falls below nothing', async () => {
    const budget = new WaitBudget(new FakeClock(), 3);
    expect(budget.secondsLeft).toBe(3);
    await budget.sleep(1000);
    expect(budget.secondsLeft).toBe(2);
    await budget.sleep(9000);
    expect(budget.secondsLeft).toBe(0);
  });

  test('does not count the work between two pauses', async () => {
    const clock = new FakeClock();
    const budget = new WaitBudget(clock, 3);
    await budget.sleep(1000);
    await clock.sleep(60_000);
    expect(budget.secondsLeft).toBe(2);
  });

  test('counts pauses at the same time once', () => {
    const budget = new WaitBudget({ now: () => 0, sleep: () => Promise.resolve() }, 10);
    void budget.sleep(4000);
    void budget.sleep(3000);
    void budget.sleep(5000);
    expect(budget.secondsLeft).toBe(5);
  });
});
