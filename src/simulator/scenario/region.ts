import * as v from 'valibot';
import { accountId, accountSelection, flag, object, regionName, text, word } from './fields';

const featureStatus = word('ENABLED', 'DISABLED');
const autoEnable = word('ALL', 'NEW', 'NONE');

/** A feature's value: the plain word, or with the values of its additional configurations. */
const detectorFeatures = v.record(
  text,
  v.union(
    [featureStatus, object({ status: featureStatus, additional: v.optional(v.record(text, featureStatus), {}) })],
    'must be ENABLED, DISABLED or an object with status and additional',
  ),
);

const organizationFeatures = v.record(
  text,
  v.union(
    [autoEnable, object({ autoEnable, additional: v.optional(v.record(text, autoEnable), {}) })],
    'must be ALL, NEW, NONE or an object with autoEnable and additional',
  ),
);

const detectorsSchema = object({
  accounts: accountSelection,
  status: v.optional(featureStatus, 'ENABLED'),
  findingPublishingFrequency: v.optional(word('FIFTEEN_MINUTES', 'ONE_HOUR', 'SIX_HOURS'), 'SIX_HOURS'),
  /** Features that differ from the default of CreateDetector. */
  features: v.optional(detectorFeatures, {}),
});

const membersSchema = object({
  accounts: accountSelection,
  /** Any of the twelve documented values, or one that AWS may add. */
  relationshipStatus: v.optional(text, 'Enabled'),
  /** Became a member by invitation, not through the organization. */
  invited: v.optional(flag, false),
  /** The administrator they belong to; the Region's administrator without it. */
  administrator: v.optional(accountId),
  /** The account's features; only for members that are Enabled or Disabled. Unnamed ones are off. */
  features: v.optional(detectorFeatures, {}),
});

/** A Region and what GuardDuty looks like there when the simulation starts. */
export const regionSchema = object({
  name: regionName,
  /** Features that this Region does not offer. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_regions.html */
  lacks: v.optional(v.array(text), []),
  administrator: v.optional(object({ account: accountId, status: v.optional(word('ENABLED', 'DISABLE_IN_PROGRESS'), 'ENABLED') })),
  detectors: v.optional(v.array(detectorsSchema), []),
  organizationConfiguration: v.optional(
    object({
      autoEnable: v.optional(autoEnable, 'NONE'),
      features: v.optional(organizationFeatures, {}),
      memberAccountLimitReached: v.optional(flag, false),
    }),
  ),
  members: v.optional(v.array(membersSchema), []),
});

/** The starting state of one Region. */
export type ScenarioRegion = v.InferOutput<typeof regionSchema>;
/** Feature values of detectors as a scenario writes them. */
export type ScenarioDetectorFeatures = v.InferOutput<typeof detectorFeatures>;
/** Feature values of an organization configuration as a scenario writes them. */
export type ScenarioOrganizationFeatures = v.InferOutput<typeof organizationFeatures>;
