import { callBound, latencyFloor, longestChain } from '../../bench/floors';

const world = (accounts: number, regions: number) => ({ accounts, regions, latencyMs: 50 });

describe('longestChain', () => {
  test.each([
    // 2 identities, 1 page of accounts against 2 Region facts, 1 trusted access, 2 home, 3 + 1 page.
    ['a first run in one Region', world(12, 1), 'first', 2 + 2 + 1 + 2 + 3 + 1],
    ['a first run in several Regions', world(12, 3), 'first', 2 + 2 + 1 + 2 + 5 + 1],
    ['a first run of 1,200 accounts', world(1200, 17), 'first', 2 + 60 + 1 + 2 + 5 + 24],
    ['a second run that lists more members than accounts', world(30, 3), 'second', 2 + 2 + 1],
    ['a second run of 1,200 accounts', world(1200, 17), 'second', 2 + 60],
    ['a dry run of 1,200 accounts', world(1200, 17), 'dry', 2 + 60],
  ] as const)('counts %s', (_name, of, run, links) => {
    expect(longestChain(of, run)).toBe(links);
  });
});

describe('latencyFloor', () => {
  it('is the chain times the latency', () => {
    expect(latencyFloor(world(1200, 17), 'first')).toBe(94 * 50);
  });
});

describe('callBound', () => {
  test.each([
    ['first', 60 + 17 * (14 + 2 * 24) + 12],
    ['second', 60 + 17 * (5 + 24) + 8],
    ['dry', 60 + 17 * (5 + 24) + 8],
  ] as const)('bounds a %s run', (run, calls) => {
    expect(callBound(world(1200, 17), run)).toBe(calls);
  });
});
