import * as v from 'valibot';
import { accountId, choice, described, object, oneOrMore, positiveCount, regionName, seconds, text, word } from './fields';

/** A condition block: operator, key, value or values. */
const conditions = v.record(
  text,
  v.record(text, v.union([v.string(), v.boolean(), v.array(v.string())], 'must be a text or a list of texts')),
);

/** A statement of an identity policy. */
export const statementSchema = object({
  Sid: described('A name for people.', v.optional(v.string())),
  Effect: described('A denial overrides every permission.', word('Allow', 'Deny')),
  Action: described('The actions.', v.optional(oneOrMore)),
  NotAction: described('All actions except these.', v.optional(oneOrMore)),
  Resource: described('The resources.', v.optional(oneOrMore)),
  NotResource: described('All resources except these.', v.optional(oneOrMore)),
  Condition: described('Condition operators by name, each with keys and values.', v.optional(conditions, {})),
});

/** An IAM policy document. */
const policyDocumentSchema = object({
  Version: described('Ignored.', v.optional(v.string())),
  Id: described('Ignored.', v.optional(v.string())),
  Statement: described(
    'The statements.',
    v.union([statementSchema, v.array(statementSchema)], 'must be a statement or a list of statements'),
  ),
});

/** A role that can be assumed. */
export const roleSchema = object({
  account: described('The account of the role.', accountId),
  name: described('The name without a path.', text),
  trusts: described('Accounts that can assume the role. The default is the management account.', v.optional(v.array(accountId))),
  externalId: described('The external id that a caller must send.', v.optional(text)),
  maxSessionSeconds: described(
    'The longest session. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage-assume.html',
    v.optional(positiveCount, 43_200),
  ),
});

/** An identity policy. A principal without one can do everything. */
export const principalPolicySchema = object({
  account: described('The account of the principal.', accountId),
  role: described("The name of the role. Without it, the policy is for the account's own key.", v.optional(text)),
  document: described(
    'The policy document. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html',
    policyDocumentSchema,
  ),
});

/** Actions that are denied. A short form of a policy. */
export const denialSchema = object({
  actions: described('IAM actions. `*` and `?` are wildcards.', v.pipe(v.array(text), v.minLength(1, 'must not be empty'))),
  accounts: described('Accounts that are denied. The default is all.', v.optional(v.array(accountId))),
  regions: described('Regions in which the actions are denied. The default is all.', v.optional(v.array(regionName))),
  by: choice('The kind of policy that the error names. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html', [
    'identity-policy',
    'service-control-policy',
    'resource-control-policy',
  ]),
});

/** The lifetime of credentials. */
export const credentialsSchema = object({
  managementLifetimeSeconds: described(
    'The lifetime of the credentials of the management account. Without it, they do not expire.',
    v.optional(seconds),
  ),
  administratorLifetimeSeconds: described(
    'The lifetime of the credentials of the administrator. Without it, they do not expire.',
    v.optional(seconds),
  ),
  assumedRoleLifetimeSeconds: described(
    'The longest lifetime of the credentials of an assumed role. Without it, the request decides.',
    v.optional(seconds),
  ),
});

/** An IAM policy document. */
export type PolicyDocument = v.InferOutput<typeof policyDocumentSchema>;
/** A statement of a policy document. */
export type PolicyStatement = v.InferOutput<typeof statementSchema>;
/** The kind of policy that denies. */
export type DeniedBy = v.InferOutput<typeof denialSchema>['by'];
