import { playCases } from './judge/play';

// More of them are in test/exhaustive/offboard-random.test.ts.
playCases(Number(process.env['OFFBOARD_CASES'] ?? 10));
