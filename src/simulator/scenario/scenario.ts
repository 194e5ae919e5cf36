import * as v from 'valibot';
import { credentialsSchema, denialSchema, principalPolicySchema, roleSchema } from './access';
import { faultSchema } from './faults';
import { accountId, choice, count, described, flag, milliseconds, object, positiveCount, regionName, seconds, text } from './fields';
import { accountSchema, generatedAccountsSchema, organizationSchema } from './organization';
import { regionSchema, type ScenarioRegion } from './region';
import { bucketSchema, keySchema } from './storage';
import { switchesSchema } from './switches';

/** An entry with `count` is parsed as generated accounts, so that problems are reported for that form. */
const accountEntry = v.lazy((input) =>
  typeof input === 'object' && input !== null && 'count' in input ? generatedAccountsSchema : accountSchema,
);

const regionEntry = v.pipe(
  v.lazy((input) => (typeof input === 'string' ? regionName : regionSchema)),
  v.transform((entry): ScenarioRegion => (typeof entry === 'string' ? v.parse(regionSchema, { name: entry }) : entry)),
);

/** How long AWS takes. AWS documents no times, so the defaults are 0. */
const timingSchema = object({
  designationSeconds: described('Until ListOrganizationAdminAccounts shows a new administrator.', v.optional(seconds, 0)),
  administratorDetectorSeconds: described(
    "Until the administrator's detector exists. With `null`, AWS never creates it.",
    v.optional(v.nullable(seconds), 0),
  ),
  settleSeconds: described(
    'Until AWS accepts calls of a new administrator. Before that it answers with an error, or with "Internal error" for each account.',
    v.optional(seconds, 0),
  ),
  memberSeconds: described('Until a new member reads `Enabled`.', v.optional(seconds, 0)),
  memberJitterSeconds: described('Up to this much longer, different for each account.', v.optional(seconds, 0)),
  autoEnableAllSeconds: described('Until `ALL` takes effect. With `null`, it never does.', v.optional(v.nullable(seconds), null)),
  removalSeconds: described(
    'How long a removed administrator reads DISABLE_IN_PROGRESS. With `null`, it never ends.',
    v.optional(v.nullable(seconds), 0),
  ),
  loweringSeconds: described("How long members still can't be released after the last `ALL` was lowered.", v.optional(seconds, 0)),
  destinationSeconds: described(
    'How long a new destination reads PENDING_VERIFICATION, if `switches.destinationVerification` says so. With `null`, it never ends.',
    v.optional(v.nullable(seconds), 0),
  ),
  coverageLagSeconds: described(
    "How long after Runtime Monitoring was switched on an account's resources show in the coverage.",
    v.optional(seconds, 0),
  ),
  configurationSeconds: described('How long reads show the old organization configuration.', v.optional(seconds, 0)),
});

const throttlingSchema = object({
  tokenBuckets: described(
    'Whether the published limits of Organizations and Account Management apply. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html',
    v.optional(flag, false),
  ),
  guardduty: described(
    'A limit for GuardDuty per account and Region. AWS publishes none.',
    v.optional(
      object({
        perSecond: described('Requests per second.', positiveCount),
        burst: described('The size of a burst.', positiveCount),
      }),
    ),
  ),
});

/** A scenario. Unknown keys are refused at every level. */
export const scenarioSchema = object({
  $schema: described('For editors.', v.optional(text)),
  name: described('The name in every output.', v.optional(text, 'scenario')),
  description: described('For people.', v.optional(text)),
  partition: choice('The partition. https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html', [
    'aws',
    'aws-us-gov',
    'aws-cn',
    'aws-eusc',
  ]),
  organization: described('The organization.', organizationSchema),
  administratorAccount: described(
    'The account that is meant to become the administrator. The simulator prints its credentials.',
    accountId,
  ),
  accounts: described(
    'The accounts of the organization: single ones, or many numbered ones.',
    v.pipe(v.array(accountEntry, 'must be a list of accounts'), v.minLength(1, 'must not be empty')),
  ),
  regions: described(
    'Enabled Regions: the name, or an object with the starting state.',
    v.pipe(v.array(regionEntry, 'must be a list of Regions'), v.minLength(1, 'must not be empty')),
  ),
  buckets: described(
    'Buckets that findings can be exported to. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html',
    v.optional(v.array(bucketSchema), []),
  ),
  keys: described('KMS keys that exported findings can be encrypted with. Same page.', v.optional(v.array(keySchema), [])),
  memberLimit: described(
    'The most members that an administrator can have in a Region. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html',
    v.optional(count, 50_000),
  ),
  timing: described('How long AWS takes, in seconds. AWS documents no times, so the defaults are 0.', v.optional(timingSchema, {})),
  latency: described(
    'The delay of every answer.',
    v.optional(
      object({
        ms: described('The minimum.', v.optional(milliseconds, 0)),
        jitterMs: described('Up to this much longer.', v.optional(milliseconds, 0)),
      }),
      {},
    ),
  ),
  throttling: described('Limits of requests per second.', v.optional(throttlingSchema, {})),
  credentials: described('The lifetime of credentials.', v.optional(credentialsSchema, {})),
  roles: described(
    'Roles that can be assumed, besides the role of `switches.defaultRole`. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
    v.optional(v.array(roleSchema), []),
  ),
  policies: described('Identity policies.', v.optional(v.array(principalPolicySchema), [])),
  denials: described('Actions that are denied. A short form of a policy.', v.optional(v.array(denialSchema), [])),
  switches: described(
    "Behavior that AWS's documentation leaves open or contradicts, or that changed over time. The first value is the default.",
    v.optional(switchesSchema, {}),
  ),
  faults: described('What goes wrong, and when.', v.optional(v.array(faultSchema), [])),
  texts: described('Replacements for messages of AWS by name. The names are below, under Texts.', v.optional(v.record(text, text), {})),
  seed: described('The seed of jitter and chance. The same seed gives the same values.', v.optional(count, 1)),
  recordInputs: described(
    'Whether the record of calls includes their inputs. Turn it off for very large scenarios.',
    v.optional(flag, true),
  ),
});

/** A valid scenario with its defaults. It is plain JSON, so it can be written and read again. */
export type Scenario = v.InferOutput<typeof scenarioSchema>;
/** A scenario as a file has it, where defaults can be left out. */
export type ScenarioInput = v.InferInput<typeof scenarioSchema>;
