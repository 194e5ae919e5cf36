import { administrator, designatedInput, first, outOfRange, refusal, second, simulate, third } from '../support/simulated';
import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';

const on = { RUNTIME_MONITORING: 'ENABLED' } as const;

/** Two members with Runtime Monitoring on, one without it, one that is suspended. */
function world(changes: Partial<ScenarioInput> = {}): ScenarioInput {
  return designatedInput(changes, {
    detectors: [{ accounts: [administrator], features: on }],
    members: [
      { accounts: [first], features: on },
      { accounts: [second] },
      { accounts: [third], relationshipStatus: 'Disabled', features: on },
    ],
    coverage: [
      { account: first, count: 60 },
      { account: first, type: 'ECS', status: 'UNHEALTHY', issue: 'Agent exited: code 1', updatedAt: '2026-11-01T00:00:00Z' },
      { account: administrator, type: 'EKS', status: 'UNHEALTHY', issue: 'Addon Status Unhealthy: DEGRADED' },
      { account: second, count: 3 },
      { account: third, count: 5 },
    ],
  });
}

async function asked(input: ScenarioInput = world()) {
  const aws = await simulate(input);
  const guardduty = aws.guardduty();
  const DetectorId = await aws.detectorId();
  const list = (rest: object = {}) => guardduty.listCoverage({ DetectorId, ...rest });
  const statistics = async (...StatisticsType: ('COUNT_BY_RESOURCE_TYPE' | 'COUNT_BY_COVERAGE_STATUS')[]) =>
    (await guardduty.getCoverageStatistics({ DetectorId, StatisticsType })).CoverageStatistics;
  return { aws, list, statistics };
}

const criterion = (CriterionKey: string, condition: object): object => ({
  FilterCriteria: { FilterCriterion: [{ CriterionKey, FilterCondition: condition }] },
});

describe('the coverage', () => {
  test('counts the resources of the administrator and of active members with Runtime Monitoring on', async () => {
    const { statistics } = await asked();
    expect(await statistics('COUNT_BY_RESOURCE_TYPE', 'COUNT_BY_COVERAGE_STATUS')).toEqual({
      CountByResourceType: { EC2: 60, ECS: 1, EKS: 1 },
      CountByCoverageStatus: { HEALTHY: 60, UNHEALTHY: 2 },
    });
    expect(await statistics('COUNT_BY_COVERAGE_STATUS')).toEqual({ CountByCoverageStatus: { HEALTHY: 60, UNHEALTHY: 2 } });
  });

  test('counts everybody where the switch says so', async () => {
    const { statistics } = await asked(world({ switches: { coverageScope: 'everybody' } }));
    expect(await statistics('COUNT_BY_RESOURCE_TYPE')).toEqual({ CountByResourceType: { EC2: 68, ECS: 1, EKS: 1 } });
  });

  test('shows resources a while after Runtime Monitoring was switched on', async () => {
    const input = world({ timing: { coverageLagSeconds: 600 } });
    const { aws, statistics } = await asked(input);
    const DetectorId = await aws.detectorId();
    await aws.guardduty().updateMemberDetectors({
      DetectorId,
      AccountIds: [second],
      Features: [{ Name: 'RUNTIME_MONITORING', Status: 'ENABLED' }],
    });
    expect(await statistics('COUNT_BY_RESOURCE_TYPE')).toMatchObject({ CountByResourceType: { EC2: 60 } });
    aws.pass(601);
    expect(await statistics('COUNT_BY_RESOURCE_TYPE')).toMatchObject({ CountByResourceType: { EC2: 63 } });
  });

  test('is listed in pages, with what is wrong', async () => {
    const { list } = await asked();
    const page = await list();
    expect(page.Resources).toHaveLength(50);
    expect(page.Resources?.[0]).toMatchObject({
      AccountId: first,
      CoverageStatus: 'HEALTHY',
      ResourceDetails: { ResourceType: 'EC2', Ec2InstanceDetails: { ManagementType: 'AUTO_MANAGED' } },
    });
    const { Resources, NextToken } = await list({ NextToken: page.NextToken });
    expect(NextToken).toBeUndefined();
    expect(Resources?.slice(-2)).toMatchObject([
      { Issue: 'Agent exited: code 1', UpdatedAt: new Date('2026-11-01T00:00:00Z'), ResourceDetails: { ResourceType: 'ECS' } },
      { Issue: 'Addon Status Unhealthy: DEGRADED', ResourceDetails: { EksClusterDetails: { CoveredNodes: 3 } } },
    ]);
  });

  test('can be filtered and sorted', async () => {
    const { list } = await asked();
    const ids = async (rest: object) => (await list(rest)).Resources?.map(({ ResourceId }) => ResourceId);
    expect(await ids(criterion('COVERAGE_STATUS', { Equals: ['UNHEALTHY'] }))).toEqual(['ecs-2-1', 'eks-3-1']);
    expect(await ids(criterion('RESOURCE_TYPE', { NotEquals: ['EC2'] }))).toEqual(['ecs-2-1', 'eks-3-1']);
    expect(await ids(criterion('ACCOUNT_ID', { Equals: [administrator] }))).toEqual(['eks-3-1']);
    const unhealthy = criterion('COVERAGE_STATUS', { Equals: ['UNHEALTHY'] });
    expect(await ids({ ...unhealthy, SortCriteria: { AttributeName: 'ISSUE' } })).toEqual(['eks-3-1', 'ecs-2-1']);
    expect(await ids({ ...unhealthy, SortCriteria: { AttributeName: 'ISSUE', OrderBy: 'DESC' } })).toEqual(['ecs-2-1', 'eks-3-1']);
  });

  test('refuses what AWS refuses', async () => {
    const { list, statistics } = await asked();
    expect(await refusal(statistics())).toEqual(outOfRange);
    expect(await refusal(list(criterion('COLOUR', { Equals: ['RED'] })))).toEqual(outOfRange);
    expect(await refusal(list({ SortCriteria: { AttributeName: 'ISSUE' } }))).toMatchObject({ message: /cannot be sorted/ });
  });
});

describe('usage', () => {
  const usage = [
    { account: first, feature: 'S3_DATA_EVENTS', amount: '10.25' },
    { account: first, feature: 'FLOW_LOGS', amount: '1' },
    { account: administrator, feature: 'S3_DATA_EVENTS', amount: '2.5' },
    { account: '300000000005', feature: 'S3_DATA_EVENTS', amount: '100' },
  ];

  test('is summed over the administrator and its members', async () => {
    const aws = await simulate(designatedInput({}, { members: [{ accounts: [first] }], usage }));
    const DetectorId = await aws.detectorId();
    const sum = async (UsageStatisticType: 'SUM_BY_FEATURES' | 'SUM_BY_ACCOUNT' | 'SUM_BY_RESOURCE', UsageCriteria: object = {}) =>
      (await aws.guardduty().getUsageStatistics({ DetectorId, UsageStatisticType, UsageCriteria })).UsageStatistics;
    expect(await sum('SUM_BY_FEATURES')).toEqual({
      SumByFeature: [
        { Feature: 'S3_DATA_EVENTS', Total: { Amount: '12.75000000', Unit: 'USD' } },
        { Feature: 'FLOW_LOGS', Total: { Amount: '1.00000000', Unit: 'USD' } },
      ],
    });
    expect(await sum('SUM_BY_ACCOUNT', { Features: ['S3_DATA_EVENTS'] })).toEqual({
      SumByAccount: [
        { AccountId: first, Total: { Amount: '10.25000000', Unit: 'USD' } },
        { AccountId: administrator, Total: { Amount: '2.50000000', Unit: 'USD' } },
      ],
    });
    expect(await refusal(sum('SUM_BY_RESOURCE'))).toMatchObject({ name: 'UnknownOperationException' });
  });
});

describe('custom detection rules', () => {
  const customRules = [
    { ruleId: 'rule-1', mode: 'LIVE' },
    { ruleId: 'rule-2', mode: 'DRY_RUN', expiresAt: '2026-12-04T00:00:00Z', excludeAccountIds: [first] },
    { ruleId: 'rule-3', mode: 'LIVE', status: 'FAILED', statusReason: 'No access.' },
  ];

  test('are listed for the administrator', async () => {
    const aws = await simulate(designatedInput({}, { customRules }));
    const { Configurations } = await aws.guardduty().listCustomDetectionRuleOrgConfigurations({});
    expect(Configurations).toMatchObject([
      { RuleId: 'rule-1', Mode: 'LIVE', Status: 'ACTIVE' },
      { RuleId: 'rule-2', ExpiresAt: new Date('2026-12-04T00:00:00Z') },
      { RuleId: 'rule-3', Status: 'FAILED', StatusReason: 'No access.' },
    ]);
    const failed = await aws.guardduty().listCustomDetectionRuleOrgConfigurations({ Status: 'FAILED' });
    expect(failed.Configurations?.map(({ RuleId }) => RuleId)).toEqual(['rule-3']);
    const one = await aws.guardduty().getCustomDetectionRuleOrgConfiguration({ RuleId: 'rule-2', Mode: 'DRY_RUN' });
    expect(one.Configuration).toMatchObject({ ExcludeAccountIds: [first], IncludeAccountIds: [] });
    expect(await refusal(aws.guardduty().getCustomDetectionRuleOrgConfiguration({ RuleId: 'rule-2', Mode: 'LIVE' }))).toMatchObject({
      name: 'ResourceNotFoundException',
      status: 404,
    });
    expect(await refusal(aws.guardduty({ account: first }).listCustomDetectionRuleOrgConfigurations({}))).toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  test('are unknown where the switch says so', async () => {
    const aws = await simulate(designatedInput({ switches: { customRules: 'unknown-operation' } }, { customRules }));
    expect(await refusal(aws.guardduty().listCustomDetectionRuleOrgConfigurations({}))).toMatchObject({
      name: 'UnknownOperationException',
      status: 404,
    });
  });
});
