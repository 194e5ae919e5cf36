import * as v from 'valibot';
import { autoEnableLevel, detectorFeatures, featureName, featureStatus, organizationFeatures } from './features';
import { accountId, accountSelection, choice, described, flag, isoTime, object, positiveCount, regionName, text, word } from './fields';

const detectorsSchema = object({
  accounts: described(
    'The accounts with such a detector, or `"all"`, which includes the administrator. A later entry replaces an earlier one.',
    accountSelection,
  ),
  status: described(
    'The status. A suspended detector is DISABLED. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetDetector.html',
    v.optional(featureStatus, 'ENABLED'),
  ),
  findingPublishingFrequency: described(
    'How often GuardDuty publishes updated findings. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetDetector.html',
    v.optional(word('FIFTEEN_MINUTES', 'ONE_HOUR', 'SIX_HOURS'), 'SIX_HOURS'),
  ),
  features: described('Features that differ from the defaults of a new detector.', v.optional(detectorFeatures, {})),
});

const membersSchema = object({
  accounts: described('The accounts, or `"all"` for every account except the administrator.', accountSelection),
  relationshipStatus: described('The status. Any other text simulates a new one.', v.optional(text, 'Enabled')),
  invited: described('Whether the account became a member by invitation.', v.optional(flag, false)),
  administrator: described("The administrator of the members. The default is the Region's administrator.", v.optional(accountId)),
  stuck: described(
    'Whether CreateMembers answers "already a member" and leaves the status, until the record is deleted. https://github.com/aws-samples/amazon-guardduty-multiaccount-scripts/issues/6',
    v.optional(flag, false),
  ),
  features: described(
    "The features of the member's detector. Others are off. Only for members that are Enabled or Disabled.",
    v.optional(detectorFeatures, {}),
  ),
});

const publishingDestinationSchema = object({
  account: described('The account of the detector. The default is the administrator account.', v.optional(accountId)),
  type: described('The type. AWS has `S3` only. Any other text simulates a new one.', v.optional(text, 'S3')),
  destinationArn: described('The ARN of the bucket, with the prefix after a slash.', text),
  kmsKeyArn: described('The ARN of the key.', text),
  expectedBucketOwner: described(
    'The account that must own the bucket. Without it, GuardDuty does not check the owner.',
    v.optional(accountId),
  ),
  status: described('The status, or any text.', v.optional(text, 'PUBLISHING')),
  failingSince: described('When the export began to fail, in ISO 8601.', v.optional(isoTime)),
});

const coverageSchema = object({
  account: described('The account of the workload.', accountId),
  type: described('EC2, ECS, EKS, or any text.', v.optional(text, 'EC2')),
  status: described('HEALTHY, UNHEALTHY, or any text.', v.optional(text, 'HEALTHY')),
  issue: described("The problem in AWS's form: a type, a colon, free text.", v.optional(text)),
  updatedAt: described('When AWS updated it, in ISO 8601. The default is the start of the simulation.', v.optional(isoTime)),
  count: described('The number of such resources.', v.optional(positiveCount, 1)),
});

const usageSchema = object({
  account: described('The account.', accountId),
  feature: described('The feature, such as S3_DATA_EVENTS.', text),
  amount: described('US dollars in 30 days, as text.', v.pipe(text, v.regex(/^\d+(\.\d+)?$/, 'must be an amount, such as "12.50"'))),
});

const customRuleSchema = object({
  ruleId: described('The id of the rule.', text),
  mode: described('LIVE, DRY_RUN, or any text.', v.optional(text, 'LIVE')),
  status: described('ACTIVE, PROCESSING, FAILED, or any text.', v.optional(text, 'ACTIVE')),
  statusReason: described('The reason of a failure.', v.optional(text)),
  includeAccountIds: described('Only these accounts.', v.optional(v.array(accountId))),
  excludeAccountIds: described('All accounts except these.', v.optional(v.array(accountId))),
  expiresAt: described('When a dry run ends, in ISO 8601.', v.optional(isoTime)),
});

/** A Region and the starting state of GuardDuty there. */
export const regionSchema = object({
  name: described('A Region of the partition. Accounts have not opted in to Regions that the scenario does not name.', regionName),
  lacks: described(
    'Features that this Region does not offer. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_regions.html',
    v.optional(v.array(featureName), []),
  ),
  administrator: described(
    'The delegated administrator at the start. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_AdminAccount.html',
    v.optional(
      object({
        account: described('Its account.', accountId),
        status: choice('DISABLE_IN_PROGRESS needs `timing.removalSeconds` to be null or more than 0.', ['ENABLED', 'DISABLE_IN_PROGRESS']),
      }),
    ),
  ),
  otherAdministrators: described(
    'Further accounts that ListOrganizationAdminAccounts shows. They can do nothing. AWS documents one administrator at most: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListOrganizationAdminAccounts.html',
    v.optional(
      v.array(
        object({
          account: described('Its account.', accountId),
          status: choice('The status.', ['ENABLED', 'DISABLE_IN_PROGRESS']),
        }),
      ),
      [],
    ),
  ),
  detectors: described('Detectors at the start.', v.optional(v.array(detectorsSchema), [])),
  organizationConfiguration: described(
    'The organization configuration. It needs an administrator. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DescribeOrganizationConfiguration.html',
    v.optional(
      object({
        autoEnable: described('AutoEnableOrganizationMembers.', v.optional(autoEnableLevel, 'NONE')),
        features: described('Features that are not NONE.', v.optional(organizationFeatures, {})),
        memberAccountLimitReached: described('Whether the member limit is reached.', v.optional(flag, false)),
      }),
    ),
  ),
  members: described(
    'Members at the start. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Member.html',
    v.optional(v.array(membersSchema), []),
  ),
  publishingDestinations: described(
    'Destinations of exported findings. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DescribePublishingDestination.html',
    v.optional(v.array(publishingDestinationSchema), []),
  ),
  coverage: described(
    'Workloads that Runtime Monitoring reports. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CoverageResource.html',
    v.optional(v.array(coverageSchema), []),
  ),
  usage: described(
    'The usage in the last 30 days. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetUsageStatistics.html',
    v.optional(v.array(usageSchema), []),
  ),
  customRules: described(
    'Custom detection rules that the organization configured. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListCustomDetectionRuleOrgConfigurations.html',
    v.optional(v.array(customRuleSchema), []),
  ),
});

/** The starting state of one Region. */
export type ScenarioRegion = v.InferOutput<typeof regionSchema>;
