import type { ActionKind, OrganizationAction, RegionAction } from '../plan/actions';
import type { ActionOutcome, NotAttemptedBecause, RegionStatus } from '../plan/outcome';
import type { Blocker, Plan, PlanWarning } from '../plan/plan';
import { malwarePrincipal } from '../domain/principals';
import type { OrganizationSnapshot } from '../domain/snapshot';
import { shortName } from '../domain/wanted-feature';
import { harmless } from './harmless';
import { describeProblem } from './problem-text';
import { configurationLowers, configurationPhrase, detectorPhrase } from './features';

/** `1 account`, `2 accounts`, `1,200 accounts`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

/** `0.4 s`, `12 s`, `3 min 5 s`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole.toString()} s` : `${Math.floor(whole / 60).toString()} min ${(whole % 60).toString()} s`;
}

const sinceCharges = 'charges start again';

/** What an action does, as one line of a plan: a sign and a phrase. `+` makes something, `~` changes it, `!` lowers it. */
export function describeAction(action: RegionAction | OrganizationAction): { readonly sign: '+' | '~' | '!'; readonly phrase: string } {
  switch (action.kind) {
    case 'enable-trusted-access':
      return { sign: '+', phrase: `trusted access of ${action.servicePrincipal} to the organization` };
    case 'designate-administrator':
      return { sign: '+', phrase: `designate ${action.accountId} as delegated administrator` };
    case 'create-detector':
      return {
        sign: '+',
        phrase: `detector of the administrator ${action.accountId} (AWS makes it; created, optional plans off, where it stays missing)`,
      };
    case 'enable-detector':
      return { sign: '~', phrase: `detector of the administrator ${action.accountId}: suspended → running (${sinceCharges})` };
    case 'create-management-detector':
      return { sign: '+', phrase: `detector of the management account ${action.accountId}, optional plans off` };
    case 'enable-management-detector':
      return { sign: '~', phrase: `detector of the management account ${action.accountId}: suspended → running (${sinceCharges})` };
    case 'configure-organization':
      return { sign: configurationLowers(action) ? '!' : '~', phrase: configurationPhrase(action) };
    case 'configure-detector':
      return { sign: '~', phrase: detectorPhrase(action) };
    case 'configure-members':
      return {
        sign: '~',
        phrase: `switch ${action.features.map((name) => harmless(shortName(name))).join(', ')} on in ${count(action.accounts.length, 'member')}`,
      };
    case 'associate-members': {
      const known = action.before.length;
      const again = known === 0 ? '' : ` (${count(known, 'former or invited member')} among them)`;
      return { sign: '+', phrase: `enrol ${count(action.accounts.length, 'account')}${again}` };
    }
    case 'restart-members':
      return { sign: '~', phrase: `restart ${count(action.accounts.length, 'suspended member')} (${sinceCharges})` };
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
  'configure-organization': 'auto-enable',
  'configure-detector': "administrator's plans",
  'configure-members': "members' plans",
  'associate-members': 'enrolment',
  'restart-members': 'restart of members',
};

/** A detector made or restarted; there may be two of them in a Region. */
export const detectorStep = 'detector';

/** What an action has brought about, as short as a table cell needs it. */
export function pastTense(action: RegionAction, accounts: number): string {
  switch (action.kind) {
    case 'designate-administrator':
      return 'designated';
    case 'create-detector':
    case 'enable-detector':
    case 'create-management-detector':
    case 'enable-management-detector':
      return detectorStep;
    case 'configure-organization':
      return action.plans === undefined || action.plans.changes.length === 0 ? 'auto-enable' : 'auto-enable and plans';
    case 'configure-detector':
      return "administrator's plans";
    case 'configure-members':
      return "members' plans";
    case 'associate-members':
      return `${accounts.toLocaleString('en-US')} enrolled`;
    case 'restart-members':
      return `${accounts.toLocaleString('en-US')} restarted`;
  }
}

export function becauseOf(because: NotAttemptedBecause): string {
  if (because === 'interrupted') return 'the run was interrupted';
  if (because === 'credentials-ended') return 'the credentials ended';
  return `the step "${stepNames[because]}" did not succeed`;
}

/** A Region's status as the table shows it: a sign that needs no colour, and a word. */
export const statusWords: Readonly<
  Record<RegionStatus, { readonly sign: string; readonly word: string; readonly mood: 'good' | 'bad' | 'warn' }>
> = {
  'in-sync': { sign: '✔', word: 'in sync', mood: 'good' },
  done: { sign: '✔', word: 'done', mood: 'good' },
  changes: { sign: '~', word: 'changes', mood: 'warn' },
  pending: { sign: '…', word: 'pending', mood: 'warn' },
  'partly-done': { sign: '!', word: 'partly done', mood: 'warn' },
  failed: { sign: '✖', word: 'failed', mood: 'bad' },
  blocked: { sign: '✖', word: 'blocked', mood: 'bad' },
  'not-attempted': { sign: '–', word: 'not attempted', mood: 'warn' },
};

/** Why a Region is blocked, and the documented way out. Told of several Regions at once, it names none. */
export function describeBlocker(
  blocker: Blocker,
  ofSeveral = false,
): { readonly what: string; readonly words: string; readonly remedy: string } {
  switch (blocker.kind) {
    case 'region-not-enabled':
      return {
        what:
          blocker.refusal === undefined
            ? `Account ${blocker.accountId} has not opted in to this Region (${harmless(blocker.optStatus)}).`
            : `Account ${blocker.accountId} has not opted in to this Region, it seems: its credentials hold elsewhere and are refused here.`,
        words: blocker.refusal === undefined ? '' : describeProblem(blocker.refusal, ofSeveral).words,
        remedy: 'Opt in with AWS Account Management and run again, or leave the Region out.',
      };
    case 'another-administrator':
      return {
        what: `Account ${blocker.accountId} is the delegated administrator here (${harmless(blocker.status)}).`,
        words: '',
        remedy:
          'A rollout never replaces it. "provision-guardduty offboard", with credentials of that account, releases the members and removes it; then run again.',
      };
    case 'another-administrator-registered':
      return {
        what: `AWS Organizations has account ${blocker.accountId} registered as GuardDuty administrator, so no other one can be designated.`,
        words: '',
        remedy: `Use that account as administrator, or, when it is no longer wanted in any Region, deregister it: aws organizations deregister-delegated-administrator --account-id ${blocker.accountId} --service-principal guardduty.amazonaws.com`,
      };
    case 'administrator-being-removed':
      return {
        what: `AWS is still removing ${blocker.accountId} as administrator here.`,
        words: '',
        remedy: 'Run again in a few minutes.',
      };
    case 'administrator-status-unknown':
      return {
        what: `AWS reports ${blocker.accountId} as administrator in a status this version does not know: ${harmless(blocker.status)}.`,
        words: '',
        remedy: 'Look at it in the GuardDuty console; update this program if there is a newer version.',
      };
    case 'designation-needed':
      return {
        what: 'The administrator has no detector here, and without the management account it cannot be told whether it is designated.',
        words: '',
        remedy: 'Run with credentials of the management account as well.',
      };
    case 'exclusions-under-all':
      return {
        what: 'Auto-enable is ALL in this Region and stays so, so GuardDuty itself enrols the excluded accounts.',
        words: '',
        remedy:
          'Add --auto-enable new. Where an organization policy for GuardDuty keeps this program from setting it, set it in the GuardDuty console, or leave the exclusions out.',
      };
    case 'unreadable':
      return describeProblem(blocker.problem, ofSeveral);
  }
}

/** Excluded accounts that are members all the same. */
export const excludedMembersPhrase = 'excluded, but members already; never removed';
export const excludedMembersRemedy = 'To take them out, disassociate them in the GuardDuty console; auto-enable ALL would not let them go.';

/** Only a report for people misses them: nothing else depends on them. */
export const unitsUnread = 'the organizational units could not be read, so the HTML report does not show them all';

/** Accounts that are left out, with the states that this version does not know. */
export function leftOutNames(accounts: Plan['leftOut'], organization: OrganizationSnapshot): readonly string[] {
  const states = new Map(organization.accounts.map(({ id, state }) => [id, state]));
  return accounts.map(({ accountId, reason }) =>
    reason === 'account-state-unknown' ? `${accountId} (${harmless(states.get(accountId) ?? '')})` : accountId,
  );
}

/** Why an account cannot use a Region. */
function closedBecause(optStatus: string): string {
  return optStatus === 'ENABLING'
    ? 'is not ready there yet (ENABLING); run again when it is'
    : `has not opted in there (${harmless(optStatus)})`;
}

/** A check that could not be made, or a fact that limits what the plan can promise. */
export function describeWarning(warning: PlanWarning): string {
  switch (warning.kind) {
    case 'policy-unreadable':
      return `It cannot be told whether an organization policy overrides auto-enable. ${describeProblem(warning.problem).what}`;
    case 'trusted-access-unreadable':
      return `It cannot be told whether GuardDuty has trusted access. ${describeProblem(warning.problem).what}`;
    case 'registration-unreadable':
      return `It cannot be told who is registered as administrator in AWS Organizations. ${describeProblem(warning.problem).what}`;
    case 'trusted-access-missing':
      return `${warning.servicePrincipal === malwarePrincipal ? 'Malware Protection' : 'GuardDuty'} has no trusted access to the organization; only the management account can grant it.`;
    case 'features-unknown':
      return `This version does not know ${warning.features.map(harmless).join(', ')}. It is handed to AWS as it is.`;
    case 'regions-not-enabled':
      return `"--regions all" does not reach ${warning.regions.join(', ')}: account ${warning.accountId} ${closedBecause(warning.optStatus)}.`;
    case 'newcomers-not-excluded':
      return 'Accounts that join later get GuardDuty by themselves (auto-enable NEW), those in excluded organizational units too; only --auto-enable none leaves them out.';
    case 'suspended-under-all':
      return `Auto-enable ALL is also for members that somebody suspended (${count(warning.accounts, 'account')}): AWS may restart them within 24 hours, and charges start again. --auto-enable new leaves them as they are.`;
    case 'no-management-credentials':
      return "Running without the management account: designations and the management account's own detector are not checked.";
  }
}

/** How an action ended, as a word or two for progress lines. */
export function describeOutcome(outcome: ActionOutcome): string {
  switch (outcome.status) {
    case 'done':
      if (outcome.note === 'already-so') return 'was so already';
      return outcome.note === 'made-by-aws' ? 'done, made by AWS' : 'done';
    case 'partly-done':
      return outcome.accounts.length > 0 || (outcome.plans ?? []).length === 0
        ? `done but for ${count(outcome.accounts.length, 'account')}`
        : `done but for ${count(outcome.plans?.length ?? 0, 'protection plan')}`;
    case 'failed':
      return `failed: ${describeProblem(outcome.problem).what}`;
    case 'not-attempted':
      return `not attempted: ${becauseOf(outcome.because)}`;
  }
}
