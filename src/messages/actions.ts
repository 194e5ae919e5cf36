import { weights } from '../domain/reasons';
import { accountsOf, type ActionKind, type OrganizationAction, type RegionAction } from '../plan/actions';
import type { ActionOutcome, NotAttemptedBecause, Sent } from '../plan/outcome';
import { attemptsOf, type RegionReport, type RegionStatus } from '../plan/report';
import type { Question } from '../plan/verdicts';
import { exportPhrase } from './export';
import { configurationLowers, configurationPhrase, detectorPhrase, membersPhrase, newMembersPhrase, switchesOff } from './features';
import { count, grouped } from './phrases';
import { describeProblem } from './problems';

const chargesStart = 'charges start again';

/** What an action does, as one line of a plan. `+` makes something, `~` changes it, `!` lowers it or switches something off. */
export function describeAction(action: RegionAction | OrganizationAction): { readonly sign: '+' | '~' | '!'; readonly phrase: string } {
  switch (action.kind) {
    case 'enable-trusted-access':
      return { sign: '+', phrase: `trusted access of ${action.servicePrincipal} to the organization` };
    case 'designate-administrator':
      return { sign: '+', phrase: `designate ${action.accountId} as delegated administrator` };
    case 'create-detector':
      return {
        sign: '+',
        phrase: `detector of the administrator ${action.accountId} (AWS makes it; where it stays missing, this program creates it with optional plans off)`,
      };
    case 'enable-detector':
      return { sign: '~', phrase: `detector of the administrator ${action.accountId}: suspended → running (${chargesStart})` };
    case 'create-management-detector':
      return { sign: '+', phrase: `detector of the management account ${action.accountId}, optional plans off` };
    case 'enable-management-detector':
      return { sign: '~', phrase: `detector of the management account ${action.accountId}: suspended → running (${chargesStart})` };
    case 'configure-organization':
      return { sign: configurationLowers(action) ? '!' : '~', phrase: configurationPhrase(action) };
    case 'configure-detector':
      return { sign: switchesOff(action) ? '!' : '~', phrase: detectorPhrase(action) };
    case 'configure-members':
      return { sign: switchesOff(action) ? '!' : '~', phrase: membersPhrase(action) };
    case 'configure-new-members':
      return { sign: action.migrates ? '!' : '~', phrase: newMembersPhrase(action) };
    case 'associate-members': {
      const known = action.before.length;
      const again = known === 0 ? '' : ` (${count(known, 'former or invited member')} among them)`;
      return { sign: '+', phrase: `enrol ${count(action.accounts.length, 'account')}${again}` };
    }
    case 'export-findings':
      return exportPhrase(action);
    case 'restart-members':
      return { sign: '~', phrase: `restart ${count(action.accounts.length, 'suspended member')} (${chargesStart})` };
  }
}

/** Short names of steps, for progress lines and for "not attempted because". */
export const stepNames: Readonly<Record<ActionKind, string>> = {
  'enable-trusted-access': 'trusted access',
  'designate-administrator': 'designation',
  'create-detector': "administrator's detector",
  'enable-detector': "administrator's detector",
  'create-management-detector': "management account's detector",
  'enable-management-detector': "management account's detector",
  'configure-organization': 'organization settings',
  'configure-detector': "administrator's settings",
  'configure-members': "members' plans",
  'configure-new-members': "new members' plans",
  'associate-members': 'enrolment',
  'restart-members': 'restart of members',
  'export-findings': 'export of findings',
};

/** What a step has changed, in the past tense, and the question whose answer confirms it. */
interface Change {
  readonly phrase: string;
  readonly confirmedBy: Question;
}

function changeOf(kind: RegionAction['kind'], sent: Exclude<Sent, 'accounts' | 'trusted-access'>): Change {
  switch (sent) {
    case 'designation':
      return { phrase: 'designated', confirmedBy: 'designation' };
    case 'detector':
      return kind === 'create-management-detector' || kind === 'enable-management-detector'
        ? { phrase: "management account's detector", confirmedBy: 'members' }
        : { phrase: "administrator's detector", confirmedBy: 'detector' };
    case 'auto-enable':
      return { phrase: 'auto-enable', confirmedBy: 'auto-enable' };
    case 'export':
      return { phrase: 'export of findings', confirmedBy: 'export' };
    case 'frequency':
      return { phrase: 'finding frequency', confirmedBy: 'finding-frequency' };
    case 'features':
      if (kind === 'configure-organization') return { phrase: 'plans', confirmedBy: 'organization-feature' };
      return kind === 'configure-detector'
        ? { phrase: "administrator's plans", confirmedBy: 'administrator-feature' }
        : { phrase: stepNames[kind], confirmedBy: 'member-feature' };
  }
}

const notConfirmed = 'not confirmed';

/** One thing that a run has brought about in a Region. */
export interface MadeChange {
  readonly phrase: string;
  /** How many accounts it is about, where it is about accounts. */
  readonly accounts: number | undefined;
}

/** Accounts that a step sent, and how many of them the last reading shows as enabled. */
function enrolledChanges(report: RegionReport, action: RegionAction, outcome: ActionOutcome): readonly MadeChange[] {
  const refused = new Set('accounts' in outcome ? outcome.accounts.map(({ accountId }) => accountId) : []);
  const sent = refused.size === 0 ? accountsOf(action) : accountsOf(action).filter((id) => !refused.has(id));
  if (!report.membersRead) return [{ phrase: `sent, ${notConfirmed}`, accounts: sent.length }];
  const open = new Map(report.notEnabled.map(({ accountId, reason }) => [accountId, weights[reason] === 'unknown']));
  const count = (isUnknown: boolean): number => (open.size === 0 ? 0 : sent.filter((id) => open.get(id) === isUnknown).length);
  const [unknown, not] = [count(true), count(false)];
  return [
    { phrase: action.kind === 'restart-members' ? 'restarted' : 'enrolled', accounts: sent.length - unknown - not },
    { phrase: 'sent, not enabled', accounts: not },
    { phrase: `sent, ${notConfirmed}`, accounts: unknown },
  ];
}

/** What a run has brought about in a Region: what AWS accepted, each marked where the last reading does not confirm it. */
export function changesMade(report: RegionReport): readonly MadeChange[] {
  const made = attemptsOf(report).flatMap(({ action, outcome }): readonly MadeChange[] => {
    if (outcome.status !== 'done' && outcome.status !== 'partly-done') return [];
    return outcome.sent.flatMap((sent): readonly MadeChange[] => {
      if (sent === 'accounts') return enrolledChanges(report, action, outcome);
      if (sent === 'trusted-access') return [];
      const { phrase, confirmedBy } = changeOf(action.kind, sent);
      const answers = report.verdicts.filter(({ question }) => question === confirmedBy);
      const confirmed = report.membersRead && (confirmedBy === 'members' || answers.some(({ answer }) => answer === 'as-asked'));
      return [{ phrase: confirmed ? phrase : `${phrase} (${notConfirmed})`, accounts: undefined }];
    });
  });
  return made.filter(({ accounts }) => accounts !== 0);
}

/** {@link changesMade}, in words. */
export function whatWasDone(report: RegionReport): readonly string[] {
  return changesMade(report).map(({ phrase, accounts }) => (accounts === undefined ? phrase : `${grouped(accounts)} ${phrase}`));
}

/** Why a step was not begun. */
export function becauseOf(because: NotAttemptedBecause): string {
  if (because === 'interrupted') return 'the run was interrupted';
  if (because === 'credentials-ended') return 'the credentials ended';
  if (because === 'changed-meanwhile') return 'somebody changed it after the plan was made';
  return `the step "${stepNames[because]}" did not succeed`;
}

/** How an action ended, as a word or two for progress lines. */
export function describeOutcome(outcome: ActionOutcome): string {
  switch (outcome.status) {
    case 'done':
      if (outcome.note === 'already-so') return 'was so already';
      return outcome.note === 'made-by-aws' ? 'made by AWS' : 'accepted by AWS';
    case 'partly-done': {
      const left = [
        ...(outcome.accounts.length === 0 ? [] : [count(outcome.accounts.length, 'account')]),
        ...(outcome.gaps.length === 0 ? [] : [count(outcome.gaps.length, 'setting')]),
      ];
      return `accepted by AWS but for ${left.join(' and ')}`;
    }
    case 'failed':
      return `failed: ${describeProblem(outcome.problem).what}${outcome.refuted ? ' The last reading shows it done all the same.' : ''}`;
    case 'not-attempted':
      return `not attempted: ${becauseOf(outcome.because)}`;
  }
}

/** A Region's status as the table shows it: a sign that needs no colour, and a word. */
export const statusWords: Readonly<
  Record<RegionStatus, { readonly sign: string; readonly word: string; readonly mood: 'good' | 'bad' | 'warn' }>
> = {
  'in-sync': { sign: '✔', word: 'in sync', mood: 'good' },
  done: { sign: '✔', word: 'done', mood: 'good' },
  changes: { sign: '~', word: 'changes', mood: 'warn' },
  pending: { sign: '…', word: 'pending', mood: 'warn' },
  'partly-done': { sign: '!', word: 'partly as asked', mood: 'warn' },
  failed: { sign: '✖', word: 'failed', mood: 'bad' },
  blocked: { sign: '✖', word: 'blocked', mood: 'bad' },
  'not-attempted': { sign: '–', word: 'not attempted', mood: 'warn' },
};
