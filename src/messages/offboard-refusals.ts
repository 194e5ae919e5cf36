import type { ErrorText } from '../domain/errors';
import type { AccountId } from '../domain/ids';
import type { Obstacle } from '../offboard/plan/plan';
import { harmless } from './harmless';
import { fold } from './phrases';
import { problemTexts, quote } from './problems';

/** Policies and targets named in one refusal. */
const mostNames = 10;

/** `--confirm` names another organization than the credentials belong to. */
export function otherOrganization(organizationId: string, confirmed: string): ErrorText {
  return {
    message: `The organization is ${harmless(organizationId)}, --confirm names ${harmless(confirmed)}.`,
    reason: 'Nothing is taken away from an organization that was not meant.',
    remedy: 'Check the profiles, or correct the id.',
  };
}

/** An off-boarding needs the management account's credentials. */
export const managementMissing: ErrorText = {
  message: 'The management account is missing.',
  reason: 'Only the management account can remove an administrator.',
  remedy: 'Name a profile of the management account with --profile.',
};

/** Other accounts are the administrator, and the given one is not. */
export function otherAdministrator(administratorId: AccountId, others: readonly AccountId[]): ErrorText {
  return {
    message: `Account ${administratorId} is not the GuardDuty administrator in any Region, and not registered as one.`,
    reason: `The administrator is ${others.join(', ')}.`,
    remedy: 'To off-board that account, give its credentials with --admin-profile or --admin-role.',
  };
}

/** GuardDuty was never delegated. */
export function neverDelegated(administratorId: AccountId): ErrorText {
  return {
    message: `Account ${administratorId} is not the GuardDuty administrator in any Region, and not registered as one.`,
    reason: 'No account is, and GuardDuty has no trusted access to the organization, so it was never delegated.',
    remedy: 'Check the profiles: there is nothing to take back.',
  };
}

/** A policy would bring the members back, or may. */
export function describeObstacle(obstacle: Obstacle): ErrorText {
  if (obstacle.kind === 'policies-unreadable') {
    const { problem } = obstacle;
    const text = problemTexts[problem.code];
    return {
      message: `Nobody knows whether an organization policy for GuardDuty is attached: ${problem.action} ${text.what}.`,
      reason: `Such a policy makes accounts members again after they were released. ${quote(problem)}`.trim(),
      remedy: text.remedy,
    };
  }
  const names = obstacle.policies.map(
    ({ id, name, targets }) => `${harmless(id)} (${harmless(name)}) on ${fold(targets.map(harmless), mostNames)}`,
  );
  return {
    message: 'An organization policy for GuardDuty is attached.',
    reason: `It makes the accounts in its scope members again after they were released. Attached: ${fold(names, mostNames)}.`,
    remedy:
      'Detach it everywhere, then run again: aws organizations detach-policy --policy-id … --target-id …. Detaching leaves GuardDuty on.',
  };
}
