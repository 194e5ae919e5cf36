import { known, unknown } from '../../src/domain/snapshot';
import type { RuntimeCoverage } from '../../src/domain/coverage';
import { coveragePhrase, customRulesPhrase, usagePhrase } from '../../src/messages/insight';
import { administratorId, region, workload } from '../support/builders';

const coverage: RuntimeCoverage = {
  readAt: 0,
  types: [
    { type: 'EC2', healthy: 1200, all: 1234 },
    { type: 'EKS', healthy: 0, all: 1 },
  ],
  issues: [
    { issue: 'No Agent Reporting', workloads: 30 },
    { issue: 'Addon \u001b[31mStatus', workloads: 3 },
    { issue: 'A', workloads: 1 },
    { issue: 'B', workloads: 1 },
  ],
  accounts: Array.from({ length: 7 }, (_, index) => ({ accountId: workload(index + 1), workloads: 5 })),
};
const problem = { code: 'access-denied', action: 'guardduty:ListCoverage', accountId: administratorId, region } as const;

describe('coveragePhrase', () => {
  test('says healthy of all, what is wrong, and where', () => {
    const phrase = coveragePhrase(known(coverage));
    expect(phrase).toMatch(
      /^EC2 1,200\/1,234 healthy, EKS 0\/1 healthy; No Agent Reporting \(30\), Addon .*Status \(3\), A \(1\) and 1 more; in /,
    );
    expect(phrase).toMatch(/300000000001 \(5\).* and 2 more$/);
    expect(phrase).not.toContain('\u001b');
  });

  test('does not take no workload for full coverage, nor what could not be read for none', () => {
    expect(coveragePhrase(known({ ...coverage, types: [], issues: [], accounts: [] }))).toBe('no workload reported');
    expect(coveragePhrase(unknown(problem))).toBe(`could not be read: guardduty:ListCoverage as ${administratorId} is not allowed.`);
  });

  test('says nothing of what is wrong where nothing is', () => {
    expect(coveragePhrase(known({ ...coverage, issues: [], accounts: [] }))).toBe('EC2 1,200/1,234 healthy, EKS 0/1 healthy');
  });
});

test('customRulesPhrase says mode, state and reason of each rule', () => {
  const rule = { ruleId: 'one', mode: 'LIVE', status: 'ACTIVE', statusReason: undefined, expiresAt: undefined };
  expect(
    customRulesPhrase(
      known([
        rule,
        { ...rule, ruleId: 'two', mode: 'DRY_RUN', expiresAt: 0 },
        { ...rule, mode: 'NEW', status: 'FAILED', statusReason: 'Why.' },
      ]),
    ),
  ).toBe('one live; two dry run until 1970-01-01 00:00:00 UTC; one NEW, FAILED (Why.)');
  expect(customRulesPhrase(known([]))).toBe('none for the organization');
  expect(customRulesPhrase(unknown(problem))).toMatch(/^could not be read: /);
});

test('usagePhrase sums what AWS estimates, dearest first', () => {
  const usage = [
    { feature: 'FLOW_LOGS', amount: '1.005', unit: 'USD' },
    { feature: 'S3_DATA_EVENTS', amount: '20', unit: 'USD' },
  ];
  expect(usagePhrase(known(usage))).toBe("21.01 USD in 30 days, by AWS's estimate: S3_DATA_EVENTS 20.00 USD, FLOW_LOGS 1.01 USD");
  expect(usagePhrase(known([]))).toBe('none reported');
  expect(usagePhrase(unknown(problem))).toMatch(/^could not be read: /);
});
