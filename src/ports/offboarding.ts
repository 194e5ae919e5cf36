import type { AccountId, DetectorId, Region } from '../domain/ids';
import type { AttachedPolicy } from '../offboard/plan/facts';
import type { Identity } from './aws';
import type { UnprocessedAccount } from './guardduty';

/**
 * What takes something away. Only an off-boarding gets these ports: the import rules refuse them everywhere else, and the rollout's part of
 * the bundle does not contain their code. Every method throws `AwsFailure`.
 */
export interface ReleasingOrganization {
  /** Ends the registration of an administrator for one service principal, in the whole organization. */
  deregisterAdministrator(accountId: AccountId, servicePrincipal: string): Promise<void>;
  /** Policies of one type that are attached to something. Only reads. */
  listAttachedPolicies(policyType: string): Promise<readonly AttachedPolicy[]>;
}

/** What only the management account may do in a Region. */
export interface ReleasingManagement {
  /** AWS may take a while after it has accepted this. */
  disableAdministrator(accountId: AccountId): Promise<void>;
}

/** What only the delegated administrator may do in a Region. GuardDuty stays on in the accounts, with its protection plans. */
export interface ReleasingAdministrator {
  /** At most `maxBatch` accounts; those AWS did not process come back. */
  disassociateMembers(id: DetectorId, accountIds: readonly AccountId[]): Promise<readonly UnprocessedAccount[]>;
  /** The same for the records of members that are disassociated. */
  deleteMembers(id: DetectorId, accountIds: readonly AccountId[]): Promise<readonly UnprocessedAccount[]>;
}

/** Somebody's credentials, with what an off-boarding can do with them. */
export interface OffboardIdentity extends Identity {
  readonly releasing: {
    readonly organization: ReleasingOrganization;
    asManagement(region: Region): ReleasingManagement;
    asAdministrator(region: Region): ReleasingAdministrator;
  };
}
