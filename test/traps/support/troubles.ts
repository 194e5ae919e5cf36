import '../../aws/support/node-errors';
import { ConnectionPool } from '../../../src/aws/http';
import { parseScenario } from '../../../src/simulator/scenario/load-scenario';
import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import type { RecordedCall } from '../../../src/simulator/requests/recorded-call';
import type { Simulator } from '../../../src/simulator/server';

export type Fault = NonNullable<ScenarioInput['faults']>[number];

/** Takes the jitter, and with it most of the length, out of the pauses between attempts. */
export function withoutPauses(): void {
  jest.spyOn(Math, 'random').mockReturnValue(0);
}

/** Lets a request without an answer end after milliseconds instead of half a minute; everything else is as in a real run. */
export function impatient(milliseconds = 500): void {
  const original = ConnectionPool.prototype.handle;
  jest.spyOn(ConnectionPool.prototype, 'handle').mockImplementation(function (this: ConnectionPool, request, options) {
    return original.call(this, request, { ...options, requestTimeout: milliseconds });
  });
}

/** From now on nothing goes wrong any more; what was done stays done. */
export function endTroubles({ world }: Simulator): void {
  world.scenario.faults.length = 0;
}

/** From now on this goes wrong as well. */
export function addTroubles({ world }: Simulator, ...faults: readonly Fault[]): void {
  world.scenario.faults.push(...parseScenario({ ...world.scenario, faults: [...faults] }, 'test').faults);
}

/** What an update of a detector holds, by its names on the wire. */
interface DetectorUpdate {
  readonly enable?: boolean;
  readonly features?: readonly { readonly status?: string }[];
}

/** `UpdateDetector` and `UpdateMemberDetectors` can switch off what they can switch on. */
function switchesOff({ operation, input }: RecordedCall): boolean {
  if (!/^Update(?:Member)?Detectors?$/.test(operation)) return false;
  const { enable, features = [] } = input as DetectorUpdate;
  return enable === false || features.some(({ status }) => status !== 'ENABLED');
}

/** Operations that take protection away. The program must never call one, whatever happens to it. */
export function destructive(calls: readonly RecordedCall[]): readonly string[] {
  const named = /^(?:Delete|Disassociate|Stop|Disable|Deregister)/;
  return calls.filter((call) => named.test(call.operation) || switchesOff(call)).map(({ operation }) => operation);
}
