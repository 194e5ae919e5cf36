import * as v from 'valibot';
import { featureName } from './features';
import { accountId, described, object, positiveCount, regionName, seconds, text, word } from './fields';

const regionStatus = word('ENABLED', 'ENABLING', 'DISABLING', 'DISABLED', 'ENABLED_BY_DEFAULT');

const policyId = v.pipe(
  v.string('must be the id of a policy'),
  v.regex(/^p-[0-9a-z]{8,128}$/, 'must be the id of a policy, such as "p-simulated1"'),
);

/** What explicit and generated accounts have in common. */
const common = {
  state: described(
    'One of ACTIVE, PENDING_ACTIVATION, SUSPENDED, PENDING_CLOSURE, CLOSED; or any text, so that a state which AWS may add some day can be tried too.',
    v.optional(text, 'ACTIVE'),
  ),
  joinedMethod: described(
    'Matters for `switches.defaultRole`. https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html',
    v.optional(word('CREATED', 'INVITED'), 'CREATED'),
  ),
  organizationalUnit: described('Id of the organizational unit it is in; the root without it.', v.optional(text)),
  regions: described(
    "Opt-in status of Regions where it differs from the organization's Regions.",
    v.optional(v.record(regionName, regionStatus)),
  ),
  changes: described(
    'The state changes by itself so many seconds after the start, such as an account suspended meanwhile.',
    v.optional(object({ afterSeconds: described('Counted from the start.', seconds), state: described('The later state.', text) })),
  ),
  joinsAfterSeconds: described('The account joins the organization so many seconds after the start.', v.optional(seconds)),
};

/** One account, written out. */
export const accountSchema = object({
  id: described('Twelve digits, as text.', accountId),
  name: described('Any text; hostile names are welcome.', text),
  email: described('The address of its root user; made from the id without it.', v.optional(v.string('must be text'))),
  ...common,
});

/** Many accounts, numbered; `{n}` in name and e-mail becomes the number. */
export const generatedAccountsSchema = object({
  count: described('How many accounts this entry stands for.', positiveCount),
  firstId: described('The others follow it.', v.optional(accountId, '300000000001')),
  name: described('`{n}` becomes the number, from 1 on.', v.optional(text, 'workload-{n}')),
  email: described('`{n}` becomes the number, from 1 on.', v.optional(text, 'aws+workload-{n}@example.com')),
  ...common,
});

/** The organization as AWS Organizations knows it. */
export const organizationSchema = object({
  id: described('https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html', v.optional(text, 'o-simulated1')),
  managementAccount: described('Must be in `accounts`.', accountId),
  featureSet: described(
    'Trusted access needs all features. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_getting-started_concepts.html',
    v.optional(word('ALL', 'CONSOLIDATED_BILLING'), 'ALL'),
  ),
  policyTypes: described(
    'Policy types of the root, such as GUARDDUTY_POLICY.',
    v.optional(
      v.array(
        object({
          type: described('https://docs.aws.amazon.com/organizations/latest/APIReference/API_PolicyTypeSummary.html', text),
          status: described('Whether it is in force.', v.optional(word('ENABLED', 'PENDING_ENABLE', 'PENDING_DISABLE'), 'ENABLED')),
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
    'Policies of the type GUARDDUTY_POLICY. Without it there is one, attached to the root, where `policyManagedFeatures` names a plan.',
    v.optional(
      v.array(
        object({
          id: described('https://docs.aws.amazon.com/organizations/latest/APIReference/API_PolicySummary.html', policyId),
          name: described('Any text.', text),
          targets: described(
            'What it is attached to: `"root"`, ids of organizational units or of accounts.',
            v.optional(v.array(text), []),
          ),
        }),
      ),
    ),
  ),
  trustedAccess: described('Service principals with trusted access.', v.optional(v.array(text), [])),
  delegatedAdministrators: described(
    'Administrators registered at Organizations.',
    v.optional(
      v.array(
        object({
          account: described('The administrator.', accountId),
          servicePrincipal: described('The service, such as guardduty.amazonaws.com.', text),
        }),
      ),
      [],
    ),
  ),
  organizationalUnits: described(
    'The tree below the root.',
    v.optional(
      v.array(
        object({
          id: described('Such as ou-ab12-security.', text),
          name: described('Any text.', text),
          parent: described('Id of the unit it is in; the root without it.', v.optional(text)),
        }),
      ),
      [],
    ),
  ),
});

/** One account as a scenario writes it. */
export type ScenarioAccount = v.InferOutput<typeof accountSchema>;
/** Many accounts as a scenario writes them. */
export type GeneratedAccounts = v.InferOutput<typeof generatedAccountsSchema>;
