import type { memberSwitches } from '../../../../src/simulator/scenario/switches/members';
import { administratorId, managementId } from '../../../support/simulated-aws';
import { onlyOffboard, type Meetings } from './meeting';
import { answering, designated, first, listing, outsider, withAccount, world } from './worlds';

/** Switches of members and of the organization configuration. */
export const memberMeetings: Meetings<keyof typeof memberSwitches> = {
  existingMember: {
    // The list of members is older than the member.
    world: designated({ members: [{ accounts: [first] }] }, answering('ListMembers', { members: [] })),
    operation: 'CreateMembers',
  },
  enrolledAdministrator: {
    world: designated({ members: [{ accounts: ['999999999901'], administrator: first, invited: true }] }),
    operation: 'CreateMembers',
    ends: { unprocessed: { exitCode: 1, words: 'an administrator of other accounts' } },
  },
  badEmail: {
    world: world({ accounts: withAccount({ email: 'r&d@example.com' }) }),
    operation: 'CreateMembers',
    ends: {
      'refuses-batch': { exitCode: 1, words: 'e-mail address' },
      unprocessed: { exitCode: 1, words: 'the given account email is invalid' },
    },
  },
  suspendedAccount: {
    // The list of accounts is older than the suspension.
    world: world({ accounts: withAccount({ state: 'SUSPENDED' }), ...listing(managementId, administratorId, first) }),
    operation: 'CreateMembers',
  },
  suspendedMember: {
    world: designated({ members: [{ accounts: [first] }] }, { accounts: withAccount({ state: 'SUSPENDED' }) }),
    operation: 'ListMembers',
  },
  optedOutMember: {
    world: world({ accounts: withAccount({ regions: { 'us-east-1': 'DISABLED' } }) }),
    operation: 'CreateMembers',
    ends: {
      'region-disabled': { exitCode: 1, words: 'the account has not opted in to this Region' },
      unprocessed: { exitCode: 1, words: 'the account has not opted in to this Region' },
    },
  },
  enrolledDetector: {
    world: designated({ detectors: [{ accounts: [administratorId, first], features: { S3_DATA_EVENTS: 'DISABLED' } }] }),
    argv: ['--protection-plans', 's3=new', '--apply-to-members'],
    operation: 'GetMemberDetectors',
  },
  outsider: {
    // The list of accounts has one that has left the organization since.
    world: world(listing(managementId, administratorId, outsider)),
    argv: ['--wait', '1'],
    operation: 'CreateMembers',
    ends: {
      created: { exitCode: 1, words: 'accepted by AWS, not enabled yet' },
      unprocessed: { exitCode: 1, words: 'AWS says it is not in the organization' },
    },
  },
  membersOfNobody: {
    world: world({ regions: [{ name: 'us-east-1', detectors: [{ accounts: [administratorId] }] }] }),
    operation: 'ListMembers',
  },
  pendingMember: { world: world({ timing: { memberSeconds: 0.4 } }), operation: 'GetMembers' },
  deletedMember: onlyOffboard,
  relationshipCase: { world: world(), operation: 'GetMembers' },
  memberEmail: { world: world(), operation: 'GetMembers' },
  memberOverrideUnderAll: {
    // The level stays ALL, because nobody can change it.
    world: designated(
      {
        organizationConfiguration: { autoEnable: 'ALL', features: { EKS_RUNTIME_MONITORING: 'ALL', RUNTIME_MONITORING: 'ALL' } },
        members: [{ accounts: [first], features: { EKS_RUNTIME_MONITORING: 'ENABLED' } }],
      },
      { accounts: withAccount({}), denials: [{ actions: ['guardduty:UpdateOrganizationConfiguration'] }] },
    ),
    argv: ['--protection-plans', 'runtime', '--apply-to-members', '--migrate-eks-runtime-monitoring', '--wait', '1'],
    operation: 'UpdateMemberDetectors',
    ends: {
      accepted: { exitCode: 1, words: 'organization settings failed' },
      unprocessed: { exitCode: 1, words: 'organization settings failed' },
    },
  },
  allReachesAdministrator: {
    world: designated(
      {
        detectors: [{ accounts: [administratorId], features: { S3_DATA_EVENTS: 'DISABLED' } }],
        members: [{ accounts: [managementId] }],
      },
      { timing: { autoEnableAllSeconds: 0 } },
    ),
    argv: ['--protection-plans', 's3'],
    operation: 'UpdateDetector',
  },
  autoEnableAllBlocks: onlyOffboard,
  autoEnableAllRefusal: onlyOffboard,
  partialFeatures: {
    // These two can't be sent back together.
    world: designated({
      organizationConfiguration: {
        autoEnable: 'NEW',
        features: { EKS_RUNTIME_MONITORING: 'ALL', RUNTIME_MONITORING: 'ALL', S3_DATA_EVENTS: 'ALL' },
      },
    }),
    operation: 'DescribeOrganizationConfiguration',
    ends: { replaced: { exitCode: 1, words: 'another setting than before the run, although nobody asked for one' } },
  },
  notAdministrator: { world: world({ timing: { settleSeconds: 0.4 } }), operation: 'DescribeOrganizationConfiguration' },
  limitTurnsAutoEnableOff: {
    world: designated({ organizationConfiguration: { autoEnable: 'ALL' } }, { memberLimit: 1 }),
    operation: 'DescribeOrganizationConfiguration',
    ends: {
      false: { exitCode: 1, words: 'the administrator has reached its limit of members' },
      true: { exitCode: 1, words: 'the last reading found more to do than was planned' },
    },
  },
  organizationStatistics: 'The rollout does not ask for statistics.',
};
