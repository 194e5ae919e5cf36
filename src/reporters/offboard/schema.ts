import { leftReasons, offboardNotes, offboardReasons } from '../../messages/offboard-reasons';
import { offboardStatusWords, offboardStepNames } from '../../messages/offboard';
import type { OffboardQuestion, OffboardVerdict } from '../../offboard/plan/verdicts';
import type { Standing } from '../../offboard/plan/region';
import {
  accountId,
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
  requestId,
  runMembers,
  text,
} from '../schema-parts';
import { offboardReportVersion } from './json';

const questions: Readonly<Record<OffboardQuestion, true>> = {
  configuration: true,
  members: true,
  designation: true,
  detector: true,
  'carry-over': true,
  registration: true,
};
const answers: Readonly<Record<OffboardVerdict['answer'], true>> = { 'as-asked': true, 'to-do': true, gap: true, unknown: true };
const standings: Readonly<Record<Standing, true>> = { free: true, leaves: true, stays: true, unknown: true };

const name = described("The account's name, from outside; null for an account that is not in the organization.", nullable(text));
const words = { awsName: awsName(nullable(text)), awsMessage: awsWords(nullable(text)) };

const problem = object({
  code: described('What kind of "no" it is; docs/troubleshooting.md explains each.', text),
  action: described("IAM's name of the request.", text),
  accountId: described('Whose credentials were used.', nullable(accountId)),
  region: described('In which Region.', nullable(text)),
  ...words,
  detail: described("What is odd about AWS's answer, in words of this program.", nullable(text)),
  requestId: requestId(nullable(text)),
});
const verdict = object({
  question: described('What was asked.', oneOf(Object.keys(questions))),
  servicePrincipal: described('The service, where it is about a registration.', nullable(text)),
  answer: described('From the last reading: as asked, planned to be changed, another, or not readable.', oneOf(Object.keys(answers))),
  note: described('What a person should know although it is as asked.', nullable(oneOf(Object.keys(offboardNotes)))),
  reason: described('Why it is not as asked, or not known to be.', nullable(oneOf(Object.keys(offboardReasons)))),
  explanation: described('Note or reason in words.', nullable(text)),
  remedy: described('What to do.', nullable(text)),
  problem: described('The failed request behind it.', nullable(problem)),
});

const outcome = described(
  'How the step ended; null where it was only shown.',
  nullable(
    object({
      status: described('What came of it.', oneOf(['done', 'partly-done', 'failed', 'not-attempted'])),
      because: described('The step or event that kept it from being attempted.', nullable(text)),
      problem: described('The request that failed.', nullable(problem)),
    }),
  ),
);
const step = object({
  kind: described(
    'What is done; the other members depend on it, such as accounts, or settings with their level before.',
    oneOf(Object.keys(offboardStepNames)),
  ),
  outcome,
});

const leftMember = object({
  accountId: described('Which account.', accountId),
  name,
  relationshipStatus: described("AWS's word for the member's state, as it came.", nullable(text)),
  reason: described('Why it is left.', oneOf(Object.keys(leftReasons))),
  explanation: described('The reason in words.', text),
  ...words,
  action: described("IAM's name of the request that AWS answered so.", nullable(text)),
  requestId: requestId(nullable(text)),
});

const regionRow = object({
  region: described('The Region.', text),
  chosen: described('Whether the run was to free it; in the others it only read who is designated.', flag),
  status: described('How it ended.', oneOf(Object.keys(offboardStatusWords))),
  standing: described('What becomes of the designation: none, ended by a run, kept, or not known.', oneOf(Object.keys(standings))),
  detectorId: described("The administrator's detector.", nullable(text)),
  otherAdministrators: described('Other accounts that are designated here; not touched.', list(accountId)),
  verdicts: described('One for each question.', list(verdict)),
  actions: described('The steps, in their order.', list(step)),
  releasedMembers: described(
    'Members that were to go and have gone, from the last reading; null where nobody could read it.',
    nullable(count),
  ),
  leftMembers: described('Members that are left.', list(leftMember)),
});

/** The contract of the JSON document of an off-boarding, as JSON Schema. */
export function offboardJsonSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://unpkg.com/provision-guardduty/schema/offboard-report.schema.json',
    title: 'JSON document of provision-guardduty offboard',
    ...object({
      schemaVersion: described('Raised when a member changes its meaning or goes; new members do not raise it.', {
        const: offboardReportVersion,
      }),
      kind: described('Distinguishes it from the document of a rollout.', { const: 'offboard' }),
      ...runMembers(
        ['apply', 'dry-run'],
        described('0, 1, 2 or 130; see docs/offboard.md.', { enum: [0, 1, 2, 130] }),
        "The user did not type the organization's id.",
      ),
      settings: described(
        'The settings in force.',
        object({
          regions: described('Regions that were named, or `"all"`.', { anyOf: [{ const: 'all' }, list(text)] }),
          includeInvited: described('Whether members from outside the organization were to go as well.', flag),
          concurrency: described('Regions in progress at once.', count),
          waitSeconds: described('How long to wait for AWS.', count),
        }),
      ),
      identities: described(
        'Whose credentials were used.',
        object({
          management: described('The management account.', identity),
          administrator: described('The administrator that is to go.', identity),
        }),
      ),
      organization: described(
        'The organization, as it was read.',
        object({
          id: described('Its id.', text),
          managementAccountId: described('Its management account.', accountId),
          accounts: described('How many accounts it has.', count),
          verdicts: described('One for the carry-over file, where it was written, and one for each registration.', list(verdict)),
          actions: described('Ends of registrations.', list(step)),
          warnings: described(
            'Checks that could not be made, or facts that limit what can be promised.',
            list(
              object({
                kind: described('Which one.', oneOf(['policy-type', 'accounts-unread', 'regions-unread'])),
                problem: described('The failed request behind it.', nullable(problem)),
              }),
            ),
          ),
        }),
      ),
      administrator: described('The administrator that is to go.', object({ accountId: described('Its account.', accountId), name })),
      staysOn: described(
        'Where GuardDuty stays on, and is paid for, as counted before the run.',
        object({
          accountRegions: described('Accounts with GuardDuty on, over all Regions of the run.', count),
          complete: described('False where something could not be read, so that there may be more.', flag),
        }),
      ),
      carryOver: described(
        'The file with the settings from before.',
        object({ file: described('Where it is.', text), saved: described('Whether this run has written it.', flag) }),
      ),
      regions: described('Every Region, those that the run was not about among them.', list(regionRow)),
      totals: described(
        'Counts.',
        object({
          regions: described('Regions by status.', counts),
          releasedMembers: described('Over all Regions.', count),
          leftMembers: described('Over all Regions.', count),
          calls: described('Requests, retries included.', count),
        }),
      ),
      calls: described('Requests by IAM action, retries included.', counts),
    }),
  };
}
