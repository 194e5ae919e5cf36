import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import type { Switches } from '../../../src/simulator/scenario/switches';
import { administratorId, managementId, organization } from '../../support/simulated-aws';

/** How a rollout ends that can't do everything. */
interface Ending {
  readonly exitCode: number;
  /** The words that it shows. */
  readonly words: string;
}

/** A world in which a rollout meets a switch. */
export interface Meeting<Value extends string | boolean = string> {
  readonly world: ScenarioInput;
  readonly argv?: readonly string[];
  /** The operation whose answers the switch changes. */
  readonly operation: string;
  /** The values with which the rollout does not end with 0, for a good reason. */
  readonly ends?: Readonly<Partial<Record<`${Value}`, Ending>>>;
}

type Meetings = { readonly [Name in keyof Switches]: Meeting<Switches[Name]> | string };
type Region = Exclude<ScenarioInput['regions'][number], string>;

const principal = 'guardduty.amazonaws.com';
const first = '300000000001';
const outsider = '999999999999';

const world = (changes: Partial<ScenarioInput> = {}): ScenarioInput => organization(4, { regions: ['us-east-1'], ...changes });

/** Trusted access is on, and Organizations knows the administrator. */
const registered: ScenarioInput['organization'] = {
  managementAccount: managementId,
  trustedAccess: [principal],
  delegatedAdministrators: [{ account: administratorId, servicePrincipal: principal }],
};

/** The administrator is designated and has a detector. */
const designated = (region: Partial<Region> = {}, changes: Partial<ScenarioInput> = {}): ScenarioInput =>
  world({
    organization: registered,
    regions: [{ name: 'us-east-1', administrator: { account: administratorId }, detectors: [{ accounts: [administratorId] }], ...region }],
    ...changes,
  });

const withAccount = (account: object): ScenarioInput['accounts'] => [
  { id: managementId, name: 'management' },
  { id: administratorId, name: 'security' },
  { id: first, name: 'workload', ...account },
];

const onFirst = (operation: string, then: NonNullable<ScenarioInput['faults']>[number]['then']): Partial<ScenarioInput> => ({
  faults: [{ on: { operation }, times: 1, then }],
});

/** AWS answers this once, without an effect. */
const answering = (operation: string, body: Record<string, unknown>): Partial<ScenarioInput> => ({
  faults: [{ on: { operation }, times: 1, then: { kind: 'answer', body } }],
});

const listing = (...ids: readonly string[]): Partial<ScenarioInput> =>
  answering('ListAccounts', {
    Accounts: ids.map((Id) => ({ Id, Name: `account ${Id}`, Email: `aws+${Id}@example.com`, State: 'ACTIVE', Status: 'ACTIVE' })),
  });

const lacking = world({ regions: [{ name: 'us-east-1', lacks: ['AI_PROTECTION'] }] });
const newDetector: Meeting<'off' | 'on'> = { world: world(), operation: 'GetDetector' };
const onlyOffboard = 'Only offboard meets it.';
const noExport = 'Only a rollout with --export-bucket meets it. This file has no such world yet.';

/** For each switch a world in which a rollout meets it, or the reason why none does. A switch without an entry does not compile. */
export const meetings: Meetings = {
  accountStateFields: { world: world(), operation: 'ListAccounts' },
  accountPaths: { world: world(), operation: 'ListAccounts' },
  trustedAccessOnDesignation: {
    // AWS accepts the request, and trusted access is not there yet.
    world: world(answering('EnableAWSServiceAccess', {})),
    argv: ['--wait', '1'],
    operation: 'EnableOrganizationAdminAccount',
    ends: { required: { exitCode: 1, words: 'AWS may not have settled yet' } },
  },
  parallelFirstDesignation: 'The rollout designates in the home Region alone, and waits until AWS shows it.',
  administratorScope: {
    // The list of delegated administrators is older than the registration of another account.
    world: world({
      organization: { ...registered, delegatedAdministrators: [{ account: first, servicePrincipal: principal }] },
      ...answering('ListDelegatedAdministrators', { DelegatedAdministrators: [] }),
    }),
    operation: 'EnableOrganizationAdminAccount',
    ends: {
      organization: { exitCode: 1, words: 'another account is already enabled as GuardDuty delegated administrator' },
      region: { exitCode: 1, words: 'AWS Organizations has another account registered' },
    },
  },
  designatedMember: {
    // Nobody can see that the account is a member of another administrator.
    world: world({
      regions: [{ name: 'us-east-1', members: [{ accounts: [administratorId], administrator: outsider, invited: true }] }],
      denials: [{ actions: ['guardduty:GetAdministratorAccount'] }],
    }),
    operation: 'EnableOrganizationAdminAccount',
    ends: { refused: { exitCode: 1, words: 'the account is a member of another GuardDuty administrator account' } },
  },
  repeatedDesignation: {
    // AWS designates, the answer is lost, and the list shows the administrator late.
    world: world({
      timing: { designationSeconds: 0.5 },
      ...onFirst('EnableOrganizationAdminAccount', { kind: 'reset', afterEffect: true }),
    }),
    operation: 'EnableOrganizationAdminAccount',
  },
  managementDetectorOnDesignation: { world: world(), operation: 'GetDetector' },
  managementAccountAsMember: {
    // The management account gets the service-linked role, and no detector.
    world: world({
      denials: [{ actions: ['guardduty:CreateDetector'], accounts: [managementId] }],
      switches: { serviceLinkedRoleOnTrustedAccess: true },
    }),
    operation: 'CreateMembers',
    ends: { 'needs-detector': { exitCode: 1, words: 'the management account must have GuardDuty enabled first' } },
  },
  serviceLinkedRoleOnTrustedAccess: {
    world: world({
      denials: [{ actions: ['guardduty:CreateDetector'], accounts: [managementId] }],
      switches: { managementAccountAsMember: 'needs-service-linked-role' },
    }),
    operation: 'CreateMembers',
    ends: { false: { exitCode: 1, words: 'the management account must have GuardDuty enabled first' } },
  },
  removalWithMembers: onlyOffboard,
  orphanedMember: onlyOffboard,
  exAdministrator: onlyOffboard,
  deregistration: onlyOffboard,
  policyReturnsMembers: {
    world: designated(
      {},
      {
        organization: {
          ...registered,
          policyTypes: [{ type: 'GUARDDUTY_POLICY' }],
          guarddutyPolicies: [{ id: 'p-simulated1', name: 'guardduty', targets: [first] }],
        },
        accounts: withAccount({}),
      },
    ),
    argv: ['--accept-organization-policy'],
    operation: 'ListMembers',
  },
  policyManagedFeature: {
    world: designated(
      {},
      {
        organization: {
          ...registered,
          policyTypes: [{ type: 'GUARDDUTY_POLICY' }],
          policyManagedFeatures: ['S3_DATA_EVENTS'],
        },
      },
    ),
    argv: ['--protection-plans', 's3=new', '--accept-organization-policy'],
    operation: 'UpdateDetector',
  },
  stsInOptedOutRegion: 'The rollout asks STS in a Region that needs no opt-in.',
  defaultRole: {
    world: world({
      accounts: [
        { id: managementId, name: 'management' },
        { id: administratorId, name: 'security', joinedMethod: 'INVITED' },
      ],
    }),
    argv: ['--admin-role', 'OrganizationAccountAccessRole', '--admin-account-id', administratorId],
    operation: 'AssumeRole',
    ends: {
      'created-accounts': { exitCode: 2, words: 'The role OrganizationAccountAccessRole cannot be assumed.' },
      none: { exitCode: 2, words: 'The role OrganizationAccountAccessRole cannot be assumed.' },
    },
  },
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
  newDetectorAiProtection: newDetector,
  newDetectorAnalyst: newDetector,
  newDetectorLegacyRuntime: newDetector,
  newDetectorRuntime: newDetector,
  suspendedDetector: {
    world: designated({ detectors: [{ accounts: [administratorId], status: 'DISABLED' }] }),
    argv: ['--restart-suspended'],
    operation: 'GetDetector',
  },
  additionalConfigurations: {
    world: designated({
      detectors: [
        {
          accounts: [administratorId],
          features: { RUNTIME_MONITORING: { status: 'ENABLED', additional: { EC2_AGENT_MANAGEMENT: 'ENABLED' } } },
        },
      ],
    }),
    operation: 'GetDetector',
  },
  noAdditionalConfiguration: { world: world(), operation: 'GetDetector' },
  rdsDataRisk: { world: world(), operation: 'GetDetector' },
  unsupportedFeature: { world: lacking, operation: 'CreateDetector' },
  missingPermission: {
    world: world({ denials: [{ actions: ['guardduty:CreateMembers'] }] }),
    operation: 'CreateMembers',
    ends: {
      'access-denied': { exitCode: 1, words: 'Allow this action for the identity' },
      'bad-request': { exitCode: 1, words: 'Allow this action for the identity' },
    },
  },
  errorBody: { world: lacking, operation: 'CreateDetector' },
  emptyAnswer: { world: world(), operation: 'EnableOrganizationAdminAccount' },
  lastPageToken: { world: world(), operation: 'ListDetectors' },
  destinationVerification: noExport,
  destinationFolder: noExport,
  destinationCaller: noExport,
  expectedBucketOwner: noExport,
  destinationList: noExport,
  exportPrincipal: noExport,
  coverageScope: 'Only a rollout with --coverage meets it. This file has no such world yet.',
  customRules: 'Only a rollout with --verbose meets it. This file has no such world yet.',
};
