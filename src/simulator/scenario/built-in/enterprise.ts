import { defaultRegionsOf } from '../../world/regions';
import type { ScenarioInput } from '../scenario';

const administrator = '222222222222';
const generatedFrom = 300_000_000_001;

/** The id of the n-th generated account. */
function workload(number: number): string {
  return String(generatedFrom + number - 1);
}

/** A large organization without GuardDuty, and with a few of every kind of trouble. */
export function enterprise(): ScenarioInput {
  const special = specialAccounts();
  return {
    name: 'enterprise',
    description: '1,200 accounts, 17 Regions, nothing set up yet, and a few of every trouble that AWS has.',
    organization: {
      id: 'o-simenterpr',
      managementAccount: '111111111111',
      organizationalUnits: [
        { id: 'ou-sim1-security', name: 'Security' },
        { id: 'ou-sim1-workloads', name: 'Workloads' },
        { id: 'ou-sim1-suspended', name: 'Suspended' },
      ],
    },
    administratorAccount: administrator,
    accounts: [
      { id: '111111111111', name: 'management', email: 'aws+management@example.com' },
      { id: administrator, name: 'security', email: 'aws+security@example.com', organizationalUnit: 'ou-sim1-security' },
      ...special,
      {
        count: 1200 - 2 - special.length,
        firstId: String(generatedFrom),
        name: 'workload-{n}',
        email: 'aws+workload-{n}@example.com',
        organizationalUnit: 'ou-sim1-workloads',
      },
    ],
    regions: regions(),
    timing: { designationSeconds: 0.5, administratorDetectorSeconds: 0.5, memberSeconds: 0.4, memberJitterSeconds: 1 },
    latency: { ms: 28, jitterMs: 12 },
    // A service control policy that should have an exception for the administrator.
    denials: [
      {
        actions: ['guardduty:UpdateOrganizationConfiguration'],
        accounts: [administrator],
        regions: ['sa-east-1'],
        by: 'service-control-policy',
      },
    ],
    faults: faults(),
  };
}

function specialAccounts(): Extract<ScenarioInput['accounts'][number], { id: string }>[] {
  const suspended = { organizationalUnit: 'ou-sim1-suspended' };
  return [
    { id: '400000000001', name: 'closed-shop', state: 'CLOSED', ...suspended },
    { id: '400000000002', name: 'closed-pilot', state: 'CLOSED', ...suspended },
    { id: '400000000003', name: 'unpaid-lab', state: 'SUSPENDED', ...suspended },
    { id: '400000000004', name: 'compromised-demo', state: 'SUSPENDED', ...suspended },
    { id: '400000000005', name: 'leaving-team', state: 'PENDING_CLOSURE', ...suspended },
    { id: '400000000006', name: 'brand-new', state: 'PENDING_ACTIVATION' },
    // GuardDuty refuses a batch that has an address with & in the local part.
    { id: '400000000007', name: 'r&d', email: 'aws+r&d@example.com' },
    // From a company that was bought. It has its own administrator in one Region.
    { id: '400000000008', name: 'acquired-company', joinedMethod: 'INVITED' },
    { id: '400000000009', name: 'never-in-osaka', regions: { 'ap-northeast-3': 'DISABLED' } },
    { id: '400000000010', name: 'odd-one' },
    // A hostile name: a formula in a spreadsheet, and markup on a page.
    { id: '400000000011', name: '=HYPERLINK("http://example.com") <b>"quoted", naïve</b>' },
    // A state that AWS does not document.
    { id: '400000000012', name: 'odd-state', state: 'UNDER_REVIEW' },
    { id: '400000000013', name: 'sold-subsidiary' },
  ];
}

function regions(): ScenarioInput['regions'] {
  return defaultRegionsOf('aws').map((name) => {
    if (name === 'ap-northeast-1') {
      return { name, members: [{ accounts: ['400000000008'], administrator: '999999999999', invited: true }] };
    }
    // Somebody tried GuardDuty in the management account and suspended it.
    if (name === 'us-west-2') return { name, detectors: [{ accounts: ['111111111111'], status: 'DISABLED' }] };
    return name === 'ap-northeast-3' ? { name, lacks: ['RDS_LOGIN_EVENTS', 'AI_PROTECTION'] } : name;
  });
}

function faults(): ScenarioInput['faults'] {
  return [
    // Organizations throttles, and returns a page without accounts before the end.
    { on: { operation: 'ListAccounts' }, calls: [7, 31], then: { kind: 'throttle' } },
    { on: { operation: 'ListAccounts' }, calls: [12], then: { kind: 'empty-page' } },
    // GuardDuty is overloaded from time to time.
    { on: { service: 'guardduty' }, chance: 0.01, then: { kind: 'throttle', status: 429, name: 'TooManyRequestsException' } },
    { on: { service: 'guardduty', operation: 'ListMembers' }, chance: 0.01, then: { kind: 'server-error' } },
    { on: { operation: 'EnableOrganizationAdminAccount', region: 'eu-north-1' }, times: 1, then: { kind: 'server-error' } },
    { on: { operation: 'UpdateOrganizationConfiguration', region: 'us-west-1' }, times: 1, then: { kind: 'html' } },
    // The connection breaks after the request took effect.
    { on: { operation: 'CreateMembers', region: 'ca-central-1' }, times: 1, then: { kind: 'reset', afterEffect: true } },
    { on: { operation: 'ListMembers', region: 'eu-west-3' }, times: 1, then: { kind: 'truncated' } },
    // Accounts that succeed at the second or third attempt.
    {
      on: { operation: 'CreateMembers' },
      times: 1,
      per: ['region'],
      then: { kind: 'unprocessed', accounts: [workload(17), workload(18), workload(404)], result: 'Internal error' },
    },
    {
      on: { operation: 'CreateMembers', region: 'us-east-2' },
      times: 2,
      then: { kind: 'unprocessed', accounts: [workload(700)], result: 'Internal error' },
    },
    // An account that leaves the organization while it is being enrolled.
    {
      on: { operation: 'CreateMembers', region: ['eu-west-1', 'eu-west-2'] },
      then: {
        kind: 'unprocessed',
        accounts: ['400000000013'],
        result: 'The request is rejected because the given account ID is not part of the organization of the current account.',
      },
    },
    // An unknown message.
    {
      on: { operation: 'CreateMembers', region: 'ap-south-1' },
      then: { kind: 'unprocessed', accounts: ['400000000010'], result: 'Operation failed because of a reason that AWS has not published.' },
    },
  ];
}
