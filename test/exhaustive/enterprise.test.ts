import { enterprise } from '../../src/simulator/scenario/built-in/enterprise';
import { runProgram } from '../support/program';
import { administratorId, managementId, startSimulatedAws, type SimulatedAws } from '../support/simulated-aws';
import { destructive } from '../traps/support/troubles';

interface Document {
  readonly exitCode: number;
  readonly organization: { readonly leftOut: readonly { readonly accountId: string; readonly reason: string }[] };
  readonly regions: readonly {
    readonly region: string;
    readonly status: string;
    readonly enabledAccounts: number | null;
    readonly notEnabled: readonly { readonly accountId: string; readonly reason: string; readonly remedy: string }[];
    readonly actions: readonly {
      readonly kind: string;
      readonly outcome: { readonly status: string; readonly problem?: { readonly code: string } };
    }[];
  }[];
}

/** Who cannot be enrolled and why; a Region, or all of them. */
const outside: readonly (readonly [string, string, readonly string[] | 'everywhere'])[] = [
  ['400000000007', 'refused-alone', 'everywhere'],
  ['400000000008', 'member-of-another-administrator', ['ap-northeast-1']],
  ['400000000009', 'member-region-disabled', ['ap-northeast-3']],
  ['400000000010', 'answer-unknown', ['ap-south-1']],
  ['400000000013', 'left-organization', ['eu-west-1', 'eu-west-2']],
  [managementId, 'management-detector-suspended', ['us-west-2']],
];

const leftOut = {
  '400000000001': 'account-closed',
  '400000000002': 'account-closed',
  '400000000003': 'account-suspended',
  '400000000004': 'account-suspended',
  '400000000005': 'account-pending-closure',
  '400000000006': 'account-pending-activation',
  '400000000012': 'account-state-unknown',
};

/** Troubles that the run got over: it had to ask again, differently, or somewhere else. */
function overcome({ simulator }: SimulatedAws): ReadonlySet<string> {
  const met = new Set<string>();
  for (const { operation, error, service } of simulator.calls) if (error !== undefined) met.add(`${service}:${operation} ${error}`);
  return met;
}

describe('a rollout to the scenario "enterprise"', () => {
  it('meets every kind of trouble, enrols everybody who can be enrolled, and names the others', async () => {
    const aws = await startSimulatedAws({ ...enterprise(), latency: {} });
    const { stdout, exitCode } = await runProgram([...aws.profiles, '-r', 'all', '--yes', '--wait', '20', '--output', 'json']);
    await aws.stop();
    const { regions, organization } = JSON.parse(stdout) as Document;
    const { world } = aws.simulator;

    expect(exitCode).toBe(1);
    expect(Object.fromEntries(organization.leftOut.map(({ accountId, reason }) => [accountId, reason]))).toEqual(leftOut);
    const candidates = [...world.accounts.keys()].filter((id) => id !== administratorId && !(id in leftOut));
    for (const { region, notEnabled, enabledAccounts } of regions) {
      const here = outside.filter(([, , places]) => places === 'everywhere' || places.includes(region));
      expect([region, Object.fromEntries(notEnabled.map(({ accountId, reason }) => [accountId, reason]))]).toEqual([
        region,
        Object.fromEntries(here),
      ]);
      // The simulated AWS says the same: everybody else is a member, and nobody of the others is.
      const group = world.regions.get(region)?.groups.get(administratorId);
      const members = [...(group?.entries() ?? [])].filter(([id, { status }]) => status === 'Enabled' && world.hasRegion(id, region));
      const wanted = candidates.filter((id) => !here.some(([odd]) => odd === id));
      expect(members.map(([id]) => id).sort()).toEqual(wanted.sort());
      // One account is in a state that nobody knows, so nobody knows how many are to be enabled.
      expect(enabledAccounts).toBeNull();
    }
    expect(regions).toHaveLength(17);
    expect(regions.flatMap(({ notEnabled }) => notEnabled).every(({ remedy }) => remedy !== '')).toBe(true);

    const failed = regions.flatMap(({ region, actions }) =>
      actions.filter(({ outcome }) => outcome.status === 'failed').map(({ kind, outcome }) => [region, kind, outcome.problem?.code]),
    );
    expect(failed).toEqual([['sa-east-1', 'configure-organization', 'denied-by-scp']]);

    const told = new Set([...Object.values(leftOut), ...outside.map(([, reason]) => reason), ...failed.map(([, , code]) => code)]);
    const met = overcome(aws);
    process.stdout.write(
      `enterprise: ${String(told.size)} different reasons reported (${[...told].join(', ')}); ` +
        `${String(met.size)} kinds of failed request met, ${String(aws.simulator.calls.length)} requests in all\n`,
    );
    expect(told.size).toBeGreaterThanOrEqual(10);
    expect(met.size).toBeGreaterThanOrEqual(7);
    expect(destructive(aws.simulator.calls)).toEqual([]);
  }, 180_000);
});
