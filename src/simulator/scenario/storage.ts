import * as v from 'valibot';
import { statementSchema } from './access';
import { accountId, described, object, oneOrMore, regionName, seconds, text } from './fields';

/** Who a statement of a resource policy is about. */
const principalSchema = object({
  Service: described('Service principals, such as guardduty.amazonaws.com.', v.optional(oneOrMore)),
  AWS: described('Accounts: an id, or the ARN of the root user or of a principal in the account.', v.optional(oneOrMore)),
});

const resourceStatementSchema = object({
  ...statementSchema.entries,
  Principal: described(
    '`"*"` for everybody. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
    v.union([v.literal('*'), principalSchema], 'must be "*" or an object with the keys: Service, AWS'),
  ),
});

/** The policy of a bucket or a key, in IAM's own spelling. */
const resourcePolicySchema = object({
  Version: described('Kept, not looked at.', v.optional(v.string())),
  Id: described('Kept, not looked at.', v.optional(v.string())),
  Statement: described(
    'What is allowed or denied, and to whom.',
    v.union([resourceStatementSchema, v.array(resourceStatementSchema)], 'must be a statement or a list of statements'),
  ),
});

const policy = {
  policy: described('Its resource policy. Nobody but its own account may use it without one.', v.optional(resourcePolicySchema)),
  policyAfterSeconds: described('So many seconds after the start the policy takes effect.', v.optional(seconds, 0)),
};

/** A bucket, as far as GuardDuty looks at it. */
export const bucketSchema = object({
  name: described('Its name.', text),
  region: described('The Region that it is in.', regionName),
  owner: described('The account that owns it.', accountId),
  folders: described('Keys of objects that are there, such as `findings/`.', v.optional(v.array(text), [])),
  ...policy,
});

/** A KMS key, as far as GuardDuty looks at it. */
export const keySchema = object({
  arn: described(
    'Region and owner are part of it, as in `arn:aws:kms:eu-west-1:111111111111:key/…`.',
    v.pipe(text, v.regex(/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/.+$/, 'must be the ARN of a KMS key')),
  ),
  ...policy,
});

/** The policy of a bucket or a key. */
export type ResourcePolicy = v.InferOutput<typeof resourcePolicySchema>;
/** A statement of such a policy. */
export type ResourceStatement = v.InferOutput<typeof resourceStatementSchema>;
