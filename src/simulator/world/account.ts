/** One account. All Regions share this record. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly joinedMethod: 'CREATED' | 'INVITED';
  /** When it joined, in milliseconds since 1970. The time can be in the future. */
  readonly joinedAt: number;
  /** Id of its organizational unit, or of the root. */
  readonly parent: string;
  readonly state: string;
  /** The state that it changes to, and when. */
  readonly becomes: { readonly at: number; readonly state: string } | undefined;
  /** Opt-in status of Regions where it differs from the organization's. */
  readonly regions: Readonly<Record<string, string>> | undefined;
  /** Whether GuardDuty's service-linked role exists. The role is global, and the first detector creates it. */
  hasServiceLinkedRole: boolean;
}

/** The state of an account at a time. */
export function stateOf(account: Account, now: number): string {
  return account.becomes !== undefined && account.becomes.at <= now ? account.becomes.state : account.state;
}

/** Whether AWS restricts the account, so that nothing can be done in it. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_account_state.html */
export function isRestricted(account: Account, now: number): boolean {
  const state = stateOf(account, now);
  return state === 'SUSPENDED' || state === 'CLOSED' || state === 'PENDING_ACTIVATION';
}
