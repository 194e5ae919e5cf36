import type { AccountId } from '../domain/ids';
import type { AccountReason, FeatureReason } from '../domain/reasons';

/** An account that is not enabled and that no action will enable, with AWS's own words where there are any. */
export interface AccountGap {
  readonly accountId: AccountId;
  readonly reason: AccountReason;
  readonly relationshipStatus?: string;
  readonly awsMessage?: string;
  readonly requestId?: string;
}

/** A protection plan that is not as asked for in a Region, and that no action will change. */
export interface FeatureGap {
  readonly feature: string;
  readonly reason: FeatureReason;
  /** How many accounts it is about, where it is about accounts. */
  readonly accounts?: number;
  readonly awsMessage?: string;
  /** The settings, where it is about one that was not kept. */
  readonly before?: string;
  readonly after?: string;
}

/** Why a single account is not enrolled although it could be. */
export type HeldBack = Pick<AccountGap, 'reason' | 'awsMessage' | 'requestId'>;
