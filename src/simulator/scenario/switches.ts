import * as v from 'valibot';
import { described, flag, object, word } from './fields';

/**
 * Behaviour of AWS that its documents leave open, contradict each other on, or that changed over time.
 * The first word of each is the default; a test suite should run on both sides.
 */
export const switchesSchema = object({
  accountStateFields: described(
    'Which of `State` and `Status` an account record carries. https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html',
    v.optional(word('both', 'state', 'status'), 'both'),
  ),
  accountPaths: described(
    'Whether an account record tells where in the organization the account is. Older answers did not. https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html',
    v.optional(word('given', 'absent'), 'given'),
  ),
  trustedAccessOnDesignation: described(
    'Whether designation needs trusted access first, or enables it. https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-guardduty.html says the former, https://docs.aws.amazon.com/guardduty/latest/ug/organizations_permissions.html the latter.',
    v.optional(word('required', 'enabled-by-designation'), 'required'),
  ),
  parallelFirstDesignation: described(
    'First designations sent at once: https://github.com/aws-samples/aws-secure-environment-accelerator/issues/778',
    v.optional(word('only-first', 'all-succeed'), 'only-first'),
  ),
  administratorScope: described(
    'Whether the administrator registered at Organizations binds every Region. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html against the page on organization policies.',
    v.optional(word('organization', 'region'), 'organization'),
  ),
  designatedMember: described(
    'Designating an account that is a member of another administrator. https://docs.aws.amazon.com/guardduty/latest/ug/consolidate-orgs.html says that a member has one administrator only.',
    v.optional(word('refused', 'accepted'), 'refused'),
  ),
  enrolledAdministrator: described(
    'CreateMembers for an account that has members of its own. https://docs.aws.amazon.com/guardduty/latest/ug/consolidate-orgs.html has its members disassociated first.',
    v.optional(word('unprocessed', 'accepted'), 'unprocessed'),
  ),
  repeatedDesignation: described(
    'Designating the account that already is the administrator: not documented.',
    v.optional(word('accepted', 'refused'), 'accepted'),
  ),
  managementDetectorOnDesignation: described(
    'Designation made a detector in the management account: https://github.com/org-formation/org-formation-cli/issues/542',
    v.optional(flag, false),
  ),
  managementAccountAsMember: described(
    "The management account as a member. https://github.com/superwerker/superwerker/issues/84 shows the default; the guide's page on relationships, https://docs.aws.amazon.com/guardduty/latest/ug/administrator_member_relationships.html, the others.",
    v.optional(word('needs-detector', 'needs-service-linked-role', 'joins', 'cannot-create-detector'), 'needs-detector'),
  ),
  serviceLinkedRoleOnTrustedAccess: described(
    "Whether trusted access makes GuardDuty's service-linked role in the management account, as https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-guardduty.html says. Matters where `managementAccountAsMember` asks for the role.",
    v.optional(flag, false),
  ),
  newDetectorAiProtection: described(
    'Whether a new detector has `AI_PROTECTION` on when nobody names it. https://github.com/go-to-k/cdk-real-drift/issues/1612 saw it off; https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html says that every optional feature but Runtime Monitoring is on.',
    v.optional(word('off', 'on'), 'off'),
  ),
  newDetectorAnalyst: described(
    'Whether a new detector has `AI_ANALYST` on when nobody names it. https://github.com/go-to-k/cdk-real-drift/issues/1485 saw it off, against the page on CreateDetector.',
    v.optional(word('off', 'on'), 'off'),
  ),
  newDetectorLegacyRuntime: described(
    'Whether a new detector has `EKS_RUNTIME_MONITORING` on when nobody names it. https://github.com/go-to-k/cdk-real-drift/issues/1485 saw it off, against the page on CreateDetector.',
    v.optional(word('off', 'on'), 'off'),
  ),
  newDetectorRuntime: described(
    'Whether a new detector has `RUNTIME_MONITORING` on when nobody names it. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html says that it is off; defaults changed over time.',
    v.optional(word('off', 'on'), 'off'),
  ),
  suspendedDetector: described(
    'What the features of a suspended detector read: what they are set to, with the foundational ones ENABLED, as https://github.com/radkawar/stackd recorded for the foundational ones, or all DISABLED.',
    v.optional(word('features-kept', 'features-disabled'), 'features-kept'),
  ),
  additionalConfigurations: described(
    'Which additional configurations an answer shows, and in which order: in the order of https://github.com/radkawar/stackd, the other way round, only those that are not off, or none at all.',
    v.optional(word('listed', 'reversed', 'only-set', 'left-out'), 'listed'),
  ),
  noAdditionalConfiguration: described(
    'What an answer has in place of the additional configurations of a feature that has none. https://github.com/radkawar/stackd recorded `null`, and an empty list for `RDS_LOGIN_EVENTS`.',
    v.optional(word('null', 'empty-list', 'absent'), 'null'),
  ),
  rdsDataRisk: described(
    'When answers show the additional configuration `RDS_DATA_RISK` of `RDS_LOGIN_EVENTS`: once it was set, or always. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DetectorAdditionalConfigurationResult.html does not say.',
    v.optional(word('when-set', 'listed'), 'when-set'),
  ),
  allReachesAdministrator: described(
    "Whether `ALL` also reaches the administrator's own account, as https://docs.aws.amazon.com/guardduty/latest/ug/set-guardduty-auto-enable-preferences.html says.",
    v.optional(flag, true),
  ),
  existingMember: described(
    'CreateMembers for an account that is a member: accepted, with the auto-enable settings applied again (https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateMembers.html), or unprocessed (https://github.com/cloud-custodian/cloud-custodian/issues/3209).',
    v.optional(word('accepted', 'unprocessed'), 'accepted'),
  ),
  badEmail: described(
    'An e-mail address against the rules of https://docs.aws.amazon.com/guardduty/latest/APIReference/API_AccountDetail.html',
    v.optional(word('refuses-batch', 'unprocessed', 'accepted'), 'refuses-batch'),
  ),
  suspendedAccount: described(
    'CreateMembers for an account that is suspended or closed: not documented.',
    v.optional(word('unprocessed', 'account-suspended'), 'unprocessed'),
  ),
  suspendedMember: described(
    'What a member that was suspended later reads: https://github.com/awslabs/aws-securityhub-multiaccount-scripts/issues/9 saw it go on as enabled.',
    v.optional(word('account-suspended', 'unchanged'), 'account-suspended'),
  ),
  optedOutMember: described(
    'CreateMembers for an account that has not opted in to the Region.',
    v.optional(word('region-disabled', 'unprocessed'), 'region-disabled'),
  ),
  outsider: described(
    'CreateMembers for an account that is not in the organization: a record to be invited, or unprocessed.',
    v.optional(word('created', 'unprocessed'), 'created'),
  ),
  pendingMember: described('How a member looks between CreateMembers and `Enabled`.', v.optional(word('created', 'hidden'), 'created')),
  deletedMember: described('What is left of a deleted member.', v.optional(word('gone', 'listed'), 'gone')),
  autoEnableAllBlocks: described(
    'Which `ALL` refuses DisassociateMembers, DeleteMembers and StopMonitoringMembers: that of GuardDuty itself, of a protection plan or of an additional configuration (https://docs.aws.amazon.com/guardduty/latest/ug/change-guardduty-delegated-admin.html), or only that of GuardDuty itself (https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DisassociateMembers.html).',
    v.optional(word('members-and-plans', 'members-only'), 'members-and-plans'),
  ),
  autoEnableAllRefusal: described(
    'How `ALL` refuses them: the whole call, or each account. AWS documents an error and not its form.',
    v.optional(word('call', 'unprocessed'), 'call'),
  ),
  exAdministrator: described(
    'What a former administrator can do with members that it still has: nothing, as if it had none, or release them. Not documented. Matters where `orphanedMember` is `kept`.',
    v.optional(word('stranger', 'may-release'), 'stranger'),
  ),
  removalWithMembers: described(
    'DisableOrganizationAdminAccount while the administrator has member records. https://docs.aws.amazon.com/guardduty/latest/ug/change-guardduty-delegated-admin.html asks to delete them first, https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html says that the removal removes them.',
    v.optional(word('accepted', 'refused'), 'accepted'),
  ),
  deregistration: described(
    "Whether DeregisterDelegatedAdministrator also ends the account's designation in every Region. The integration tests of https://github.com/awslabs/landing-zone-accelerator-on-aws expect it; https://docs.aws.amazon.com/guardduty/latest/ug/change-guardduty-delegated-admin.html names it as the last step only.",
    v.optional(word('ends-designations', 'leaves-designations'), 'ends-designations'),
  ),
  policyReturnsMembers: described(
    'Whether an attached GUARDDUTY_POLICY makes the accounts in its scope members, and again after they were released. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-organization-policies.html says so and gives no interval; here it happens before the next request.',
    v.optional(flag, false),
  ),
  orphanedMember: described(
    'What becomes of the members of an administrator that is removed: released, or kept as its members. https://docs.aws.amazon.com/guardduty/latest/ug/change-guardduty-delegated-admin.html has them disassociated and deleted first, and does not say what happens otherwise.',
    v.optional(word('released', 'kept'), 'released'),
  ),
  relationshipCase: described(
    'Upper and lower case of relationshipStatus differs between documents and answers.',
    v.optional(word('as-documented', 'upper'), 'as-documented'),
  ),
  memberEmail: described(
    'E-mail addresses of members of the organization: https://github.com/hashicorp/terraform-provider-aws/issues/13906',
    v.optional(word('invited-only', 'all'), 'invited-only'),
  ),
  partialFeatures: described(
    'Whether features that UpdateOrganizationConfiguration does not name keep their value.',
    v.optional(word('merged', 'replaced'), 'merged'),
  ),
  unsupportedFeature: described(
    'A feature that the Region does not offer: refused as an invalid value, refused like a name that nobody knows, or ignored. Not documented.',
    v.optional(word('refused', 'refused-as-unknown', 'ignored'), 'refused'),
  ),
  memberOverrideUnderAll: described(
    "A member's feature switched off although the organization says `ALL`.",
    v.optional(word('accepted', 'unprocessed'), 'accepted'),
  ),
  policyManagedFeature: described(
    'A plan that an organization policy manages is read-only; how a change of it ends is not documented.',
    v.optional(word('refused', 'ignored'), 'refused'),
  ),
  missingPermission: described(
    'How GuardDuty reports a missing permission: AccessDeniedException, or BadRequestException with a text that names the action, as in https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/8',
    v.optional(word('access-denied', 'bad-request'), 'access-denied'),
  ),
  notAdministrator: described(
    'The answer to an account that is not the administrator, or not yet: https://github.com/aws-samples/aws-security-reference-architecture-examples/issues/141 or https://github.com/hashicorp/terraform-provider-aws/issues/34765',
    v.optional(word('master-permission', 'out-of-range'), 'master-permission'),
  ),
  limitTurnsAutoEnableOff: described(
    'Whether a full administrator also has its auto-enable turned off, as older copies of https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html said.',
    v.optional(flag, false),
  ),
  organizationStatistics: described('GetOrganizationStatistics may be up to 24 hours old.', v.optional(word('live', 'stale'), 'live')),
  errorBody: described(
    'Which field of a GuardDuty error body carries `InvalidInputException`. https://github.com/hashicorp/terraform-provider-aws/issues/47756 shows both.',
    v.optional(word('both', '__type', 'type', 'neither'), 'both'),
  ),
  emptyAnswer: described(
    'The body of a GuardDuty answer without content. https://github.com/radkawar/stackd recorded none, or `null`.',
    v.optional(word('nothing', 'null', 'object'), 'nothing'),
  ),
  destinationVerification: described(
    'What a publishing destination reads after CreatePublishingDestination: https://github.com/radkawar/stackd saw PUBLISHING two seconds later; https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Destination.html knows PENDING_VERIFICATION, which `timing.destinationSeconds` then gives a length.',
    v.optional(word('immediate', 'pending'), 'immediate'),
  ),
  destinationFolder: described(
    'Which folder of a destination with a prefix must be there. https://github.com/radkawar/stackd saw the prefix demanded; copies of https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html demand the whole path, or have GuardDuty create it.',
    v.optional(word('must-exist', 'full-path-must-exist', 'created'), 'must-exist'),
  ),
  destinationCaller: described(
    "Whether GuardDuty looks at the caller's own rights at S3 and IAM: https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/255 and https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/8.",
    v.optional(word('checked', 'unchecked'), 'checked'),
  ),
  expectedBucketOwner: described(
    'What UpdatePublishingDestination does to the expected owner that it does not name, or to another one: keeps it, clears it, never changes it once it is set; or a service that does not know the member yet.',
    v.optional(word('kept', 'cleared', 'fixed', 'unknown'), 'kept'),
  ),
  destinationList: described(
    'How ListPublishingDestinations ends: https://github.com/radkawar/stackd saw both.',
    v.optional(word('token-null', 'token-then-empty-page'), 'token-null'),
  ),
  exportPrincipal: described(
    'Under which name GuardDuty comes to S3 and KMS outside the commercial partition: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html names the Regional one for Regions that have to be opted in to, and is silent about other partitions.',
    v.optional(word('common', 'own-in-other-partitions'), 'common'),
  ),
  coverageScope: described(
    'Whose resources GetCoverageStatistics and ListCoverage count: https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-assessing-coverage.html says members with Runtime Monitoring on.',
    v.optional(word('active-members', 'everybody'), 'active-members'),
  ),
  customRules: described(
    'Whether the Region knows custom detection rules, which AWS announced in September 2026 without a table of Regions.',
    v.optional(word('available', 'unknown-operation'), 'available'),
  ),
  lastPageToken: described('How the last page says that it is the last.', v.optional(word('absent', 'empty-string', 'null'), 'absent')),
  stsInOptedOutRegion: described(
    'STS in a Region that the account has not opted in to.',
    v.optional(word('InvalidClientTokenId', 'RegionDisabledException'), 'InvalidClientTokenId'),
  ),
  defaultRole: described(
    'Who has a role OrganizationAccountAccessRole: AWS makes it only in accounts created in the organization.',
    v.optional(word('every-account', 'created-accounts', 'none'), 'every-account'),
  ),
});

/** The switches of a scenario, all filled in. */
export type Switches = v.InferOutput<typeof switchesSchema>;
