import { administratorId, managementId } from '../support/simulated-aws';
import { withoutPauses } from './support/troubles';
import { setUp, walkThrough, workload, writesOf, type Trap } from './support/walk';

const alone = ['--admin-profile', 'security'];

beforeEach(withoutPauses);
afterEach(() => {
  jest.restoreAllMocks();
});

const policy = (status: 'ENABLED' | 'PENDING_ENABLE' | 'PENDING_DISABLE'): Trap['scenario'] & object => ({
  organization: { managementAccount: managementId, policyTypes: [{ type: 'GUARDDUTY_POLICY', status }] },
});

/** https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-organization-policies.html */
describe('an organization policy for GuardDuty', () => {
  walkThrough([
    ...(['ENABLED', 'PENDING_ENABLE', 'PENDING_DISABLE'] as const).map((status): Trap => ({
      trap: `(${status}) keeps auto-enable from applying, so it is not set, and members are enrolled all the same`,
      scenario: policy(status),
      exitCode: 1,
      says: [
        '4/4',
        'auto-enable: an organization policy (GUARDDUTY_POLICY) is enabled, so auto-enable settings do not apply',
        'add --accept-organization-policy to count this as success',
      ],
      never: ['UpdateOrganizationConfiguration'],
    })),
    {
      trap: 'is a success when it is accepted',
      scenario: policy('ENABLED'),
      options: ['-r', 'us-east-1', '--yes', '--accept-organization-policy'],
      exitCode: 0,
      says: ['4/4', '(GUARDDUTY_POLICY) decides here, accepted as asked', 'Done and proven'],
      never: ['UpdateOrganizationConfiguration'],
    },
    ...[['organizations:ListRoots'], []].map((actions): Trap => ({
      trap: `in sync claims no more than it could read (denied: ${actions.join() || 'nothing'})`,
      scenario: setUp({}, actions.length === 0 ? {} : { denials: [{ actions }] }),
      exitCode: actions.length === 0 ? 0 : 1,
      says: [actions.length === 0 ? 'Nothing to change: everything is as asked.' : 'Nothing was changed, but something could not be read'],
      also: (aws) => {
        expect(writesOf(aws)).toEqual([]);
      },
    })),
    {
      trap: 'that cannot be looked for leaves an answer open',
      scenario: { denials: [{ actions: ['organizations:ListRoots'] }] },
      exitCode: 1,
      says: ['4/4', 'organization policies: not known', 'organizations:ListRoots', 'Not everything is done and proven'],
    },
  ]);
});

describe('AWS Organizations', () => {
  const failing = (operation: string, name: string, message: string, reason?: string): Trap['scenario'] & object => ({
    faults: [{ on: { operation }, then: { kind: 'error', name, message, ...(reason === undefined ? {} : { reason }) } }],
  });
  walkThrough([
    {
      trap: 'with empty pages before the end, and tokens that repeat or are empty at the end, hides no account',
      accounts: 90,
      scenario: {
        faults: [
          { on: { operation: 'ListAccounts' }, calls: [2, 3], then: { kind: 'empty-page' } },
          { on: { operation: ['ListAccounts', 'ListMembers'] }, then: { kind: 'empty-token' } },
        ],
      },
      exitCode: 0,
      says: ['89/89', 'Done and proven'],
    },
    ...[
      { status: 400, name: 'TooManyRequestsException' },
      { status: 429, name: 'TooManyRequestsException' },
      { status: 400, name: 'ThrottlingException' },
    ].map((how): Trap => ({
      trap: `that throttles under ${how.name} ${String(how.status)} is asked again`,
      scenario: {
        faults: [{ on: { operation: 'ListAccounts' }, calls: [1], then: { kind: 'throttle', ...how, status: how.status as 400 | 429 } }],
      },
      exitCode: 0,
      says: ['Done and proven'],
    })),
    {
      trap: 'that accepts trusted access without effect is not taken at its word, here and in the next run',
      scenario: setUp(
        {},
        {
          organization: { ...setUp().organization, managementAccount: managementId, trustedAccess: [] },
          faults: [{ on: { operation: 'EnableAWSServiceAccess' }, then: { kind: 'answer', body: {} } }],
        },
      ),
      exitCode: 1,
      says: [
        'trusted access of GuardDuty: AWS accepted the request and does not list the service as trusted',
        'look at the trusted services in AWS Organizations',
        'Not everything is done and proven',
      ],
    },
    {
      trap: 'that fails for a moment is asked again',
      scenario: { faults: [{ on: { service: 'organizations' }, per: ['operation'], times: 1, then: { kind: 'server-error' } }] },
      exitCode: 0,
      says: ['Done and proven'],
    },
    {
      trap: 'that somebody else is changing at the same time is asked again for trusted access',
      scenario: { faults: [{ on: { operation: 'EnableAWSServiceAccess' }, times: 2, then: { kind: 'concurrent-modification' } }] },
      exitCode: 0,
      says: ['Done and proven'],
    },
    {
      trap: 'that somebody else never stops changing is quoted',
      scenario: { faults: [{ on: { operation: 'EnableAWSServiceAccess' }, then: { kind: 'concurrent-modification' } }] },
      exitCode: 1,
      says: ['organization: trusted access failed', 'collided with another change to the organization', 'ConcurrentModificationException'],
      never: ['CreateMembers'],
    },
    {
      trap: 'that belongs to nobody stops the run',
      scenario: failing('DescribeOrganization', 'AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.'),
      exitCode: 2,
      says: [
        `Error: Account ${managementId} belongs to no AWS Organization`,
        'AWS says: AWSOrganizationsNotInUseException: Your account is not a member of an organization',
        '→ Use credentials of the management account of an organization',
      ],
    },
    {
      trap: 'that does not let the accounts be listed stops the run',
      scenario: { denials: [{ actions: ['organizations:ListAccounts'] }] },
      exitCode: 2,
      says: ['Error: The accounts of the organization cannot be listed', 'AWS says', '→ Allow organizations:ListAccounts'],
    },
    {
      trap: 'that fails for good stops the run, and says with whom to talk',
      scenario: { faults: [{ on: { operation: 'ListAccounts' }, then: { kind: 'server-error' } }] },
      exitCode: 2,
      says: ['organizations:ListAccounts failed on the side of AWS', 'ServiceException', 'request id to AWS Support'],
    },
    {
      trap: 'whose last page keeps its token is not believed, although that page could hold more',
      accounts: 50,
      scenario: { faults: [{ on: { operation: 'ListAccounts' }, skip: 2, then: { kind: 'repeated-token' } }] },
      exitCode: 2,
      says: ['The accounts of the organization cannot be listed', 'gave a list without end'],
    },
    {
      trap: 'whose first page keeps its token is not believed',
      accounts: 50,
      scenario: { faults: [{ on: { operation: 'ListAccounts' }, then: { kind: 'repeated-token' } }] },
      exitCode: 2,
      says: ['The accounts of the organization cannot be listed', 'gave a list without end', '→ Run again later'],
    },
    {
      trap: 'with a list without end is not believed',
      accounts: 50,
      scenario: { faults: [{ on: { operation: 'ListAccounts' }, skip: 1, then: { kind: 'empty-page' } }] },
      exitCode: 2,
      says: ['The accounts of the organization cannot be listed', 'gave a list without end', '→ Run again later'],
    },
    ...['AccessDeniedException', 'ConstraintViolationException'].map((name): Trap => ({
      trap: `that refuses trusted access (${name}) is quoted`,
      scenario: failing('EnableAWSServiceAccess', name, 'You cannot do this.', 'SERVICE_ACCESS_NOT_ENABLED'),
      exitCode: 1,
      says: ['organization: trusted access failed', 'organizations:EnableAWSServiceAccess as 111111111111', `${name}: You cannot do this`],
      never: ['CreateMembers'],
    })),
    ...[
      ['organizations:ListDelegatedAdministrators', 'registration in AWS Organizations: not known'],
      ['organizations:ListAWSServiceAccessForOrganization', 'trusted access of GuardDuty: not known'],
    ].map(([action = '', what = '']): Trap => ({
      trap: `that does not let ${action} be read leaves an answer open`,
      scenario: { ...setUp(), denials: [{ actions: [action] }] },
      exitCode: 1,
      says: [what, `${action} as 111111111111 is not allowed`],
      options: ['-r', 'us-east-1', '--dry-run'],
    })),
    {
      trap: 'with accounts that are suspended, closed or closing has them left out, and that is no failure',
      accounts: 2,
      scenario: {
        accounts: [
          { id: managementId, name: 'management' },
          { id: administratorId, name: 'security' },
          { id: '400000000001', name: 'a', state: 'SUSPENDED' },
          { id: '400000000002', name: 'b', state: 'PENDING_CLOSURE' },
          { id: '400000000003', name: 'c', state: 'CLOSED' },
          { count: 2 },
        ],
      },
      exitCode: 0,
      says: ['3/3', 'suspended by AWS', '400000000001', 'being closed', '400000000002', 'closed', '400000000003'],
      also: (aws) => {
        const sent = JSON.stringify(aws.simulator.calls.filter(({ operation }) => operation === 'CreateMembers'));
        expect(sent).not.toMatch(/4000000000/);
        expect(sent).not.toContain(`"accountId":"${administratorId}"`);
      },
    },
    {
      trap: 'with accounts in the making, or in a state nobody knows, has them left out, and that is to be acted on',
      accounts: 2,
      scenario: {
        accounts: [
          { id: managementId, name: 'management' },
          { id: administratorId, name: 'security' },
          { id: '400000000001', name: 'a', state: 'PENDING_ACTIVATION' },
          { id: '400000000002', name: 'b', state: 'UNDER_REVIEW' },
          { count: 2 },
        ],
      },
      exitCode: 1,
      says: [
        // Said once, with the account.
        /^(?![^]*accounts of the organization: not known)/,
        '3+/3+',
        'sign-up not finished',
        '400000000001',
        'in a state this version does not know',
        '400000000002 (UNDER_REVIEW)',
      ],
    },
    {
      trap: 'from which an account has gone meanwhile, or is suspended meanwhile, holds nobody up',
      scenario: {
        faults: [
          {
            on: { operation: 'CreateMembers' },
            then: {
              kind: 'unprocessed',
              accounts: [workload(1)],
              result: 'The request is rejected because the given account ID is not a member of your organization.',
            },
          },
          {
            on: { operation: 'CreateMembers' },
            then: { kind: 'unprocessed', accounts: [workload(2)], result: 'The given account ID is suspended.' },
          },
        ],
      },
      exitCode: 1,
      says: ['2/4', 'AWS says it is not in the organization', workload(1), 'member suspended by AWS', workload(2)],
    },
  ]);
});

describe('without the management account', () => {
  const missing = 'Running without the management account: designations and the management account';
  walkThrough([
    {
      trap: 'a check works, and says what it could not check',
      scenario: setUp(),
      identities: alone,
      options: ['-r', 'us-east-1', '--check'],
      exitCode: 0,
      says: [missing, 'No drift'],
    },
    {
      trap: 'a check finds drift',
      scenario: setUp({ members: [{ accounts: [managementId] }] }),
      identities: alone,
      options: ['-r', 'us-east-1', '--check'],
      exitCode: 3,
      says: ['enrol 3 accounts', missing, 'Drift: a run would change something'],
    },
    {
      trap: 'a run does everything but what only that account can do',
      scenario: setUp({ members: [], detectors: [{ accounts: [administratorId] }], organizationConfiguration: { autoEnable: 'NONE' } }),
      identities: alone,
      exitCode: 1,
      says: [
        '3/4',
        'auto-enable, 3 enrolled',
        '1 account: the management account must have GuardDuty enabled first',
        managementId,
        missing,
      ],
      also: (aws) => {
        // Nobody in this run can fix what the one account lacks, so it is not sent again.
        expect(writesOf(aws)).toEqual(['UpdateOrganizationConfiguration', 'CreateMembers']);
        expect(aws.simulator.calls.filter(({ account }) => account !== administratorId)).toEqual([]);
      },
    },
    {
      trap: 'a Region that is not set up cannot be judged',
      scenario: { ...setUp(), regions: [...(setUp().regions ?? []), 'eu-west-1'] },
      identities: alone,
      options: ['-r', 'all', '--check'],
      exitCode: 1,
      says: [missing, 'The administrator has no detector here', 'Run with credentials of the management account as well'],
    },
    {
      trap: 'an account that administers nothing is refused',
      identities: alone,
      exitCode: 2,
      says: ['Error: The accounts of the organization cannot be listed', 'AccessDeniedException', '→ Allow organizations:ListAccounts'],
    },
  ]);
});
