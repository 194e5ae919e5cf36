import type { UnitId } from '../../../../src/domain/ids';
import { compactMap, type MapCell } from '../../../../src/reporters/html/map-data';
import { pageDataOf } from '../../../../src/reporters/html/page-data';
import type { Group, PageModel } from '../../../../src/reporters/html/page-model';
import { account, workload } from '../../../support/builders';
import { appliedRegion, summaryOf } from '../../support/summary';

const numbers = [1, 2, 3, 4, 5];
const unit = 'ou-test-every001' as UnitId;

/** Which of the five accounts have a group in a column; the others are proven. */
const columns: readonly (readonly [group: Group, of: readonly number[]])[] = [
  ['gap', [1]],
  ['gap', [1, 2, 3]],
  ['gap', numbers],
  ['unknown', [1]],
  ['unknown', [1, 2, 3]],
  ['waiting', numbers],
  ['to-do', numbers],
  ['left-out', numbers],
];

/** A page in which every state, every weight of a unit and every section occurs. */
export function everyState(): PageModel {
  const page = pageDataOf(summaryOf([appliedRegion()], {}, { simulated: 'every state' }));
  const { groups } = page.map;
  const of =
    (group: Group, numbersOf: readonly number[]) =>
    (id: string): MapCell => ({
      state: numbersOf.some((number) => workload(number) === id) ? group : 'proven',
      note: { what: 'a reason', remedy: 'a step', words: 'Access denied', status: 'Created', request: 'r-1' },
    });
  const map = compactMap({
    accounts: numbers.map((number) => account(workload(number), { units: number < 5 ? [unit] : [] })),
    regions: columns.map(([group, numbersOf], place) => ({ region: `us-east-${place.toString()}`, of: of(group, numbersOf) })),
    groups,
    states: Object.fromEntries((Object.keys(groups) as readonly Group[]).map((group) => [group, { ...groups[group], group }])),
    unitNames: new Map([[unit, 'Every']]),
    rootName: 'o-test',
  });
  const kinds = Object.keys(groups) as readonly Group[];
  return {
    ...page,
    map,
    tally: kinds.map((group) => ({ group, count: 7, detail: 'of several kinds' })),
    points: kinds.map((group) => ({
      id: `points-${group}`,
      title: group,
      group,
      points: [{ id: `point-${group}`, heading: 'Something', lines: ['where'], remedy: 'a step' }],
    })),
    features: [{ name: 's3', cells: kinds.map((group) => ({ group, text: 'NEW', label: `${group}: NEW` })) }],
    export: kinds.map((group) => ({
      region: 'us-east-1',
      group,
      destination: 'arn:aws:s3:::findings',
      status: 'PUBLISHING',
      what: 'known',
    })),
    runtime: {
      readAt: '2026-11-27 06:00:00 UTC',
      rows: kinds.map((group) => ({ region: 'us-east-1', resource: 'EC2', group, healthy: 3, all: 4, issues: ['Agent not running: 1'] })),
    },
    extras: [{ title: 'Usage', rows: [{ regions: ['us-east-1', 'us-east-2'], text: '12.5 USD in 30 days' }] }],
  };
}
