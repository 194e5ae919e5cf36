import * as v from 'valibot';
import { featureName } from './features';
import { accountId, choice, described, object, positiveCount, regionName, seconds, text, word } from './fields';

const regionStatus = word('ENABLED', 'ENABLING', 'DISABLING', 'DISABLED', 'ENABLED_BY_DEFAULT');

const policyId = v.pipe(
  v.string('must be the id of a policy'),
  v.regex(/^p-[0-9a-z]{8,128}$/, 'must be the id of a policy, such as "p-simulated1"'),
);

/** The keys that single and generated accounts share. */
const common = {
  state: described(
    'ACTIVE, PENDING_ACTIVATION, SUSPENDED, PENDING_CLOSURE or CLOSED. Any other text simulates a new state.',
    v.optional(text, 'ACTIVE'),
  ),
  joinedMethod: choice(
    'How the account joined. It matters for `switches.defaultRole`. https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html',
    ['CREATED', 'INVITED'],
  ),
  organizationalUnit: described('The id of its organizational unit. The default is the root.', v.optional(text)),
  regions: described(
    "The opt-in status of Regions, if it differs from the organization's.",
    v.optional(v.record(regionName, regionStatus)),
  ),
  changes: described(
    'A change of the state after the start, such as a suspension.',
    v.optional(object({ afterSeconds: described('Seconds after the start.', seconds), state: described('The new state.', text) })),
  ),
  joinsAfterSeconds: described('When the account joins the organization, in seconds after the start.', v.optional(seconds)),
};

/** A single account. */
export const accountSchema = object({
  id: described('The account id.', accountId),
  name: described('Any text, also a hostile one.', text),
  email: described('The address of the root user. The default is made from the id.', v.optional(v.string('must be text'))),
  ...common,
});

/** Many numbered accounts. `{n}` in the name and the e-mail address becomes the number. */
export const generatedAccountsSchema = object({
  count: described('The number of accounts.', positiveCount),
  firstId: described('The id of the first account. The others follow.', v.optional(accountId, '300000000001')),
  name: described('The name. `{n}` becomes the number, from 1 on.', v.optional(text, 'workload-{n}')),
  email: described('The e-mail address. `{n}` becomes the number.', v.optional(text, 'aws+workload-{n}@example.com')),
  ...common,
});

/** The organization. */
export const organizationSchema = object({
  id: described(
    'The organization id. https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html',
    v.optional(text, 'o-simulated1'),
  ),
  managementAccount: described('The management account. It must be in `accounts`.', accountId),
  featureSet: choice(
    'The feature set. Trusted access needs ALL. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_getting-started_concepts.html',
    ['ALL', 'CONSOLIDATED_BILLING'],
  ),
  policyTypes: described(
    'The policy types of the root, such as GUARDDUTY_POLICY.',
    v.optional(
      v.array(
        object({
          type: described('The type. https://docs.aws.amazon.com/organizations/latest/APIReference/API_PolicyTypeSummary.html', text),
          status: choice('The status of the type.', ['ENABLED', 'PENDING_ENABLE', 'PENDING_DISABLE']),
        }),
      ),
      [],
    ),
  ),
  policyManagedFeatures: described(
    'Features that an attached GUARDDUTY_POLICY manages in every account.',
    v.optional(v.array(featureName), []),
  ),
  guarddutyPolicies: described(
    'Policies of the type GUARDDUTY_POLICY. By default there is one on the root if `policyManagedFeatures` is not empty.',
    v.optional(
      v.array(
        object({
          id: described('The policy id. https://docs.aws.amazon.com/organizations/latest/APIReference/API_PolicySummary.html', policyId),
          name: described('Any text.', text),
          targets: described('The targets: `"root"`, ids of organizational units, ids of accounts.', v.optional(v.array(text), [])),
        }),
      ),
    ),
  ),
  trustedAccess: described('Service principals with trusted access.', v.optional(v.array(text), [])),
  delegatedAdministrators: described(
    'Delegated administrators that are registered at Organizations.',
    v.optional(
      v.array(
        object({
          account: described('The account.', accountId),
          servicePrincipal: described('The service principal, such as guardduty.amazonaws.com.', text),
        }),
      ),
      [],
    ),
  ),
  organizationalUnits: described(
    'The organizational units.',
    v.optional(
      v.array(
        object({
          id: described('The id, such as ou-ab12-security.', text),
          name: described('Any text.', text),
          parent: described('The id of its parent. The default is the root.', v.optional(text)),
        }),
      ),
      [],
    ),
  ),
});

/** A single account in a scenario. */
export type ScenarioAccount = v.InferOutput<typeof accountSchema>;
/** Numbered accounts in a scenario. */
export type GeneratedAccounts = v.InferOutput<typeof generatedAccountsSchema>;
