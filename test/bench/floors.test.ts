import { callBound, latencyFloor, longestChain, quotaFloor } from '../../bench/floors';

const world = (accounts: number, regions: number) => ({ accounts, regions, latencyMs: 50 });

describe('longestChain', () => {
  test.each([
    // 2 identities, 1 page of accounts against 2 Region facts, 1 trusted access, 2 for the home Region, 5 in a Region.
    ['a first run in one Region', world(12, 1), 'first', 2 + 2 + 1 + 2 + 5],
    ['a first run in several Regions', world(12, 3), 'first', 2 + 2 + 1 + 2 + 1 + 5],
    ['a first run of 1,200 accounts', world(1200, 17), 'first', 2 + 60 + 1 + 2 + 1 + 5],
    ['a second run that lists more members than accounts', world(30, 3), 'second', 2 + 2 + 1],
    ['a second run of 1,200 accounts', world(1200, 17), 'second', 2 + 60],
    ['a dry run of 1,200 accounts', world(1200, 17), 'dry', 2 + 60],
  ] as const)('counts %s', (_name, of, run, links) => {
    expect(longestChain(of, run)).toBe(links);
  });
});

describe('latencyFloor', () => {
  it('is the chain times the latency', () => {
    expect(latencyFloor(world(1200, 17), 'first')).toBe(71 * 50);
  });
});

describe('quotaFloor', () => {
  const calls = (count: number, operation: string, region = 'us-east-1', service = 'organizations') =>
    Array.from({ length: count }, () => ({ service, operation, account: '111111111111', region }));
  const published = { ...world(1200, 17), quotas: 'published' as const };

  test('is nothing where no quota is asked for', () => {
    expect(quotaFloor(world(1200, 17), calls(60, 'ListAccounts'))).toBe(0);
  });

  test('is that of the busiest bucket, beyond its burst', () => {
    // ListAccounts: 8 per second, burst 12. DescribeOrganization: 1 per second, burst 2.
    expect(quotaFloor(published, [...calls(60, 'ListAccounts'), ...calls(3, 'DescribeOrganization')])).toBe(6000);
    expect(quotaFloor(published, [...calls(20, 'ListAccounts'), ...calls(5, 'DescribeOrganization')])).toBe(3000);
  });

  test('counts GuardDuty by Region, and only where it is limited', () => {
    const guardDuty = [...calls(50, 'CreateMembers', 'us-east-1', 'guardduty'), ...calls(30, 'GetMembers', 'eu-west-1', 'guardduty')];
    expect(quotaFloor(published, guardDuty)).toBe(0);
    expect(quotaFloor({ ...published, quotas: 'guardduty' }, guardDuty)).toBe(3000);
  });
});

describe('callBound', () => {
  test.each([
    ['first', 60 + 17 * (11 + 2 * 24) + 13],
    ['second', 60 + 17 * (4 + 24) + 8],
    ['dry', 60 + 17 * (4 + 24) + 8],
  ] as const)('bounds a %s run', (run, calls) => {
    expect(callBound(world(1200, 17), run)).toBe(calls);
  });
});
