import * as v from 'valibot';
import { credentialsSchema, denialSchema, principalPolicySchema, roleSchema } from './access';
import { faultSchema } from './faults';
import { accountId, count, flag, milliseconds, object, positiveCount, regionName, seconds, text, word } from './fields';
import { accountSchema, generatedAccountsSchema, organizationSchema } from './organization';
import { regionSchema, type ScenarioRegion } from './region';
import { switchesSchema } from './switches';

/** An account entry is read as generated when it has a count, so that problems are reported for the form that was meant. */
const accountEntry = v.lazy((input) =>
  typeof input === 'object' && input !== null && 'count' in input ? generatedAccountsSchema : accountSchema,
);

const regionEntry = v.pipe(
  v.lazy((input) => (typeof input === 'string' ? regionName : regionSchema)),
  v.transform((entry): ScenarioRegion => (typeof entry === 'string' ? { name: entry, lacks: [], detectors: [], members: [] } : entry)),
);

/** How long AWS takes. Nothing here is documented as a figure by AWS; the defaults are instant. */
const timingSchema = object({
  /** Until ListOrganizationAdminAccounts shows a new administrator. */
  designationSeconds: v.optional(seconds, 0),
  /** Until the administrator's detector exists; `null`: AWS never makes it. */
  administratorDetectorSeconds: v.optional(v.nullable(seconds), 0),
  /** Until the administrator may act: before that AWS answers as to a stranger, or "Internal error". */
  settleSeconds: v.optional(seconds, 0),
  /** Until a created member reads `Enabled`. */
  memberSeconds: v.optional(seconds, 0),
  /** Up to so much longer, differently for each account. */
  memberJitterSeconds: v.optional(seconds, 0),
  /** Until auto-enable ALL has enrolled everybody by itself; `null`: never. */
  autoEnableAllSeconds: v.optional(v.nullable(seconds), null),
  /** How long an administrator that is removed reads DISABLE_IN_PROGRESS; `null`: for good. */
  removalSeconds: v.optional(v.nullable(seconds), 0),
  /** How long the old organization configuration is still read back. */
  configurationSeconds: v.optional(seconds, 0),
});

const throttlingSchema = object({
  /** The published token buckets of Organizations and Account Management. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
  tokenBuckets: v.optional(flag, false),
  /** A limit for GuardDuty per account and Region; AWS publishes none. */
  guardduty: v.optional(object({ perSecond: positiveCount, burst: positiveCount })),
});

/** A whole scenario. Unknown keys are refused everywhere. */
export const scenarioSchema = object({
  /** For editors. */
  $schema: v.optional(text),
  name: v.optional(text, 'scenario'),
  description: v.optional(text),
  partition: v.optional(word('aws', 'aws-us-gov', 'aws-cn', 'aws-eusc'), 'aws'),
  organization: organizationSchema,
  /** The account that is to become the administrator; `administratorKeys` are its keys. */
  administratorAccount: accountId,
  accounts: v.pipe(v.array(accountEntry, 'must be a list of accounts'), v.minLength(1, 'must not be empty')),
  regions: v.pipe(v.array(regionEntry, 'must be a list of Regions'), v.minLength(1, 'must not be empty')),
  /** Most members one administrator can have in a Region. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html */
  memberLimit: v.optional(count, 50_000),
  timing: v.optional(timingSchema, {}),
  latency: v.optional(object({ ms: v.optional(milliseconds, 0), jitterMs: v.optional(milliseconds, 0) }), {}),
  throttling: v.optional(throttlingSchema, {}),
  credentials: v.optional(credentialsSchema, {}),
  roles: v.optional(v.array(roleSchema), []),
  policies: v.optional(v.array(principalPolicySchema), []),
  denials: v.optional(v.array(denialSchema), []),
  switches: v.optional(switchesSchema, {}),
  faults: v.optional(v.array(faultSchema), []),
  /** Other words for messages of AWS, by the names in `texts.ts`. */
  texts: v.optional(v.record(text, text), {}),
  /** Makes jitter and chance repeatable. */
  seed: v.optional(count, 1),
  /** Whether the record of calls keeps their inputs; switch it off for very large worlds. */
  recordInputs: v.optional(flag, true),
});

/** A scenario that was checked, with every default filled in. Plain JSON: it can be written out and read again. */
export type Scenario = v.InferOutput<typeof scenarioSchema>;
/** What a scenario file may contain: defaults can be left out. */
export type ScenarioInput = v.InferInput<typeof scenarioSchema>;
