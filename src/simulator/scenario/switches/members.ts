import * as v from 'valibot';
import { choice, described, flag } from '../fields';

/** Switches of members and of the organization configuration. */
export const memberSwitches = {
  existingMember: choice(
    'What CreateMembers does with an account that is a member: it applies the auto-enable settings again (https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateMembers.html), or leaves the account unprocessed (https://github.com/cloud-custodian/cloud-custodian/issues/3209).',
    ['accepted', 'unprocessed'],
  ),
  enrolledAdministrator: choice(
    'What CreateMembers does with an account that has members of its own. https://docs.aws.amazon.com/guardduty/latest/ug/consolidate-orgs.html says to disassociate them first.',
    ['unprocessed', 'accepted'],
  ),
  badEmail: choice(
    'What CreateMembers does with an e-mail address that breaks the rules of https://docs.aws.amazon.com/guardduty/latest/APIReference/API_AccountDetail.html',
    ['refuses-batch', 'unprocessed', 'accepted'],
  ),
  suspendedAccount: choice('What CreateMembers does with an account that is suspended or closed. AWS does not document it.', [
    'unprocessed',
    'account-suspended',
  ]),
  suspendedMember: choice(
    'The status of a member whose account is suspended later. In https://github.com/awslabs/aws-securityhub-multiaccount-scripts/issues/9 it stayed enabled.',
    ['account-suspended', 'unchanged'],
  ),
  optedOutMember: choice('What CreateMembers does with an account that has not opted in to the Region. AWS does not document it.', [
    'region-disabled',
    'unprocessed',
  ]),
  enrolledDetector: choice(
    'What the enrolment does with the protection plans of an account that has a detector: it applies the auto-enable settings, or leaves them. AWS does not document it.',
    ['organization-settings', 'unchanged'],
  ),
  outsider: choice(
    'What CreateMembers does with an account outside the organization: it stores a record to invite, or leaves the account unprocessed.',
    ['created', 'unprocessed'],
  ),
  membersOfNobody: choice(
    'What ListMembers and GetMembers answer an account that has a detector, but neither members nor the designation: no member, or the error for one that is not the administrator. AWS does not document it.',
    ['none', 'refused'],
  ),
  pendingMember: choice('What ListMembers shows between CreateMembers and `Enabled`.', ['created', 'hidden']),
  deletedMember: choice('Whether ListMembers shows a deleted member.', ['gone', 'listed']),
  relationshipCase: choice("The case of relationshipStatus. Answers and AWS's documentation differ.", ['as-documented', 'upper']),
  memberEmail: choice('Which members have an e-mail address in answers: https://github.com/hashicorp/terraform-provider-aws/issues/13906', [
    'invited-only',
    'all',
  ]),
  memberOverrideUnderAll: choice(
    'Whether a feature can be turned off in a member while the organization has it on `ALL`. AWS does not document it.',
    ['accepted', 'unprocessed'],
  ),
  allReachesAdministrator: described(
    "Whether `ALL` also applies to the administrator's own account, as https://docs.aws.amazon.com/guardduty/latest/ug/set-guardduty-auto-enable-preferences.html says.",
    v.optional(flag, true),
  ),
  autoEnableAllBlocks: choice(
    'Which `ALL` prevents that members are suspended or released: any, also that of a protection plan or an additional configuration (https://docs.aws.amazon.com/guardduty/latest/ug/change-guardduty-delegated-admin.html), or only that of GuardDuty itself (https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DisassociateMembers.html).',
    ['members-and-plans', 'members-only'],
  ),
  autoEnableAllRefusal: choice(
    'Whether `ALL` then refuses the whole call or leaves each account unprocessed. AWS documents an error without its form.',
    ['call', 'unprocessed'],
  ),
  partialFeatures: choice(
    'Whether UpdateOrganizationConfiguration keeps the level of features that the request does not name. AWS does not document it.',
    ['merged', 'replaced'],
  ),
  notAdministrator: choice(
    'The error for an account that is not the administrator, or not yet: https://github.com/aws-samples/aws-security-reference-architecture-examples/issues/141 or https://github.com/hashicorp/terraform-provider-aws/issues/34765',
    ['master-permission', 'out-of-range'],
  ),
  limitTurnsAutoEnableOff: described(
    'Whether GuardDuty turns auto-enable off when the member limit is reached, as older copies of https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html say.',
    v.optional(flag, false),
  ),
  organizationStatistics: choice('Whether GetOrganizationStatistics is up to date. It can be up to 24 hours old.', ['live', 'stale']),
};
