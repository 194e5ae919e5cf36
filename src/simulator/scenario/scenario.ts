import * as v from 'valibot';
import { credentialsSchema, denialSchema, principalPolicySchema, roleSchema } from './access';
import { faultSchema } from './faults';
import { accountId, count, described, flag, milliseconds, object, positiveCount, regionName, seconds, text, word } from './fields';
import { accountSchema, generatedAccountsSchema, organizationSchema } from './organization';
import { regionSchema, type ScenarioRegion } from './region';
import { bucketSchema, keySchema } from './storage';
import { switchesSchema } from './switches';

/** An account entry is read as generated when it has a count, so that problems are reported for the form that was meant. */
const accountEntry = v.lazy((input) =>
  typeof input === 'object' && input !== null && 'count' in input ? generatedAccountsSchema : accountSchema,
);

const regionEntry = v.pipe(
  v.lazy((input) => (typeof input === 'string' ? regionName : regionSchema)),
  v.transform((entry): ScenarioRegion => (typeof entry === 'string' ? v.parse(regionSchema, { name: entry }) : entry)),
);

/** How long AWS takes. Nothing here is documented as a figure by AWS; the defaults are instant. */
const timingSchema = object({
  designationSeconds: described('Until ListOrganizationAdminAccounts shows a new administrator.', v.optional(seconds, 0)),
  administratorDetectorSeconds: described(
    "Until the administrator's detector exists; `null`: AWS never makes it.",
    v.optional(v.nullable(seconds), 0),
  ),
  settleSeconds: described(
    'Until the administrator may act: before that AWS answers as to a stranger, or "Internal error".',
    v.optional(seconds, 0),
  ),
  memberSeconds: described('Until a created member reads `Enabled`.', v.optional(seconds, 0)),
  memberJitterSeconds: described('Up to so much longer, differently for each account.', v.optional(seconds, 0)),
  autoEnableAllSeconds: described(
    'Until auto-enable ALL has enrolled everybody by itself; `null`: never.',
    v.optional(v.nullable(seconds), null),
  ),
  removalSeconds: described(
    'How long an administrator that is removed reads DISABLE_IN_PROGRESS; `null`: for good.',
    v.optional(v.nullable(seconds), 0),
  ),
  loweringSeconds: described(
    'How long members still cannot be released after the last `ALL` of the organization configuration was lowered.',
    v.optional(seconds, 0),
  ),
  destinationSeconds: described(
    'How long a destination reads PENDING_VERIFICATION; only where `switches.destinationVerification` has it; `null`: for good.',
    v.optional(v.nullable(seconds), 0),
  ),
  coverageLagSeconds: described(
    "How long after Runtime Monitoring was switched on an account's resources show in the coverage.",
    v.optional(seconds, 0),
  ),
  configurationSeconds: described('How long the old organization configuration is still read back.', v.optional(seconds, 0)),
});

const throttlingSchema = object({
  tokenBuckets: described(
    'The published token buckets of Organizations and Account Management. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html',
    v.optional(flag, false),
  ),
  guardduty: described(
    'A limit for GuardDuty per account and Region; AWS publishes none.',
    v.optional(
      object({
        perSecond: described('Tokens that come back each second.', positiveCount),
        burst: described('Most tokens at a time.', positiveCount),
      }),
    ),
  ),
});

/** A whole scenario. Unknown keys are refused everywhere. */
export const scenarioSchema = object({
  $schema: described('For editors.', v.optional(text)),
  name: described('Shown in every output.', v.optional(text, 'scenario')),
  description: described('For people.', v.optional(text)),
  partition: described(
    'https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html',
    v.optional(word('aws', 'aws-us-gov', 'aws-cn', 'aws-eusc'), 'aws'),
  ),
  organization: described('The organization as AWS Organizations knows it.', organizationSchema),
  administratorAccount: described('The account that is to become the administrator; `administratorKeys` are its keys.', accountId),
  accounts: described(
    'The accounts of the organization: one by one, or many at once.',
    v.pipe(v.array(accountEntry, 'must be a list of accounts'), v.minLength(1, 'must not be empty')),
  ),
  regions: described(
    'Enabled Regions: the name, or the name with what is there at the start.',
    v.pipe(v.array(regionEntry, 'must be a list of Regions'), v.minLength(1, 'must not be empty')),
  ),
  buckets: described(
    'Buckets that findings can be exported to. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html',
    v.optional(v.array(bucketSchema), []),
  ),
  keys: described('KMS keys that exported findings can be encrypted with. Same page.', v.optional(v.array(keySchema), [])),
  memberLimit: described(
    'Most members one administrator can have in a Region. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html',
    v.optional(count, 50_000),
  ),
  timing: described(
    'How long AWS takes. AWS publishes no figures, so everything is instant unless told otherwise.',
    v.optional(timingSchema, {}),
  ),
  latency: described(
    'How long every answer takes.',
    v.optional(
      object({
        ms: described('At least.', v.optional(milliseconds, 0)),
        jitterMs: described('Up to so much longer.', v.optional(milliseconds, 0)),
      }),
      {},
    ),
  ),
  throttling: described('Limits on requests per second.', v.optional(throttlingSchema, {})),
  credentials: described('How long credentials are good for.', v.optional(credentialsSchema, {})),
  roles: described(
    'Roles that can be assumed, besides the one of `switches.defaultRole`. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
    v.optional(v.array(roleSchema), []),
  ),
  policies: described('Identity policies that are enforced.', v.optional(v.array(principalPolicySchema), [])),
  denials: described('Actions that are denied, without a whole policy.', v.optional(v.array(denialSchema), [])),
  switches: described(
    "Behaviour that AWS's documents leave open, contradict each other on, or that changed over time. The first word is the default.",
    v.optional(switchesSchema, {}),
  ),
  faults: described('What goes wrong, and when.', v.optional(v.array(faultSchema), [])),
  texts: described(
    'Other words for messages of AWS, by the names that a wrong one makes the program list.',
    v.optional(v.record(text, text), {}),
  ),
  seed: described('Makes jitter and chance repeatable.', v.optional(count, 1)),
  recordInputs: described('Whether the record of calls keeps their inputs; switch it off for very large worlds.', v.optional(flag, true)),
});

/** A scenario that was checked, with every default filled in. Plain JSON: it can be written out and read again. */
export type Scenario = v.InferOutput<typeof scenarioSchema>;
/** What a scenario file may contain: defaults can be left out. */
export type ScenarioInput = v.InferInput<typeof scenarioSchema>;
