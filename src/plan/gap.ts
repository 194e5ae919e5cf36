import type { AccountId } from '../domain/ids';
import type { Problem, ProblemCode } from '../domain/problem';
import type { AccountReason } from '../domain/reasons';

/** What AWS said of an account or a setting: its own words, the name of the error, the action and the request. */
export interface AwsWords {
  /** The kind of failure, where a whole request failed. */
  readonly code?: ProblemCode;
  readonly awsMessage?: string;
  readonly awsName?: string;
  /** IAM's name of the action that AWS answered. */
  readonly action?: string;
  readonly requestId?: string;
  /** What this program found odd in the answer, in words of ours. */
  readonly detail?: string;
}

/** An account that is not an enabled member, or of which that is not known, and that no action will enable. */
export interface AccountGap extends AwsWords {
  readonly accountId: AccountId;
  readonly reason: AccountReason;
  readonly relationshipStatus?: string;
}

/** Why a single account is not enrolled although it could be. */
export type HeldBack = Omit<AccountGap, 'accountId' | 'relationshipStatus'>;

/** AWS's words for a failed request, as they are kept with what it concerned. */
export function wordsOf({ code, awsName, awsMessage, action, requestId, detail }: Problem): AwsWords {
  return {
    code,
    action,
    ...(awsMessage === undefined ? {} : { awsMessage }),
    ...(awsName === undefined ? {} : { awsName }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(detail === undefined ? {} : { detail }),
  };
}
