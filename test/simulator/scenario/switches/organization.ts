import {
  administrator,
  designatedInput,
  first,
  management,
  principal,
  scenarioInput,
  second,
  type Simulated,
} from '../../support/simulated';
import { create, featureStatus, outcome, type Probes } from './probe';

const designate = ({ guardduty }: Simulated, AdminAccountId = administrator, region = 'us-east-1'): Promise<unknown> =>
  outcome(guardduty({ account: management, region }).enableOrganizationAdminAccount({ AdminAccountId }));

const outOfRange = 'The request is rejected because an invalid or out-of-range value is specified as an input parameter.';
const anotherAdministrator =
  'The request failed because another account is already enabled as GuardDuty delegated administrator for the organization.';
const managementFirst = 'Operation failed because your organization master must first enable GuardDuty to be added as a member';

/** Switches of Organizations, STS and designation. */
export const organizationProbes: Probes<
  | 'accountStateFields'
  | 'accountPaths'
  | 'trustedAccessOnDesignation'
  | 'parallelFirstDesignation'
  | 'administratorScope'
  | 'designatedMember'
  | 'repeatedDesignation'
  | 'managementDetectorOnDesignation'
  | 'managementAccountAsMember'
  | 'serviceLinkedRoleOnTrustedAccess'
  | 'orphanedMember'
  | 'removalWithMembers'
  | 'exAdministrator'
  | 'deregistration'
  | 'policyReturnsMembers'
  | 'policyManagedFeature'
  | 'stsInOptedOutRegion'
  | 'defaultRole'
> = {
  accountStateFields: {
    world: scenarioInput(),
    look: async ({ organizations }) => {
      const { Account = {} } = await organizations().describeAccount({ AccountId: first });
      return Object.keys(Account).filter((key) => key === 'State' || key === 'Status');
    },
    sees: { both: ['Status', 'State'], state: ['State'], status: ['Status'] },
  },
  accountPaths: {
    world: scenarioInput(),
    look: async ({ organizations }) => (await organizations().describeAccount({ AccountId: first })).Account?.Paths,
    sees: { given: [`o-simulated1/r-sim1/${first}/`], absent: undefined },
  },
  trustedAccessOnDesignation: {
    world: scenarioInput({ organization: { managementAccount: management } }),
    look: (aws) => designate(aws),
    sees: { required: outOfRange, 'enabled-by-designation': 'accepted' },
  },
  parallelFirstDesignation: {
    world: scenarioInput({ timing: { designationSeconds: 10 } }),
    look: async (aws) => [await designate(aws), await designate(aws, administrator, 'eu-west-1')],
    sees: { 'only-first': ['accepted', outOfRange], 'all-succeed': ['accepted', 'accepted'] },
  },
  administratorScope: {
    world: scenarioInput({
      organization: {
        managementAccount: management,
        trustedAccess: [principal],
        delegatedAdministrators: [{ account: first, servicePrincipal: principal }],
      },
    }),
    look: (aws) => designate(aws),
    sees: { organization: anotherAdministrator, region: 'accepted' },
  },
  designatedMember: {
    world: scenarioInput({
      regions: [{ name: 'us-east-1', members: [{ accounts: [first], administrator: '999999999999', invited: true }] }],
    }),
    look: (aws) => designate(aws, first),
    sees: {
      refused: 'The request failed because the account is a member of another GuardDuty administrator account.',
      accepted: 'accepted',
    },
  },
  repeatedDesignation: {
    world: designatedInput(),
    look: (aws) => designate(aws),
    sees: { accepted: 'accepted', refused: anotherAdministrator },
  },
  managementDetectorOnDesignation: {
    world: scenarioInput(),
    look: async (aws) => {
      await designate(aws);
      return (await aws.detectorId({ account: management })) !== '';
    },
    sees: { false: false, true: true },
  },
  managementAccountAsMember: {
    world: designatedInput(),
    // Without anything, and then with the service-linked role, which a detector in another Region has made.
    look: async (aws) => {
      const before = await create(aws, management);
      await aws.guardduty({ account: management, region: 'eu-west-1' }).createDetector({ Enable: true });
      const { Members } = await aws.guardduty().listMembers({ DetectorId: await aws.detectorId(), OnlyAssociated: 'false' });
      return [before, Members?.map(({ RelationshipStatus }) => RelationshipStatus), await create(aws, management)];
    },
    sees: {
      'needs-detector': [[[management, managementFirst]], [], [[management, managementFirst]]],
      'needs-service-linked-role': [[[management, managementFirst]], [], []],
      joins: [[], ['Enabled'], []],
      'cannot-create-detector': [[], ['CannotCreateDetectorInOrganizationMasterAccount'], []],
    },
  },
  serviceLinkedRoleOnTrustedAccess: {
    world: designatedInput({ switches: { managementAccountAsMember: 'needs-service-linked-role' } }),
    look: async (aws) => {
      await aws.organizations().enableAWSServiceAccess({ ServicePrincipal: principal });
      return create(aws, management);
    },
    sees: { false: [[management, managementFirst]], true: [] },
  },
  orphanedMember: {
    world: designatedInput({}, { members: [{ accounts: [first] }] }),
    look: async ({ guardduty, detectorId }) => {
      await guardduty({ account: management }).disableOrganizationAdminAccount({ AdminAccountId: administrator });
      const DetectorId = await detectorId({ account: first });
      return (await guardduty({ account: first }).getAdministratorAccount({ DetectorId })).Administrator?.AccountId;
    },
    sees: { released: undefined, kept: administrator },
  },
  removalWithMembers: {
    world: designatedInput({}, { members: [{ accounts: [first] }] }),
    look: ({ guardduty }) => outcome(guardduty({ account: management }).disableOrganizationAdminAccount({ AdminAccountId: administrator })),
    sees: { accepted: 'accepted', refused: 'The request failed because the delegated administrator still has member accounts.' },
  },
  exAdministrator: {
    world: designatedInput({ switches: { orphanedMember: 'kept' } }, { members: [{ accounts: [first] }] }),
    look: async ({ guardduty, detectorId }) => {
      await guardduty({ account: management }).disableOrganizationAdminAccount({ AdminAccountId: administrator });
      const { UnprocessedAccounts } = await guardduty().disassociateMembers({ DetectorId: await detectorId(), AccountIds: [first] });
      return UnprocessedAccounts?.map(({ AccountId }) => AccountId);
    },
    sees: { stranger: [first], 'may-release': [] },
  },
  deregistration: {
    world: designatedInput(),
    look: async ({ guardduty, organizations }) => {
      await organizations().deregisterDelegatedAdministrator({ AccountId: administrator, ServicePrincipal: principal });
      return (await guardduty({ account: management }).listOrganizationAdminAccounts({})).AdminAccounts;
    },
    sees: { 'ends-designations': [], 'leaves-designations': [{ AdminAccountId: administrator, AdminStatus: 'ENABLED' }] },
  },
  policyReturnsMembers: {
    world: designatedInput({
      organization: {
        managementAccount: management,
        policyTypes: [{ type: 'GUARDDUTY_POLICY' }],
        guarddutyPolicies: [{ id: 'p-simulated1', name: 'guardduty', targets: [second] }],
      },
    }),
    look: async ({ guardduty, detectorId }) => (await guardduty().listMembers({ DetectorId: await detectorId() })).Members?.length,
    sees: { false: 0, true: 1 },
  },
  policyManagedFeature: {
    world: scenarioInput({
      organization: {
        managementAccount: management,
        policyTypes: [{ type: 'GUARDDUTY_POLICY' }],
        policyManagedFeatures: ['S3_DATA_EVENTS'],
      },
      regions: [{ name: 'us-east-1', detectors: [{ accounts: [first] }] }],
    }),
    look: async (aws) => {
      const DetectorId = await aws.detectorId({ account: first });
      const Features = [{ Name: 'S3_DATA_EVENTS' as const, Status: 'DISABLED' as const }];
      const ended = await outcome(aws.guardduty({ account: first }).updateDetector({ DetectorId, Features }));
      return [ended, await featureStatus(aws, first, 'S3_DATA_EVENTS')];
    },
    sees: {
      refused: ['The request is rejected because the feature is managed by a GuardDuty organization policy.', 'ENABLED'],
      ignored: ['accepted', 'ENABLED'],
    },
  },
  stsInOptedOutRegion: {
    world: scenarioInput(),
    look: ({ sts }) => outcome(sts({ region: 'me-south-1' }).getCallerIdentity({})),
    sees: {
      InvalidClientTokenId: 'The security token included in the request is invalid.',
      RegionDisabledException: `STS is not activated in this region for account:${management}.`,
    },
  },
  defaultRole: {
    world: scenarioInput({
      accounts: [
        { id: management, name: 'm' },
        { id: administrator, name: 's' },
        { id: first, name: 'invited', joinedMethod: 'INVITED' },
      ],
    }),
    look: async ({ sts }) => {
      const exists = async (account: string): Promise<boolean> => {
        const RoleArn = `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`;
        return (await outcome(sts().assumeRole({ RoleArn, RoleSessionName: 'probe' }))) === 'accepted';
      };
      return [await exists(administrator), await exists(first)];
    },
    sees: { 'every-account': [true, true], 'created-accounts': [true, false], none: [false, false] },
  },
};
