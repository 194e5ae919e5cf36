import { memberCondition, needsNewRecord } from '../../src/domain/member';

describe('needsNewRecord', () => {
  test.each([
    ['EmailVerificationFailed', true],
    ['emailverificationfailed', true],
    ['EmailVerificationInProgress', false],
    ['Created', false],
  ])('%s: %s', (status, expected) => {
    expect(needsNewRecord(status)).toBe(expected);
  });
});

describe('memberCondition', () => {
  test.each([
    ['Enabled', 'enabled'],
    ['Disabled', 'suspended'],
    ['Created', 'associate'],
    ['Invited', 'associate'],
    ['Removed', 'associate'],
    ['Resigned', 'associate'],
    ['Deleted', 'associate'],
    ['EmailVerificationInProgress', 'associate'],
    ['EmailVerificationFailed', 'associate'],
    ['RegionDisabled', 'region-disabled'],
    ['AccountSuspended', 'account-suspended'],
    ['CannotCreateDetectorInOrganizationMasterAccount', 'management-without-detector'],
    ['Pausing', 'unknown'],
    ['', 'unknown'],
  ])('takes %j, in any case, as %s', (status, condition) => {
    expect([status, status.toUpperCase(), status.toLowerCase()].map(memberCondition)).toEqual([condition, condition, condition]);
  });
});
