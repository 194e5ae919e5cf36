import * as v from 'valibot';

/** Raised when a member changes its meaning or goes; new members do not raise it. */
export const carryOverVersion = 1;

const level = v.picklist(['ALL', 'NEW', 'NONE']);
const text = v.string();
const account = v.pipe(text, v.regex(/^\d{12}$/));

const settingSchema = v.strictObject({ name: text, autoEnable: level });

const featureSchema = v.strictObject({ name: text, autoEnable: level, additionalConfiguration: v.array(settingSchema) });

/** A feature of a detector; null where AWS did not show whether it is on. */
const detectorFeatureSchema = v.strictObject({
  name: text,
  enabled: v.nullable(v.boolean()),
  additional: v.array(v.strictObject({ name: text, enabled: v.nullable(v.boolean()) })),
});

const destinationSchema = v.strictObject({
  destinationArn: text,
  kmsKeyArn: text,
  expectedBucketOwner: v.nullable(text),
});

/** Members with one set of features; null where AWS did not show it. */
const memberGroupSchema = v.strictObject({ features: v.nullable(v.array(detectorFeatureSchema)), accounts: v.array(account) });

const regionSchema = v.strictObject({
  region: text,
  /** When the Region was last read, ISO 8601. */
  readAt: text,
  detectorId: v.nullable(text),
  autoEnable: v.nullable(level),
  features: v.array(featureSchema),
  findingFrequency: v.nullable(text),
  /** Features of the administrator's own detector. */
  administratorFeatures: v.nullable(v.array(detectorFeatureSchema)),
  destination: v.nullable(destinationSchema),
  members: v.array(memberGroupSchema),
});

const administratorSchema = v.strictObject({
  accountId: account,
  /** Service principals for which the account was registered. */
  registeredFor: v.array(text),
  regions: v.array(regionSchema),
});

/** What a carry-over file holds. Members that a newer version may add are kept out, so that no version loses what it does not know. */
export const carryOverSchema = v.strictObject({
  kind: v.literal('provision-guardduty carry-over'),
  schemaVersion: v.literal(carryOverVersion),
  organizationId: text,
  /** Whether AWS was simulated. */
  simulated: v.boolean(),
  administrators: v.array(administratorSchema),
  /** Options that a rollout with another administrator needs to get the same settings, by groups of Regions. Derived; written anew each time. */
  rollouts: v.array(v.strictObject({ regions: v.array(text), options: v.array(text), notExpressible: v.array(text) })),
});

/** The settings that an off-boarding lowers, and what else is lost with the administrator. Holds account ids and settings, no secrets. */
export type CarryOver = v.InferOutput<typeof carryOverSchema>;
export type CarriedAdministrator = v.InferOutput<typeof administratorSchema>;
export type CarriedRegion = v.InferOutput<typeof regionSchema>;
export type CarriedFeature = v.InferOutput<typeof featureSchema>;
export type CarriedMembers = v.InferOutput<typeof memberGroupSchema>;
export type CarriedDetectorFeature = v.InferOutput<typeof detectorFeatureSchema>;
