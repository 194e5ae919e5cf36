import * as v from 'valibot';
import { described, flag, word } from '../fields';

/** Switches of members and of the organization configuration. */
export const memberSwitches = {
  existingMember: described(
    'What CreateMembers does with an account that is a member: it applies the auto-enable settings again (https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateMembers.html), or leaves the account unprocessed (https://github.com/cloud-custodian/cloud-custodian/issues/3209).',
    v.optional(word('accepted', 'unprocessed'), 'accepted'),
  ),
  enrolledAdministrator: described(
    'What CreateMembers does with an account that has members of its own. https://docs.aws.amazon.com/guardduty/latest/ug/consolidate-orgs.html says to disassociate them first.',
    v.optional(word('unprocessed', 'accepted'), 'unprocessed'),
  ),
  badEmail: described(
    'What CreateMembers does with an e-mail address that breaks the rules of https://docs.aws.amazon.com/guardduty/latest/APIReference/API_AccountDetail.html',
    v.optional(word('refuses-batch', 'unprocessed', 'accepted'), 'refuses-batch'),
  ),
  suspendedAccount: described(
    'What CreateMembers does with an account that is suspended or closed. AWS does not document it.',
    v.optional(word('unprocessed', 'account-suspended'), 'unprocessed'),
  ),
  suspendedMember: described(
    'The status of a member whose account is suspended later. In https://github.com/awslabs/aws-securityhub-multiaccount-scripts/issues/9 it stayed enabled.',
    v.optional(word('account-suspended', 'unchanged'), 'account-suspended'),
  ),
  optedOutMember: described(
    'What CreateMembers does with an account that has not opted in to the Region. AWS does not document it.',
    v.optional(word('region-disabled', 'unprocessed'), 'region-disabled'),
  ),
  outsider: described(
    'What CreateMembers does with an account outside the organization: it stores a record to invite, or leaves the account unprocessed.',
    v.optional(word('created', 'unprocessed'), 'created'),
  ),
  pendingMember: described('What ListMembers shows between CreateMembers and `Enabled`.', v.optional(word('created', 'hidden'), 'created')),
  deletedMember: described('Whether ListMembers shows a deleted member.', v.optional(word('gone', 'listed'), 'gone')),
  relationshipCase: described(
    "The case of relationshipStatus. Answers and AWS's documentation differ.",
    v.optional(word('as-documented', 'upper'), 'as-documented'),
  ),
  memberEmail: described(
    'Which members have an e-mail address in answers: https://github.com/hashicorp/terraform-provider-aws/issues/13906',
    v.optional(word('invited-only', 'all'), 'invited-only'),
  ),
  memberOverrideUnderAll: described(
    'Whether a feature can be turned off in a member while the organization has it on `ALL`. AWS does not document it.',
    v.optional(word('accepted', 'unprocessed'), 'accepted'),
  ),
  allReachesAdministrator: described(
    "Whether `ALL` also applies to the administrator's own account, as https://docs.aws.amazon.com/guardduty/latest/ug/set-guardduty-auto-enable-preferences.html says.",
    v.optional(flag, true),
  ),
  autoEnableAllBlocks: described(
    'Which `ALL` prevents that members are suspended or released: any, also that of a protection plan or an additional configuration (https://docs.aws.amazon.com/guardduty/latest/ug/change-guardduty-delegated-admin.html), or only that of GuardDuty itself (https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DisassociateMembers.html).',
    v.optional(word('members-and-plans', 'members-only'), 'members-and-plans'),
  ),
  autoEnableAllRefusal: described(
    'Whether `ALL` then refuses the whole call or leaves each account unprocessed. AWS documents an error without its form.',
    v.optional(word('call', 'unprocessed'), 'call'),
  ),
  partialFeatures: described(
    'Whether UpdateOrganizationConfiguration keeps the level of features that the request does not name. AWS does not document it.',
    v.optional(word('merged', 'replaced'), 'merged'),
  ),
  notAdministrator: described(
    'The error for an account that is not the administrator, or not yet: https://github.com/aws-samples/aws-security-reference-architecture-examples/issues/141 or https://github.com/hashicorp/terraform-provider-aws/issues/34765',
    v.optional(word('master-permission', 'out-of-range'), 'master-permission'),
  ),
  limitTurnsAutoEnableOff: described(
    'Whether GuardDuty turns auto-enable off when the member limit is reached, as older copies of https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html say.',
    v.optional(flag, false),
  ),
  organizationStatistics: described(
    'Whether GetOrganizationStatistics is up to date. It can be up to 24 hours old.',
    v.optional(word('live', 'stale'), 'live'),
  ),
};
