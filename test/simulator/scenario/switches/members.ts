import { administrator, designatedInput, first, management, second, type Simulated } from '../../support/simulated';
import { create, featureStatus, forMember, members, outcome, organizationLevel, type Probes } from './probe';

const alreadyMember =
  'The request is rejected because the given account ID is already a member or associated member of the current account.';
const underAll = 'The request is rejected because auto-enable is set to ALL for the organization of the current account.';

const withState = (state: object): ReturnType<typeof designatedInput> =>
  designatedInput({
    accounts: [
      { id: management, name: 'm' },
      { id: administrator, name: 's' },
      { id: first, name: 'w', ...state },
    ],
  });

const createAndList = async (aws: Simulated, ...ids: readonly string[]): Promise<unknown> => [
  await create(aws, ...ids),
  await members(aws),
];

/** Switches of members and of the organization configuration. */
export const memberProbes: Probes<
  | 'enrolledAdministrator'
  | 'existingMember'
  | 'badEmail'
  | 'suspendedAccount'
  | 'suspendedMember'
  | 'optedOutMember'
  | 'enrolledDetector'
  | 'outsider'
  | 'membersOfNobody'
  | 'pendingMember'
  | 'deletedMember'
  | 'autoEnableAllBlocks'
  | 'autoEnableAllRefusal'
  | 'allReachesAdministrator'
  | 'relationshipCase'
  | 'memberEmail'
  | 'partialFeatures'
  | 'memberOverrideUnderAll'
  | 'notAdministrator'
  | 'limitTurnsAutoEnableOff'
  | 'organizationStatistics'
> = {
  enrolledAdministrator: {
    world: designatedInput({}, { members: [{ accounts: ['999999999901'], administrator: first, invited: true }] }),
    look: (aws) => create(aws, first),
    sees: {
      unprocessed: [[first, 'The request is rejected because the given account ID is a master account with members of its own.']],
      accepted: [],
    },
  },
  existingMember: {
    world: designatedInput({}, { members: [{ accounts: [first] }] }),
    look: (aws) => create(aws, first),
    sees: { accepted: [], unprocessed: [[first, alreadyMember]] },
  },
  badEmail: {
    world: designatedInput(),
    look: async (aws) => {
      const AccountDetails = [{ AccountId: first, Email: 'r&d@example.com' }];
      return outcome(aws.guardduty().createMembers({ DetectorId: await aws.detectorId(), AccountDetails }), ({ UnprocessedAccounts }) =>
        UnprocessedAccounts?.map(({ Result }) => Result),
      );
    },
    sees: {
      'refuses-batch': 'The request is rejected because an invalid or out-of-range value is specified as an input parameter.',
      unprocessed: ['The request is rejected because the given account email is invalid.'],
      accepted: [],
    },
  },
  suspendedAccount: {
    world: withState({ state: 'SUSPENDED' }),
    look: (aws) => createAndList(aws, first),
    sees: {
      unprocessed: [[[first, 'The request is rejected because the given account ID is suspended.']], []],
      'account-suspended': [[], [[first, 'AccountSuspended']]],
    },
  },
  suspendedMember: {
    world: withState({ changes: { afterSeconds: 10, state: 'SUSPENDED' } }),
    look: async (aws) => {
      await create(aws, first);
      aws.pass(11);
      return members(aws);
    },
    sees: { 'account-suspended': [[first, 'AccountSuspended']], unchanged: [[first, 'Enabled']] },
  },
  optedOutMember: {
    world: withState({ regions: { 'us-east-1': 'DISABLED' } }),
    look: (aws) => createAndList(aws, first),
    sees: {
      'region-disabled': [[], [[first, 'RegionDisabled']]],
      unprocessed: [[[first, 'The request is rejected because the given account ID has not enabled the current Region.']], []],
    },
  },
  outsider: {
    world: designatedInput(),
    look: (aws) => createAndList(aws, '999999999999'),
    sees: {
      created: [[], [['999999999999', 'Created']]],
      unprocessed: [
        [['999999999999', 'The request is rejected because the given account ID is not part of the organization of the current account.']],
        [],
      ],
    },
  },
  membersOfNobody: {
    world: designatedInput({}, { detectors: [{ accounts: [administrator, first] }] }),
    look: async ({ guardduty, detectorId }) =>
      outcome(guardduty({ account: first }).listMembers({ DetectorId: await detectorId({ account: first }) }), ({ Members }) => Members),
    sees: { none: [], refused: 'The request failed because you do not have required AWS Organization master permission.' },
  },
  pendingMember: {
    world: designatedInput({ timing: { memberSeconds: 60 } }),
    look: (aws) => createAndList(aws, first),
    sees: { created: [[], [[first, 'Created']]], hidden: [[], []] },
  },
  deletedMember: {
    world: designatedInput({}, { members: [{ accounts: [first], relationshipStatus: 'Removed' }] }),
    look: async (aws) => {
      await aws.guardduty().deleteMembers(await forMember(aws));
      return members(aws);
    },
    sees: { gone: [], listed: [[first, 'Deleted']] },
  },
  autoEnableAllBlocks: {
    world: designatedInput({}, { organizationConfiguration: { features: { S3_DATA_EVENTS: 'ALL' } }, members: [{ accounts: [first] }] }),
    look: async (aws) => outcome(aws.guardduty().disassociateMembers(await forMember(aws))),
    sees: { 'members-and-plans': underAll, 'members-only': 'accepted' },
  },
  autoEnableAllRefusal: {
    world: designatedInput({}, { organizationConfiguration: { autoEnable: 'ALL' }, members: [{ accounts: [first] }] }),
    look: async (aws) =>
      outcome(aws.guardduty().disassociateMembers(await forMember(aws)), ({ UnprocessedAccounts }) =>
        UnprocessedAccounts?.map(({ AccountId, Result }) => [AccountId, Result]),
      ),
    sees: { call: underAll, unprocessed: [[first, underAll]] },
  },
  allReachesAdministrator: {
    world: designatedInput(
      { timing: { autoEnableAllSeconds: 60 } },
      {
        detectors: [{ accounts: [administrator], features: { S3_DATA_EVENTS: 'DISABLED' } }],
        organizationConfiguration: { features: { S3_DATA_EVENTS: 'ALL' } },
      },
    ),
    look: async (aws) => {
      aws.pass(61);
      return featureStatus(aws, administrator, 'S3_DATA_EVENTS');
    },
    sees: { true: 'ENABLED', false: 'DISABLED' },
  },
  relationshipCase: {
    world: designatedInput({}, { members: [{ accounts: [first] }] }),
    look: members,
    sees: { 'as-documented': [[first, 'Enabled']], upper: [[first, 'ENABLED']] },
  },
  memberEmail: {
    world: designatedInput({}, { members: [{ accounts: [first] }] }),
    look: async ({ guardduty, detectorId }) =>
      (await guardduty().listMembers({ DetectorId: await detectorId() })).Members?.map(({ Email }) => Email),
    sees: { 'invited-only': [undefined], all: [`aws+${first}@example.com`] },
  },
  partialFeatures: {
    world: designatedInput({}, { organizationConfiguration: { features: { S3_DATA_EVENTS: 'ALL' } } }),
    look: async (aws) => {
      await aws.guardduty().updateOrganizationConfiguration({
        DetectorId: await aws.detectorId(),
        AutoEnableOrganizationMembers: 'NEW',
        Features: [{ Name: 'EKS_AUDIT_LOGS', AutoEnable: 'NEW' }],
      });
      return organizationLevel(aws, 'S3_DATA_EVENTS');
    },
    sees: { merged: 'ALL', replaced: 'NONE' },
  },
  enrolledDetector: {
    world: designatedInput(
      {},
      {
        organizationConfiguration: { features: { S3_DATA_EVENTS: 'NEW' } },
        detectors: [{ accounts: [administrator, first], features: { S3_DATA_EVENTS: 'DISABLED' } }],
      },
    ),
    look: async (aws) => [await create(aws, first), await featureStatus(aws, first, 'S3_DATA_EVENTS')],
    sees: { 'organization-settings': [[], 'ENABLED'], unchanged: [[], 'DISABLED'] },
  },
  memberOverrideUnderAll: {
    world: designatedInput(
      {},
      {
        organizationConfiguration: { features: { S3_DATA_EVENTS: 'ALL' } },
        members: [{ accounts: [first], features: { S3_DATA_EVENTS: 'ENABLED' } }],
      },
    ),
    look: async (aws) => {
      const Features = [{ Name: 'S3_DATA_EVENTS' as const, Status: 'DISABLED' as const }];
      const { UnprocessedAccounts } = await aws.guardduty().updateMemberDetectors({ ...(await forMember(aws)), Features });
      return [UnprocessedAccounts?.map(({ AccountId }) => AccountId), await featureStatus(aws, first, 'S3_DATA_EVENTS')];
    },
    sees: { accepted: [[], 'DISABLED'], unprocessed: [[first], 'ENABLED'] },
  },
  notAdministrator: {
    world: designatedInput({}, { detectors: [{ accounts: [administrator, first] }] }),
    look: async ({ guardduty, detectorId }) =>
      outcome(guardduty({ account: first }).describeOrganizationConfiguration({ DetectorId: await detectorId({ account: first }) })),
    sees: {
      'master-permission': 'The request failed because you do not have required AWS Organization master permission.',
      'out-of-range': 'The request is rejected because an invalid or out-of-range value is specified as an input parameter.',
    },
  },
  limitTurnsAutoEnableOff: {
    world: designatedInput({ memberLimit: 1 }, { organizationConfiguration: { autoEnable: 'NEW' }, members: [{ accounts: [first] }] }),
    look: async (aws) => {
      await create(aws, second);
      const DetectorId = await aws.detectorId();
      return (await aws.guardduty().describeOrganizationConfiguration({ DetectorId })).AutoEnableOrganizationMembers;
    },
    sees: { false: 'NEW', true: 'NONE' },
  },
  organizationStatistics: {
    world: designatedInput({}, { members: [{ accounts: [first] }] }),
    look: async ({ guardduty }) =>
      (await guardduty().getOrganizationStatistics({})).OrganizationDetails?.OrganizationStatistics?.MemberAccountsCount,
    sees: { live: 1, stale: 0 },
  },
};
