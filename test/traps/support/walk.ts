import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import { workload } from '../../support/builders';
import { runProgram } from '../../support/program';
import { administratorId, managementId, organization, startSimulatedAws, type SimulatedAws } from '../../support/simulated-aws';
import { destructive } from './troubles';

export { workload } from '../../support/builders';

/** One trap of AWS: how the simulated AWS sets it, how the run ends, and what its user reads. */
export interface Trap {
  readonly trap: string;
  /** @default 5, the management account and the administrator among them */
  readonly accounts?: number;
  readonly scenario?: Partial<ScenarioInput>;
  /** Instead of the options that name both identities. */
  readonly identities?: readonly string[];
  /** Instead of one Region, applied without a question. */
  readonly options?: readonly string[];
  readonly exitCode: number;
  /** In the order in which they are to be read: what happened, why, what to do. */
  readonly says: readonly (string | RegExp)[];
  /** Operations that must not have been called successfully. */
  readonly never?: readonly string[];
  readonly also?: (aws: SimulatedAws, said: string) => void;
}

const usual: readonly string[] = ['-r', 'us-east-1', '--yes', '--wait', '1'];

/** What a user has read, with the line breaks of the terminal's width taken out. */
export function flat(...texts: readonly string[]): string {
  return texts.join('\n').replace(/\s+/g, ' ');
}

/** Runs the whole program through each trap, over HTTP. */
export function walkThrough(traps: readonly Trap[]): void {
  test.each(traps.map((one) => [one.trap, one] as const))(
    '%s',
    async (_name, one) => {
      const aws = await startSimulatedAws(organization(one.accounts, { regions: ['us-east-1'], ...one.scenario }));
      const argv = [...(one.identities ?? aws.profiles), ...(one.options ?? usual)];
      const { exitCode, stdout, stderr } = await runProgram(argv);
      await aws.stop();
      const said = flat(stdout, stderr);
      expect({ exitCode, said: exitCode === one.exitCode ? '' : said }).toEqual({ exitCode: one.exitCode, said: '' });
      let place = 0;
      for (const words of one.says) {
        const rest = said.slice(place);
        if (typeof words === 'string') expect(rest).toContain(words);
        else expect(rest).toMatch(words);
        place += typeof words === 'string' ? rest.indexOf(words) : rest.search(words);
      }
      expect(destructive(aws.simulator.calls)).toEqual([]);
      const written = aws.writes().map(({ operation }) => operation);
      for (const operation of one.never ?? []) expect(written).not.toContain(operation);
      one.also?.(aws, said);
    },
    60_000,
  );
}

/** Operations that changed something, in order. */
export function writesOf(aws: SimulatedAws): readonly string[] {
  return aws.writes().map(({ operation }) => operation);
}

type RegionInput = Exclude<ScenarioInput['regions'][number], string>;

/** An organization that an earlier run has set up in one Region, but for what `region` says. */
export function setUp(region: Partial<RegionInput> = {}, more: Partial<ScenarioInput> = {}): Partial<ScenarioInput> {
  return {
    organization: {
      managementAccount: managementId,
      trustedAccess: ['guardduty.amazonaws.com'],
      delegatedAdministrators: [{ account: administratorId, servicePrincipal: 'guardduty.amazonaws.com' }],
    },
    regions: [
      {
        name: 'us-east-1',
        administrator: { account: administratorId },
        detectors: [{ accounts: [administratorId, managementId] }],
        organizationConfiguration: { autoEnable: 'ALL' },
        members: [{ accounts: [managementId, workload(1), workload(2), workload(3)] }],
        ...region,
      },
    ],
    ...more,
  };
}
