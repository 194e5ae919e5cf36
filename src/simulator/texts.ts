/**
 * What AWS says, word for word where somebody published it, and our own words in AWS's manner where nobody did (marked).
 * A scenario can replace each one under `texts`.
 */
const texts = {
  /** https://github.com/hashicorp/terraform-provider-aws/issues/34765 */
  outOfRange: 'The request is rejected because an invalid or out-of-range value is specified as an input parameter.',
  /** https://github.com/aws-samples/aws-security-reference-architecture-examples/issues/141 */
  masterPermission: 'The request failed because you do not have required AWS Organization master permission.',
  /** https://github.com/awslabs/landing-zone-accelerator-on-aws, module enable-organization-admin-account */
  anotherAdministrator:
    'The request failed because another account is already enabled as GuardDuty delegated administrator for the organization.',
  /** https://github.com/awslabs/landing-zone-accelerator-on-aws, its integration tests */
  administratorNotInOrganization: 'The request failed because admin account passed is not member of AWS Organizations.',
  /** Unpublished. */
  notTheAdministrator: 'The request failed because the account is not enabled as GuardDuty delegated administrator for the organization.',
  /** https://github.com/nozaq/terraform-aws-secure-baseline/issues/199 */
  detectorExists: 'The request is rejected because a detector already exists for the current account.',
  /** https://github.com/aws-samples/amazon-guardduty-multiaccount-scripts and other tools quote it. */
  detectorNotOwned: 'The request is rejected because the input detectorId is not owned by the current account.',
  /** https://github.com/aws-samples/aws-security-reference-architecture-examples/issues/139; {name}, {length} */
  tooLong: 'The request failed because the length provided for the {name} array was {length}. Max allowed length is 50.',
  /** https://github.com/superwerker/superwerker/issues/84 */
  managementFirst: 'Operation failed because your organization master must first enable GuardDuty to be added as a member',
  /** https://github.com/cloud-custodian/cloud-custodian/issues/3209 */
  alreadyMember: 'The request is rejected because the given account ID is already a member or associated member of the current account.',
  /** The 2018 guide, https://github.com/awsdocs/amazon-guardduty-user-guide, says so in other words. */
  memberOfAnother: 'The request is rejected because the given account ID is already a member of another master account.',
  /** Likewise. */
  memberOfItself: 'The request is rejected because an account cannot become a member of itself.',
  /** Likewise. */
  memberLimit: 'The request is rejected because the current account cannot exceed max members.',
  /** https://github.com/superwerker/superwerker/issues/84 */
  internalError: 'Internal error',
  /** Unpublished. */
  badEmail: 'The request is rejected because the given account email is invalid.',
  /** Unpublished. */
  suspended: 'The request is rejected because the given account ID is suspended.',
  /** Unpublished. */
  optedOut: 'The request is rejected because the given account ID has not enabled the current Region.',
  /** Unpublished. */
  notInOrganization: 'The request is rejected because the given account ID is not part of the organization of the current account.',
  /** https://github.com/aws-samples/aws-security-reference-architecture-examples/issues/151 */
  notAssociated: 'The request is rejected because the given account ID is not an associated member of account the current account.',
  /** The 2018 guide in other words. */
  stillAssociated: 'The request is rejected because the given account ID is still an associated member of the current account.',
  /** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_StopMonitoringMembers.html documents an error, not its words. */
  autoEnableAll: 'The request is rejected because auto-enable is set to ALL for the organization of the current account.',
  /** Unpublished. */
  policyManaged: 'The request is rejected because the feature is managed by a GuardDuty organization policy.',
  /** https://docs.aws.amazon.com/guardduty/latest/ug/administrator_member_relationships.html documents it, not its words. */
  managedByAdministrator: 'The request is rejected because the current account is a member and cannot change this setting.',
  /** https://github.com/cloud-custodian/cloud-custodian/issues/5038 */
  invalidToken: 'The security token included in the request is invalid.',
  /** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html */
  expiredToken: 'The security token included in the request is expired',
  /** https://github.com/aws-samples/aws-iam-access-key-auto-rotation/issues/10 */
  organizationsAccessDenied: "You don't have permissions to access this resource.",
  /** https://github.com/awslabs/aws-deployment-framework/issues/788 */
  tooManyRequests: 'You have sent too many requests in too short a period of time.',
  /** https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/370 */
  concurrentModification:
    'AWS Organizations could not perform the operation because it conflicts with another attempt to modify the same entity. Try again later.',
  /** https://github.com/awslabs/aws-deployment-framework/issues/764 */
  accountManagementTrustedAccess: 'Your organization must first enable trusted access with AWS Account Management.',
  /** Words of the model's internal error. */
  internalServerError: 'Internal server error.',
} as const;

/** The name of a text of AWS. */
export type TextName = keyof typeof texts;

/** Every name, for messages about a scenario. */
export const textNames: readonly string[] = Object.keys(texts);

/** Whether a scenario may replace a text of this name. */
export function isTextName(name: string): name is TextName {
  return Object.hasOwn(texts, name);
}

/** AWS's words, or those of the scenario, with `{name}` parts filled in. */
export function textOf(name: TextName, replaced: Readonly<Record<string, string>>, parts: Readonly<Record<string, string>> = {}): string {
  return (replaced[name] ?? texts[name]).replace(/\{(\w+)\}/g, (whole, part: string) => parts[part] ?? whole);
}
