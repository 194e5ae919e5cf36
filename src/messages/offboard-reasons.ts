import type { AccountId } from '../domain/ids';
import type { LeftMember, OffboardNote, OffboardQuestion, OffboardReason, OffboardVerdict } from '../offboard/plan/verdicts';
import { describeProblem } from './problems';

/** The words for one reason: what is the case, and what to do. */
export interface OffboardReasonText {
  readonly label: string;
  readonly remedy: string;
}

/** The one table of what can be left or unknown after an off-boarding: every report and the page about it read it. */
export const offboardReasons: Readonly<Record<OffboardReason, OffboardReasonText>> = {
  'outsiders-stay': {
    label: 'members that are not accounts of the organization; they stay, and so does the administrator',
    remedy: 'Add --include-invited to release them as well. They keep GuardDuty and lose their administrator.',
  },
  'administrator-stays': {
    label: 'the administrator stays, because it still has members',
    remedy: 'Release the members that are left, then run again.',
  },
  'members-left': { label: 'members are left', remedy: "Read AWS's words, fix the cause, then run again: what is done is not repeated." },
  'configuration-not-lowered': {
    label: 'auto-enable or a protection plan could not be set to NONE, so nothing else was begun',
    remedy: "Read AWS's words, fix the cause, then run again.",
  },
  'being-removed': {
    label: 'AWS is still removing the administrator',
    remedy: 'Run again in a few minutes, or give AWS longer with --wait.',
  },
  'removal-unconfirmed': {
    label: 'AWS still lists the administrator, although it accepted the removal',
    remedy: 'Run again in a few minutes, or give AWS longer with --wait.',
  },
  'removal-refused': { label: 'AWS did not remove the administrator', remedy: "Read AWS's words, fix the cause, then run again." },
  'not-attempted': { label: 'not attempted', remedy: 'Run again: the run goes on where it stopped.' },
  'administrator-not-opted-in': {
    label: "the administrator's account has not opted in to this Region, so it cannot release its members",
    remedy: 'Opt the account in to the Region (AWS Account Management), then run again.',
  },
  'status-unknown': {
    label: 'AWS lists the administrator in a status this version does not know',
    remedy: 'Look at it in the GuardDuty console; update this program if there is a newer version.',
  },
  'region-unread': {
    label: 'a part of the Region could not be read, so nothing is changed in it',
    remedy: "Read AWS's words, fix the cause, then run again.",
  },
  'members-unseen': {
    label:
      'nobody knows whether members are left: the account is not the administrator here, and AWS may show members to an administrator only',
    remedy:
      'If an earlier run released the Region, name its carry-over file with --carry-over: the file says so. Otherwise ask a former member (aws guardduty get-administrator-account), or designate the account again in this Region and run again. To leave such Regions out, name the others with --regions.',
  },
  'detector-stopped': {
    label: "the administrator's own detector ran before and is suspended now; this program did not do that",
    remedy: 'Find out in CloudTrail who did it (UpdateDetector), then enable the detector again.',
  },
  'detector-unclear': {
    label: "AWS shows the administrator's own detector in a status this version does not know",
    remedy: 'Look at it in the GuardDuty console; update this program if there is a newer version.',
  },
  'carry-over-lost': {
    label: 'the carry-over file no longer holds what this run saved in it',
    remedy:
      'Look for a copy of the file: AWS does not show the settings from before any more. What this run knows of them is in its plan and in its reports.',
  },
  'registration-stays': {
    label: 'the registration with AWS Organizations stays, because not every Region is known to be free',
    remedy: 'When every Region is free, run again. As long as the account is registered, no other one can be designated.',
  },
  'registration-unconfirmed': {
    label: 'AWS Organizations still lists the registration, although it accepted its end',
    remedy: 'Run again in a few minutes.',
  },
  'registration-refused': {
    label: 'AWS Organizations did not end the registration',
    remedy: "Read AWS's words, fix the cause, then run again.",
  },
};

/** What is not known where a question could not be read. */
export const unreadSubjects: Readonly<Record<OffboardQuestion, string>> = {
  configuration: 'nobody knows everything that would be lowered or lost, so nothing is changed',
  members: 'nobody knows which members are left',
  designation: 'nobody knows who is designated',
  detector: "nobody knows whether the administrator's own detector still runs",
  'carry-over': 'nobody knows what the carry-over file holds',
  registration: 'nobody knows whether the account is registered with AWS Organizations',
};

/**
 * What to do about a verdict. A Region without an endpoint keeps the registration: nothing that this program can read tells a Region
 * without GuardDuty from a name that cannot be looked up here.
 */
export function offboardRemedy(verdict: OffboardVerdict, administratorId: AccountId): string {
  if ('reason' in verdict) return offboardReasons[verdict.reason].remedy;
  if (verdict.answer !== 'unknown') return '';
  const { problem, question } = verdict;
  const { remedy } = describeProblem(problem);
  if (question !== 'designation' || problem.code !== 'service-not-in-region') return remedy;
  return (
    'The name of the endpoint cannot be looked up from here, so the Region is not known to be free, and the registration stays. ' +
    'If AWS offers no GuardDuty in this Region (https://docs.aws.amazon.com/general/latest/gr/guardduty.html), release the others with --regions, and then end the registration yourself, as the management account: ' +
    `aws organizations deregister-delegated-administrator --account-id ${administratorId} --service-principal guardduty.amazonaws.com.`
  );
}

/** What a person should know about something that is as asked. */
export const offboardNotes: Readonly<Record<OffboardNote, string>> = {
  'not-opted-in': 'counts as free: the management account has not opted in',
  'released-before': 'an earlier run saw that no member was left; its carry-over file says so',
  'none-shown':
    'the account is not the administrator, and AWS shows it no members; those that somebody left behind when removing it may be hidden',
  'own-invited-members': 'the account has members of other organizations by invitation; left as they are',
  'other-regions-left': 'the registration with AWS Organizations stays, because other Regions still need it or could not be read',
};

/** Why a member record is left. */
export const leftReasons: Readonly<Record<LeftMember['reason'], string>> = {
  outsider: 'not an account of the organization',
  refused: 'refused by AWS',
  'request-failed': 'the request failed',
  unconfirmed: 'accepted by AWS, still listed',
  'not-attempted': 'not attempted',
};
