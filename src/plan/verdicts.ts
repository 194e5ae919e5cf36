import type { AccountId } from '../domain/ids';
import type { Problem } from '../domain/problem';
import type { Reason } from '../domain/reasons';
import type { ActionKind } from './actions';
import type { AwsWords } from './gap';

/**
 * What the user asked for, one question for each thing. `other-settings` asks whether everything that nobody mentioned is as it was;
 * `new-detector` asks whether a detector that this run created has every optional feature off, as the plan promised.
 */
export type Question =
  | 'accounts'
  | 'organization-policy'
  | 'trusted-access'
  | 'registration'
  | 'region'
  | 'designation'
  | 'detector'
  | 'new-detector'
  | 'auto-enable'
  | 'organization-feature'
  | 'administrator-feature'
  | 'member-feature'
  | 'finding-frequency'
  | 'members'
  | 'export'
  | 'other-settings';

/** What a verdict is about. */
export interface Subject {
  readonly question: Question;
  readonly feature?: string;
  readonly additional?: string;
  readonly servicePrincipal?: string;
  /** The accounts concerned, where there are single ones. */
  readonly accounts?: readonly AccountId[];
}

/** Details of a gap: settings before and after, and what AWS said. */
export interface GapDetails extends AwsWords {
  readonly before?: string;
  readonly after?: string;
}

/**
 * The answer to one question, from a reading. `as-asked` needs a reading that shows it; no bad news is not good news. `to-do` has an
 * action, `gap` is a deviation that no action of this run changes, `unknown` could not be read.
 */
export type Verdict = Subject &
  (
    | { readonly answer: 'as-asked'; readonly note?: Reason }
    | { readonly answer: 'to-do'; readonly action: ActionKind }
    | ({ readonly answer: 'gap'; readonly reason: Reason } & GapDetails)
    | { readonly answer: 'unknown'; readonly problem: Problem }
  );

export type Answer = Verdict['answer'];

/** A verdict that shows what was asked for. */
export function asAsked(subject: Subject, note?: Reason): Verdict {
  return { ...subject, answer: 'as-asked', ...(note === undefined ? {} : { note }) };
}

/** A verdict that an action of the plan answers. */
export function toDo(subject: Subject, action: ActionKind): Verdict {
  return { ...subject, answer: 'to-do', action };
}

/** A deviation that no action changes. */
export function gap(subject: Subject, reason: Reason, details: GapDetails = {}): Verdict {
  return { ...subject, answer: 'gap', reason, ...details };
}

/** A question that could not be answered. */
export function unread(subject: Subject, problem: Problem): Verdict {
  return { ...subject, answer: 'unknown', problem };
}

/** Whether every one of the verdicts is as asked. */
export function allAsAsked(verdicts: readonly Verdict[]): boolean {
  return verdicts.every(({ answer }) => answer === 'as-asked');
}

/** What a verdict is about, without its answer. */
export function subjectOf({ question, feature, additional, servicePrincipal, accounts }: Subject): Subject {
  return {
    question,
    ...(feature === undefined ? {} : { feature }),
    ...(additional === undefined ? {} : { additional }),
    ...(servicePrincipal === undefined ? {} : { servicePrincipal }),
    ...(accounts === undefined ? {} : { accounts }),
  };
}
