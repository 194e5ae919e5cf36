import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import {
  administrator,
  badRequest,
  designatedInput,
  first,
  management,
  principal,
  refusal,
  second,
  simulate,
  type Simulated,
} from '../support/simulated';

const underAll = badRequest('The request is rejected because auto-enable is set to ALL for the organization of the current account.');
const asManagement = { account: management };

/** Members of the administrator, whatever their status. */
async function recorded({ guardduty, detectorId }: Simulated): Promise<unknown> {
  const { Members } = await guardduty().listMembers({ DetectorId: await detectorId(), OnlyAssociated: 'false' });
  return Members?.map(({ AccountId, RelationshipStatus }) => [AccountId, RelationshipStatus]);
}

describe('members while something is on ALL', () => {
  type Configuration = Exclude<Exclude<ScenarioInput['regions'][number], string>['organizationConfiguration'], undefined>;
  const all: readonly (readonly [string, Configuration])[] = [
    ['GuardDuty', { autoEnable: 'ALL' }],
    ['a protection plan', { features: { S3_DATA_EVENTS: 'ALL' } }],
    [
      'an additional configuration',
      { features: { RUNTIME_MONITORING: { autoEnable: 'NEW', additional: { EC2_AGENT_MANAGEMENT: 'ALL' } } } },
    ],
  ];
  const operations = ['stopMonitoringMembers', 'disassociateMembers', 'deleteMembers'] as const;
  const held = (organizationConfiguration: Configuration, switches: ScenarioInput['switches'] = {}): ScenarioInput =>
    designatedInput({ switches }, { organizationConfiguration, members: [{ accounts: [first] }] });

  describe.each(all)('by %s', (what, configuration) => {
    test.each(operations)('%s refuses the whole call', async (operation) => {
      const { guardduty, detectorId } = await simulate(held(configuration));
      expect(await refusal(guardduty()[operation]({ DetectorId: await detectorId(), AccountIds: [first] }))).toEqual(underAll);
    });

    test.each(operations)('%s checks only GuardDuty itself if the switch says so', async (operation) => {
      const { guardduty, detectorId } = await simulate(held(configuration, { autoEnableAllBlocks: 'members-only' }));
      const call = guardduty()[operation]({ DetectorId: await detectorId(), AccountIds: [first] });
      if (what === 'GuardDuty') expect(await refusal(call)).toEqual(underAll);
      else await expect(call).resolves.toHaveProperty('UnprocessedAccounts');
    });
  });

  test('can be released if they are not in the organization', async () => {
    const outsider = '999999999901';
    const simulated = await simulate(
      designatedInput({}, { organizationConfiguration: { autoEnable: 'ALL' }, members: [{ accounts: [outsider], invited: true }] }),
    );
    await simulated.guardduty().disassociateMembers({ DetectorId: await simulated.detectorId(), AccountIds: [outsider] });
    expect(await recorded(simulated)).toEqual([[outsider, 'Removed']]);
  });

  test.each([
    [0, 'at once'],
    [30, 'after a while'],
  ])('can be released %d seconds after ALL was lowered: %s', async (loweringSeconds) => {
    const { guardduty, detectorId, pass } = await simulate({ ...held({ autoEnable: 'ALL' }), timing: { loweringSeconds } });
    const DetectorId = await detectorId();
    await guardduty().updateOrganizationConfiguration({ DetectorId, AutoEnableOrganizationMembers: 'NONE' });
    const release = (): Promise<unknown> => guardduty().disassociateMembers({ DetectorId, AccountIds: [first] });
    if (loweringSeconds > 0) expect(await refusal(release())).toEqual(underAll);
    pass(loweringSeconds);
    await expect(release()).resolves.toMatchObject({ UnprocessedAccounts: [] });
  });
});

describe('an administrator that still has members', () => {
  const withMember = (switches: ScenarioInput['switches']): ScenarioInput =>
    designatedInput({ switches }, { members: [{ accounts: [first] }] });
  const remove = ({ guardduty }: Simulated): Promise<unknown> =>
    guardduty(asManagement).disableOrganizationAdminAccount({ AdminAccountId: administrator });

  test.each(['gone', 'listed'] as const)('is not removed until they are deleted, if the switch says so: %s', async (deletedMember) => {
    const simulated = await simulate(withMember({ removalWithMembers: 'refused', deletedMember }));
    const request = { DetectorId: await simulated.detectorId(), AccountIds: [first] };
    const refused = badRequest('The request failed because the delegated administrator still has member accounts.');
    expect(await refusal(remove(simulated))).toEqual(refused);
    await simulated.guardduty().disassociateMembers(request);
    expect(await refusal(remove(simulated))).toEqual(refused);
    await simulated.guardduty().deleteMembers(request);
    await expect(remove(simulated)).resolves.toBeDefined();
  });

  const released = { stranger: [first], 'may-release': [] } as const;
  test.each(['stranger', 'may-release'] as const)('is a %s after its removal', async (exAdministrator) => {
    const simulated = await simulate(withMember({ orphanedMember: 'kept', exAdministrator }));
    await remove(simulated);
    const { guardduty, detectorId } = simulated;
    const request = { DetectorId: await detectorId(), AccountIds: [first] };
    const missing = released[exAdministrator];
    expect(await recorded(simulated)).toEqual(exAdministrator === 'stranger' ? [] : [[first, 'Enabled']]);
    for (const operation of ['getMembers', 'getMemberDetectors', 'disassociateMembers', 'deleteMembers'] as const) {
      const { UnprocessedAccounts } = await guardduty()[operation](request);
      expect(UnprocessedAccounts?.map(({ AccountId }) => AccountId)).toEqual(missing);
    }
  });

  test('sees its members again after it is designated again', async () => {
    const simulated = await simulate(withMember({ orphanedMember: 'kept' }));
    await remove(simulated);
    expect(await recorded(simulated)).toEqual([]);
    await simulated.guardduty(asManagement).enableOrganizationAdminAccount({ AdminAccountId: administrator });
    expect(await recorded(simulated)).toEqual([[first, 'Enabled']]);
  });

  test('can have lost them before the scenario starts', async () => {
    const input = designatedInput({}, { members: [{ accounts: [first], administrator }], administrator: undefined });
    expect(await recorded(await simulate(input))).toEqual([]);
  });
});

describe('a GuardDuty policy of the organization', () => {
  const policy = { id: 'p-simulated9', name: 'guardduty', targets: ['ou-sim1-workloads'] };
  const attached = (policyReturnsMembers: boolean, targets = policy.targets): ScenarioInput => {
    const input = designatedInput({ switches: { policyReturnsMembers } }, { members: [{ accounts: [first] }] });
    return {
      ...input,
      organization: {
        ...input.organization,
        organizationalUnits: [{ id: 'ou-sim1-workloads', name: 'Workloads' }],
        policyTypes: [{ type: 'GUARDDUTY_POLICY' }],
        guarddutyPolicies: [{ ...policy, targets }],
      },
      accounts: [
        { id: management, name: 'management' },
        { id: administrator, name: 'security' },
        { id: first, name: 'a', organizationalUnit: 'ou-sim1-workloads' },
        { id: second, name: 'b' },
      ],
    };
  };

  test.each([
    [false, policy.targets, []],
    [true, policy.targets, [[first, 'Enabled']]],
    [true, [second], [[second, 'Enabled']]],
    [true, [], []],
  ] as const)('makes members again: %p, with the targets %j', async (returns, targets, wanted) => {
    const simulated = await simulate(attached(returns, [...targets]));
    const request = { DetectorId: await simulated.detectorId(), AccountIds: [first] };
    await simulated.guardduty().disassociateMembers(request);
    await simulated.guardduty().deleteMembers(request);
    expect(await recorded(simulated)).toEqual(wanted);
  });
});

describe('deregistration', () => {
  const deregister = ({ organizations }: Simulated): Promise<unknown> =>
    organizations({ maxAttempts: 3 }).deregisterDelegatedAdministrator({ AccountId: administrator, ServicePrincipal: principal });

  test('takes effect even if its answer is lost, and the next attempt reports that nothing is registered', async () => {
    const simulated = await simulate(
      designatedInput({
        faults: [{ on: { operation: 'DeregisterDelegatedAdministrator' }, times: 1, then: { kind: 'reset', afterEffect: true } }],
      }),
    );
    expect(await refusal(deregister(simulated))).toMatchObject({ name: 'AccountNotRegisteredException', status: 400 });
    expect(simulated.simulator.calls.map(({ status }) => status)).toEqual([0, 400]);
    expect((await simulated.organizations().listDelegatedAdministrators({})).DelegatedAdministrators).toEqual([]);
  });
});
