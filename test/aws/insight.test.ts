import type { DetectorId } from '../../src/domain/ids';
import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import { administratorId, workload } from '../support/builders';
import { answered } from './support/answered';
import { organizationOf, problemOf, region, simulated } from './support/simulated';

type Region = Exclude<ScenarioInput['regions'][number], string>;

async function reading(particulars: Partial<Region> = {}, changes: Partial<ScenarioInput> = {}) {
  const usual = { name: 'us-east-1', administrator: { account: administratorId }, detectors: [{ accounts: [administratorId] }] };
  const world = await simulated(organizationOf(2, { regions: [{ ...usual, ...particulars }], ...changes }));
  return { ...world, guardDuty: world.administrator.asAdministrator(region), id: world.detectorId };
}

async function over(...bodies: readonly unknown[]) {
  const { identity } = await answered(...bodies);
  return identity.asAdministrator(region);
}

const detector = 'detector' as DetectorId;

describe('the runtime coverage', () => {
  const members = [{ accounts: [workload(1)], features: { RUNTIME_MONITORING: 'ENABLED' } }] as const;

  test('is counted, and unhealthy workloads are listed to the end', async () => {
    const { guardDuty, id, inputs } = await reading({
      members: members.map((one) => ({ ...one, accounts: [...one.accounts] })),
      coverage: [
        { account: workload(1), count: 70 },
        { account: workload(1), type: 'ECS', status: 'UNHEALTHY', issue: 'Agent exited: code 1', count: 60 },
        { account: workload(1), type: 'EKS', status: 'UNHEALTHY' },
      ],
    });
    expect(await guardDuty.getCoverageStatistics(id)).toEqual({
      byType: new Map([
        ['EC2', 70],
        ['ECS', 60],
        ['EKS', 1],
      ]),
      unhealthy: 61,
    });
    const workloads = await guardDuty.listUnhealthyWorkloads(id);
    expect(workloads).toHaveLength(61);
    expect([workloads[0], workloads[60]]).toMatchObject([
      { accountId: workload(1), type: 'ECS', issue: 'Agent exited: code 1' },
      { type: 'EKS', issue: '' },
    ]);
    expect(inputs('ListCoverage')).toHaveLength(2);
  });

  const statistics = (coverageStatistics: unknown) => ({ coverageStatistics });
  test.each([
    ['nothing', {}, 'CoverageStatistics is missing'],
    ['no types', statistics({ countByCoverageStatus: {} }), 'CoverageStatistics has no CountByResourceType'],
    ['no statuses', statistics({ countByResourceType: {} }), 'CoverageStatistics has no CountByCoverageStatus'],
    ['a status that is new', statistics({ countByResourceType: {}, countByCoverageStatus: { SLEEPING: 1 } }), 'status that is not known'],
  ])('is unread where AWS says %s', async (_what, body, detail) => {
    expect(await problemOf((await over(body)).getCoverageStatistics(detector))).toMatchObject({
      code: 'unexpected-answer',
      detail: expect.stringContaining(detail) as string,
    });
  });

  test.each([
    ['no account', { resourceId: 'one', resourceDetails: { resourceType: 'EC2' } }, 'entry 1 of Resources has no AccountId'],
    ['no type', { resourceId: 'one', accountId: administratorId }, 'entry 1 of Resources has no ResourceDetails'],
  ])('is unread where a workload has %s', async (_what, entry, detail) => {
    expect(await problemOf((await over({ resources: [entry] })).listUnhealthyWorkloads(detector))).toMatchObject({ detail });
  });
});

describe('usage', () => {
  test('is summed by feature, in the words of AWS', async () => {
    const { guardDuty, id } = await reading({
      usage: [
        { account: administratorId, feature: 'FLOW_LOGS', amount: '1.5' },
        { account: administratorId, feature: 'S3_DATA_EVENTS', amount: '0.1' },
      ],
    });
    expect(await guardDuty.getUsage(id)).toEqual([
      { feature: 'FLOW_LOGS', amount: '1.50000000', unit: 'USD' },
      { feature: 'S3_DATA_EVENTS', amount: '0.10000000', unit: 'USD' },
    ]);
  });

  const sum = (total: unknown) => ({ usageStatistics: { sumByFeature: [{ feature: 'FLOW_LOGS', total }] } });
  test.each([
    ['no sums', {}, 'UsageStatistics is missing'],
    ['an amount that is none', sum({ amount: 'much', unit: 'USD' }), 'Amount of Total of entry 1 of SumByFeature of UsageStatistics'],
    ['no currency', sum({ amount: '1' }), 'has no Unit'],
  ])('is unread where AWS says %s', async (_what, body, detail) => {
    expect(await problemOf((await over(body)).getUsage(detector))).toMatchObject({ detail: expect.stringContaining(detail) as string });
  });
});

describe('custom detection rules', () => {
  const customRules = [
    { ruleId: 'rule-1' },
    { ruleId: 'rule-2', mode: 'DRY_RUN', expiresAt: '2026-12-04T00:00:00Z' },
    { ruleId: 'rule-3', status: 'FAILED', statusReason: 'No access.' },
  ];

  test('are listed with mode, status and end', async () => {
    const { guardDuty } = await reading({ customRules });
    expect(await guardDuty.listCustomRules()).toEqual([
      { ruleId: 'rule-1', mode: 'LIVE', status: 'ACTIVE', statusReason: undefined, expiresAt: undefined },
      { ruleId: 'rule-2', mode: 'DRY_RUN', status: 'ACTIVE', statusReason: undefined, expiresAt: Date.UTC(2026, 11, 4) },
      { ruleId: 'rule-3', mode: 'LIVE', status: 'FAILED', statusReason: 'No access.', expiresAt: undefined },
    ]);
  });

  test('are unread where AWS does not know them, or says too little', async () => {
    const { guardDuty } = await reading({ customRules }, { switches: { customRules: 'unknown-operation' } });
    expect(await problemOf(guardDuty.listCustomRules())).toMatchObject({
      code: 'refused',
      action: 'guardduty:ListCustomDetectionRuleOrgConfigurations',
    });
    expect(await problemOf((await over({ configurations: [{ ruleId: 'rule-1' }] })).listCustomRules())).toMatchObject({
      detail: 'entry 1 of Configurations has no Mode',
    });
  });
});
