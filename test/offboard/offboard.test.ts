import { rmSync } from 'node:fs';
import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import {
  administratorId,
  bench,
  delegated,
  delegatedWorld,
  forbidden,
  guardDuty,
  held,
  kept,
  malware,
  managementId,
  nothingLeft,
  outsider,
  standing,
  stopBenches,
  workload,
  type RegionInput,
} from './support/offboarding';
import { documentedStatuses, statusOfTheFuture } from '../support/relationship-statuses';

afterEach(stopBenches);

describe('an off-boarding', () => {
  it('releases everybody in the order that AWS documents, and leaves every detector as it was', async () => {
    const { run, simulator } = await bench(delegatedWorld());
    const before = kept(simulator);
    const { exitCode, said, calls, writes } = await run();
    expect(exitCode).toBe(0);
    expect(said).toContain(
      'Released and proven. No Region lists the administrator, AWS shows no member records, and it is not registered.',
    );
    for (const region of ['us-east-1', 'eu-west-1']) {
      const here = calls.filter((call) => call.region === region && call.service === 'guardduty').map(({ operation }) => operation);
      const steps = ['UpdateOrganizationConfiguration', 'DisassociateMembers', 'DeleteMembers', 'DisableOrganizationAdminAccount'];
      expect(here.filter((operation) => steps.includes(operation))).toEqual(steps);
    }
    expect(writes.at(-1)).toBe('DeregisterDelegatedAdministrator');
    expect(standing(simulator)).toEqual(nothingLeft);
    expect(kept(simulator)).toEqual(before);
    expect(forbidden(simulator.calls)).toEqual([]);
  });

  it('changes nothing a second time, and ends well', async () => {
    const { run, simulator } = await bench(delegatedWorld());
    await run();
    const second = await run();
    expect({ exitCode: second.exitCode, writes: second.writes }).toEqual({ exitCode: 0, writes: [] });
    expect(second.said).toContain('Nothing to do. No Region lists the administrator');
    expect(standing(simulator)).toEqual(nothingLeft);
  });

  it('sends 50 accounts in a request', async () => {
    const accounts = Array.from({ length: 120 }, (_, index) => workload(index + 1));
    const world = delegatedWorld({ regions: [held('us-east-1', { members: [{ accounts }] })] });
    const { run, simulator } = await bench({ ...world, accounts: [...world.accounts.slice(0, 2), { count: 120 }] });
    expect((await run()).exitCode).toBe(0);
    const sizes = (operation: string): readonly number[] =>
      simulator.calls
        .filter((call) => call.operation === operation)
        .map(({ input }) => (input as { accountIds: unknown[] }).accountIds.length);
    expect(sizes('DisassociateMembers').toSorted()).toEqual([20, 50, 50]);
    expect(sizes('DeleteMembers').toSorted()).toEqual([20, 50, 50]);
  });

  it('ends both registrations', async () => {
    const delegatedAdministrators = [guardDuty, malware].map((servicePrincipal) => ({ account: administratorId, servicePrincipal }));
    const { run, simulator } = await bench(delegatedWorld({ organization: delegated({ delegatedAdministrators }) }));
    const { exitCode, writes } = await run();
    expect(exitCode).toBe(0);
    expect(writes.slice(-2)).toEqual(['DeregisterDelegatedAdministrator', 'DeregisterDelegatedAdministrator']);
    expect(standing(simulator).registered).toEqual([]);
  });

  it('ends a registration that is left alone', async () => {
    const delegatedAdministrators = [{ account: administratorId, servicePrincipal: malware }];
    const { run } = await bench(delegatedWorld({ organization: delegated({ delegatedAdministrators }), regions: ['us-east-1'] }));
    const { exitCode, writes } = await run();
    expect({ exitCode, writes }).toEqual({ exitCode: 0, writes: ['DeregisterDelegatedAdministrator'] });
  });
});

describe('an off-boarding of the management account itself', () => {
  it('acts as one account in both roles', async () => {
    const own: Partial<RegionInput> = { administrator: { account: managementId }, members: [{ accounts: [workload(1), workload(2)] }] };
    const { run, simulator } = await bench(
      delegatedWorld({
        organization: delegated({ delegatedAdministrators: [] }),
        regions: [held('us-east-1', own), held('eu-west-1', own)],
      }),
    );
    const { exitCode, calls } = await run(['--profile', 'management', '--admin-profile', 'management']);
    expect(exitCode).toBe(0);
    expect(new Set(calls.map(({ account }) => account))).toEqual(new Set([managementId]));
    expect(standing(simulator)).toEqual(nothingLeft);
  });
});

describe('a Region that is closed to the administrator by a service control policy', () => {
  const denials: ScenarioInput['denials'] = [
    { actions: ['guardduty:*'], accounts: [administratorId], regions: ['eu-west-1'], by: 'service-control-policy' },
  ];

  it('is free where nobody is designated in it, and not asked about', async () => {
    const { run } = await bench(delegatedWorld({ denials, regions: [held('us-east-1'), 'eu-west-1'] }));
    expect((await run()).exitCode).toBe(0);
  });

  it('is not known where it was named', async () => {
    const { run } = await bench(delegatedWorld({ denials, regions: [held('us-east-1'), 'eu-west-1'] }));
    const { exitCode, said } = await run(['-r', 'eu-west-1']);
    expect(exitCode).toBe(1);
    expect(said).toContain('eu-west-1: nobody knows which members are left');
  });
});

interface Way {
  readonly way: string;
  readonly scenario: Partial<ScenarioInput>;
  readonly region?: Partial<RegionInput>;
  readonly options?: readonly string[];
  /** @default 0 */
  readonly exitCode?: number;
  readonly says?: readonly string[];
  /** @default nothing */
  readonly left?: Partial<ReturnType<typeof standing>>;
}

const runtimes: RegionInput['organizationConfiguration'] = {
  autoEnable: 'NEW',
  features: {
    RUNTIME_MONITORING: { autoEnable: 'ALL', additional: { EC2_AGENT_MANAGEMENT: 'ALL' } },
    EKS_RUNTIME_MONITORING: { autoEnable: 'ALL', additional: { EKS_ADDON_MANAGEMENT: 'NEW' } },
  },
};
const noneAtAll: RegionInput['organizationConfiguration'] = { autoEnable: 'NONE', features: {} };

/** Everything that AWS leaves open, on both sides. */
const ways: readonly Way[] = [
  { way: 'where only auto-enable of GuardDuty holds members', scenario: { switches: { autoEnableAllBlocks: 'members-only' } } },
  {
    way: 'where only a plan says ALL',
    scenario: {},
    region: { organizationConfiguration: { autoEnable: 'NEW', features: { S3_DATA_EVENTS: 'ALL' } } },
  },
  {
    way: 'where both runtime plans are in force, which no request may name together',
    scenario: {},
    region: { organizationConfiguration: runtimes },
  },
  {
    way: 'where an agent says ALL under a plan that says NONE',
    scenario: {},
    region: {
      organizationConfiguration: {
        autoEnable: 'NONE',
        features: { RUNTIME_MONITORING: { autoEnable: 'NONE', additional: { EC2_AGENT_MANAGEMENT: 'ALL' } } },
      },
    },
  },
  { way: 'where nothing is to be lowered', scenario: {}, region: { organizationConfiguration: noneAtAll } },
  { way: 'where features that are not named are reset', scenario: { switches: { partialFeatures: 'replaced' } } },
  {
    way: 'where lowering takes effect late, and AWS refuses the call until then',
    scenario: { timing: { loweringSeconds: 0.3 } },
    options: ['--wait', '20'],
  },
  {
    way: 'where lowering takes effect late, and AWS refuses each account until then',
    scenario: { timing: { loweringSeconds: 0.3 }, switches: { autoEnableAllRefusal: 'unprocessed' } },
    options: ['--wait', '20'],
  },
  {
    way: 'where the old settings are read back for a while',
    scenario: { timing: { configurationSeconds: 0.3 } },
    options: ['--wait', '20'],
  },
  {
    way: 'where the old settings are read back for longer than the run waits',
    scenario: { timing: { configurationSeconds: 30 } },
    exitCode: 1,
    says: ['auto-enable or a protection plan could not be set to NONE', 'did not show in time what AWS has accepted'],
    left: { administered: ['us-east-1', 'eu-west-1'] },
  },
  {
    way: 'where deleted members stay in the list',
    scenario: { switches: { deletedMember: 'listed' } },
    left: { members: expect.anything() as string[] },
  },
  { way: 'where an administrator with members cannot be removed', scenario: { switches: { removalWithMembers: 'refused' } } },
  { way: 'where members of a removed administrator would be kept', scenario: { switches: { orphanedMember: 'kept' } } },
  { way: 'where the end of the registration ends nothing else', scenario: { switches: { deregistration: 'leaves-designations' } } },
  { way: 'where AWS needs time to remove an administrator', scenario: { timing: { removalSeconds: 0.4 } }, options: ['--wait', '20'] },
  {
    way: 'where AWS never finishes removing an administrator',
    scenario: { timing: { removalSeconds: null } },
    exitCode: 1,
    says: ['AWS is still removing the administrator', 'the registration with AWS Organizations stays'],
    left: { administered: ['us-east-1', 'eu-west-1'], registered: [[guardDuty, administratorId]] },
  },
  { way: 'where statuses are spelled in capitals', scenario: { switches: { relationshipCase: 'upper' } } },
  { way: 'where answers without content are empty', scenario: { switches: { emptyAnswer: 'nothing' } } },
  { way: 'where lists end with an empty token', scenario: { switches: { lastPageToken: 'empty-string' } } },
  {
    way: 'where members are in every documented status, and one that AWS may add',
    scenario: {},
    region: {
      members: [
        ...[...documentedStatuses, statusOfTheFuture].map((relationshipStatus, index) => ({
          accounts: [workload(index + 1)],
          relationshipStatus,
        })),
      ],
    },
    left: { members: expect.anything() as string[] },
  },
  { way: 'where nobody is a member any more', scenario: {}, region: { members: [] } },
  {
    way: 'where members are disassociated already',
    scenario: {},
    region: { members: [{ accounts: [workload(1), workload(2)], relationshipStatus: 'Removed' }] },
  },
  {
    way: 'where the administrator lost its detector',
    scenario: {},
    region: { detectors: [], members: [], organizationConfiguration: noneAtAll },
  },
  {
    way: 'where AWS is removing the administrator already',
    scenario: { timing: { removalSeconds: 0.4 } },
    region: { administrator: { account: administratorId, status: 'DISABLE_IN_PROGRESS' }, members: [] },
    options: ['--wait', '20'],
    exitCode: 1,
    says: ['nobody knows whether members are left'],
    left: { registered: [], administered: [] },
  },
];

describe('an off-boarding', () => {
  test.each(ways.map((way) => [way.way, way] as const))('ends well %s, or says why not', async (_name, way) => {
    const { scenario, region = {}, options = [], exitCode = 0, says = [], left = {} } = way;
    const world = delegatedWorld({ regions: [held('us-east-1', region), held('eu-west-1', region)], ...scenario });
    const { run, simulator } = await bench({ ...world, accounts: [...world.accounts.slice(0, 2), { count: 15 }] });
    const before = kept(simulator);
    const first = await run(options);
    expect({ exitCode: first.exitCode, said: first.exitCode === exitCode ? '' : first.said }).toEqual({ exitCode, said: '' });
    for (const words of says) expect(first.said).toContain(words);
    if (exitCode === 0) {
      expect(standing(simulator)).toEqual({ ...nothingLeft, ...left });
      const second = await run(options);
      expect({ exitCode: second.exitCode, writes: second.writes }).toEqual({ exitCode: 0, writes: [] });
    } else expect(standing(simulator)).toMatchObject(left);
    expect(kept(simulator)).toEqual(before);
    expect(forbidden(simulator.calls)).toEqual([]);
  });
});

describe('members from outside the organization', () => {
  const invited = { accounts: [outsider], invited: true };
  const world = delegatedWorld({
    regions: [held('us-east-1', { members: [{ accounts: [managementId, workload(1)] }, invited] }), held('eu-west-1')],
  });

  it('stay with the administrator, while everybody else leaves', async () => {
    const { run, simulator, carryOver } = await bench(world);
    const { exitCode, said } = await run();
    expect(exitCode).toBe(1);
    expect(said).toContain('us-east-1: members that are not accounts of the organization; they stay, and so does the administrator');
    expect(said).toContain(`${outsider} (us-east-1)`);
    expect(said).toContain('Add --include-invited');
    expect(standing(simulator)).toEqual({
      registered: [[guardDuty, administratorId]],
      administered: ['us-east-1'],
      members: [`us-east-1: ${outsider} of ${administratorId}: Enabled`],
    });
    const again = await run();
    expect({ exitCode: again.exitCode, writes: again.writes }).toEqual({ exitCode: 1, writes: [] });
    // What was lowered in the first run is still in the file after the second.
    expect(carryOver()?.administrators[0]?.regions.find(({ region }) => region === 'us-east-1')).toMatchObject({ autoEnable: 'ALL' });
  });

  it('go as well where that was asked for', async () => {
    const { run, simulator } = await bench(world);
    expect((await run(['--include-invited'])).exitCode).toBe(0);
    expect(standing(simulator)).toEqual(nothingLeft);
  });
});

describe('members that somebody left behind', () => {
  const orphans: Partial<RegionInput> = { administrator: undefined, organizationConfiguration: undefined };
  const left = (switches: ScenarioInput['switches']): ScenarioInput =>
    delegatedWorld({
      switches,
      regions: [
        { ...held('us-east-1', { members: [{ accounts: [workload(1)], administrator: administratorId }] }), ...orphans },
        held('eu-west-1'),
      ],
    });

  it('are released where AWS lets the former administrator', async () => {
    const { run, simulator } = await bench(left({ exAdministrator: 'may-release' }));
    expect((await run()).exitCode).toBe(0);
    expect(standing(simulator)).toEqual(nothingLeft);
  });

  it.each([[[]], [['-r', 'us-east-1,eu-west-1']]])(
    'may be hidden where AWS takes the former administrator for a stranger, which each run says, with %j',
    async (options) => {
      const { run, simulator } = await bench(left({ exAdministrator: 'stranger' }));
      for (const mode of [[], []]) {
        const { exitCode, said } = await run([...options, ...mode]);
        expect(exitCode).toBe(0);
        expect(said).toContain('AWS shows it no members; those that somebody left behind when removing it may be hidden');
      }
      // Everything else is released all the same.
      expect(standing(simulator)).toMatchObject({ registered: [], administered: [] });
      expect(standing(simulator).members).toEqual([`us-east-1: ${workload(1)} of ${administratorId}: Enabled`]);
    },
  );

  it('are no matter where the run was not asked about their Region', async () => {
    const { run } = await bench(left({ exAdministrator: 'stranger' }));
    expect((await run(['-r', 'eu-west-1'])).exitCode).toBe(0);
  });

  it('stay released for the runs that follow', async () => {
    const { run } = await bench(left({ exAdministrator: 'may-release' }));
    await run();
    const { exitCode, said, writes } = await run();
    expect({ exitCode, writes }).toEqual({ exitCode: 0, writes: [] });
    expect(said).toContain('an earlier run saw that no member was left; its carry-over file says so');
  });

  it('need no carry-over file to be gone', async () => {
    const { run, carryOverFile } = await bench(delegatedWorld());
    expect((await run()).exitCode).toBe(0);
    const other = `${carryOverFile}.other`;
    const second = await run(['--carry-over', other]);
    expect({ exitCode: second.exitCode, writes: second.writes }).toEqual({ exitCode: 0, writes: [] });
    expect(second.said).toContain('AWS shows it no members');
    expect((await run()).exitCode).toBe(0);
  });
});

describe('members that AWS still shows while it removes the administrator', () => {
  it('are released, and the carry-over file says so', async () => {
    const leaving = held('us-east-1', { administrator: { account: administratorId, status: 'DISABLE_IN_PROGRESS' } });
    const { run, simulator, carryOver } = await bench(
      delegatedWorld({ regions: [leaving], timing: { removalSeconds: null }, switches: { exAdministrator: 'may-release' } }),
    );
    const { exitCode, said } = await run();
    expect(exitCode).toBe(1);
    expect(said).toContain('AWS is still removing the administrator');
    expect(standing(simulator).members).toEqual([]);
    expect(carryOver()?.administrators[0]?.released).toMatchObject([{ region: 'us-east-1' }]);
  });
});

describe('somebody else who removes the administrator meanwhile', () => {
  it('may leave members behind, so an empty list proves nothing', async () => {
    const { run, simulator, carryOver } = await bench(delegatedWorld({ regions: [held('us-east-1')] }));
    const [state] = simulator.world.regions.values();
    // The members are gone, and the administrator with them, before the run looks who is designated.
    const watch = setInterval(() => {
      if (state !== undefined && simulator.calls.some(({ operation }) => operation === 'DeleteMembers')) state.designation = undefined;
    }, 0);
    const { exitCode, said } = await run();
    clearInterval(watch);
    expect(exitCode).toBe(1);
    expect(said).toContain('nobody knows whether members are left');
    expect(carryOver()?.administrators[0]?.released).toEqual([]);
  });
});

describe('the carry-over file at the end', () => {
  it('has to hold what was saved in it', async () => {
    const { run, simulator, carryOverFile } = await bench(delegatedWorld());
    const watch = setInterval(() => {
      if (simulator.calls.some(({ operation }) => operation === 'DisableOrganizationAdminAccount')) rmSync(carryOverFile, { force: true });
    }, 0);
    const { exitCode, said } = await run();
    clearInterval(watch);
    expect(exitCode).toBe(1);
    expect(said).toContain('the carry-over file no longer holds what this run saved in it');
    expect(standing(simulator)).toEqual(nothingLeft);
  });
});

describe("the administrator's own detector", () => {
  it('has to run afterwards where it ran before', async () => {
    const { run, simulator } = await bench(delegatedWorld());
    const detector = simulator.world.regions.get('us-east-1')?.detectors.get(administratorId);
    const watch = setInterval(() => {
      if (detector !== undefined && simulator.calls.some(({ operation }) => operation === 'DeleteMembers')) detector.enabled = false;
    }, 0);
    const { exitCode, said } = await run();
    clearInterval(watch);
    expect(exitCode).toBe(1);
    expect(said).toContain("us-east-1: the administrator's own detector ran before and is suspended now; this program did not do that");
  });

  it('may have been suspended before', async () => {
    const detectors = [{ accounts: [administratorId], status: 'DISABLED' as const }];
    const { run } = await bench(delegatedWorld({ regions: [held('us-east-1', { detectors })] }));
    expect((await run()).exitCode).toBe(0);
  });
});

describe('one Region', () => {
  it('in trouble stops no other, and keeps the registration', async () => {
    const faults: ScenarioInput['faults'] = [{ on: { operation: 'DisassociateMembers', region: 'eu-west-1' }, then: { kind: 'deny' } }];
    const { run, simulator } = await bench(delegatedWorld({ faults }));
    const { exitCode, said } = await run();
    expect(exitCode).toBe(1);
    expect(said).toContain('eu-west-1: members are left');
    expect(said).toMatch(/AWS says: AccessDeniedException: .*guardduty:DisassociateMembers/);
    expect(standing(simulator)).toMatchObject({ administered: ['eu-west-1'], registered: [[guardDuty, administratorId]] });
    const { length } = standing(simulator).members;
    expect(length).toBe(4);
  });

  it('that cannot be read keeps the registration, while the others are released', async () => {
    const faults: ScenarioInput['faults'] = [
      { on: { operation: 'ListOrganizationAdminAccounts', region: 'eu-west-1' }, then: { kind: 'deny' } },
    ];
    const { run, simulator } = await bench(delegatedWorld({ faults }));
    const { exitCode, said } = await run();
    expect(exitCode).toBe(1);
    expect(said).toContain('eu-west-1: nobody knows who is designated');
    expect(said).toContain('the registration with AWS Organizations stays, because not every Region is known to be free');
    expect(standing(simulator).administered).toEqual(['eu-west-1']);
  });

  it('that the management account has not opted in to counts as free', async () => {
    const { run } = await bench(delegatedWorld());
    const { exitCode, said } = await run(['-r', 'me-south-1']);
    expect(exitCode).toBe(0);
    expect(said).toContain('me-south-1: counts as free: the management account has not opted in');
  });

  it('that the administrator has not opted in to cannot be released', async () => {
    const world = delegatedWorld({ regions: [held('us-east-1'), held('eu-south-1', { detectors: [], members: [] })] });
    const accounts = world.accounts.map((account) =>
      'id' in account && account.id === administratorId ? { ...account, regions: { 'eu-south-1': 'DISABLED' as const } } : account,
    );
    const { run, simulator } = await bench({ ...world, accounts });
    const { exitCode, said } = await run();
    expect(exitCode).toBe(1);
    expect(said).toContain("eu-south-1: the administrator's account has not opted in to this Region");
    expect(standing(simulator)).toMatchObject({ administered: ['eu-south-1'], registered: [[guardDuty, administratorId]] });
  });

  it('of several can be released alone; the registration stays, which is said', async () => {
    const { run, simulator } = await bench(delegatedWorld());
    const first = await run(['-r', 'us-east-1']);
    expect(first.exitCode).toBe(0);
    expect(first.said).toContain('the registration with AWS Organizations stays, because other Regions still need it');
    expect(standing(simulator)).toMatchObject({ administered: ['eu-west-1'], registered: [[guardDuty, administratorId]] });
    // The last Region takes the registration along.
    const last = await run(['-r', 'eu-west-1']);
    expect(last.exitCode).toBe(0);
    expect(standing(simulator)).toEqual(nothingLeft);
  });

  it('of another administrator is left alone', async () => {
    const other = workload(1);
    const { run, simulator } = await bench(
      delegatedWorld({
        switches: { administratorScope: 'region' },
        regions: [
          held('us-east-1'),
          held('eu-west-1', {
            administrator: { account: other },
            detectors: [{ accounts: [other] }],
            members: [{ accounts: [workload(2)] }],
          }),
        ],
      }),
    );
    expect((await run()).exitCode).toBe(0);
    expect(standing(simulator)).toMatchObject({ administered: ['eu-west-1'], registered: [] });
    expect(standing(simulator).members).toEqual([`eu-west-1: ${workload(2)} of ${other}: Enabled`]);
    const second = await run();
    expect({ exitCode: second.exitCode, writes: second.writes }).toEqual({ exitCode: 0, writes: [] });
  });
});
