import type { Blocker } from '../plan/plan';
import { harmless } from './harmless';
import { describeProblem, type Explanation } from './problems';

/** Why a Region is blocked, and the documented way out. Reported for several Regions at once, it names none. */
export function describeBlocker(blocker: Blocker, ofSeveral = false): Explanation {
  switch (blocker.kind) {
    case 'region-not-enabled':
      return {
        what:
          blocker.refusal === undefined
            ? `Account ${blocker.accountId} has not opted in to this Region (${harmless(blocker.optStatus)}).`
            : `Account ${blocker.accountId} seems not to have opted in to this Region: its credentials work elsewhere and are refused here.`,
        words: blocker.refusal === undefined ? '' : describeProblem(blocker.refusal, ofSeveral).words,
        remedy: 'Opt in with AWS Account Management and run again, or leave the Region out.',
      };
    case 'another-administrator':
      return {
        what: `Account ${blocker.accountId} is the delegated administrator here (${harmless(blocker.status)}).`,
        words: '',
        remedy:
          'The rollout never replaces an administrator. Use that account as administrator; or release the members and remove it first with "provision-guardduty offboard" and credentials of that account, then run again.',
      };
    case 'another-administrator-registered':
      return {
        what: `AWS Organizations has account ${blocker.accountId} registered as GuardDuty administrator, so no other one can be designated.`,
        words: '',
        remedy: `Use that account as administrator. If it is no longer wanted in any Region, deregister it: aws organizations deregister-delegated-administrator --account-id ${blocker.accountId} --service-principal guardduty.amazonaws.com`,
      };
    case 'administrator-is-member':
      return {
        what: `Account ${blocker.accountId} is a member of ${blocker.administratorId} here (${harmless(blocker.status)}), so it cannot become the administrator.`,
        words: '',
        remedy: `Account ${blocker.administratorId} must disassociate it in this Region, or it must leave by itself (GuardDuty console, Accounts); then run again.`,
      };
    case 'administrator-being-removed':
      return {
        what: `AWS is still removing ${blocker.accountId} as administrator here.`,
        words: '',
        remedy: 'Run again in a few minutes.',
      };
    case 'designation-needed':
      return {
        what: 'The administrator has no detector here. Without the management account we cannot see whether it is designated.',
        words: '',
        remedy: 'Run with credentials of the management account as well.',
      };
    case 'not-designated':
      return {
        what: 'AWS does not show the organization configuration to this account, so it is not the delegated administrator here, or not yet.',
        words: describeProblem(blocker.problem, ofSeveral).words,
        remedy: 'Designate it: run with credentials of the management account as well. After a designation wait a few minutes.',
      };
    case 'exclusions-under-all':
      return {
        what: 'Auto-enable is ALL in this Region and stays so, so GuardDuty itself enrols the excluded accounts.',
        words: '',
        remedy:
          'An organization policy (GUARDDUTY_POLICY) keeps this program from setting it. Set it to NEW or NONE in the GuardDuty console, or leave the exclusions out; then run again.',
      };
    case 'unreadable':
      return describeProblem(blocker.problem, ofSeveral);
  }
}
