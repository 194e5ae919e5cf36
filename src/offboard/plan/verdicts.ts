import type { AccountId } from '../../domain/ids';
import type { Problem } from '../../domain/problem';
import type { OffboardActionKind } from './actions';

/**
 * What an off-boarding asks. In each Region: is the organization's configuration off, are no member records left, is the administrator no
 * longer designated, and does its detector still run if it ran before. For the organization: does the carry-over file hold what was saved,
 * and, once for each service principal, is the administrator no longer registered.
 */
export type OffboardQuestion = 'configuration' | 'members' | 'designation' | 'detector' | 'carry-over' | 'registration';

/** Why something is not as asked, or is not known to be. */
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
  /** A part of the Region could not be read, so nothing was changed in it. */
  | 'region-unread'
  /** The account was no administrator when its members were read, so AWS may have hidden them. */
  | 'members-unseen'
  /** The administrator's own detector ran before and does not run now; not by this program. */
  | 'detector-stopped'
  /** The administrator's own detector has a status that this version does not know. */
  | 'detector-unclear'
  /** The carry-over file does not hold any more what this run has saved. */
  | 'carry-over-lost'
  /** A Region is left, or could not be read. */
  | 'registration-stays'
  | 'registration-unconfirmed'
  | 'registration-refused';

/** What a person should know about something that is as asked. */
export type OffboardNote =
  /** The Region counts as free because the management account has not opted in to it. */
  | 'not-opted-in'
  /** An earlier run has seen, while the account was the administrator, that no member was left. Its carry-over file says so. */
  | 'released-before'
  /** The account is not the administrator, and AWS shows it no members of the organization. It may hide those of a former administrator. */
  | 'none-shown'
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

/**
 * The answer to one question. `as-asked` needs a reading that shows it. `unknown`: the reading failed (`problem`), or it shows nothing
 * (`reason`).
 */
export type OffboardVerdict = Subject &
  (
    | { readonly answer: 'as-asked'; readonly note?: OffboardNote }
    | { readonly answer: 'to-do'; readonly action: OffboardActionKind }
    | { readonly answer: 'gap'; readonly reason: OffboardReason; readonly members?: readonly LeftMember[]; readonly problem?: Problem }
    | { readonly answer: 'unknown'; readonly problem: Problem }
    | { readonly answer: 'unknown'; readonly reason: OffboardReason }
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

/** An answer without a failed request behind it. */
export function unseen(question: OffboardQuestion, reason: OffboardReason): OffboardVerdict {
  return { question, answer: 'unknown', reason };
}

/** Whether another verdict of the same Region says already why the members or the administrator stay. */
export function explainedElsewhere(verdict: OffboardVerdict, verdicts: readonly OffboardVerdict[]): boolean {
  if (verdict.answer !== 'gap') return false;
  const { question: about, reason, problem } = verdict;
  const others = verdicts.filter((one) => one !== verdict);
  if (about === 'members' && (reason === 'not-attempted' || reason === 'region-unread')) {
    return others.some(({ question, answer }) => question === 'configuration' && (answer === 'gap' || answer === 'unknown'));
  }
  if (about !== 'designation') return false;
  if (reason === 'administrator-stays' && problem === undefined) {
    return others.some(({ question, answer }) => question === 'members' && answer === 'gap');
  }
  if (reason === 'configuration-not-lowered') return others.some((one) => one.answer === 'gap' && one.reason === reason);
  return reason === 'region-unread' && others.some((one) => 'problem' in one && one.problem === problem);
}
