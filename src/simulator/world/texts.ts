interface Text {
  readonly words: string;
  /** Where the text was published, by AWS or by somebody who received it. Texts marked "unpublished" are ours, in AWS's style. */
  readonly source: string;
}

/** AWS's messages, word for word if somebody published them. A scenario can replace each one under `texts`. */
const texts = {
  outOfRange: {
    words: 'The request is rejected because an invalid or out-of-range value is specified as an input parameter.',
    source: 'https://github.com/hashicorp/terraform-provider-aws/issues/34765',
  },
  masterPermission: {
    words: 'The request failed because you do not have required AWS Organization master permission.',
    source: 'https://github.com/aws-samples/aws-security-reference-architecture-examples/issues/141',
  },
  anotherAdministrator: {
    words: 'The request failed because another account is already enabled as GuardDuty delegated administrator for the organization.',
    source: 'https://github.com/awslabs/landing-zone-accelerator-on-aws, module enable-organization-admin-account',
  },
  administratorNotInOrganization: {
    words: 'The request failed because admin account passed is not member of AWS Organizations.',
    source: 'https://github.com/awslabs/landing-zone-accelerator-on-aws, its integration tests',
  },
  notTheAdministrator: {
    words: 'The request failed because the account is not enabled as GuardDuty delegated administrator for the organization.',
    source: 'unpublished',
  },
  administratorHasMembers: {
    words: 'The request failed because the delegated administrator still has member accounts.',
    source: 'unpublished',
  },
  detectorExists: {
    words: 'The request is rejected because a detector already exists for the current account.',
    source: 'https://github.com/nozaq/terraform-aws-secure-baseline/issues/199',
  },
  detectorNotOwned: {
    words: 'The request is rejected because the input detectorId is not owned by the current account.',
    source: 'https://github.com/aws-samples/amazon-guardduty-multiaccount-scripts and other tools quote it',
  },
  unknownFeature: {
    words: 'The request failed because one or more provided feature names are invalid.',
    source: 'https://github.com/radkawar/stackd, its recordings',
  },
  levelNotSpecified: {
    words: "The request failed because '{name}' field was not specified.",
    source: 'https://github.com/radkawar/stackd, its recordings; {name}',
  },
  bothRuntimePlans: {
    words: 'The request was rejected because EKS_RUNTIME_MONITORING and RUNTIME_MONITORING cannot be provided in the same request.',
    source: 'https://github.com/radkawar/stackd, its recordings',
  },
  tooLong: {
    words: 'The request failed because the length provided for the {name} array was {length}. Max allowed length is 50.',
    source: 'https://github.com/aws-samples/aws-security-reference-architecture-examples/issues/139; {name}, {length}',
  },
  managementFirst: {
    words: 'Operation failed because your organization master must first enable GuardDuty to be added as a member',
    source: 'https://github.com/superwerker/superwerker/issues/84',
  },
  alreadyMember: {
    words: 'The request is rejected because the given account ID is already a member or associated member of the current account.',
    source: 'https://github.com/cloud-custodian/cloud-custodian/issues/3209',
  },
  memberOfAnother: {
    words: 'The request is rejected because the given account ID is already a member of another master account.',
    source: 'The 2018 guide, https://github.com/awsdocs/amazon-guardduty-user-guide, says so in other words',
  },
  administratorAsMember: {
    words: 'The request is rejected because the given account ID is a master account with members of its own.',
    source: 'unpublished',
  },
  memberAsAdministrator: {
    words: 'The request failed because the account is a member of another GuardDuty administrator account.',
    source: 'unpublished',
  },
  memberOfItself: {
    words: 'The request is rejected because an account cannot become a member of itself.',
    source: 'The 2018 guide, https://github.com/awsdocs/amazon-guardduty-user-guide, says so in other words',
  },
  memberLimit: {
    words: 'The request is rejected because the current account cannot exceed max members.',
    source: 'The 2018 guide, https://github.com/awsdocs/amazon-guardduty-user-guide, says so in other words',
  },
  internalError: {
    words: 'Internal error',
    source: 'https://github.com/superwerker/superwerker/issues/84',
  },
  badEmail: {
    words: 'The request is rejected because the given account email is invalid.',
    source: 'unpublished',
  },
  suspended: {
    words: 'The request is rejected because the given account ID is suspended.',
    source: 'unpublished',
  },
  optedOut: {
    words: 'The request is rejected because the given account ID has not enabled the current Region.',
    source: 'unpublished',
  },
  notInOrganization: {
    words: 'The request is rejected because the given account ID is not part of the organization of the current account.',
    source: 'unpublished',
  },
  notAssociated: {
    words: 'The request is rejected because the given account ID is not an associated member of account the current account.',
    source: 'https://github.com/aws-samples/aws-security-reference-architecture-examples/issues/151',
  },
  stillAssociated: {
    words: 'The request is rejected because the given account ID is still an associated member of the current account.',
    source: 'The 2018 guide in other words',
  },
  autoEnableAll: {
    words: 'The request is rejected because auto-enable is set to ALL for the organization of the current account.',
    source: 'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_StopMonitoringMembers.html documents an error, not its words',
  },
  policyManaged: {
    words: 'The request is rejected because the feature is managed by a GuardDuty organization policy.',
    source: 'unpublished',
  },
  managedByAdministrator: {
    words: 'The request is rejected because the current account is a member and cannot change this setting.',
    source: 'https://docs.aws.amazon.com/guardduty/latest/ug/administrator_member_relationships.html documents it, not its words',
  },
  invalidToken: {
    words: 'The security token included in the request is invalid.',
    source: 'https://github.com/cloud-custodian/cloud-custodian/issues/5038',
  },
  expiredToken: {
    words: 'The security token included in the request is expired',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html',
  },
  missingPermission: {
    words: 'The request failed because you do not have the required {action} permission.',
    source: 'https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/8 for iam:GetRole; {action}',
  },
  organizationsAccessDenied: {
    words: "You don't have permissions to access this resource.",
    source: 'https://github.com/aws-samples/aws-iam-access-key-auto-rotation/issues/10',
  },
  tooManyRequests: {
    words: 'You have sent too many requests in too short a period of time.',
    source: 'https://github.com/awslabs/aws-deployment-framework/issues/788',
  },
  concurrentModification: {
    words:
      'AWS Organizations could not perform the operation because it conflicts with another attempt to modify the same entity. Try again later.',
    source: 'https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/370',
  },
  accountManagementTrustedAccess: {
    words: 'Your organization must first enable trusted access with AWS Account Management.',
    source: 'https://github.com/awslabs/aws-deployment-framework/issues/764',
  },
  jsonNotProcessed: {
    words: 'The request is rejected because the JSON could not be processed.',
    source: 'https://github.com/radkawar/stackd recorded it',
  },
  parametersInvalid: {
    words: 'The request is rejected because the one or more input parameters have invalid values.',
    source: 'https://github.com/hashicorp/terraform-provider-aws takes it for "not found"; https://github.com/radkawar/stackd recorded it',
  },
  destinationTypeMissing: {
    words: 'The request failed because no destinationType parameter was included in the request.',
    source: 'https://github.com/radkawar/stackd recorded it',
  },
  destinationPropertiesMissing: {
    words: 'The request failed because no destinationProperties parameter was included in the request.',
    source: 'https://github.com/radkawar/stackd recorded it',
  },
  destinationArnInvalid: {
    words: 'The request failed because the value specified for the destinationArn parameter is not valid.',
    source: 'https://github.com/radkawar/stackd recorded it',
  },
  destinationKeyInvalid: {
    words: 'The request failed because the value specified for the kmsKeyArn parameter is not valid.',
    source: 'https://github.com/radkawar/stackd recorded it',
  },
  destinationBucketMissing: {
    words: 'The request failed because the resource specified in the destinationArn parameter does not exist.',
    source: 'https://github.com/radkawar/stackd recorded it',
  },
  destinationOwnerDiffers: {
    words: 'The request failed because the bucket specified in the destinationArn parameter is not owned by the expectedBucketOwner.',
    source: 'unpublished',
  },
  destinationOtherOptInRegion: {
    words: 'The request failed because the bucket specified in the destinationArn parameter is in another opt-in Region.',
    source: 'unpublished',
  },
  destinationForbidden: {
    words:
      'The request failed because the GuardDuty service principal does not have permission to the KMS key or the resource specified by the destinationArn parameter. Refer to https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html',
    source: 'https://github.com/radkawar/stackd recorded it',
  },
  destinationFolderMissing: {
    words: 'The request failed because the resource folder specified in the destinationArn parameter does not exist.',
    source: 'https://github.com/aws/aws-cli/issues/10483',
  },
  destinationCallerForbidden: {
    words: 'The request failed because you do not have the required permissions for the {actions} actions.',
    source: 'https://github.com/radkawar/stackd recorded it for s3:GetObject and s3:ListBucket; {actions}',
  },
  destinationRoleForbidden: {
    words: 'The request failed because you do not have the required iam:GetRole permission.',
    source: 'https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/8 quotes its end',
  },
  destinationExists: {
    words: 'The request failed because a publishingDestination already exists with the destinationType value provided in the request.',
    source: 'https://github.com/awslabs/landing-zone-accelerator-on-aws looks for it',
  },
  coverageSort: {
    words: 'The request is rejected because results of the resource type EC2 cannot be sorted by ISSUE.',
    source: 'https://docs.aws.amazon.com/guardduty/latest/ug/gdu-assess-coverage-ec2.html documents an error, not its words',
  },
  internalServerError: {
    words: 'Internal server error.',
    source: "Words of the model's internal error",
  },
} as const satisfies Record<string, Text>;

/** The name of a message of AWS. */
export type TextName = keyof typeof texts;

/** Every message, for the documentation. */
export const allTexts: Readonly<Record<string, Text>> = texts;

/** The name of every message. */
export const textNames: readonly string[] = Object.keys(texts);

/** Whether a scenario may replace a text of this name. */
export function isTextName(name: string): name is TextName {
  return Object.hasOwn(texts, name);
}

/** The message from the scenario, or else AWS's. Parts in braces are filled in. */
export function textOf(name: TextName, replaced: Readonly<Record<string, string>>, parts: Readonly<Record<string, string>> = {}): string {
  return (replaced[name] ?? texts[name].words).replace(/\{(\w+)\}/g, (whole, part: string) => parts[part] ?? whole);
}
