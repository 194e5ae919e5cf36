import * as v from 'valibot';
import { flag, object, word } from './fields';

/**
 * Behaviour of AWS that its documents leave open, contradict each other on, or that changed over time.
 * The first word of each is the default; a test suite should run on both sides.
 */
export const switchesSchema = object({
  /** Which of `State` and `Status` an account record carries. https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html */
  accountStateFields: v.optional(word('both', 'state', 'status'), 'both'),
  /** Whether an account record tells where in the organization the account is. Older answers did not. Same page. */
  accountPaths: v.optional(word('given', 'absent'), 'given'),
  /**
   * Whether designation needs trusted access first, or enables it.
   * https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-guardduty.html says the former,
   * https://docs.aws.amazon.com/guardduty/latest/ug/organizations_permissions.html the latter.
   */
  trustedAccessOnDesignation: v.optional(word('required', 'enabled-by-designation'), 'required'),
  /** First designations sent at once: https://github.com/aws-samples/aws-secure-environment-accelerator/issues/778 */
  parallelFirstDesignation: v.optional(word('only-first', 'all-succeed'), 'only-first'),
  /**
   * Whether the administrator registered at Organizations binds every Region.
   * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html against the page on organization policies.
   */
  administratorScope: v.optional(word('organization', 'region'), 'organization'),
  /** Designating the account that already is the administrator: not documented. */
  repeatedDesignation: v.optional(word('accepted', 'refused'), 'accepted'),
  /** Designation made a detector in the management account: https://github.com/org-formation/org-formation-cli/issues/542 */
  managementDetectorOnDesignation: v.optional(flag, false),
  /**
   * The management account as a member. https://github.com/superwerker/superwerker/issues/84 shows the default; the guide's page on
   * relationships, https://docs.aws.amazon.com/guardduty/latest/ug/administrator_member_relationships.html, the others.
   */
  managementAccountAsMember: v.optional(
    word('needs-detector', 'needs-service-linked-role', 'joins', 'cannot-create-detector'),
    'needs-detector',
  ),
  /**
   * Whether trusted access makes GuardDuty's service-linked role in the management account, as
   * https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-guardduty.html says. Matters where
   * `managementAccountAsMember` asks for the role.
   */
  serviceLinkedRoleOnTrustedAccess: v.optional(flag, false),
  /**
   * CreateMembers for an account that is a member: accepted, with the auto-enable settings applied again
   * (https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateMembers.html), or unprocessed
   * (https://github.com/cloud-custodian/cloud-custodian/issues/3209).
   */
  existingMember: v.optional(word('accepted', 'unprocessed'), 'accepted'),
  /** An e-mail address against the rules of https://docs.aws.amazon.com/guardduty/latest/APIReference/API_AccountDetail.html */
  badEmail: v.optional(word('refuses-batch', 'unprocessed', 'accepted'), 'refuses-batch'),
  /** CreateMembers for an account that is suspended or closed: not documented. */
  suspendedAccount: v.optional(word('unprocessed', 'account-suspended'), 'unprocessed'),
  /** What a member that was suspended later reads: https://github.com/awslabs/aws-securityhub-multiaccount-scripts/issues/9 saw it go on as enabled. */
  suspendedMember: v.optional(word('account-suspended', 'unchanged'), 'account-suspended'),
  /** CreateMembers for an account that has not opted in to the Region. */
  optedOutMember: v.optional(word('region-disabled', 'unprocessed'), 'region-disabled'),
  /** CreateMembers for an account that is not in the organization: a record to be invited, or unprocessed. */
  outsider: v.optional(word('created', 'unprocessed'), 'created'),
  /** How a member looks between CreateMembers and `Enabled`. */
  pendingMember: v.optional(word('created', 'hidden'), 'created'),
  /** What is left of a deleted member. */
  deletedMember: v.optional(word('gone', 'listed'), 'gone'),
  /** Upper and lower case of relationshipStatus differs between documents and answers. */
  relationshipCase: v.optional(word('as-documented', 'upper'), 'as-documented'),
  /** E-mail addresses of members of the organization: https://github.com/hashicorp/terraform-provider-aws/issues/13906 */
  memberEmail: v.optional(word('invited-only', 'all'), 'invited-only'),
  /** Whether features that UpdateOrganizationConfiguration does not name keep their value. */
  partialFeatures: v.optional(word('merged', 'replaced'), 'merged'),
  /** A feature that the Region does not offer: not documented. */
  unsupportedFeature: v.optional(word('refused', 'ignored'), 'refused'),
  /** A member's feature switched off although the organization says `ALL`. */
  memberOverrideUnderAll: v.optional(word('accepted', 'unprocessed'), 'accepted'),
  /** A plan that an organization policy manages is read-only; how a change of it ends is not documented. */
  policyManagedFeature: v.optional(word('refused', 'ignored'), 'refused'),
  /**
   * The answer to an account that is not the administrator, or not yet:
   * https://github.com/aws-samples/aws-security-reference-architecture-examples/issues/141 or
   * https://github.com/hashicorp/terraform-provider-aws/issues/34765
   */
  notAdministrator: v.optional(word('master-permission', 'out-of-range'), 'master-permission'),
  /** Whether a full administrator also has its auto-enable turned off, as older copies of https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html said. */
  limitTurnsAutoEnableOff: v.optional(flag, false),
  /** GetOrganizationStatistics may be up to 24 hours old. */
  organizationStatistics: v.optional(word('live', 'stale'), 'live'),
  /** Which field of a GuardDuty error body carries `InvalidInputException`. */
  errorBody: v.optional(word('__type', 'type', 'both', 'neither'), '__type'),
  /** What a GuardDuty answer without content carries. */
  emptyAnswer: v.optional(word('object', 'nothing'), 'object'),
  /** How the last page says that it is the last. */
  lastPageToken: v.optional(word('absent', 'empty-string', 'null'), 'absent'),
  /** STS in a Region that the account has not opted in to. */
  stsInOptedOutRegion: v.optional(word('InvalidClientTokenId', 'RegionDisabledException'), 'InvalidClientTokenId'),
  /** Who has a role OrganizationAccountAccessRole: AWS makes it only in accounts created in the organization. */
  defaultRole: v.optional(word('every-account', 'created-accounts', 'none'), 'every-account'),
});

/** The switches of a scenario, all filled in. */
export type Switches = v.InferOutput<typeof switchesSchema>;
