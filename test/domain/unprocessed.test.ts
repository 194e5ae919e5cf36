import { classifyUnprocessed, saysNoRecord } from '../../src/domain/unprocessed';

describe('classifyUnprocessed', () => {
  test.each([
    [
      'The request is rejected because the given account ID is already an associated member of the current account.',
      'look-again',
      'stuck-record',
    ],
    ['already a member', 'look-again', 'stuck-record'],
    ['The account is already a member of another administrator.', 'report', 'member-of-another-administrator'],
    ['Account is associated with another master account', 'report', 'member-of-another-administrator'],
    ['The given account ID is a master account with members of its own.', 'report', 'administrator-of-others'],
    ['The account is an administrator account with members', 'report', 'administrator-of-others'],
    ['The given account ID has not enabled the current Region.', 'report', 'member-region-disabled'],
    ['The account has not opted in to the Region', 'report', 'member-region-disabled'],
    ['The Region is disabled for the account', 'report', 'member-region-disabled'],
    ['The organization master must first enable GuardDuty.', 'retry', 'management-without-detector'],
    ['The organization management account must first enable GuardDuty', 'retry', 'management-without-detector'],
    ['An internal error occurred.', 'retry', 'internal-error'],
    ['Internal server error. Try again', 'retry', 'internal-error'],
    ['An account cannot be a member of itself', 'report', 'answer-unknown'],
    ['You have exceeded the number of member accounts', 'stop-sending', 'member-limit'],
    ['The member account limit is reached', 'stop-sending', 'member-limit'],
    ['Account is not part of your organization', 'report', 'left-organization'],
    ['Account is not a member of the organization', 'report', 'left-organization'],
    ['Failed to create the service linked role', 'retry', 'role-trouble'],
    ['The handshake role cannot be assumed', 'retry', 'role-trouble'],
    ['The account is suspended', 'report', 'account-suspended-as-member'],
    ['The account ID is not an associated member of the current account.', 'report', 'not-associated'],
    ['A text that nobody has ever seen', 'report', 'answer-unknown'],
    ['', 'report', 'answer-unknown'],
  ] as const)('takes %j as %s, %s', (text, then, reason) => {
    expect(classifyUnprocessed(text)).toEqual({ then, reason });
    expect(classifyUnprocessed(text.toUpperCase())).toEqual({ then, reason });
  });
});

describe('saysNoRecord', () => {
  test.each([
    ['The account ID is not an associated member of the current account.', true],
    ['Account is not part of your organization', true],
    ['The account is already a member of another administrator.', true],
    ['Internal error', false],
    ['You have sent too many requests in too short a period of time.', false],
    ['A text that nobody has ever seen', false],
    ['', false],
  ])('%j: %s', (text, none) => {
    expect(saysNoRecord(text)).toBe(none);
  });
});
