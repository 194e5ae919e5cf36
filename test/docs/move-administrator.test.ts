import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bench,
  delegatedWorld,
  forbidden,
  held,
  kept,
  managementId,
  organizationId,
  standing,
  stopBenches,
  workload,
} from '../offboard/support/offboarding';
import { hasProgram } from '../support/machine';
import { runProgram } from '../support/program';
import { administratorId, isWrite } from '../support/simulated-aws';
import { worldOf } from '../traps/support/world-of';

const page = readFileSync(join(__dirname, '../../docs/move-administrator.md'), 'utf8');
const jq = hasProgram('jq', 'docs/move-administrator.md was not run to its end');

/** The account that the page calls 333333333333. */
const newAdministrator = workload(1);

/** Command lines of the program in the page, in their order, about the simulated organization. */
const commands = [...page.matchAll(/^\s*npx provision-guardduty (.*)$/gm)].map(([, line = '']) =>
  line.replaceAll('333333333333', newAdministrator).replaceAll('o-abcde12345', organizationId).split(' '),
);
const [, filter = ''] = /^jq -r '(.*)' /m.exec(page) ?? [];

interface RegionText {
  readonly name: string;
  readonly administrator: { readonly account: string } | undefined;
  readonly autoEnable: string;
  readonly autoEnableFeatures: readonly string[];
  readonly members: readonly string[];
}

const regionsOf = (world: Parameters<typeof worldOf>[0]): readonly RegionText[] =>
  (worldOf(world) as { regions: readonly RegionText[] }).regions;

afterEach(stopBenches);

(jq ? describe : describe.skip)('docs/move-administrator.md', () => {
  test('is carried out word for word: the settings are in force again under another administrator', async () => {
    const everybody = [managementId, workload(1), workload(2), workload(3)];
    const members = [{ accounts: everybody, features: { S3_DATA_EVENTS: 'ENABLED' as const } }];
    const { simulator, carryOverFile, carryOver } = await bench(
      delegatedWorld({ regions: [held('us-east-1', { members }), held('eu-west-1', { members })] }),
    );
    const before = regionsOf(simulator.world);
    const detectors = JSON.stringify(kept(simulator));
    const run = async (argv: readonly string[], more: readonly string[] = [], typed?: string) => {
      const { exitCode, stdout, stderr } = await runProgram([...argv, '--wait', '5', ...more], typed === undefined ? {} : { typed });
      return { exitCode, said: stdout + stderr };
    };

    // Before: both are only looked at.
    const [leaveDry = [], comeDry = [], leave = [], come = [], newcomers = [], check = [], ...others] = commands;
    expect(others).toEqual([]);
    expect((await run(leaveDry, ['--carry-over', carryOverFile])).exitCode).toBe(0);
    expect((await run(comeDry)).said).toContain(`${administratorId} is the delegated administrator here`);
    expect(simulator.calls.filter(isWrite)).toEqual([]);

    // The move.
    const left = await run(leave, ['--carry-over', carryOverFile], organizationId);
    expect({ ...left, said: left.exitCode === 0 ? '' : left.said }).toEqual({ exitCode: 0, said: '' });
    expect(forbidden(simulator.calls)).toEqual([]);
    expect(JSON.stringify(kept(simulator))).toBe(detectors);
    const lines = execFileSync('jq', ['-r', filter, carryOverFile], { encoding: 'utf8' }).trim().split('\n');
    expect(lines).toHaveLength(2);
    for (const [index, command] of [come, newcomers].entries()) {
      // The page's own commands have exactly these options.
      expect(command.join(' ')).toContain(`${lines[index] ?? ''} --yes`);
      const came = await run(command);
      expect({ ...came, said: came.exitCode === 0 ? '' : came.said }).toEqual({ exitCode: 0, said: '' });
    }

    // After: what the file says is in force again, and everybody is a member, the old administrator among them.
    const checked = await run(check);
    expect({ ...checked, said: checked.exitCode === 0 ? '' : checked.said }).toEqual({ exitCode: 0, said: '' });
    const after = regionsOf(simulator.world);
    for (const [index, region] of after.entries()) {
      expect(region.administrator?.account).toBe(newAdministrator);
      expect({ autoEnable: region.autoEnable, features: region.autoEnableFeatures }).toEqual({
        autoEnable: before[index]?.autoEnable,
        features: before[index]?.autoEnableFeatures,
      });
      const now = [managementId, administratorId, workload(2), workload(3)].map((account) => `${account} of ${newAdministrator}: Enabled`);
      expect([...region.members].sort()).toEqual(now.sort());
    }
    expect(standing(simulator).registered).toEqual([['guardduty.amazonaws.com', newAdministrator]]);

    // The members' plans are as the file has them.
    const carried = carryOver()?.administrators[0]?.regions ?? [];
    expect(carried.map(({ region }) => region)).toEqual(['eu-west-1', 'us-east-1']);
    for (const { region, members: groups } of carried) {
      const now = simulator.world.regions.get(region)?.detectors;
      for (const { features, accounts } of groups) {
        for (const account of accounts.filter((one) => one !== newAdministrator)) {
          const wrong = (features ?? []).filter(({ name, enabled }) => now?.get(account)?.features.get(name)?.value !== enabled);
          expect({ account, wrong }).toEqual({ account, wrong: [] });
        }
      }
    }
  }, 60_000);
});
