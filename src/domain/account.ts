import type { AccountId, UnitId } from './ids';

/**
 * The state of an account. Only accounts that are `ACTIVE` are enrolled; a state that this version does not know stays as it came.
 * `UNKNOWN` is the program's own word, for a state that is missing or no text, or where the list names two.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_account_state.html
 */
type AccountState = 'PENDING_ACTIVATION' | 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED' | (string & {});

/** One account of the organization, as listed by AWS Organizations. Name and e-mail are untrusted text. */
export interface OrganizationAccount {
  readonly id: AccountId;
  readonly name: string;
  /** Undefined where AWS gave none: the account cannot be sent to `CreateMembers` then. */
  readonly email: string | undefined;
  readonly state: AccountState;
  /** The organizational units it is in, directly or not. Undefined where this was not asked for, or AWS did not show it. */
  readonly units?: readonly UnitId[];
}

/** Why an account of the organization takes no part in the rollout. */
export type LeftOutReason =
  'excluded' | 'account-suspended' | 'account-pending-closure' | 'account-closed' | 'account-pending-activation' | 'account-state-unknown';

/** Why the state of an account leaves it out; undefined when it takes part. Unknown is never taken for active. */
export function leftOutReason(account: OrganizationAccount): LeftOutReason | undefined {
  switch (account.state) {
    case 'ACTIVE':
      return undefined;
    case 'SUSPENDED':
      return 'account-suspended';
    case 'PENDING_CLOSURE':
      return 'account-pending-closure';
    case 'CLOSED':
      return 'account-closed';
    case 'PENDING_ACTIVATION':
      return 'account-pending-activation';
    default:
      return 'account-state-unknown';
  }
}
