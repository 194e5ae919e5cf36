import type { organizationSwitches } from '../../../../src/simulator/scenario/switches/organization';
import { administratorId, managementId } from '../../../support/simulated-aws';
import { onlyOffboard, type Meetings } from './meeting';
import { answering, designated, first, outsider, registered, withAccount, world, onFirst, principal } from './worlds';

/** Switches of AWS Organizations, of the administrator and of AWS STS. */
export const organizationMeetings: Meetings<keyof typeof organizationSwitches> = {
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
};
