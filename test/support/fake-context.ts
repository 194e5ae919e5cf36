import type { Region } from '../../src/domain/ids';
import type { RolloutSettings } from '../../src/domain/settings';
import type { RolloutEvent } from '../../src/ports/events';
import { WaitBudget } from '../../src/rollout/waiting';
import type { RegionState } from '../../src/rollout/apply/region-state';
import type { RunContext } from '../../src/rollout/context';
import { administratorId, managementId, regionPlan, settings } from './builders';
import type { FakeClock } from './fake-clock';
import type { FakeAws } from './fake-ports';

export const home = 'us-east-1' as Region;
export const second = 'eu-west-1' as Region;
export const third = 'ap-south-1' as Region;

/** The defaults of the command line, for one Region. */
export function settingsOf(overrides: Partial<RolloutSettings> = {}): RolloutSettings {
  return settings({ regions: [home], concurrency: 40, waitSeconds: 300, ...overrides });
}

/** A context over the fake AWS that keeps what is emitted and can be interrupted. */
export interface FakeContext extends RunContext {
  readonly clock: FakeClock;
  readonly events: RolloutEvent[];
  readonly stop: { now: boolean };
}

/** Both identities act, nobody has interrupted, and every event is kept. */
export function contextOf(aws: FakeAws, changes: Partial<RolloutSettings> = {}): FakeContext {
  const events: RolloutEvent[] = [];
  const stop = { now: false };
  return {
    settings: settingsOf(changes),
    clock: aws.clock,
    emit: (event) => void events.push(event),
    interrupted: () => stop.now,
    management: aws.identity(managementId),
    administrator: aws.identity(administratorId),
    events,
    stop,
  };
}

/** All that a Region of the run may wait. */
export function budgetOf({ clock, settings: { waitSeconds } }: FakeContext): WaitBudget {
  return new WaitBudget(clock, waitSeconds);
}

/** What the steps of one Region share, as before the first of them. */
export function stateOf(context: FakeContext, aws: FakeAws, overrides: Partial<RegionState> = {}): RegionState {
  return {
    context,
    region: home,
    accounts: new Map(aws.accounts.map((account) => [account.id, account])),
    admin: context.administrator.asAdministrator(home),
    management: context.management?.asManagement(home),
    detectorId: aws.region(home).detectors.get(administratorId)?.id,
    plan: regionPlan({ region: home, detectorId: aws.region(home).detectors.get(administratorId)?.id }),
    readings: {},
    waiting: budgetOf(context),
    designatedNow: false,
    joined: [],
    managementDetector: context.management === undefined ? 'denied' : 'usable',
    ...overrides,
  };
}

/** What a promise is rejected with; one that holds fails the test. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`it was not rejected: ${JSON.stringify(value)}`);
}
