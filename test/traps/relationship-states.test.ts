import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import { managementId } from '../support/simulated-aws';
import { setUp, walkThrough, workload, writesOf, type Trap } from './support/walk';

const others = [managementId, workload(1), workload(2)];
const odd = workload(3);

/** Everybody is a member, and one account's record reads as given. */
const withStatus = (relationshipStatus: string): Partial<ScenarioInput> =>
  setUp({ members: [{ accounts: others }, { accounts: [odd], relationshipStatus }] });

/** Records that CreateMembers turns into a member: https://docs.aws.amazon.com/guardduty/latest/ug/administrator_member_relationships.html */
const records = ['Created', 'Invited', 'Removed', 'Resigned', 'Deleted', 'EmailVerificationInProgress', 'EmailVerificationFailed'];

describe('a member that reads', () => {
  walkThrough([
    {
      trap: 'Enabled is right as it is and is not sent again',
      scenario: withStatus('Enabled'),
      exitCode: 0,
      says: ['4/4', 'Nothing to change'],
      also: (aws) => {
        expect(writesOf(aws)).toEqual([]);
      },
    },
    ...records.map((status): Trap => ({
      trap: `${status} is made a member, alone`,
      scenario: withStatus(status),
      exitCode: 0,
      says: ['4/4', '1 enrolled', 'Done and proven'],
      also: (aws) => {
        const sent = aws.writes().map(({ operation, input }) => [operation, (input as { accountDetails: unknown }).accountDetails]);
        expect(sent).toEqual([['CreateMembers', [expect.objectContaining({ accountId: odd })]]]);
      },
    })),
    {
      trap: 'EmailVerificationFailed for good is reported with the repair',
      scenario: {
        ...withStatus('EmailVerificationFailed'),
        faults: [
          {
            on: { operation: 'CreateMembers' },
            then: { kind: 'unprocessed', accounts: [odd], result: 'The given account ID is already a member.' },
          },
        ],
      },
      exitCode: 1,
      says: [
        '1 account: not enrolled: the e-mail verification of the member record failed',
        odd,
        'EmailVerificationFailed',
        '→ Delete the member record',
      ],
    },
    {
      trap: 'Disabled was suspended by somebody and stays so',
      scenario: withStatus('Disabled'),
      exitCode: 1,
      says: ['3/4', 'monitoring was suspended by somebody', odd, 'add --restart-suspended (charges start again)'],
      never: ['StartMonitoringMembers', 'CreateMembers'],
    },
    {
      trap: 'Disabled is restarted when that is asked for',
      scenario: withStatus('Disabled'),
      options: ['-r', 'us-east-1', '--yes', '--restart-suspended'],
      exitCode: 0,
      says: ['4/4', '1 restarted'],
      never: ['CreateMembers'],
    },
    {
      trap: 'RegionDisabled has not opted in',
      scenario: withStatus('RegionDisabled'),
      exitCode: 1,
      says: ['has not opted in to this Region', odd, 'Opt the account in to the Region'],
      never: ['CreateMembers'],
    },
    {
      trap: 'AccountSuspended is AWS’s doing and no failure',
      scenario: withStatus('AccountSuspended'),
      exitCode: 0,
      says: ['member suspended by AWS', odd, 'Nothing to change'],
      never: ['CreateMembers'],
    },
    {
      trap: 'CannotCreateDetectorInOrganizationMasterAccount gets the management account a detector first',
      scenario: setUp({
        detectors: [{ accounts: ['222222222222'] }],
        members: [
          { accounts: [workload(1), workload(2), odd] },
          { accounts: [managementId], relationshipStatus: 'CannotCreateDetectorInOrganizationMasterAccount' },
        ],
      }),
      exitCode: 0,
      says: ['4/4', "management account's detector, 1 enrolled"],
      also: (aws) => {
        expect(writesOf(aws)).toEqual(['CreateDetector', 'CreateMembers']);
      },
    },
    {
      trap: 'CannotCreateDetectorInOrganizationMasterAccount needs the management account’s credentials',
      scenario: setUp(
        {
          detectors: [{ accounts: ['222222222222'] }],
          members: [
            { accounts: [workload(1), workload(2), odd] },
            { accounts: [managementId], relationshipStatus: 'CannotCreateDetectorInOrganizationMasterAccount' },
          ],
        },
        { switches: { managementAccountAsMember: 'cannot-create-detector' } },
      ),
      identities: ['--admin-profile', 'security'],
      exitCode: 1,
      says: ['the management account must have GuardDuty enabled first', managementId, 'or run with credentials of the management account'],
    },
    {
      trap: 'a word that AWS may add some day is a failure that is shown word for word',
      scenario: withStatus('Quarantined'),
      exitCode: 1,
      says: ['a relationship status this version does not know', odd, 'relationship status: Quarantined', 'update this program'],
      never: ['CreateMembers'],
    },
  ]);
});
