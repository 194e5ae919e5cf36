import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Account } from '@aws-sdk/client-account';
import { GuardDuty } from '@aws-sdk/client-guardduty';
import { Organizations } from '@aws-sdk/client-organizations';
import { STS } from '@aws-sdk/client-sts';
import { parseScenario } from '../../../src/simulator/scenario/load-scenario';
import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import { keysFor, type SimulatedKeys } from '../../../src/simulator/world/keys';
import { startSimulator, type Simulator } from '../../../src/simulator/server';
import { differencesFromModel } from './check-answer';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

export const management = '111111111111';
export const administrator = '222222222222';
/** Five ordinary accounts. */
export const workloads = ['300000000001', '300000000002', '300000000003', '300000000004', '300000000005'] as const;
export const [first, second, third] = workloads;
export const principal = 'guardduty.amazonaws.com';

/** Who calls from where. */
export interface From {
  readonly account?: string;
  readonly keys?: SimulatedKeys;
  readonly region?: string;
  readonly maxAttempts?: number;
}

/** A running simulator with SDK clients whose every good answer is held against AWS's model. */
export interface Simulated {
  readonly simulator: Simulator;
  guardduty(from?: From): GuardDuty;
  organizations(from?: From): Organizations;
  sts(from?: From): STS;
  account(from?: From): Account;
  /** The id of an account's detector in a Region. */
  detectorId(from?: From): Promise<string>;
  /** Lets time pass. */
  pass(seconds: number): void;
}

const running: (() => Promise<void>)[] = [];
const differences: string[] = [];

/** Operations of which this test file has held a good answer against AWS's model. */
export const heldAgainstTheModel = new Set<string>();

afterEach(async () => {
  for (const close of running.splice(0)) await close();
  expect(differences.splice(0)).toEqual([]);
});

/** A small organization where trusted access is on; keys given here replace the usual ones. */
export function scenarioInput(changes: Partial<ScenarioInput> = {}): ScenarioInput {
  return {
    organization: { managementAccount: management, trustedAccess: [principal] },
    administratorAccount: administrator,
    accounts: [
      { id: management, name: 'management' },
      { id: administrator, name: 'security' },
      ...workloads.map((id, index) => ({ id, name: `workload-${String(index + 1)}` })),
    ],
    regions: ['us-east-1', 'eu-west-1'],
    ...changes,
  };
}

/** The same with an administrator in us-east-1, at Organizations too. */
export function designatedInput(
  changes: Partial<ScenarioInput> = {},
  region: Partial<Exclude<ScenarioInput['regions'][number], string>> = {},
): ScenarioInput {
  return scenarioInput({
    organization: {
      managementAccount: management,
      trustedAccess: [principal],
      delegatedAdministrators: [{ account: administrator, servicePrincipal: principal }],
    },
    regions: [
      { name: 'us-east-1', administrator: { account: administrator }, detectors: [{ accounts: [administrator] }], ...region },
      'eu-west-1',
    ],
    ...changes,
  });
}

/** Starts the scenario; it stops after the test. */
export async function simulate(input: ScenarioInput = scenarioInput()): Promise<Simulated> {
  let now = Date.now();
  const simulator = await startSimulator(parseScenario(input, 'test'), { clock: () => now });
  const clients: { destroy(): void }[] = [];
  running.push(async () => {
    for (const client of clients) client.destroy();
    await simulator.close();
  });
  const config = ({ account = management, keys, region = 'us-east-1', maxAttempts = 1 }: From = {}): {
    endpoint: string;
    region: string;
    credentials: SimulatedKeys;
    maxAttempts: number;
  } => ({ endpoint: simulator.url, region, credentials: keys ?? keysFor(account), maxAttempts });
  const guardduty = (from: From = {}): GuardDuty => checked(new GuardDuty(config({ account: administrator, ...from })), clients);
  return {
    simulator,
    guardduty,
    organizations: (from) => checked(new Organizations(config(from)), clients),
    sts: (from) => checked(new STS(config(from)), clients),
    account: (from) => checked(new Account(config(from)), clients),
    detectorId: async (from) => (await guardduty(from).listDetectors({})).DetectorIds?.[0] ?? '',
    pass: (seconds) => {
      now += seconds * 1000;
    },
  };
}

type AnyClient = GuardDuty | Organizations | STS | Account;

/** Reads every good answer before the SDK does; what AWS's model does not know turns the test red. */
function checked<Client extends AnyClient>(client: Client, clients: { destroy(): void }[]): Client {
  clients.push(client);
  const stack = client.middlewareStack as unknown as {
    add(middleware: (next: Next, context: { commandName?: string }) => Next, options: object): void;
  };
  stack.add(
    (next, context) => async (args) => {
      const result = await next(args);
      const { response } = result;
      if (response.statusCode === 200 && response.body) {
        const body = await buffer(response.body);
        const operation = (context.commandName ?? '').replace(/Command$/, '');
        differences.push(...differencesFromModel(operation, body.toString('utf8')));
        heldAgainstTheModel.add(operation);
        response.body = Readable.from([body]);
      }
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'heldAgainstTheModel' },
  );
  return client;
}

type Next = (args: unknown) => Promise<{ response: { statusCode: number; body?: Readable } }>;

/** How AWS refused; a promise that holds fails the test. */
export async function refusal(promise: Promise<unknown>): Promise<{ name: string; message: string; status: number | undefined }> {
  let answer: unknown;
  try {
    answer = await promise;
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    return { name, message, status: $metadata?.httpStatusCode };
  }
  throw new Error(`it was not refused: ${JSON.stringify(answer)}`);
}

/** What GuardDuty answers to nearly every wrong input. */
export const outOfRange = {
  name: 'BadRequestException',
  message: 'The request is rejected because an invalid or out-of-range value is specified as an input parameter.',
  status: 400,
};

/** A GuardDuty refusal with these words. */
export function badRequest(message: string): { name: string; message: string; status: number } {
  return { name: 'BadRequestException', message, status: 400 };
}

/** Accounts in the form that CreateMembers takes. */
export function details(...ids: readonly string[]): { AccountId: string; Email: string }[] {
  return ids.map((id) => ({ AccountId: id, Email: `aws+${id}@example.com` }));
}

/** Answers' entries by name, for comparing them whole. */
export function byName<Value>(entries: readonly (readonly [string | undefined, Value])[]): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const [name, value] of entries) values[name ?? ''] = value;
  return values;
}

/** Headers of a request that is not made by the SDK: signed for a service in us-east-1 by a key of the scenario. */
export function signedFor(service: string, accessKeyId = keysFor(management).accessKeyId): { authorization: string } {
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261124/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
  };
}
