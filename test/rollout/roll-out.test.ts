import { rollOut, type RolloutInput, type RolloutResult } from '../../src/rollout/roll-out';
import type { RegionAction } from '../../src/plan/actions';
import { attemptsOf, type RegionReport } from '../../src/plan/report';
import type { RolloutSettings } from '../../src/domain/settings';
import type { RolloutEvent } from '../../src/ports/events';
import { administratorId, managementId } from '../support/builders';
import { home, rejectionOf, second, settingsOf, third } from '../support/fake-context';
import { FakeAws, workloadIds } from '../support/fake-ports';

const plannedIn = (report: RegionReport): readonly RegionAction[] => (report.kind === 'shown' ? report.planned : []);
const actionsIn = (report: RegionReport | undefined) => (report === undefined ? [] : attemptsOf(report).map(({ action }) => action));

/** A run over the fake AWS: what it did, and a switch to interrupt it. */
class Run {
  readonly events: RolloutEvent[] = [];
  stopped = false;
  confirmations = 0;

  constructor(
    readonly aws: FakeAws,
    private readonly settings: Partial<RolloutSettings> = {},
  ) {}

  go(changes: Partial<RolloutInput> = {}): Promise<RolloutResult> {
    return rollOut({
      settings: settingsOf({ regions: [home, second, third], ...this.settings }),
      clock: this.aws.clock,
      emit: (event) => void this.events.push(event),
      interrupted: () => this.stopped,
      identities: { management: this.aws.identity(managementId), administrator: this.aws.identity(administratorId) },
      confirm: () => {
        this.confirmations += 1;
        return Promise.resolve(true);
      },
      ...changes,
    });
  }

  /** Interrupts as soon as an operation reaches AWS. */
  stopAt(on: string, region = home): this {
    this.aws.trouble({
      on,
      region,
      then: () => {
        this.stopped = true;
      },
    });
    return this;
  }
}

describe('rollOut', () => {
  test('rolls out, proves it, and finds nothing to do a second time', async () => {
    const aws = new FakeAws(120);
    const first = await new Run(aws).go();
    expect([first.exitCode, first.report.regions.map(({ status, enabled }) => [status, enabled])]).toEqual([
      0,
      [
        ['done', 121],
        ['done', 121],
        ['done', 121],
      ],
    ]);
    aws.calls.length = 0;
    const again = new Run(aws);
    const again_ = await again.go();
    expect([again_.exitCode, aws.writes(), again.confirmations]).toEqual([0, [], 0]);
    expect(again_.report.regions.map(({ status }) => status)).toEqual(['in-sync', 'in-sync', 'in-sync']);
  });

  test('asks what belongs to the organization once, however many Regions there are', async () => {
    const aws = new FakeAws();
    await new Run(aws).go();
    const once = aws.log(({ region }) => region === undefined);
    expect([...once].sort()).toEqual([
      'DescribeOrganization',
      'ListAWSServiceAccessForOrganization',
      'ListAccounts',
      // Once more for the proof.
      'ListDelegatedAdministrators',
      'ListDelegatedAdministrators',
      'ListRegions',
      'ListRegions',
      'ListRoots',
    ]);
  });

  test.each([
    ['dry-run', 0],
    ['check', 3],
  ] as const)('changes nothing in a %s and asks nobody', async (mode, exitCode) => {
    const run = new Run(new FakeAws(), { mode });
    const result = await run.go();
    expect([result.exitCode, run.aws.writes(), run.confirmations]).toEqual([exitCode, [], 0]);
    expect(result.report.regions.map((report) => plannedIn(report).length)).toEqual([5, 5, 5]);
  });

  test('changes nothing when the user says no', async () => {
    const run = new Run(new FakeAws());
    const result = await run.go({ confirm: () => Promise.resolve(false) });
    expect([result.exitCode, result.declined, run.aws.writes()]).toEqual([2, true, []]);
  });

  test('changes nothing when it is refused', async () => {
    const aws = new FakeAws();
    aws.description = { ...aws.description, featureSet: 'CONSOLIDATED_BILLING' };
    expect(await rejectionOf(new Run(aws).go())).toMatchObject({ name: 'PreconditionError' });
    expect(aws.writes()).toEqual([]);
  });

  test('applies the very plan that was shown', async () => {
    const run = new Run(new FakeAws());
    const result = await run.go();
    const computed = run.events.find((event) => event.type === 'plan-computed');
    expect(computed).toEqual({ type: 'plan-computed', plan: result.plan });
    for (const [index, region] of result.plan.regions.entries()) {
      expect(actionsIn(result.report.regions[index])).toEqual(region.actions);
    }
  });

  test('waits only for what is still on its way', async () => {
    const aws = new FakeAws();
    aws.takes.member = 20;
    const { exitCode } = await new Run(aws, { regions: [home] }).go();
    expect([exitCode, aws.clock.slept >= 20, aws.clock.slept < 60]).toEqual([0, true, true]);
  });

  test('calls members pending that AWS does not enable in time', async () => {
    const aws = new FakeAws();
    aws.takes.member = 3600;
    const { exitCode, report } = await new Run(aws, { regions: [home], waitSeconds: 10 }).go();
    expect([exitCode, report.regions[0]?.status]).toEqual([1, 'pending']);
    expect(report.regions[0]?.notEnabled.map(({ reason }) => reason)).toEqual(['enabling', 'enabling', 'enabling', 'enabling']);
  });

  test('runs as the administrator alone where the designation is made', async () => {
    const aws = new FakeAws();
    aws.designated(home);
    aws.region(home).members.set(managementId, { status: 'Enabled' });
    const run = new Run(aws, { regions: [home] });
    const result = await run.go({ identities: { management: undefined, administrator: aws.identity(administratorId) } });
    expect([result.exitCode, result.management]).toEqual([0, undefined]);
    expect(new Set(aws.calls.map(({ account }) => account))).toEqual(new Set([administratorId]));
  });
});

describe('rollOut when interrupted', () => {
  test('changes nothing when it is interrupted before anybody was asked', async () => {
    const run = new Run(new FakeAws()).stopAt('ListOrganizationAdminAccounts');
    const result = await run.go();
    expect([result.exitCode, run.aws.writes(), run.confirmations]).toEqual([130, [], 0]);
    expect(result.report.interrupted).toBe(true);
  });

  test('is an interruption and no refusal while it asks', async () => {
    const run = new Run(new FakeAws());
    const confirm = () => {
      run.stopped = true;
      return Promise.resolve(false);
    };
    const result = await run.go({ confirm });
    expect([result.exitCode, result.declined, run.aws.writes()]).toEqual([130, false, []]);
  });

  test.each([
    ['EnableOrganizationAdminAccount', 1],
    // The configuration was being read beside it, and is not set any more.
    ['CreateDetector', 2],
    ['DescribeOrganizationConfiguration', 2],
    ['UpdateOrganizationConfiguration', 3],
    ['CreateMembers', 4],
  ])('begins no other write after an interruption during %s', async (on, writes) => {
    const run = new Run(new FakeAws(), { concurrency: 1 }).stopAt(on);
    const result = await run.go();
    expect(run.aws.writes()).toHaveLength(writes);
    expect([result.exitCode, result.report.interrupted]).toEqual([130, true]);
  });

  test('still gives a planned action exactly one outcome', async () => {
    const run = new Run(new FakeAws(), { concurrency: 1 }).stopAt('UpdateOrganizationConfiguration');
    const { plan, report } = await run.go();
    for (const [index, region] of plan.regions.entries()) {
      expect(actionsIn(report.regions[index])).toEqual(region.actions);
    }
    expect(report.regions.map(({ status }) => status)).toEqual(['partly-done', 'not-attempted', 'not-attempted']);
  });

  test('leaves the rest to the next run', async () => {
    const aws = new FakeAws(120);
    await new Run(aws).stopAt('UpdateOrganizationConfiguration').go();
    aws.troubles.length = 0;
    const { exitCode } = await new Run(aws).go();
    expect(exitCode).toBe(0);
    for (const region of [home, second, third]) expect(aws.region(region).members.size).toBe(workloadIds(120).length + 1);
  });
});
