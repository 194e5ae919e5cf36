import * as v from 'valibot';
import { choice, described, flag } from '../fields';

/** Switches of Organizations, STS and the delegated administrator. */
export const organizationSwitches = {
  accountStateFields: choice(
    'Which of `State` and `Status` an account record has. https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html',
    ['both', 'state', 'status'],
  ),
  accountPaths: choice(
    'Whether records of accounts and organizational units have their path. Older answers have none. https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html',
    ['given', 'absent'],
  ),
  trustedAccessOnDesignation: choice(
    'Whether designation needs trusted access (https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-guardduty.html) or turns it on (https://docs.aws.amazon.com/guardduty/latest/ug/organizations_permissions.html).',
    ['required', 'enabled-by-designation'],
  ),
  parallelFirstDesignation: choice(
    'Whether only one of several first designations succeeds if they are sent at the same time, as in https://github.com/aws-samples/aws-secure-environment-accelerator/issues/778',
    ['only-first', 'all-succeed'],
  ),
  administratorScope: choice(
    'Whether the administrator that is registered at Organizations is the only one for all Regions (https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html), or each Region can have its own (https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-organization-policies.html).',
    ['organization', 'region'],
  ),
  designatedMember: choice(
    'Whether an account that is a member of another administrator can be designated. https://docs.aws.amazon.com/guardduty/latest/ug/consolidate-orgs.html says that a member has one administrator.',
    ['refused', 'accepted'],
  ),
  repeatedDesignation: choice('The answer if the account is the administrator already. AWS does not document it.', ['accepted', 'refused']),
  managementDetectorOnDesignation: described(
    'Whether designation creates a detector in the management account, as in https://github.com/org-formation/org-formation-cli/issues/542',
    v.optional(flag, false),
  ),
  managementAccountAsMember: choice(
    'What the management account needs before it can be a member: a detector (https://github.com/superwerker/superwerker/issues/84), the service-linked role, or nothing; or it gets a status that says that no detector can be created (https://docs.aws.amazon.com/guardduty/latest/ug/administrator_member_relationships.html).',
    ['needs-detector', 'needs-service-linked-role', 'joins', 'cannot-create-detector'],
  ),
  serviceLinkedRoleOnTrustedAccess: described(
    "Whether trusted access creates GuardDuty's service-linked role in the management account, as https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-guardduty.html says. It matters if `managementAccountAsMember` needs the role.",
    v.optional(flag, false),
  ),
  removalWithMembers: choice(
    'Whether DisableOrganizationAdminAccount accepts an administrator that has member records (https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html) or refuses it (https://docs.aws.amazon.com/guardduty/latest/ug/change-guardduty-delegated-admin.html).',
    ['accepted', 'refused'],
  ),
  orphanedMember: choice(
    'What happens to the members of an administrator that is removed: they are released, or stay its members. https://docs.aws.amazon.com/guardduty/latest/ug/change-guardduty-delegated-admin.html says to delete them first and leaves this open.',
    ['released', 'kept'],
  ),
  exAdministrator: choice(
    'Whether a removed administrator can still see and release the members that it has. AWS does not document it. It matters if `orphanedMember` is `kept`.',
    ['stranger', 'may-release'],
  ),
  deregistration: choice(
    "Whether DeregisterDelegatedAdministrator also ends the account's designation in every Region. The tests of https://github.com/awslabs/landing-zone-accelerator-on-aws expect that; https://docs.aws.amazon.com/guardduty/latest/ug/change-guardduty-delegated-admin.html has it as the last step only.",
    ['ends-designations', 'leaves-designations'],
  ),
  policyReturnsMembers: described(
    'Whether an attached GUARDDUTY_POLICY makes the accounts in its scope members, also after they were released. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-organization-policies.html says so without an interval. Here it happens before the next request.',
    v.optional(flag, false),
  ),
  policyManagedFeature: choice(
    'What happens to a change of a feature that an organization policy manages. The feature is read-only; AWS does not document the answer.',
    ['refused', 'ignored'],
  ),
  stsInOptedOutRegion: choice(
    'The error of STS in a Region that the account has not opted in to. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html lists the second one.',
    ['InvalidClientTokenId', 'RegionDisabledException'],
  ),
  defaultRole: choice(
    'Which accounts have the role OrganizationAccountAccessRole. AWS creates it only in accounts that are created in the organization.',
    ['every-account', 'created-accounts', 'none'],
  ),
};
