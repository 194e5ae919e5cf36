import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseScenario } from '../../src/simulator/scenario/load-scenario';
import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import { startSimulator, type Simulator } from '../../src/simulator/server';
import type { RecordedCall } from '../../src/simulator/requests/recorded-call';
import { administratorId, managementId } from './builders';

export { administratorId, managementId } from './builders';

/** A simulated AWS behind two profiles, as a user's machine would have them. */
export interface SimulatedAws {
  readonly simulator: Simulator;
  /** Options that name the two profiles. */
  readonly profiles: readonly string[];
  /** The AWS configuration file with the profiles. */
  readonly configFile: string;
  /** Write calls that were answered so far. */
  writes(): readonly RecordedCall[];
  stop(): Promise<void>;
}

/** A small organization that settles at once; `overrides` replace whole members. */
export function organization(accounts = 5, overrides: Partial<ScenarioInput> = {}): ScenarioInput {
  return {
    organization: { managementAccount: managementId },
    administratorAccount: administratorId,
    accounts: [
      { id: managementId, name: 'management', email: 'management@example.com' },
      { id: administratorId, name: 'security', email: 'security@example.com' },
      ...(accounts > 2 ? [{ count: accounts - 2 }] : []),
    ],
    regions: ['us-east-1', 'eu-west-1'],
    ...overrides,
  };
}

/** Operations that change something. */
export function isWrite({ operation }: RecordedCall): boolean {
  return !/^(?:List|Get|Describe|AssumeRole)/.test(operation);
}

const isolated = [
  'AWS_PROFILE',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_REGION',
  'AWS_ENDPOINT_URL',
] as const;

/** Starts a simulated AWS and points the SDK of this process at it by configuration alone. */
export async function startSimulatedAws(scenario: ScenarioInput): Promise<SimulatedAws> {
  const simulator = await startSimulator(parseScenario(scenario, 'test'));
  const folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-'));
  const configFile = join(folder, 'config');
  const section = (name: string, keys: Simulator['managementKeys']) =>
    [
      `[profile ${name}]`,
      `aws_access_key_id = ${keys.accessKeyId}`,
      `aws_secret_access_key = ${keys.secretAccessKey}`,
      ...(keys.sessionToken === undefined ? [] : [`aws_session_token = ${keys.sessionToken}`]),
      `endpoint_url = ${simulator.url}`,
      '',
    ].join('\n');
  writeFileSync(configFile, section('management', simulator.managementKeys) + section('security', simulator.administratorKeys));
  for (const name of isolated) Reflect.deleteProperty(process.env, name);
  process.env['AWS_CONFIG_FILE'] = configFile;
  process.env['AWS_SHARED_CREDENTIALS_FILE'] = join(folder, 'credentials');
  process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
  return {
    simulator,
    configFile,
    profiles: ['--profile', 'management', '--admin-profile', 'security'],
    writes: () => simulator.calls.filter((call) => isWrite(call) && call.status === 200),
    stop: async () => {
      await simulator.close();
      // Where something else looks at new files, as on Windows, it may still have one open.
      rmSync(folder, { recursive: true, maxRetries: 5 });
    },
  };
}
