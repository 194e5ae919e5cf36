import { Faults } from './requests/faults';
import { planSweep } from './guardduty/rules/auto-enable';
import { temporaryKeysFor } from './world/keys';
import type { RecordedCall } from './requests/recorded-call';
import type { Scenario } from './scenario/scenario';
import { TokenBuckets } from './requests/token-buckets';
import type { Clock } from './world/clock';
import { World } from './world/world';

/** The state of a running simulator. A reset replaces it. */
export interface Simulation {
  readonly scenario: Scenario;
  readonly world: World;
  readonly faults: Faults;
  readonly buckets: TokenBuckets;
  readonly calls: RecordedCall[];
}

/** Builds the state that the scenario describes. */
export function beginSimulation(scenario: Scenario, clock?: Clock): Simulation {
  const world = new World(scenario, clock);
  const { managementLifetimeSeconds, administratorLifetimeSeconds } = scenario.credentials;
  addExpiringKeys(world, world.managementAccount, managementLifetimeSeconds);
  addExpiringKeys(world, scenario.administratorAccount, administratorLifetimeSeconds);
  for (const region of world.regions.values()) planSweep(world, region, world.startedAt);
  return { scenario, world, faults: new Faults(scenario), buckets: new TokenBuckets(scenario.throttling), calls: [] };
}

function addExpiringKeys(world: World, account: string, lifetimeSeconds: number | undefined): void {
  if (lifetimeSeconds === undefined) return;
  const keys = temporaryKeysFor(account, 0);
  const expiresAt = world.startedAt + lifetimeSeconds * 1000;
  world.sessions.set(keys.accessKeyId, { account, role: undefined, sessionName: '', sessionToken: keys.sessionToken, expiresAt });
}
