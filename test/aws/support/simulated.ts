import { connect } from '../../../src/aws/connect';
import type { Connection } from '../../../src/aws/connection';
import type { ConnectionSettings } from '../../../src/aws/identity-source';
import type { DetectorId, Region } from '../../../src/domain/ids';
import { AwsFailure, type Problem } from '../../../src/domain/problem';
import type { Identity } from '../../../src/ports/aws';
import { parseScenario } from '../../../src/simulator/scenario/load-scenario';
import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import { keysFor } from '../../../src/simulator/world/keys';
import { startSimulator, type Simulator } from '../../../src/simulator/server';
import { administratorId, managementId } from '../../support/builders';

export const region = 'us-east-1' as Region;

const closing: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Does something after the test. */
export function afterwards(close: () => Promise<void> | void): void {
  closing.push(close);
}

/** An organization with ordinary accounts in which the administrator works in us-east-1 already; keys given here replace the usual ones. */
export function organizationOf(workloads: number, changes: Partial<ScenarioInput> = {}): ScenarioInput {
  const principal = 'guardduty.amazonaws.com';
  return {
    organization: {
      managementAccount: managementId,
      trustedAccess: [principal],
      delegatedAdministrators: [{ account: administratorId, servicePrincipal: principal }],
    },
    administratorAccount: administratorId,
    accounts: [
      { id: managementId, name: 'management' },
      { id: administratorId, name: 'security' },
      ...(workloads === 0 ? [] : [{ count: workloads }]),
    ],
    regions: [
      { name: 'us-east-1', administrator: { account: administratorId }, detectors: [{ accounts: [administratorId] }] },
      'eu-west-1',
    ],
    ...changes,
  };
}

/** Starts a simulated AWS that ends with the test. */
export async function simulate(input: ScenarioInput = organizationOf(3), clock: () => number = Date.now): Promise<Simulator> {
  const simulator = await startSimulator(parseScenario(input, 'test'), { clock });
  afterwards(() => simulator.close());
  return simulator;
}

/** Settings of a connection; without anything, the default chain. */
function settingsOf(changes: Partial<ConnectionSettings> = {}): ConnectionSettings {
  return {
    management: { kind: 'default-chain' },
    administrator: undefined,
    defaultRegion: 'us-east-1',
    environment: process.env,
    endpoint: undefined,
    askMfaCode: undefined,
    waitSeconds: 300,
    version: '0.0.0',
    ...changes,
  };
}

/** Connects, and closes the connection after the test. */
export async function connected(changes: Partial<ConnectionSettings> = {}): Promise<Connection> {
  const connection = await connect(settingsOf(changes));
  afterwards(connection.close);
  return connection;
}

/** Both identities over a scenario, and the calls made through them; those of connecting are forgotten. */
export interface Simulated {
  readonly simulator: Simulator;
  readonly connection: Connection;
  readonly management: Identity;
  readonly administrator: Identity;
  /** The administrator's detector in us-east-1. */
  readonly detectorId: DetectorId;
  /** Inputs of one operation, in order of arrival. */
  inputs(operation: string): readonly unknown[];
}

/** Starts a scenario and connects to it with keys. */
export async function simulated(input: ScenarioInput = organizationOf(3), clock?: () => number): Promise<Simulated> {
  const simulator = await simulate(input, clock);
  const connection = await connected({
    management: { kind: 'keys', keys: keysFor(managementId) },
    administrator: { kind: 'keys', keys: keysFor(administratorId) },
    endpoint: simulator.url,
  });
  const { management, administrator } = connection;
  if (management === undefined || administrator === undefined) throw new Error('an identity is missing');
  return {
    simulator,
    connection,
    management,
    administrator,
    detectorId: (simulator.world.regions.get('us-east-1')?.detectors.get(administratorId)?.id ?? '') as DetectorId,
    inputs: (operation) => simulator.calls.filter((call) => call.operation === operation).map(({ input: received }) => received),
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

/** The problem a request ended with. */
export async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  const error = await rejectionOf(promise);
  if (error instanceof AwsFailure) return error.problem;
  throw error;
}
