import type { AccountReason } from './reasons';

/** What one `unprocessedAccounts` text means for the account it names. */
export interface UnprocessedClass {
  readonly then: 'retry' | 'look-again' | 'stop-sending' | 'report';
  readonly reason: AccountReason;
}

/**
 * The texts are free English without a code, and their wording moved from "master" to "administrator" and "management account" over the
 * years. First match wins; text nobody has seen before is a failure that is shown word for word.
 * Observed texts: https://github.com/cloud-custodian/cloud-custodian/issues/3209, https://github.com/superwerker/superwerker/issues/84,
 * https://github.com/aws-samples/aws-security-reference-architecture-examples/issues/151; older ones:
 * https://github.com/awsdocs/amazon-guardduty-user-guide (create-members, start-monitoring-members).
 */
const classes: readonly (readonly [RegExp, UnprocessedClass])[] = [
  [
    /(?:member of|associated with) another|another (?:master|administrator|account)|(?:master|administrator) account other than/i,
    { then: 'report', reason: 'member-of-another-administrator' },
  ],
  [/(?:master|administrator) account with members|members of its own/i, { then: 'report', reason: 'administrator-of-others' }],
  [
    /not (?:been )?(?:enabled|opted)[^.]*\bregion|\bregion\b[^.]*(?:not (?:been )?(?:enabled|opted)|disabled)/i,
    { then: 'report', reason: 'member-region-disabled' },
  ],
  [/not an associated member/i, { then: 'report', reason: 'not-associated' }],
  [/already (?:a|an associated) member|associated member of the current account/i, { then: 'look-again', reason: 'stuck-record' }],
  [/(?:master|management account).*must first enable/i, { then: 'retry', reason: 'management-without-detector' }],
  [/internal (?:server )?error|try again/i, { then: 'retry', reason: 'internal-error' }],
  [/member of itself/i, { then: 'report', reason: 'answer-unknown' }],
  [/(?:exceed|limit|max).*member|member.*(?:exceed|limit|max)/i, { then: 'stop-sending', reason: 'member-limit' }],
  [/not (?:part|a member) of.*organization/i, { then: 'report', reason: 'left-organization' }],
  [/service.linked role|handshake role|cannot be assumed/i, { then: 'retry', reason: 'role-trouble' }],
  [/suspended/i, { then: 'report', reason: 'account-suspended-as-member' }],
];

/** Classifies one result text of an operation that answers account by account. */
export function classifyUnprocessed(result: string): UnprocessedClass {
  return classes.find(([pattern]) => pattern.test(result))?.[1] ?? { then: 'report', reason: 'answer-unknown' };
}

const withoutRecord: ReadonlySet<AccountReason> = new Set<AccountReason>([
  'not-associated',
  'left-organization',
  'member-of-another-administrator',
]);

/** Whether the text of a reading says that the account has no member record. After any other text it is unknown. */
export function saysNoRecord(result: string): boolean {
  return withoutRecord.has(classifyUnprocessed(result).reason);
}
