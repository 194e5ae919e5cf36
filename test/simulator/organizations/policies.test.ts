import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import { administrator, designatedInput, first, management, refusal, simulate } from '../support/simulated';

const targets = ['root', 'ou-sim1-workloads', first];

function withPolicies(organization: Partial<ScenarioInput['organization']>): ScenarioInput {
  const input = designatedInput();
  return {
    ...input,
    organization: { ...input.organization, organizationalUnits: [{ id: 'ou-sim1-workloads', name: 'Workloads' }], ...organization },
  };
}

const attached = withPolicies({
  policyTypes: [{ type: 'GUARDDUTY_POLICY' }],
  guarddutyPolicies: [
    { id: 'p-simulated8', name: 'unused' },
    { id: 'p-simulated9', name: 'everywhere', targets },
  ],
});

describe('ListPolicies and ListTargetsForPolicy', () => {
  test('show the policies of GuardDuty and their targets', async () => {
    const { organizations } = await simulate(attached);
    const { Policies } = await organizations().listPolicies({ Filter: 'GUARDDUTY_POLICY' });
    expect(Policies).toMatchObject([
      { Id: 'p-simulated8', Name: 'unused', Type: 'GUARDDUTY_POLICY', AwsManaged: false },
      {
        Id: 'p-simulated9',
        Arn: `arn:aws:organizations::${management}:policy/o-simulated1/guardduty_policy/p-simulated9`,
        Name: 'everywhere',
      },
    ]);
    expect((await organizations().listTargetsForPolicy({ PolicyId: 'p-simulated8' })).Targets).toEqual([]);
    expect((await organizations().listTargetsForPolicy({ PolicyId: 'p-simulated9' })).Targets).toEqual([
      { TargetId: 'r-sim1', Arn: `arn:aws:organizations::${management}:root/o-simulated1/r-sim1`, Name: 'Root', Type: 'ROOT' },
      {
        TargetId: 'ou-sim1-workloads',
        Arn: `arn:aws:organizations::${management}:ou/o-simulated1/ou-sim1-workloads`,
        Name: 'Workloads',
        Type: 'ORGANIZATIONAL_UNIT',
      },
      { TargetId: first, Arn: `arn:aws:organizations::${management}:account/o-simulated1/${first}`, Name: 'workload-1', Type: 'ACCOUNT' },
    ]);
  });

  test('show a policy on the root if the scenario only has managed features', async () => {
    const { organizations } = await simulate(
      withPolicies({ policyTypes: [{ type: 'GUARDDUTY_POLICY' }], policyManagedFeatures: ['S3_DATA_EVENTS'] }),
    );
    const { Policies } = await organizations().listPolicies({ Filter: 'GUARDDUTY_POLICY' });
    const { Targets } = await organizations().listTargetsForPolicy({ PolicyId: Policies?.[0]?.Id });
    expect(Targets).toMatchObject([{ Type: 'ROOT' }]);
  });

  test('show no policies if only the type is on, and none of other types', async () => {
    const { organizations } = await simulate(withPolicies({ policyTypes: [{ type: 'GUARDDUTY_POLICY' }] }));
    for (const Filter of ['GUARDDUTY_POLICY', 'SECURITYHUB_CSPM_POLICY']) {
      expect((await organizations().listPolicies({ Filter: Filter as never })).Policies).toEqual([]);
    }
  });

  test('answer the management account and delegated administrators only', async () => {
    const { organizations } = await simulate(attached);
    await expect(organizations({ account: administrator }).listPolicies({ Filter: 'TAG_POLICY' })).resolves.toBeDefined();
    const member = organizations({ account: first });
    expect(await refusal(member.listPolicies({ Filter: 'TAG_POLICY' }))).toMatchObject({ name: 'AccessDeniedException' });
    expect(await refusal(member.listTargetsForPolicy({ PolicyId: 'p-simulated9' }))).toMatchObject({ name: 'AccessDeniedException' });
  });

  test('report an unknown policy', async () => {
    const { organizations } = await simulate(attached);
    expect(await refusal(organizations().listTargetsForPolicy({ PolicyId: 'p-simulated0' }))).toMatchObject({
      name: 'PolicyNotFoundException',
    });
  });
});
