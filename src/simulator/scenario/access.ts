import * as v from 'valibot';
import { accountId, object, oneOrMore, positiveCount, seconds, text, word } from './fields';

/** A condition block: operator, key, value or values. */
const conditions = v.record(
  text,
  v.record(text, v.union([v.string(), v.boolean(), v.array(v.string())], 'must be a text or a list of texts')),
);

const statementSchema = object({
  Sid: v.optional(v.string()),
  Effect: word('Allow', 'Deny'),
  Action: v.optional(oneOrMore),
  NotAction: v.optional(oneOrMore),
  Resource: v.optional(oneOrMore),
  NotResource: v.optional(oneOrMore),
  Condition: v.optional(conditions, {}),
});

/** An IAM policy document, in IAM's own spelling. */
export const policyDocumentSchema = object({
  Version: v.optional(v.string()),
  Id: v.optional(v.string()),
  Statement: v.union([statementSchema, v.array(statementSchema)], 'must be a statement or a list of statements'),
});

/** A role that can be assumed. */
export const roleSchema = object({
  account: accountId,
  name: text,
  /** Accounts whose principals may assume it; the management account without it. */
  trusts: v.optional(v.array(accountId)),
  externalId: v.optional(text),
  maxSessionSeconds: v.optional(positiveCount, 43_200),
});

/** An identity policy; a principal without one may do everything. */
export const principalPolicySchema = object({
  account: accountId,
  /** Name of the role; the account's own key without it. */
  role: v.optional(text),
  document: policyDocumentSchema,
});

/** Actions that are denied, without writing a whole policy. `*` is understood in actions. */
export const denialSchema = object({
  actions: v.pipe(v.array(text), v.minLength(1, 'must not be empty')),
  accounts: v.optional(v.array(accountId)),
  regions: v.optional(v.array(text)),
  by: v.optional(word('identity-policy', 'service-control-policy', 'resource-control-policy'), 'identity-policy'),
});

/** How long credentials are good for. */
export const credentialsSchema = object({
  managementLifetimeSeconds: v.optional(seconds),
  administratorLifetimeSeconds: v.optional(seconds),
  assumedRoleLifetimeSeconds: v.optional(seconds),
});

/** An IAM policy document. */
export type PolicyDocument = v.InferOutput<typeof policyDocumentSchema>;
/** A statement of a policy document. */
export type PolicyStatement = v.InferOutput<typeof statementSchema>;
/** Who stands behind a denial. */
export type DeniedBy = v.InferOutput<typeof denialSchema>['by'];
