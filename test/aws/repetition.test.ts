import type { DetectorId } from '../../src/domain/ids';
import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import { account, administratorId, workload } from '../support/builders';
import { organizationOf, rejectionOf, region, simulated, type Simulated } from './support/simulated';

type Request = (world: Simulated, id: DetectorId) => Promise<unknown>;

const ids = [workload(1)];
const s3 = { name: 'S3_DATA_EVENTS', enabled: true, additional: [] };
const admin =
  (ask: (guardDuty: ReturnType<Simulated['administrator']['asAdministrator']>, id: DetectorId) => Promise<unknown>): Request =>
  ({ administrator }, id) =>
    ask(administrator.asAdministrator(region), id);

/** Requests by how they may be repeated by the SDK. */
const requests: readonly (readonly [string, 'repeatable' | 'once' | 'never', Request])[] = [
  ['ListMembers', 'repeatable', admin((guardDuty, id) => guardDuty.listMembers(id))],
  ['DescribeOrganizationConfiguration', 'repeatable', admin((guardDuty, id) => guardDuty.describeConfiguration(id))],
  [
    'CreateMembers',
    'once',
    admin((guardDuty, id) =>
      guardDuty.createMembers(
        id,
        ids.map((one) => account(one)),
      ),
    ),
  ],
  ['StartMonitoringMembers', 'once', admin((guardDuty, id) => guardDuty.startMonitoring(id, ids))],
  ['EnableOrganizationAdminAccount', 'once', ({ management }) => management.asManagement(region).designateAdministrator(administratorId)],
  ['CreateDetector', 'once', ({ management }) => management.asManagement(region).createDetector([])],
  ['UpdateDetector', 'once', admin((guardDuty, id) => guardDuty.enableDetector(id))],
  ['UpdateDetector', 'never', admin((guardDuty, id) => guardDuty.configureDetector(id, [s3]))],
  ['UpdateOrganizationConfiguration', 'never', admin((guardDuty, id) => guardDuty.updateConfiguration(id, 'ALL', []))],
  ['UpdateMemberDetectors', 'never', admin((guardDuty, id) => guardDuty.updateMemberFeatures(id, ids, [s3]))],
];

const repeatedAfter: Readonly<Record<'throttle' | 'server-error' | 'reset', readonly string[]>> = {
  throttle: ['repeatable', 'once'],
  'server-error': ['repeatable'],
  reset: ['repeatable'],
};

const cases = requests.flatMap(([operation, kind, request]) =>
  (['throttle', 'server-error', 'reset'] as const).map((trouble) => ({
    operation,
    kind,
    trouble,
    request,
    repeated: repeatedAfter[trouble].includes(kind),
  })),
);

test.each(cases)('$operation, $kind, after $trouble: repeated $repeated', async ({ operation, trouble, request, repeated }) => {
  const faults: ScenarioInput['faults'] = [{ on: { operation }, times: 1, then: { kind: trouble } }];
  const members = [{ accounts: [...ids] }];
  const us = { name: 'us-east-1', administrator: { account: administratorId }, detectors: [{ accounts: [administratorId] }], members };
  const world = await simulated(organizationOf(1, { regions: [us], faults }));
  const sent = request(world, world.detectorId);
  await (repeated ? sent : rejectionOf(sent));
  expect(world.simulator.calls.filter((call) => call.operation === operation)).toHaveLength(repeated ? 2 : 1);
});
