import * as v from 'valibot';
import { statementSchema } from './access';
import { accountId, described, object, oneOrMore, regionName, seconds, text } from './fields';

/** The principal of a statement of a resource policy. */
const principalSchema = object({
  Service: described('Service principals, such as guardduty.amazonaws.com.', v.optional(oneOrMore)),
  AWS: described('Accounts: an id, or the ARN of the root user or of a principal.', v.optional(oneOrMore)),
});

const resourceStatementSchema = object({
  ...statementSchema.entries,
  Principal: described(
    'The principal, or `"*"` for everybody. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
    v.union([v.literal('*'), principalSchema], 'must be "*" or an object with the keys: Service, AWS'),
  ),
});

/** The resource policy of a bucket or a key. */
const resourcePolicySchema = object({
  Version: described('Ignored.', v.optional(v.string())),
  Id: described('Ignored.', v.optional(v.string())),
  Statement: described(
    'The statements.',
    v.union([resourceStatementSchema, v.array(resourceStatementSchema)], 'must be a statement or a list of statements'),
  ),
});

const policy = {
  policy: described('The resource policy. Without one, only its own account can use it.', v.optional(resourcePolicySchema)),
  policyAfterSeconds: described('When the policy takes effect, in seconds after the start.', v.optional(seconds, 0)),
};

/** A bucket, for GuardDuty's checks. */
export const bucketSchema = object({
  name: described('The name.', text),
  region: described('The Region of the bucket.', regionName),
  owner: described('The account that owns it.', accountId),
  folders: described('The keys of objects in it, such as `findings/`.', v.optional(v.array(text), [])),
  ...policy,
});

/** A KMS key, for GuardDuty's checks. */
export const keySchema = object({
  arn: described(
    'The ARN, which includes the Region and the owner, as in `arn:aws:kms:eu-west-1:111111111111:key/…`.',
    v.pipe(text, v.regex(/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/.+$/, 'must be the ARN of a KMS key')),
  ),
  ...policy,
});

/** The policy of a bucket or a key. */
export type ResourcePolicy = v.InferOutput<typeof resourcePolicySchema>;
/** A statement of such a policy. */
export type ResourceStatement = v.InferOutput<typeof resourceStatementSchema>;
