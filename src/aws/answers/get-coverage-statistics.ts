import * as v from 'valibot';
import type { CoverageStatistics } from '../../domain/coverage';
import { object } from './pieces';

const counts = v.record(
  v.string(),
  v.pipe(v.number('is not a number'), v.integer('is not a number'), v.minValue(0, 'is negative')),
  'is not an object',
);

const sumOf = (given: Readonly<Record<string, number>>): number => Object.values(given).reduce((sum, count) => sum + count, 0);

const knownStatuses: ReadonlySet<string> = new Set(['HEALTHY', 'UNHEALTHY']);

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetCoverageStatistics.html */
export const getCoverageStatistics = v.pipe(
  object({
    CoverageStatistics: v.pipe(
      object({
        CountByResourceType: counts,
        CountByCoverageStatus: v.pipe(
          counts,
          v.check((given) => Object.keys(given).every((status) => knownStatuses.has(status)), 'has a status that is not known'),
        ),
      }),
      // A status that is left out is none of the workloads' only where the other one is that of all.
      v.check(
        ({ CountByResourceType: byType, CountByCoverageStatus: byStatus }) =>
          byStatus['UNHEALTHY'] !== undefined || (byStatus['HEALTHY'] ?? 0) === sumOf(byType),
        'does not say how many workloads are unhealthy',
      ),
    ),
  }),
  v.transform(({ CoverageStatistics: { CountByResourceType: byType, CountByCoverageStatus: byStatus } }): CoverageStatistics => ({
    byType: new Map(Object.entries(byType)),
    unhealthy: byStatus['UNHEALTHY'] ?? 0,
  })),
);
