import { administratorId, managementId } from '../support/simulated-aws';
import { flat, setUp, walkThrough, workload, writesOf, type Trap } from './support/walk';
import type { ScenarioInput } from '../../src/simulator/scenario/scenario';

const other = workload(1);
const principal = 'guardduty.amazonaws.com';

const registered = (account: string): ScenarioInput['organization'] => ({
  managementAccount: managementId,
  trustedAccess: [principal],
  delegatedAdministrators: [{ account, servicePrincipal: principal }],
});

const designates = ['EnableOrganizationAdminAccount', 'CreateMembers', 'UpdateOrganizationConfiguration', 'CreateDetector'];

/** The documented way: https://docs.aws.amazon.com/guardduty/latest/ug/change-guardduty-delegated-admin.html */
const steps = [
  'The rollout never replaces an administrator.',
  'release the members and remove it first with "provision-guardduty offboard" and credentials of that account',
];

describe('an administrator', () => {
  walkThrough([
    {
      trap: 'that is designated already is left alone',
      scenario: setUp(),
      exitCode: 0,
      says: ['Nothing to change'],
      also: (aws) => {
        expect(writesOf(aws)).toEqual([]);
      },
    },
    {
      trap: 'other than the wanted one stops its Region, with the documented way out',
      scenario: {
        organization: registered(other),
        regions: [{ name: 'us-east-1', administrator: { account: other }, detectors: [{ accounts: [other] }] }],
      },
      exitCode: 2,
      says: ['us-east-1: nothing was changed', `Account ${other} is the delegated administrator here (ENABLED)`, ...steps],
      never: designates,
    },
    {
      trap: 'other than the wanted one that is just being removed stops its Region as well',
      scenario: {
        organization: registered(other),
        timing: { removalSeconds: null },
        regions: [{ name: 'us-east-1', administrator: { account: other, status: 'DISABLE_IN_PROGRESS' } }],
      },
      exitCode: 2,
      says: [`Account ${other} is the delegated administrator here (DISABLE_IN_PROGRESS)`, ...steps],
      never: designates,
    },
    {
      trap: 'other than the wanted one in one Region does not keep another Region from being done',
      scenario: {
        organization: { managementAccount: managementId, trustedAccess: [principal] },
        switches: { administratorScope: 'region' },
        regions: ['us-east-1', { name: 'eu-west-1', administrator: { account: other }, detectors: [{ accounts: [other] }] }],
      },
      options: ['-r', 'all', '--yes', '--wait', '1'],
      exitCode: 1,
      says: [/us-east-1 +✔ done/, /eu-west-1 +✖ blocked/, `Account ${other} is the delegated administrator here`],
    },
    {
      trap: 'registered in AWS Organizations only stops every Region, and the missing step is named',
      scenario: { organization: registered(other), regions: ['us-east-1', 'eu-west-1'] },
      options: ['-r', 'all', '--yes', '--wait', '1'],
      exitCode: 2,
      says: [
        `AWS Organizations has account ${other} registered as GuardDuty administrator`,
        `aws organizations deregister-delegated-administrator --account-id ${other} --service-principal ${principal}`,
      ],
      never: designates,
    },
    {
      trap: 'registered by an earlier run needs no first designation alone',
      scenario: { organization: registered(administratorId), regions: ['us-east-1', 'eu-west-1'] },
      options: ['-r', 'all', '--yes'],
      exitCode: 0,
      says: ['Done and proven'],
    },
    {
      trap: 'that is just being removed is not designated meanwhile',
      scenario: {
        organization: registered(administratorId),
        timing: { removalSeconds: null },
        regions: [{ name: 'us-east-1', administrator: { account: administratorId, status: 'DISABLE_IN_PROGRESS' } }],
      },
      exitCode: 1,
      says: [`AWS is still removing ${administratorId} as administrator here`, 'Run again in a few minutes'],
      never: designates,
    },
    {
      trap: 'of whom AWS says something new stops the Region with AWS’s word',
      scenario: {
        faults: [
          {
            on: { operation: 'ListOrganizationAdminAccounts' },
            then: { kind: 'answer', body: { adminAccounts: [{ adminAccountId: administratorId, adminStatus: 'ON_PROBATION' }] } },
          },
        ],
      },
      exitCode: 1,
      says: [`the status of the administrator ${administratorId} is ON_PROBATION`],
      never: designates,
    },
    {
      trap: 'is known in small letters too',
      scenario: setUp(
        {},
        {
          faults: [
            {
              on: { operation: 'ListOrganizationAdminAccounts' },
              then: { kind: 'answer', body: { adminAccounts: [{ adminAccountId: administratorId, adminStatus: 'enabled' }] } },
            },
          ],
        },
      ),
      exitCode: 0,
      says: ['Nothing to change'],
    },
    {
      trap: 'that another one has replaced during the run leaves a Region that was changed, and says so',
      scenario: setUp(
        { organizationConfiguration: { autoEnable: 'NEW' } },
        {
          faults: [
            {
              on: { operation: 'ListOrganizationAdminAccounts' },
              skip: 1,
              then: { kind: 'answer', body: { adminAccounts: [{ adminAccountId: other, adminStatus: 'ENABLED' }] } },
            },
          ],
        },
      ),
      exitCode: 1,
      says: [
        /us-east-1 +! partly as asked.*auto-enable/,
        'us-east-1: not finished',
        `Account ${other} is the delegated administrator here`,
      ],
      also: (_aws, said) => {
        expect(said).not.toContain('nothing was changed');
      },
    },
    {
      trap: 'that another program designated while this one was planning is not fought over',
      scenario: {
        faults: [
          {
            on: { operation: 'EnableOrganizationAdminAccount' },
            then: {
              kind: 'error',
              name: 'BadRequestException',
              message:
                'The request failed because another account is already enabled as GuardDuty delegated administrator for the organization.',
            },
          },
        ],
      },
      exitCode: 1,
      says: ['designation failed', 'another account is administrator', 'AWS says: BadRequestException', 'See who is designated'],
      never: ['DisableOrganizationAdminAccount', 'CreateMembers', 'UpdateOrganizationConfiguration'],
    },
    {
      trap: 'outside the organization is refused before anything is changed',
      scenario: {
        accounts: [{ id: managementId, name: 'management' }, { count: 3 }],
      },
      exitCode: 2,
      says: [`Error: The administrator ${administratorId} is not an account of organization`, '→ Choose an account of this organization'],
      never: designates,
    },
    {
      trap: 'that AWS never reports is a failure, not a success',
      scenario: { timing: { designationSeconds: 1000 } },
      exitCode: 1,
      says: [
        'designation failed',
        'guardduty:ListOrganizationAdminAccounts in us-east-1 did not show in time what AWS has accepted',
        '--wait',
      ],
      never: ['CreateMembers', 'UpdateOrganizationConfiguration'],
    },
    {
      trap: 'whose members were invited before the organization designated it is seen for what it is',
      scenario: {
        regions: [
          {
            name: 'us-east-1',
            detectors: [{ accounts: [administratorId, managementId] }],
            members: [{ accounts: [managementId, workload(1), workload(2), workload(3)], administrator: administratorId, invited: true }],
          },
        ],
      },
      exitCode: 0,
      says: ['designate', 'Done and proven'],
      also: (aws) => {
        expect(writesOf(aws)).toEqual(['EnableAWSServiceAccess', 'EnableOrganizationAdminAccount', 'UpdateOrganizationConfiguration']);
      },
    },
  ]);
});

/** Trouble while AWS is not ready: https://github.com/aws-samples/aws-security-reference-architecture-examples/issues/141 and /178. */
const unsettled = ['master-permission', 'out-of-range'] as const;

describe('AWS after a designation', () => {
  walkThrough([
    ...unsettled.map((notAdministrator): Trap => ({
      trap: `that settles in a while is waited for (${notAdministrator})`,
      scenario: { timing: { settleSeconds: 0.6 }, switches: { notAdministrator } },
      options: ['-r', 'us-east-1', '--yes', '--wait', '20'],
      exitCode: 0,
      says: ['4/4', 'Done and proven'],
    })),
    ...unsettled.map((notAdministrator): Trap => ({
      trap: `that never settles is not waited for without end (${notAdministrator})`,
      scenario: { timing: { settleSeconds: 1000 }, switches: { notAdministrator } },
      exitCode: 1,
      says: ['BadRequestException', 'AWS may not have settled yet; run again in a few minutes'],
    })),
    {
      trap: 'that makes no detector is helped out, with every optional plan off',
      scenario: { timing: { administratorDetectorSeconds: null } },
      exitCode: 0,
      says: ["administrator's detector, management account's detector", 'Done and proven'],
      also: (aws) => {
        const made = aws.writes().filter(({ operation }) => operation === 'CreateDetector');
        const on = made.flatMap(({ input }) =>
          (input as { features: { status: string }[] }).features.filter((f) => f.status !== 'DISABLED'),
        );
        expect([made.length, on]).toEqual([2, []]);
      },
    },
    {
      trap: 'that shows an account its members only once it is designated is asked again then',
      scenario: {
        regions: [{ name: 'us-east-1', detectors: [{ accounts: [administratorId] }] }],
        switches: { membersOfNobody: 'refused' },
      },
      options: ['-r', 'us-east-1', '--yes'],
      exitCode: 0,
      says: ['4/4', 'Done and proven', 'enrol 4 accounts'],
    },
    {
      trap: 'that refuses the list of optional features once gets the same list again',
      scenario: {
        timing: { administratorDetectorSeconds: null },
        faults: [
          { on: { operation: 'CreateDetector' }, times: 1, then: { kind: 'error', name: 'BadRequestException', message: 'out of range' } },
        ],
      },
      options: ['-r', 'us-east-1', '--yes', '--wait', '0'],
      exitCode: 0,
      says: ['Done and proven'],
      never: ['UpdateDetector'],
      also: (aws) => {
        const asked = aws.simulator.calls.filter(({ operation }) => operation === 'CreateDetector');
        const names = asked.map(({ input }) => (input as { features: { name: string }[] }).features.map(({ name }) => name).join());
        expect(asked.length).toBe(3);
        expect(new Set(names).size).toBe(1);
      },
    },
    {
      trap: 'that made the management account’s detector meanwhile has done our work',
      scenario: { switches: { managementDetectorOnDesignation: true } },
      exitCode: 0,
      says: ['Done and proven'],
    },
    {
      trap: 'that gives two detectors stops the Region, and neither is picked',
      scenario: {
        ...setUp(),
        faults: [
          {
            on: { operation: 'ListDetectors', account: administratorId },
            then: { kind: 'answer', body: { detectorIds: ['a'.repeat(32), 'b'.repeat(32)] } },
          },
        ],
      },
      exitCode: 1,
      says: ['guardduty:ListDetectors as 222222222222 in us-east-1 gave more than one detector', 'a'.repeat(32), 'ask AWS Support'],
      never: ['CreateDetector', 'CreateMembers'],
    },
    {
      trap: 'that fails at every designation says so with the request id',
      scenario: { faults: [{ on: { operation: 'EnableOrganizationAdminAccount' }, then: { kind: 'deny' } }] },
      exitCode: 1,
      says: [
        'designation failed',
        'guardduty:EnableOrganizationAdminAccount as 111111111111 in us-east-1 is not allowed',
        /AWS says: AccessDeniedException: .* \(request [\w-]{36}\)/,
        'Allow this action for the identity',
      ],
    },
    {
      trap: 'that never shows the configuration keeps accounts out, since nobody knows which levels they would get',
      scenario: { faults: [{ on: { operation: 'DescribeOrganizationConfiguration' }, then: { kind: 'deny' } }] },
      exitCode: 1,
      says: ['guardduty:DescribeOrganizationConfiguration as 222222222222 in us-east-1 is not allowed'],
      never: ['UpdateOrganizationConfiguration', 'CreateMembers'],
    },
    ...(['ListDetectors', 'ListMembers', 'GetDetector', 'DescribeOrganizationConfiguration'] as const).map((operation): Trap => ({
      trap: `of which ${operation} cannot be read is unknown: nothing is written, and nothing is fine`,
      scenario: { ...setUp(), faults: [{ on: { operation, account: administratorId }, then: { kind: 'deny' } }] },
      exitCode: 1,
      says: ['us-east-1: nothing was changed', `guardduty:${operation} as 222222222222 in us-east-1 is not allowed`, 'Allow this action'],
      also: (aws, said) => {
        expect(writesOf(aws)).toEqual([]);
        expect(flat(said)).not.toContain('Nothing to change');
      },
    })),
  ]);
});
