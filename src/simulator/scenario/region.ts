import * as v from 'valibot';
import { autoEnableLevel, detectorFeatures, featureName, featureStatus, organizationFeatures } from './features';
import { accountId, accountSelection, described, flag, isoTime, object, positiveCount, regionName, text, word } from './fields';

const detectorsSchema = object({
  accounts: described(
    '`"all"` for every account, the administrator too, or the accounts that have such a detector. A later entry replaces an earlier one.',
    accountSelection,
  ),
  status: described(
    'A suspended detector is DISABLED. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetDetector.html',
    v.optional(featureStatus, 'ENABLED'),
  ),
  findingPublishingFrequency: described(
    'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetDetector.html',
    v.optional(word('FIFTEEN_MINUTES', 'ONE_HOUR', 'SIX_HOURS'), 'SIX_HOURS'),
  ),
  features: described('Features that differ from the default of CreateDetector.', v.optional(detectorFeatures, {})),
});

const membersSchema = object({
  accounts: described('`"all"` for every account but the administrator, or the accounts that are members in this way.', accountSelection),
  relationshipStatus: described('Any of the twelve documented values, or one that AWS may add.', v.optional(text, 'Enabled')),
  invited: described('Became a member by invitation, not through the organization.', v.optional(flag, false)),
  administrator: described("The administrator they belong to; the Region's administrator without it.", v.optional(accountId)),
  stuck: described(
    'CreateMembers answers that the account is a member already and leaves its status as it is, until the record is deleted. https://github.com/aws-samples/amazon-guardduty-multiaccount-scripts/issues/6 had to delete such a record first.',
    v.optional(flag, false),
  ),
  features: described(
    "The account's features; only for members that are Enabled or Disabled. Unnamed ones are off.",
    v.optional(detectorFeatures, {}),
  ),
});

const publishingDestinationSchema = object({
  account: described('Whose detector exports; the administrator account without it.', v.optional(accountId)),
  type: described('`S3` is the only type today; any text, so that one which AWS may add can be tried.', v.optional(text, 'S3')),
  destinationArn: described("The bucket's ARN, and the prefix after a slash.", text),
  kmsKeyArn: described("The key's ARN.", text),
  expectedBucketOwner: described('Who must own the bucket; not looked at without it.', v.optional(accountId)),
  status: described('A status of AWS, or any text.', v.optional(text, 'PUBLISHING')),
  failingSince: described('When exporting began to fail, ISO 8601.', v.optional(isoTime)),
});

const coverageSchema = object({
  account: described('Whose workload it is.', accountId),
  type: described('EC2 instances, ECS clusters, EKS clusters; or any text.', v.optional(text, 'EC2')),
  status: described('HEALTHY or UNHEALTHY; or any text.', v.optional(text, 'HEALTHY')),
  issue: described("What is wrong, in AWS's form: a type, a colon, free text.", v.optional(text)),
  updatedAt: described('When AWS looked, ISO 8601; the start of the simulation without it.', v.optional(isoTime)),
  count: described('How many such resources.', v.optional(positiveCount, 1)),
});

const usageSchema = object({
  account: described('Who used it.', accountId),
  feature: described('Name of a usage feature, such as S3_DATA_EVENTS.', text),
  amount: described('US dollars over 30 days, as text.', v.pipe(text, v.regex(/^\d+(\.\d+)?$/, 'must be an amount, such as "12.50"'))),
});

const customRuleSchema = object({
  ruleId: described("The rule's id.", text),
  mode: described('LIVE or DRY_RUN; or any text.', v.optional(text, 'LIVE')),
  status: described('ACTIVE, PROCESSING or FAILED; or any text.', v.optional(text, 'ACTIVE')),
  statusReason: described('Why it failed.', v.optional(text)),
  includeAccountIds: described('Only these accounts.', v.optional(v.array(accountId))),
  excludeAccountIds: described('All accounts but these.', v.optional(v.array(accountId))),
  expiresAt: described('When a dry run ends, ISO 8601.', v.optional(isoTime)),
});

/** A Region and what GuardDuty looks like there when the simulation starts. */
export const regionSchema = object({
  name: described('A Region of the partition; all others are not opted in to.', regionName),
  lacks: described(
    'Features that this Region does not offer. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_regions.html',
    v.optional(v.array(featureName), []),
  ),
  administrator: described(
    'The delegated administrator at the start. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_AdminAccount.html',
    v.optional(
      object({
        account: described('Its account.', accountId),
        status: described(
          'DISABLE_IN_PROGRESS while it is being removed; then `timing.removalSeconds` must be null or more than 0.',
          v.optional(word('ENABLED', 'DISABLE_IN_PROGRESS'), 'ENABLED'),
        ),
      }),
    ),
  ),
  otherAdministrators: described(
    'Further administrators that ListOrganizationAdminAccounts shows and that have no power. AWS documents one at most: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListOrganizationAdminAccounts.html',
    v.optional(
      v.array(
        object({
          account: described('Its account.', accountId),
          status: described('What it reads.', v.optional(word('ENABLED', 'DISABLE_IN_PROGRESS'), 'ENABLED')),
        }),
      ),
      [],
    ),
  ),
  detectors: described('Detectors at the start.', v.optional(v.array(detectorsSchema), [])),
  organizationConfiguration: described(
    'The configuration at the start; needs an administrator. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DescribeOrganizationConfiguration.html',
    v.optional(
      object({
        autoEnable: described('AutoEnableOrganizationMembers.', v.optional(autoEnableLevel, 'NONE')),
        features: described('Plans that are not NONE.', v.optional(organizationFeatures, {})),
        memberAccountLimitReached: described('What the answer says of the limit.', v.optional(flag, false)),
      }),
    ),
  ),
  members: described(
    'Members at the start. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Member.html',
    v.optional(v.array(membersSchema), []),
  ),
  publishingDestinations: described(
    'Where findings are exported to at the start. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DescribePublishingDestination.html',
    v.optional(v.array(publishingDestinationSchema), []),
  ),
  coverage: described(
    'Workloads that Runtime Monitoring reports. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CoverageResource.html',
    v.optional(v.array(coverageSchema), []),
  ),
  usage: described(
    'What was used in the last 30 days. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetUsageStatistics.html',
    v.optional(v.array(usageSchema), []),
  ),
  customRules: described(
    'Custom detection rules that the organization configured. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListCustomDetectionRuleOrgConfigurations.html',
    v.optional(v.array(customRuleSchema), []),
  ),
});

/** The starting state of one Region. */
export type ScenarioRegion = v.InferOutput<typeof regionSchema>;
