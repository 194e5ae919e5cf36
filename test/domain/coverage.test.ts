import { runtimeCoverage, type UnhealthyWorkload } from '../../src/domain/coverage';
import { totalOf } from '../../src/domain/usage';
import { workload } from '../support/builders';

const sick = (type: string, issue: string, number = 1): UnhealthyWorkload => ({ accountId: workload(number), type, issue });

describe('runtimeCoverage', () => {
  test('counts healthy of all by type, and unhealthy by issue and account', () => {
    const byType = new Map([
      ['EKS', 2],
      ['EC2', 70],
      ['ECS', 0],
    ]);
    const unhealthy = [
      sick('EC2', 'No Agent Reporting: since Monday'),
      sick('EC2', 'No Agent Reporting: since Tuesday', 2),
      sick('EKS', 'Addon Status Unhealthy', 2),
      sick('EC2', ' : ', 2),
    ];
    expect(runtimeCoverage({ byType, unhealthy: 4 }, unhealthy, 1000)).toEqual({
      readAt: 1000,
      types: [
        { type: 'EC2', all: 70, healthy: 67 },
        { type: 'EKS', all: 2, healthy: 1 },
      ],
      issues: [
        { issue: 'No Agent Reporting', workloads: 2 },
        { issue: 'Addon Status Unhealthy', workloads: 1 },
        { issue: 'no reason given', workloads: 1 },
      ],
      accounts: [
        { accountId: workload(2), workloads: 3 },
        { accountId: workload(1), workloads: 1 },
      ],
    });
  });

  test('never counts fewer workloads than it saw', () => {
    expect(
      runtimeCoverage({ byType: new Map([['EC2', 1]]), unhealthy: 1 }, [sick('EC2', ''), sick('EC2', ''), sick('ECS', '')], 0).types,
    ).toEqual([
      { type: 'EC2', all: 2, healthy: 0 },
      { type: 'ECS', all: 1, healthy: 0 },
    ]);
  });

  test('has no type where no workload is reported', () => {
    expect(runtimeCoverage({ byType: new Map(), unhealthy: 0 }, [], 0)).toMatchObject({ types: [], issues: [], accounts: [] });
  });
});

describe('totalOf', () => {
  test('adds exactly, and rounds half a cent up', () => {
    const of = (...amounts: readonly string[]) => totalOf(amounts.map((amount) => ({ feature: 'FLOW_LOGS', amount, unit: 'USD' })));
    expect(of()).toEqual([]);
    expect(of('0.1', '0.2')).toEqual([{ unit: 'USD', amount: '0.30' }]);
    expect(of('0.00400000', '0.00100000')).toEqual([{ unit: 'USD', amount: '0.01' }]);
    expect(of('123456789012345.67', '0.005')).toEqual([{ unit: 'USD', amount: '123456789012345.68' }]);
  });

  test('keeps currencies apart', () => {
    const usage = [
      { feature: 'FLOW_LOGS', amount: '2', unit: 'USD' },
      { feature: 'FLOW_LOGS', amount: '3', unit: 'CNY' },
    ];
    expect(totalOf(usage)).toEqual([
      { unit: 'CNY', amount: '3.00' },
      { unit: 'USD', amount: '2.00' },
    ]);
  });
});
