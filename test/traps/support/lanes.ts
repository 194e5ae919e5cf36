import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseScenario } from '../../../src/simulator/scenario/load-scenario';
import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../../src/simulator/server';
import type { RecordedCall } from '../../../src/simulator/requests/recorded-call';

/** A simulated AWS of its own behind two profiles, beside others in the same process. */
export interface Lane {
  readonly simulator: Simulator;
  readonly profiles: readonly string[];
  /** What a process of its own needs to reach it. */
  readonly env: Readonly<Record<string, string>>;
  /** Called for every request once it has been served and before it is answered. */
  onCall: (call: RecordedCall) => void;
}

/** Starts simulated AWSs side by side, all of the same scenario: much of a run is waiting, so several runs share the time. */
export async function openLanes(count: number, scenario: ScenarioInput, options: SimulatorOptions = {}): Promise<readonly Lane[]> {
  const file = join(mkdtempSync(join(tmpdir(), 'provision-guardduty-lanes-')), 'config');
  const env = { AWS_CONFIG_FILE: file, AWS_SHARED_CREDENTIALS_FILE: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true' };
  const lanes = await Promise.all(
    Array.from({ length: count }, async (_, index): Promise<Lane> => {
      const lane: { onCall: Lane['onCall'] } = { onCall: () => undefined };
      const simulator = await startSimulator(parseScenario(structuredClone(scenario), 'test'), {
        ...options,
        onCall: (call) => {
          lane.onCall(call);
        },
      });
      const number = String(index);
      return Object.assign(lane, {
        simulator,
        env,
        profiles: ['--profile', `management-${number}`, '--admin-profile', `security-${number}`],
      });
    }),
  );
  const section = (name: string, { accessKeyId, secretAccessKey }: Simulator['managementKeys'], url: string) =>
    `[profile ${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\nendpoint_url = ${url}\n`;
  writeFileSync(
    file,
    lanes
      .map(({ simulator: { managementKeys, administratorKeys, url } }, index) =>
        [section(`management-${String(index)}`, managementKeys, url), section(`security-${String(index)}`, administratorKeys, url)].join(
          '',
        ),
      )
      .join(''),
  );
  Object.assign(process.env, env);
  return lanes;
}

/** Works through a list, each lane on one item at a time. */
export async function inLanes<Item>(
  lanes: readonly Lane[],
  items: readonly Item[],
  work: (lane: Lane, item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  await Promise.all(
    lanes.map(async (lane) => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(lane, item);
    }),
  );
}
