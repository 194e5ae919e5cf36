import * as v from 'valibot';

/** Raised when a member changes its meaning or goes. */
export const carryOverVersion = 1;

/** A member with its meaning, which the published schema repeats. */
function described<const Schema extends v.GenericSchema>(
  meaning: string,
  schema: Schema,
): v.SchemaWithPipe<readonly [Schema, v.DescriptionAction<v.InferOutput<Schema>, string>]> {
  return v.pipe(schema, v.description(meaning));
}

const level = v.picklist(['ALL', 'NEW', 'NONE']);
const text = v.string();
const account = v.pipe(text, v.regex(/^\d{12}$/));

const featureSchema = v.strictObject({
  name: described("GuardDuty's name of the protection plan.", text),
  autoEnable: described('Who got it by itself.', level),
  additionalConfiguration: described(
    'What belongs to it, such as agents.',
    v.array(v.strictObject({ name: described("GuardDuty's name.", text), autoEnable: described('Who got it by itself.', level) })),
  ),
});

const detectorFeatureSchema = v.strictObject({
  name: described("GuardDuty's name of the protection plan.", text),
  enabled: described('Whether it was on; null where AWS did not show it.', v.nullable(v.boolean())),
  additional: described(
    'What belongs to it, such as agents; null where AWS did not show it.',
    v.nullable(
      v.array(
        v.strictObject({
          name: described("GuardDuty's name.", text),
          enabled: described('Whether it was on; null where AWS did not show it.', v.nullable(v.boolean())),
        }),
      ),
    ),
  ),
});

const destinationSchema = v.strictObject({
  destinationArn: described('The bucket, with the prefix.', text),
  kmsKeyArn: described('The key that encrypts the findings.', text),
  expectedBucketOwner: described('The account that must own the bucket; null where AWS showed none.', v.nullable(text)),
});

const membersSchema = v.strictObject({
  features: described(
    'Protection plans in the detectors of these members; null where AWS did not show them.',
    v.nullable(v.array(detectorFeatureSchema)),
  ),
  accounts: described('Members with the same plans.', v.array(account)),
});

const regionSchema = v.strictObject({
  region: described('The Region.', text),
  readAt: described('When it was last read, ISO 8601.', text),
  detectorId: described("The administrator's detector.", v.nullable(text)),
  autoEnable: described('Who got GuardDuty by itself; null where AWS did not show it.', v.nullable(level)),
  features: described("Protection plans in the organization's configuration.", v.array(featureSchema)),
  findingFrequency: described('How often updated findings were exported.', v.nullable(text)),
  administratorFeatures: described("Protection plans of the administrator's own detector.", v.nullable(v.array(detectorFeatureSchema))),
  destination: described('Where findings were exported to; null: nowhere.', v.nullable(destinationSchema)),
  members: described('Everybody who had a member record, by protection plans.', v.array(membersSchema)),
});

const releasedSchema = v.strictObject({
  region: described('The Region.', text),
  at: described('When that was seen, ISO 8601.', text),
});

const administratorSchema = v.strictObject({
  accountId: described('The administrator.', account),
  registeredFor: described('Services for which AWS Organizations had it registered.', v.array(text)),
  regions: described('Regions in which it was designated.', v.array(regionSchema)),
  released: described(
    'Regions in which no member was left while AWS still showed them: a later run cannot read it again.',
    v.array(releasedSchema),
  ),
});

const rolloutSchema = v.strictObject({
  regions: described('Regions that had the same settings.', v.array(text)),
  runs: described(
    'Options of one rollout, or of two that follow each other: the first leaves out plans for new accounts only, because to a new administrator every account is new.',
    v.array(v.array(text)),
  ),
  notExpressible: described('Settings for which there is no option.', v.array(text)),
});

/**
 * What a carry-over file holds. A file with anything else in it is another file: a version that does not know a member must not lose it.
 */
export const carryOverSchema = v.strictObject({
  kind: described('Distinguishes it from other files.', v.literal('provision-guardduty carry-over')),
  schemaVersion: described('Raised when a member changes its meaning or goes.', v.literal(carryOverVersion)),
  organizationId: described('The organization.', text),
  simulated: described('Whether AWS was simulated.', v.boolean()),
  administrators: described('Administrators that were off-boarded, each with its settings.', v.array(administratorSchema)),
  rollouts: described(
    'How a rollout gives the settings of the last administrator to another one. Made from the rest of the file each time.',
    v.array(rolloutSchema),
  ),
});

/** The settings that an off-boarding lowers, and what else is lost with the administrator. Holds account ids and settings, no secrets. */
export type CarryOver = v.InferOutput<typeof carryOverSchema>;
export type CarriedAdministrator = v.InferOutput<typeof administratorSchema>;
export type CarriedRegion = v.InferOutput<typeof regionSchema>;
export type CarriedFeature = v.InferOutput<typeof featureSchema>;
export type CarriedMembers = v.InferOutput<typeof membersSchema>;
export type CarriedDetectorFeature = v.InferOutput<typeof detectorFeatureSchema>;
