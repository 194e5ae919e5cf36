import { leftOutReason } from '../../src/domain/account';
import { account, workload } from '../support/builders';

describe('leftOutReason', () => {
  test.each([
    ['ACTIVE', undefined],
    ['SUSPENDED', 'account-suspended'],
    ['PENDING_CLOSURE', 'account-pending-closure'],
    ['CLOSED', 'account-closed'],
    ['PENDING_ACTIVATION', 'account-pending-activation'],
    ['active', 'account-state-unknown'],
    ['', 'account-state-unknown'],
  ])('of an account in the state %j: %s', (state, reason) => {
    expect(leftOutReason(account(workload(1), { state }))).toBe(reason);
  });
});
