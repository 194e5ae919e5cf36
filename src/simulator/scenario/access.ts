import * as v from 'valibot';
import { accountId, described, object, oneOrMore, positiveCount, regionName, seconds, text, word } from './fields';

/** A condition block: operator, key, value or values. */
const conditions = v.record(
  text,
  v.record(text, v.union([v.string(), v.boolean(), v.array(v.string())], 'must be a text or a list of texts')),
);

/** A statement of an identity policy. */
export const statementSchema = object({
  Sid: described('A name for people.', v.optional(v.string())),
  Effect: described('A denial beats every permission.', word('Allow', 'Deny')),
  Action: described('Actions it is about.', v.optional(oneOrMore)),
  NotAction: described('All actions but these.', v.optional(oneOrMore)),
  Resource: described('Resources it is about.', v.optional(oneOrMore)),
  NotResource: described('All resources but these.', v.optional(oneOrMore)),
  Condition: described('Operators by name, each with keys and values.', v.optional(conditions, {})),
});

/** An IAM policy document, in IAM's own spelling. */
const policyDocumentSchema = object({
  Version: described('Kept, not looked at.', v.optional(v.string())),
  Id: described('Kept, not looked at.', v.optional(v.string())),
  Statement: described(
    'What is allowed or denied.',
    v.union([statementSchema, v.array(statementSchema)], 'must be a statement or a list of statements'),
  ),
});

/** A role that can be assumed. */
export const roleSchema = object({
  account: described('The account it is in.', accountId),
  name: described('Its name, without a path.', text),
  trusts: described('Accounts whose principals may assume it; the management account without it.', v.optional(v.array(accountId))),
  externalId: described('What a caller must send along.', v.optional(text)),
  maxSessionSeconds: described(
    'Longest session. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage-assume.html',
    v.optional(positiveCount, 43_200),
  ),
});

/** An identity policy; a principal without one may do everything. */
export const principalPolicySchema = object({
  account: described('The account of the principal.', accountId),
  role: described("Name of the role; the account's own key without it.", v.optional(text)),
  document: described(
    "The policy in IAM's own spelling. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html",
    policyDocumentSchema,
  ),
});

/** Actions that are denied, without writing a whole policy. `*` is understood in actions. */
export const denialSchema = object({
  actions: described('IAM actions; `*` and `?` are understood.', v.pipe(v.array(text), v.minLength(1, 'must not be empty'))),
  accounts: described('Accounts that are denied; all without it.', v.optional(v.array(accountId))),
  regions: described('Regions in which they are denied; all without it.', v.optional(v.array(regionName))),
  by: described(
    'Which kind of policy the message names. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
    v.optional(word('identity-policy', 'service-control-policy', 'resource-control-policy'), 'identity-policy'),
  ),
});

/** How long credentials are good for. */
export const credentialsSchema = object({
  managementLifetimeSeconds: described('Until the credentials of the management account expire; never without it.', v.optional(seconds)),
  administratorLifetimeSeconds: described('Until the credentials of the administrator expire; never without it.', v.optional(seconds)),
  assumedRoleLifetimeSeconds: described(
    'Until the credentials of an assumed role expire, even if more was asked for; as asked for without it.',
    v.optional(seconds),
  ),
});

/** An IAM policy document. */
export type PolicyDocument = v.InferOutput<typeof policyDocumentSchema>;
/** A statement of a policy document. */
export type PolicyStatement = v.InferOutput<typeof statementSchema>;
/** Who stands behind a denial. */
export type DeniedBy = v.InferOutput<typeof denialSchema>['by'];
