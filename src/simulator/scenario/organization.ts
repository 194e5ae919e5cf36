import * as v from 'valibot';
import { accountId, object, positiveCount, regionName, seconds, text, word } from './fields';

/** The states an account of an organization can have. https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html */
export const accountStates = ['ACTIVE', 'PENDING_ACTIVATION', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'] as const;

const regionStatus = word('ENABLED', 'ENABLING', 'DISABLING', 'DISABLED', 'ENABLED_BY_DEFAULT');

/** What explicit and generated accounts have in common. */
const common = {
  /** Any text, so that a state which AWS may add some day can be tried too. */
  state: v.optional(text, 'ACTIVE'),
  joinedMethod: v.optional(word('CREATED', 'INVITED'), 'CREATED'),
  /** Id of the organizational unit it is in; the root without it. */
  organizationalUnit: v.optional(text),
  /** Opt-in status of Regions where it differs from the organization's Regions. */
  regions: v.optional(v.record(regionName, regionStatus)),
  /** The state changes by itself so many seconds after the start, such as an account suspended meanwhile. */
  changes: v.optional(object({ afterSeconds: seconds, state: text })),
  /** The account joins the organization so many seconds after the start. */
  joinsAfterSeconds: v.optional(seconds),
};

/** One account, written out. */
export const accountSchema = object({ id: accountId, name: text, email: v.optional(v.string('must be text')), ...common });

/** Many accounts, numbered; `{n}` in name and e-mail becomes the number. */
export const generatedAccountsSchema = object({
  count: positiveCount,
  firstId: v.optional(accountId, '300000000001'),
  name: v.optional(text, 'workload-{n}'),
  email: v.optional(text, 'aws+workload-{n}@example.com'),
  ...common,
});

/** The organization as AWS Organizations knows it. */
export const organizationSchema = object({
  id: v.optional(text, 'o-simulated1'),
  managementAccount: accountId,
  featureSet: v.optional(word('ALL', 'CONSOLIDATED_BILLING'), 'ALL'),
  /** Policy types of the root, such as GUARDDUTY_POLICY. */
  policyTypes: v.optional(
    v.array(object({ type: text, status: v.optional(word('ENABLED', 'PENDING_ENABLE', 'PENDING_DISABLE'), 'ENABLED') })),
    [],
  ),
  /** Protection plans which an attached GUARDDUTY_POLICY manages in every account. */
  policyManagedFeatures: v.optional(v.array(text), []),
  /** Service principals with trusted access. */
  trustedAccess: v.optional(v.array(text), []),
  /** Administrators registered at Organizations. */
  delegatedAdministrators: v.optional(v.array(object({ account: accountId, servicePrincipal: text })), []),
  organizationalUnits: v.optional(v.array(object({ id: text, name: text, parent: v.optional(text) })), []),
});

/** One account as a scenario writes it. */
export type ScenarioAccount = v.InferOutput<typeof accountSchema>;
/** Many accounts as a scenario writes them. */
export type GeneratedAccounts = v.InferOutput<typeof generatedAccountsSchema>;
