import { shortName } from '../domain/wanted-feature';
import type { DeregisterAdministrator, LoweredSetting, OffboardAction, OffboardActionKind } from '../offboard/plan/actions';
import type { OffboardWarning, StaysOn } from '../offboard/plan/plan';
import type { OffboardOutcome, OffboardStatus } from '../offboard/plan/report';
import { harmless } from './harmless';
import { describeProblem } from './problems';
import { count } from './phrases';

/** A setting of an organization configuration, as people call it. */
function settingName({ feature, additional }: Pick<LoweredSetting, 'feature' | 'additional'>): string {
  if (feature === undefined) return 'auto-enable';
  const plan = harmless(shortName(feature));
  return additional === undefined ? plan : `${plan}/${harmless(shortName(additional))}`;
}

/** What a step does, as one line of a plan: `!` lowers settings, `-` takes something away, `…` waits. */
export function describeStep(action: OffboardAction | DeregisterAdministrator): {
  readonly sign: '!' | '-' | '…';
  readonly phrase: string;
} {
  switch (action.kind) {
    case 'lower-configuration':
      return { sign: '!', phrase: action.settings.map((setting) => `${settingName(setting)}: ${setting.before} → NONE`).join('; ') };
    case 'disassociate-members':
      return { sign: '-', phrase: `disassociate ${count(action.accounts.length, 'member')}` };
    case 'delete-members':
      return { sign: '-', phrase: `delete ${count(action.accounts.length, 'member record')}` };
    case 'disable-administrator':
      return action.beingRemoved
        ? { sign: '…', phrase: `wait until AWS has removed ${action.accountId} as delegated administrator` }
        : { sign: '-', phrase: `remove ${action.accountId} as delegated administrator` };
    case 'deregister-administrator':
      return { sign: '-', phrase: `deregister ${action.accountId} for ${action.servicePrincipal} in AWS Organizations` };
  }
}

/** Short names of steps, for progress lines and for "not attempted because". */
export const offboardStepNames: Readonly<Record<OffboardActionKind, string>> = {
  'lower-configuration': 'lowering of settings',
  'disassociate-members': 'disassociation',
  'delete-members': 'deletion of member records',
  'disable-administrator': 'removal of the administrator',
  'deregister-administrator': 'deregistration',
};

const becauseTexts: Readonly<Record<'interrupted' | 'members-left' | 'regions-left', string>> = {
  interrupted: 'the run was interrupted',
  'members-left': 'members are left',
  'regions-left': 'not every Region is known to be free',
};

/** How a step ended, in a few words. */
export function describeOffboardOutcome(outcome: OffboardOutcome): string {
  switch (outcome.status) {
    case 'done':
      return 'done';
    case 'partly-done':
      return `done but for ${count(outcome.left.length, 'account')}`;
    case 'failed':
      return `failed: ${describeProblem(outcome.problem).what}`;
    case 'not-attempted': {
      const { because } = outcome;
      const why = because in becauseTexts ? becauseTexts[because as keyof typeof becauseTexts] : undefined;
      return `not attempted: ${why ?? `the step "${offboardStepNames[because as OffboardActionKind]}" did not succeed`}`;
    }
  }
}

/** A Region's status as the table shows it: a sign that needs no colour, and a word. */
export const offboardStatusWords: Readonly<
  Record<OffboardStatus, { readonly sign: string; readonly word: string; readonly mood: 'good' | 'bad' | 'warn' }>
> = {
  free: { sign: '✔', word: 'free', mood: 'good' },
  done: { sign: '✔', word: 'released', mood: 'good' },
  changes: { sign: '~', word: 'to release', mood: 'warn' },
  'partly-done': { sign: '!', word: 'partly released', mood: 'warn' },
  failed: { sign: '✖', word: 'failed', mood: 'bad' },
  blocked: { sign: '✖', word: 'blocked', mood: 'bad' },
  unknown: { sign: '✖', word: 'not known', mood: 'bad' },
  'not-attempted': { sign: '–', word: 'not attempted', mood: 'warn' },
  'not-chosen': { sign: '·', word: 'not part of this run', mood: 'warn' },
};

/** How many accounts keep GuardDuty, and who pays. */
export function staysOnPhrase({ accountRegions, complete }: StaysOn): string {
  return `${complete ? '' : 'at least '}${count(accountRegions, 'account-Region')}`;
}

/**
 * What people must know before they agree.
 * https://docs.aws.amazon.com/guardduty/latest/ug/change-guardduty-delegated-admin.html
 */
export function beforeLeaving(staysOn: StaysOn): readonly { readonly heading: string; readonly text: string }[] {
  return [
    {
      heading: 'GuardDuty stays on.',
      text: `It goes on in ${staysOnPhrase(staysOn)}, with the same protection plans, and each account is charged for it as before. Free trials do not start again.`,
    },
    {
      heading: 'What you lose:',
      text: "the administrator's view of all findings and their archive state, its suppression rules, IP and threat lists, custom rules, scan settings and export of findings no longer reach the other accounts. Accounts that join later are not enrolled. Findings stay in each account for 90 days.",
    },
    {
      heading: 'Alarms to expect:',
      text: "security tools report DisassociateMembers, DeleteMembers, DisableOrganizationAdminAccount and DeregisterDelegatedAdministrator in CloudTrail, the AWS Config rule guardduty-enabled-centralized turns noncompliant, and whatever reads the administrator's events, Security Hub or Detective sees no more findings of the members. Warn their owners.",
    },
    {
      heading: 'There is no way back but a new rollout:',
      text: 'the settings are saved in the carry-over file before anything is changed.',
    },
  ];
}

/** What a person can do who wants to stop the charges as well; the program never does it. */
export const howToStopCharges =
  'To stop charges in an account, suspend or disable GuardDuty there, in every Region, with credentials of that account: aws guardduty update-detector --detector-id … --no-enable. Deleting a detector also deletes its findings.';

/** A check that could not be made, or a fact that limits what the plan can promise. */
export function describeOffboardWarning(warning: OffboardWarning): string {
  switch (warning.kind) {
    case 'policy-type':
      return 'The policy type GUARDDUTY_POLICY is enabled in the organization. No policy is attached now; one that is attached later makes its accounts members of an administrator again.';
    case 'accounts-unread':
      return `Not every account of the organization could be read, so members that it does not list are taken for outsiders and stay. ${describeProblem(warning.problem).what}`;
    case 'regions-unread':
      return `The list of Regions could not be read, so nobody knows whether the administrator is designated elsewhere, and its registration stays. ${describeProblem(warning.problem).what}`;
  }
}
