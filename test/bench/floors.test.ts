import { callBound, chainsOf, floorOf, guardDutyTime, organizationsTime, type AcceptedCall, type BenchWorld } from '../../bench/floors';

const world = (accounts: number, regions: number, limits: Partial<BenchWorld> = {}): BenchWorld => ({
  accounts,
  regions,
  latencyMs: 50,
  published: false,
  ...limits,
});
const published = { published: true };

const calls = (count: number, operation: string, region = 'us-east-1', service = 'organizations'): readonly AcceptedCall[] =>
  Array.from({ length: count }, () => ({ service, operation, account: '111111111111', region }));
const guardDuty = (count: number, operation: string, region = 'us-east-1') => calls(count, operation, region, 'guardduty');

describe('chainsOf', () => {
  test.each([
    // 2 identities, 1 page of accounts against 2 Region facts; 1 trusted access, 2 for the home Region; 5 in a Region.
    ['a first run in one Region', world(12, 1), 'first', [2 + 2, 1 + 2, 5]],
    ['a first run in several Regions', world(12, 3), 'first', [2 + 2, 1 + 2 + 1, 5]],
    ['a first run of 1,200 accounts', world(1200, 17), 'first', [2 + 60, 1 + 2 + 1, 5]],
    ['a second run that lists more members than accounts', world(30, 3), 'second', [2 + 2 + 1, 0, 0]],
    ['a second run of 1,200 accounts', world(1200, 17), 'second', [2 + 60, 0, 0]],
    ['a dry run of 1,200 accounts', world(1200, 17), 'dry', [2 + 60, 0, 0]],
  ] as const)('counts %s', (_name, of, run, [reading, designating, region]) => {
    expect(chainsOf(of, run)).toEqual({ reading, designating, region });
  });
});

describe('organizationsTime', () => {
  test('is nothing where no quota binds', () => {
    expect(organizationsTime(world(1200, 17), calls(60, 'ListAccounts'))).toBe(0);
    expect(organizationsTime(world(1200, 17, published), calls(3, 'ListAccounts'))).toBe(0);
  });

  test('is that of the busiest bucket, beyond its burst', () => {
    // ListAccounts: 8 per second, burst 12. DescribeOrganization: 1 per second, burst 2.
    const limited = world(1200, 17, published);
    expect(organizationsTime(limited, [...calls(60, 'ListAccounts'), ...calls(3, 'DescribeOrganization')])).toBe(6000);
    expect(organizationsTime(limited, [...calls(20, 'ListAccounts'), ...calls(5, 'DescribeOrganization')])).toBe(3000);
  });
});

describe('guardDutyTime', () => {
  const limited = world(1200, 17, { guardDuty: { perSecond: 10, burst: 20 } });
  const busy = [...guardDuty(50, 'CreateMembers'), ...guardDuty(30, 'GetMembers', 'eu-west-1')];

  test('is that of the busiest Region, beyond its burst, and only where a rate binds', () => {
    expect(guardDutyTime(limited, busy, 4000)).toBe(3000);
    expect(guardDutyTime(limited, guardDuty(20, 'GetMembers'), 4000)).toBe(0);
    expect(guardDutyTime(world(1200, 17), busy, 4000)).toBe(0);
  });

  test('follows the rate when it changes', () => {
    const changes = [
      { afterSeconds: 5, perSecond: 5 },
      { afterSeconds: 7, perSecond: 20 },
    ];
    const changing = world(1200, 17, { guardDuty: { perSecond: 10, burst: 20, changes } });
    // Of 30, ten in the first second, ten in two at half the rate, ten in half a second at double the rate.
    expect(guardDutyTime(changing, busy, 4000)).toBe(3500);
    // Begun after the first change: five in one second, 25 at 20 a second.
    expect(guardDutyTime(changing, busy, 6000)).toBe(2250);
  });
});

describe('floorOf', () => {
  /** A first run in two Regions as the floor sees it: what was read, trusted access, then what GuardDuty was asked. */
  const firstRun = (accountPages: number, perRegion: number): readonly AcceptedCall[] => [
    ...calls(accountPages, 'ListAccounts'),
    ...guardDuty(15, 'ListDetectors'),
    ...calls(1, 'EnableAWSServiceAccess'),
    ...guardDuty(perRegion, 'CreateMembers'),
    ...guardDuty(perRegion, 'GetMembers', 'eu-west-1'),
  ];

  test.each([
    ['latency alone binds', world(1200, 17), (62 + 4 + 5) * 50],
    ['Organizations binds while accounts are listed', world(1200, 17, published), 6000 + (4 + 5) * 50],
    [
      'GuardDuty binds as well, while members are created and proven',
      world(1200, 17, { ...published, guardDuty: { perSecond: 10, burst: 20 } }),
      6000 + 4 * 50 + ((55 - 20) / 10) * 1000,
    ],
  ] as const)('adds reading and applying where %s', (_name, of, floor) => {
    expect(floorOf(of, 'first', firstRun(60, 55))).toBe(floor);
  });

  test('is that of the reading where a run reads only', () => {
    const limited = world(1200, 17, { ...published, guardDuty: { perSecond: 10, burst: 20 } });
    const reading = [...calls(60, 'ListAccounts'), ...guardDuty(28, 'ListMembers')];
    expect(floorOf(limited, 'second', reading)).toBe(6000);
    expect(floorOf({ ...limited, published: false }, 'second', reading)).toBe(62 * 50);
    expect(floorOf({ ...limited, published: false }, 'second', [...reading, ...guardDuty(40, 'ListMembers')])).toBe(4800);
  });
});

describe('callBound', () => {
  test.each([
    ['first', 60 + 17 * (12 + 2 * 24) + 13],
    ['second', 60 + 17 * (4 + 24) + 8],
    ['dry', 60 + 17 * (4 + 24) + 8],
  ] as const)('bounds a %s run', (run, bound) => {
    expect(callBound(world(1200, 17), run)).toBe(bound);
  });
});
