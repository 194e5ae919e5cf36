import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CarryOver } from '../../../src/offboard/carry-over/carry-over';
import type { RecordedCall } from '../../../src/simulator/requests/recorded-call';
import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import type { Simulator } from '../../../src/simulator/server';
import { workload } from '../../support/builders';
import { runProgram, type ProgramOptions } from '../../support/program';
import { administratorId, isWrite, managementId, organization, startSimulatedAws, type SimulatedAws } from '../../support/simulated-aws';
import { worldOf } from '../../traps/support/world-of';
import { flat } from '../../traps/support/walk';

export { administratorId, managementId } from '../../support/simulated-aws';
export { workload } from '../../support/builders';

export const organizationId = 'o-simulated1';
export const guardDuty = 'guardduty.amazonaws.com';
export const malware = 'malware-protection.guardduty.amazonaws.com';

/** An account that is not in the organization. */
export const outsider = '999999999901';

export type RegionInput = Exclude<ScenarioInput['regions'][number], string>;

/** A Region in which the administrator is designated and everybody is a member. */
export function held(name: string, overrides: Partial<RegionInput> = {}): RegionInput {
  return {
    name,
    administrator: { account: administratorId },
    detectors: [{ accounts: [administratorId], findingPublishingFrequency: 'ONE_HOUR' }, { accounts: [managementId] }],
    organizationConfiguration: { autoEnable: 'ALL', features: { S3_DATA_EVENTS: 'ALL', LAMBDA_NETWORK_LOGS: 'NEW' } },
    members: [
      { accounts: [managementId, workload(1), workload(2)], features: { S3_DATA_EVENTS: 'ENABLED' } },
      { accounts: [workload(3)], relationshipStatus: 'Disabled' },
    ],
    ...overrides,
  };
}

type OrganizationInput = ScenarioInput['organization'];

/** The organization as it is while it has an administrator. */
export function delegated(overrides: Partial<OrganizationInput> = {}): OrganizationInput {
  return {
    managementAccount: managementId,
    trustedAccess: [guardDuty],
    delegatedAdministrators: [{ account: administratorId, servicePrincipal: guardDuty }],
    ...overrides,
  };
}

/** Five accounts, administered in two Regions. */
export function delegatedWorld(overrides: Partial<ScenarioInput> = {}): ScenarioInput {
  return organization(5, { organization: delegated(), regions: [held('us-east-1'), held('eu-west-1')], ...overrides });
}

/** What one run of the command left behind. */
interface OffboardRun {
  readonly exitCode: number;
  /** What the user has read, without the line breaks of the terminal's width. */
  readonly said: string;
  readonly stdout: string;
  readonly stderr: string;
  /** What was called in this run. */
  readonly calls: readonly RecordedCall[];
  /** Operations that changed something, in order. */
  readonly writes: readonly string[];
}

/** A simulated AWS on which the command is tried. */
export interface OffboardBench {
  readonly aws: SimulatedAws;
  readonly simulator: Simulator;
  readonly carryOverFile: string;
  readonly carryOver: () => CarryOver | undefined;
  run(options?: readonly string[], program?: ProgramOptions): Promise<OffboardRun>;
}

const benches: SimulatedAws[] = [];

/** Stops every simulated AWS of a test. */
export async function stopBenches(): Promise<void> {
  await Promise.all(benches.splice(0).map((aws) => aws.stop()));
}

/** Starts a simulated AWS, and runs `offboard` on it with consent, in all Regions. */
export async function bench(scenario: ScenarioInput): Promise<OffboardBench> {
  const aws = await startSimulatedAws(scenario);
  benches.push(aws);
  const { simulator } = aws;
  const carryOverFile = join(mkdtempSync(join(tmpdir(), 'provision-guardduty-offboard-')), 'carry-over.json');
  return {
    aws,
    simulator,
    carryOverFile,
    carryOver: () => (existsSync(carryOverFile) ? (JSON.parse(readFileSync(carryOverFile, 'utf8')) as CarryOver) : undefined),
    async run(options = [], program = {}) {
      const before = simulator.calls.length;
      const identities = options.some((one) => one.endsWith('profile')) ? [] : aws.profiles;
      const waits = options.includes('--wait') ? [] : ['--wait', '1'];
      const consent =
        options.includes('--dry-run') || options.includes('--confirm') || program.typed !== undefined ? [] : ['--confirm', organizationId];
      const file = options.includes('--carry-over') ? [] : ['--carry-over', carryOverFile];
      const { exitCode, stdout, stderr } = await runProgram(
        ['offboard', ...identities, ...consent, ...waits, ...file, ...options],
        program,
      );
      const calls = simulator.calls.slice(before);
      const writes = calls.filter((call) => isWrite(call) && call.status === 200).map(({ operation }) => operation);
      return { exitCode, stdout, stderr, said: flat(stderr, stdout), calls, writes };
    },
  };
}

/** The only operations that an off-boarding may change something with. */
const allowed: ReadonlySet<string> = new Set([
  'UpdateOrganizationConfiguration',
  'DisassociateMembers',
  'DeleteMembers',
  'DisableOrganizationAdminAccount',
  'DeregisterDelegatedAdministrator',
]);

/** Operations that no off-boarding may call, whatever happens to it. */
export function forbidden(calls: readonly RecordedCall[]): readonly string[] {
  const raises = ({ operation, input }: RecordedCall): boolean =>
    operation === 'UpdateOrganizationConfiguration' && /"(?:ALL|NEW)"/.test(JSON.stringify(input));
  return calls.filter((call) => isWrite(call) && (!allowed.has(call.operation) || raises(call))).map(({ operation }) => operation);
}

interface WorldText {
  readonly trustedAccess: unknown;
  readonly registered: readonly unknown[];
  readonly regions: readonly {
    readonly name: string;
    readonly administrator: unknown;
    readonly detectors: unknown;
    readonly members: readonly string[];
  }[];
}

/** Who administers, and what is left of members. */
export function standing({ world }: Simulator): {
  readonly registered: readonly unknown[];
  readonly administered: readonly string[];
  readonly members: readonly string[];
} {
  const { registered, regions } = worldOf(world) as WorldText;
  return {
    registered,
    administered: [...world.regions.values()]
      .filter(
        ({ designation }) => designation !== undefined && !(designation.removedAt !== undefined && designation.removedAt <= Date.now()),
      )
      .map(({ name }) => name),
    members: regions.flatMap(({ name, members }) => members.map((member) => `${name}: ${member}`)),
  };
}

/** Every detector with its plans, and trusted access: what an off-boarding must leave as it is. */
export function kept({ world }: Simulator): unknown {
  const { trustedAccess, regions } = worldOf(world) as WorldText;
  return { trustedAccess, detectors: regions.map(({ name, detectors }) => ({ name, detectors })) };
}

/** Nobody administers, and nobody is a member. */
export const nothingLeft = { registered: [], administered: [], members: [] };
