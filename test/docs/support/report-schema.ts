import { reasons } from '../../../src/domain/reasons';
import { stepNames, statusWords } from '../../../src/reporters/wording';

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const flag: Schema = { type: 'boolean' };
const count: Schema = { type: 'integer', minimum: 0 };
const accountId: Schema = { type: 'string', pattern: '^\\d{12}$' };
const nullable = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const list = (items: Schema): Schema => ({ type: 'array', items });
const oneOf = (words: readonly string[]): Schema => ({ enum: words });
const counts: Schema = { type: 'object', additionalProperties: count };

/** An object whose members are all there; a new member does not break a reader, so others are allowed. */
function object(properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema {
  return { type: 'object', required: Object.keys(properties).filter((name) => !optional.includes(name)), properties };
}

const described = (description: string, schema: Schema): Schema => ({ description, ...schema });
const weight = oneOf(['fine', 'pending', 'act']);
const reason = oneOf(Object.keys(reasons));
const kind = oneOf(Object.keys(stepNames));
const problem = object({ code: text, action: text, accountId, region: text, awsName: text, awsMessage: text, requestId: text }, [
  'accountId',
  'region',
  'awsName',
  'awsMessage',
  'requestId',
]);
const identity = object({ accountId, arn: text });

const outcome = described(
  'How the action ended; null where it was only shown.',
  nullable(object({ status: oneOf(['done', 'partly-done', 'failed', 'not-attempted']) })),
);
const action = object({ kind: described('What is done; the other members depend on it, such as before and after.', kind), outcome });

const notEnabled = object({
  accountId,
  name: nullable(text),
  relationshipStatus: described("AWS's word for the member's state, as it came.", nullable(text)),
  reason: described('Why the account is not enabled; docs/troubleshooting.md explains each.', reason),
  weight: described('Whether it leaves the run a success, is not finished by AWS, or is for you to act on.', weight),
  remedy: described('What to do.', text),
  awsMessage: described("AWS's own words.", nullable(text)),
  requestId: nullable(text),
});

const region = object({
  region: text,
  status: described('How the Region ended.', oneOf(Object.keys(statusWords))),
  detectorId: described("The administrator's detector.", nullable(text)),
  blocker: described('Why nothing was changed here.', nullable(object({ kind: text }))),
  actions: described('What was planned or done, in order.', list(action)),
  findings: described('What is not as it should be in the Region as a whole.', list(reason)),
  plans: described(
    'Protection plans that are not as asked for.',
    list(object({ feature: text, reason, weight, remedy: text, accounts: count, awsMessage: text }, ['accounts', 'awsMessage'])),
  ),
  enabledAccounts: described('Accounts that are enabled, as last read; null where that is not known.', nullable(count)),
  membersFromOutside: described('Members that are no active accounts of the organization; never touched.', count),
  excludedMembers: described('Excluded accounts that are members all the same; never removed.', list(accountId)),
  notEnabled: described('Every account that is not enabled here, and why.', list(notEnabled)),
  unproven: described('Why the result could not be read back.', nullable(problem)),
});

const settings = object({
  regions: { anyOf: [{ const: 'all' }, list(text)] },
  homeRegion: nullable(text),
  autoEnable: oneOf(['ALL', 'NEW', 'NONE']),
  protectionPlans: nullable({ type: 'object' }),
  applyToMembers: flag,
  findingFrequency: nullable(text),
  excludeAccounts: list(accountId),
  excludeOus: list(text),
  restartSuspended: flag,
  acceptOrganizationPolicy: flag,
  concurrency: count,
  waitSeconds: count,
});

const organization = object({
  id: text,
  managementAccountId: accountId,
  accounts: described('How many there are.', count),
  accountsByState: counts,
  leftOut: described(
    'Accounts that take no part.',
    list(object({ accountId, name: nullable(text), state: nullable(text), reason, weight })),
  ),
  actions: described('Changes to the organization itself.', list(action)),
  warnings: described('Checks that could not be made.', list(object({ kind: text }))),
});

/** The published JSON Schema of the JSON document; names of reasons, steps and statuses come from the code. */
export function reportJsonSchema(): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://unpkg.com/provision-guardduty/schema/report.schema.json',
    title: 'JSON document of provision-guardduty',
    ...object({
      schemaVersion: described('Raised when a member changes its meaning or goes; new members do not raise it.', { const: 1 }),
      tool: object({ name: text, version: text }),
      simulated: described('Whether AWS was simulated.', flag),
      scenario: nullable(text),
      mode: oneOf(['apply', 'dry-run', 'check']),
      startedAt: { type: 'string', description: 'ISO 8601.' },
      finishedAt: { type: 'string', description: 'ISO 8601.' },
      durationMs: count,
      exitCode: { enum: [0, 1, 2, 3, 130] },
      interrupted: flag,
      declined: described('The user said no.', flag),
      settings,
      identities: object({ management: nullable(identity), administrator: identity }),
      organization,
      administrator: object({ accountId, name: nullable(text) }),
      regions: list(region),
      totals: object({
        accountsToEnrol: count,
        regions: described('Regions by status.', counts),
        enabledAccountRegions: count,
        notEnabledAccountRegions: count,
        calls: count,
      }),
      calls: described('Requests by IAM action, retries included.', counts),
    }),
  };
}
