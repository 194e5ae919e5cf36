import { weights } from '../domain/reasons';
import { statusWords, stepNames } from '../messages/actions';
import type { Answer, Question } from '../plan/verdicts';
import { exported, insights } from './insight-schema';
import {
  accountId,
  accountName,
  awsName,
  awsWords,
  count,
  counts,
  described,
  flag,
  identity,
  list,
  nullable,
  object,
  oneOf,
  problem,
  requestId,
  runMembers,
  text,
  type Schema,
} from './schema-parts';

const weight = described(
  'Whether it leaves the run a success, is not finished by AWS, is for you to act on, or could not be read.',
  oneOf(['fine', 'pending', 'act', 'unknown']),
);
const remedy = described('What to do.', text);
const reason = oneOf(Object.keys(weights));

const questions: Readonly<Record<Question, true>> = {
  accounts: true,
  'organization-policy': true,
  'trusted-access': true,
  registration: true,
  region: true,
  designation: true,
  detector: true,
  'new-detector': true,
  'auto-enable': true,
  'organization-feature': true,
  'administrator-feature': true,
  'member-feature': true,
  'finding-frequency': true,
  members: true,
  export: true,
  'other-settings': true,
};

const answers: Readonly<Record<Answer, true>> = { 'as-asked': true, 'to-do': true, gap: true, unknown: true };
const outcome = described(
  'How the action ended; null where it was only shown.',
  nullable(
    object({ status: described('What came of it; other members say why.', oneOf(['done', 'partly-done', 'failed', 'not-attempted'])) }),
  ),
);
const action = object({
  kind: described('What is done; the other members depend on it, such as before and after.', oneOf(Object.keys(stepNames))),
  outcome,
});

const notEnabled = object({
  accountId: described('Which account.', accountId),
  name: accountName,
  relationshipStatus: described("AWS's word for the member's state, as it came.", nullable(text)),
  answer: described('Whether it is known that the account is not enabled, or not known.', oneOf(['gap', 'unknown'])),
  reason: described('Why; docs/troubleshooting.md explains each.', reason),
  weight,
  remedy,
  awsName: awsName(nullable(text)),
  awsMessage: awsWords(nullable(text)),
  action: described("IAM's name of the request that AWS answered so.", nullable(text)),
  requestId: requestId(nullable(text)),
});

const verdict = object({
  question: described('What was asked for.', oneOf(Object.keys(questions))),
  feature: described("GuardDuty's name of the feature, where it is about one.", nullable(text)),
  additional: described('The additional configuration under it, such as an agent.', nullable(text)),
  servicePrincipal: described('The service, where it is about trusted access.', nullable(text)),
  answer: described('From the last reading: as asked, planned to be changed, another, or not readable.', oneOf(Object.keys(answers))),
  action: described('The kind of action that would change it.', nullable(oneOf(Object.keys(stepNames)))),
  reason: described('Why it is not as asked, or what is worth knowing; docs/troubleshooting.md explains each.', nullable(reason)),
  remedy: described('What to do.', nullable(text)),
  accounts: described('The accounts that it is about, where there are single ones.', nullable(list(accountId))),
  before: described('What AWS shows of an export, or the setting before the run that was not kept.', nullable(text)),
  after: described('What was asked of an export, or the setting after the run.', nullable(text)),
  awsName: awsName(nullable(text)),
  awsMessage: awsWords(nullable(text)),
  requestId: requestId(nullable(text)),
  problem: described('Why it could not be read.', nullable(problem)),
});

const region = object({
  region: described('Its name.', text),
  status: described('How the Region ended.', oneOf(Object.keys(statusWords))),
  detectorId: described("The administrator's detector.", nullable(text)),
  blocker: described(
    'Why nothing was changed here.',
    nullable(object({ kind: described('docs/troubleshooting.md explains each; the other members depend on it.', text) })),
  ),
  actions: described('What was planned or done, in order.', list(action)),
  verdicts: described('The answer to every question about the Region.', list(verdict)),
  enabledAccounts: described('Accounts that are enabled, as last read; null where that is not known of every account.', nullable(count)),
  membersFromOutside: described(
    'Members that are no active accounts of the organization; never touched. Null where that is not known.',
    nullable(count),
  ),
  excludedMembers: described('Excluded accounts that are members all the same; never removed.', list(accountId)),
  notEnabled: described('Every account that is not enabled here or not known to be, and why.', list(notEnabled)),
  export: exported,
  ...insights,
});

const settings = object({
  regions: described('Regions that were named, or "all".', { anyOf: [{ const: 'all' }, list(text)] }),
  homeRegion: described('Where a first designation is made alone; null: the first Region.', nullable(text)),
  autoEnable: described('Who gets GuardDuty by itself.', oneOf(['ALL', 'NEW', 'NONE'])),
  features: described('Those that were named, and what is for every other; null: they stay as they are.', nullable({ type: 'object' })),
  applyToMembers: described('Whether plans are switched on in members at once.', flag),
  migrateEksRuntimeMonitoring: described('Whether Runtime Monitoring takes the place of EKS Runtime Monitoring.', flag),
  findingFrequency: described('How often findings are exported; null: it stays as it is.', nullable(text)),
  export: described(
    'Where findings are to be exported to; null: as it is.',
    nullable(
      object({
        destinationArn: described('The bucket, and the prefix after a slash.', text),
        keyArn: described('The key that encrypts findings.', text),
        ownerId: described('The account that must own the bucket.', accountId),
        replaces: described('The destination that may be replaced.', nullable(text)),
      }),
    ),
  ),
  coverage: described('Whether the runtime coverage was read.', flag),
  excludeAccounts: described('Accounts not to enrol.', list(accountId)),
  excludeOus: described('Organizational units not to enrol.', list(text)),
  restartSuspended: described('Whether what somebody suspended is restarted.', flag),
  acceptOrganizationPolicy: described('Whether it is a success that an organization policy overrides auto-enable.', flag),
  concurrency: described('Regions in progress at once.', count),
  waitSeconds: described('How long AWS was waited for.', count),
});

const leftOut = object({
  accountId: described('Which account.', accountId),
  name: accountName,
  state: described("AWS's word for the account's state.", nullable(text)),
  reason: described('Why it takes no part; docs/troubleshooting.md explains each.', reason),
  weight,
});

const organization = object({
  id: described('Its id.', text),
  managementAccountId: described('The account that owns it.', accountId),
  accounts: described('How many there are; null where the list could not be read whole.', nullable(count)),
  accountsByState: described("How many, by AWS's word for their state; null where the list could not be read whole.", nullable(counts)),
  leftOut: described('Accounts that take no part.', list(leftOut)),
  actions: described('Changes to the organization itself.', list(action)),
  verdicts: described('The answer to every question about the organization.', list(verdict)),
  warnings: described('Limits of the run.', list(object({ kind: described('docs/troubleshooting.md explains each.', text) }))),
});

/** The published JSON Schema of the JSON document; names of reasons, steps and statuses come from the code. */
export function reportJsonSchema(): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://unpkg.com/provision-guardduty/schema/report.schema.json',
    title: 'JSON document of provision-guardduty',
    ...object({
      schemaVersion: described('Raised when a member changes its meaning or goes; new members do not raise it.', { const: 1 }),
      ...runMembers(['apply', 'dry-run', 'check'], described('As the README explains.', { enum: [0, 1, 2, 3, 130] }), 'The user said no.'),
      settings: described('The settings in force.', settings),
      identities: described(
        'Whose credentials were used.',
        object({
          management: described('Null without its credentials.', nullable(identity)),
          administrator: described('The delegated administrator.', identity),
        }),
      ),
      organization: described('The organization, as it was read.', organization),
      administrator: described(
        'The delegated administrator.',
        object({ accountId: described('Its account.', accountId), name: accountName }),
      ),
      regions: described('The Regions of the run, the home Region first.', list(region)),
      totals: described(
        'Counts.',
        object({
          accountsToEnrol: described('Accounts that the rollout is about; null where not every account is known.', nullable(count)),
          regions: described('Regions by status.', counts),
          enabledAccountRegions: described(
            'Accounts that are enabled, over all Regions; null where it is not known of each.',
            nullable(count),
          ),
          notEnabledAccountRegions: described('Accounts in `notEnabled`, over all Regions.', count),
          calls: described('Requests, retries included.', count),
        }),
      ),
      calls: described('Requests by IAM action, retries included.', counts),
    }),
  };
}
