import * as v from 'valibot';
import { accountId, accountSelection, described, flag, object, regionName, text, word } from './fields';

const featureStatus = word('ENABLED', 'DISABLED');
const autoEnable = word('ALL', 'NEW', 'NONE');

/** A feature's value: the plain word, or with the values of its additional configurations. */
const detectorFeatures = v.record(
  text,
  v.union(
    [
      featureStatus,
      object({
        status: described('Of the plan.', featureStatus),
        additional: described(
          'Of its additional configurations, such as EC2_AGENT_MANAGEMENT.',
          v.optional(v.record(text, featureStatus), {}),
        ),
      }),
    ],
    'must be ENABLED, DISABLED or an object with status and additional',
  ),
);

const organizationFeatures = v.record(
  text,
  v.union(
    [
      autoEnable,
      object({
        autoEnable: described('Of the plan.', autoEnable),
        additional: described(
          'Of its additional configurations, such as EC2_AGENT_MANAGEMENT.',
          v.optional(v.record(text, autoEnable), {}),
        ),
      }),
    ],
    'must be ALL, NEW, NONE or an object with autoEnable and additional',
  ),
);

const detectorsSchema = object({
  accounts: described('`"all"`, or the accounts that have such a detector.', accountSelection),
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
  accounts: described('`"all"` but the administrator, or the accounts that are members in this way.', accountSelection),
  relationshipStatus: described('Any of the twelve documented values, or one that AWS may add.', v.optional(text, 'Enabled')),
  invited: described('Became a member by invitation, not through the organization.', v.optional(flag, false)),
  administrator: described("The administrator they belong to; the Region's administrator without it.", v.optional(accountId)),
  features: described(
    "The account's features; only for members that are Enabled or Disabled. Unnamed ones are off.",
    v.optional(detectorFeatures, {}),
  ),
});

/** A Region and what GuardDuty looks like there when the simulation starts. */
export const regionSchema = object({
  name: described('A Region of the partition; all others are not opted in to.', regionName),
  lacks: described(
    'Features that this Region does not offer. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_regions.html',
    v.optional(v.array(text), []),
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
  detectors: described('Detectors at the start.', v.optional(v.array(detectorsSchema), [])),
  organizationConfiguration: described(
    'The configuration at the start; needs an administrator. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DescribeOrganizationConfiguration.html',
    v.optional(
      object({
        autoEnable: described('AutoEnableOrganizationMembers.', v.optional(autoEnable, 'NONE')),
        features: described('Plans that are not NONE.', v.optional(organizationFeatures, {})),
        memberAccountLimitReached: described('What the answer says of the limit.', v.optional(flag, false)),
      }),
    ),
  ),
  members: described(
    'Members at the start. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Member.html',
    v.optional(v.array(membersSchema), []),
  ),
});

/** The starting state of one Region. */
export type ScenarioRegion = v.InferOutput<typeof regionSchema>;
/** Feature values of detectors as a scenario writes them. */
export type ScenarioDetectorFeatures = v.InferOutput<typeof detectorFeatures>;
/** Feature values of an organization configuration as a scenario writes them. */
export type ScenarioOrganizationFeatures = v.InferOutput<typeof organizationFeatures>;
