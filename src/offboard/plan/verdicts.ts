import type { AccountId } from '../../domain/ids';
import type { Problem } from '../../domain/problem';
import type { OffboardActionKind } from './actions';

/**
 * What an off-boarding asks. In each Region: is the administrator no longer designated, and are no member records left. For the
 * organization, once for each service principal: is the administrator no longer registered.
 */
export type OffboardQuestion = 'designation' | 'members' | 'registration';

/** Why something stays although it was to go. */
export type OffboardReason =
  /** Members are not accounts of the organization, and `--include-invited` was not given. */
  | 'outsiders-stay'
  /** Members are left, so the administrator is not removed. */
  | 'administrator-stays'
  | 'members-left'
  /** A step before did not succeed. */
  | 'configuration-not-lowered'
  | 'being-removed'
  | 'removal-unconfirmed'
  | 'removal-refused'
  | 'not-attempted'
  | 'administrator-not-opted-in'
  | 'status-unknown'
  /** A Region is left, or could not be read. */
  | 'registration-stays'
  | 'registration-unconfirmed'
  | 'registration-refused';

/** What a person should know about something that is as asked. */
export type OffboardNote =
  /** The Region counts as free because the management account has not opted in to it. */
  | 'not-opted-in'
  /** The account was no administrator when the run began, so GuardDuty may hide members that were left behind. */
  | 'seen-as-stranger'
  /** Members by invitation of an account that is no administrator of the organization here; not touched. */
  | 'own-invited-members'
  /** The run was about some Regions only, and others keep the registration. */
  | 'other-regions-left';

/** AWS's own words about something that it refused. */
export interface Refusal {
  /** Untrusted. */
  readonly awsName?: string;
  readonly awsMessage?: string;
  readonly requestId?: string;
  /** IAM's name of the action. */
  readonly action?: string;
}

/** A member record that is left, and why. */
export interface LeftMember extends Refusal {
  readonly accountId: AccountId;
  /** As AWS spelled it. */
  readonly relationshipStatus?: string;
  readonly reason: 'outsider' | 'refused' | 'request-failed' | 'unconfirmed' | 'not-attempted';
}

/** What a verdict is about. */
interface Subject {
  readonly question: OffboardQuestion;
  readonly servicePrincipal?: string;
}

/** The answer to one question. `as-asked` needs a reading that shows it; `unknown` could not be read. */
export type OffboardVerdict = Subject &
  (
    | { readonly answer: 'as-asked'; readonly note?: OffboardNote }
    | { readonly answer: 'to-do'; readonly action: OffboardActionKind }
    | { readonly answer: 'gap'; readonly reason: OffboardReason; readonly members?: readonly LeftMember[]; readonly problem?: Problem }
    | { readonly answer: 'unknown'; readonly problem: Problem }
  );

export function asAsked(question: OffboardQuestion, note?: OffboardNote): OffboardVerdict {
  return { question, answer: 'as-asked', ...(note === undefined ? {} : { note }) };
}

export function toDo(question: OffboardQuestion, action: OffboardActionKind): OffboardVerdict {
  return { question, answer: 'to-do', action };
}

export function gap(
  question: OffboardQuestion,
  reason: OffboardReason,
  details: { readonly members?: readonly LeftMember[]; readonly problem?: Problem } = {},
): OffboardVerdict {
  return { question, answer: 'gap', reason, ...details };
}

export function unread(question: OffboardQuestion, problem: Problem): OffboardVerdict {
  return { question, answer: 'unknown', problem };
}

/** Whether the members of the same Region say already why the administrator stays. */
export function explainedByMembers(verdict: OffboardVerdict, verdicts: readonly OffboardVerdict[]): boolean {
  const stays = verdict.answer === 'gap' && verdict.reason === 'administrator-stays' && verdict.problem === undefined;
  return stays && verdicts.some((one) => one.question === 'members' && one.answer === 'gap');
}
