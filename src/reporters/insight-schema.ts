import { accountId, awsWords, count, described, list, nullable, object, problem, text, type Schema } from './schema-parts';

const couldNotBeRead = described('Why it could not be read; null where it was.', nullable(problem));
const time = (what: string): Schema => described(`${what} ISO 8601.`, nullable(text));

/** Something that was read, or its problem; null where nobody asked for it, or where there is no detector. */
const read = (description: string, members: Readonly<Record<string, Schema>>): Schema =>
  described(`${description} Null where it was not asked for.`, nullable(object({ ...members, problem: couldNotBeRead })));

/** Where findings go. */
export const exported = read('Where findings are exported to.', {
  destinations: described(
    'As AWS shows them; a detector has one at most today.',
    nullable(
      list(
        object({
          id: described("AWS's id.", text),
          destinationArn: described('The bucket, and the prefix after a slash.', text),
          keyArn: described('The key that encrypts findings.', text),
          ownerId: described('The account that must own the bucket; null: AWS checks none.', nullable(text)),
          status: described("AWS's word; PUBLISHING is right.", text),
          failingSince: time('When exporting began to fail.'),
        }),
      ),
    ),
  ),
});

const workloads = described('How many.', count);
/** What is read for the report alone. */
export const insights = {
  coverage: read('What Runtime Monitoring really covers.', {
    readAt: time('When it was read.'),
    types: described(
      'Workloads by type. None is not full coverage.',
      nullable(
        list(
          object({
            type: described('EC2, ECS, EKS, or what AWS adds.', text),
            healthy: described('Those that send runtime events.', count),
            all: described('Those that AWS reports.', count),
          }),
        ),
      ),
    ),
    issues: described(
      'What is wrong with the others.',
      nullable(list(object({ issue: described("AWS's words before the first colon.", text), workloads }))),
    ),
    accounts: described('Where they are.', nullable(list(object({ accountId: described('Which account.', accountId), workloads })))),
  }),
  customRules: read('Custom detection rules that are configured for the organization.', {
    rules: described(
      'One entry for each rule and mode.',
      nullable(
        list(
          object({
            ruleId: described("AWS's id.", text),
            mode: described('LIVE or DRY_RUN.', text),
            status: described("AWS's word.", text),
            statusReason: awsWords(nullable(text)),
            expiresAt: time('When a dry run ends.'),
          }),
        ),
      ),
    ),
  }),
  freeTrials: read('What is left of free trials of accounts that are enrolled already.', {
    features: described(
      'One entry for each feature.',
      nullable(
        list(
          object({
            feature: described("GuardDuty's name of the feature.", text),
            accounts: described('Accounts that have days left.', count),
            least: described('Days of the account that has least.', { type: 'number' }),
            most: described('Days of the account that has most.', { type: 'number' }),
          }),
        ),
      ),
    ),
  }),
  usage: read("AWS's estimate of what features cost in the last 30 days, before discounts.", {
    features: described(
      'One entry for each feature.',
      nullable(
        list(
          object({
            feature: described("GuardDuty's name of the feature.", text),
            amount: described('A decimal number as text.', text),
            unit: described('The currency.', text),
          }),
        ),
      ),
    ),
  }),
};
