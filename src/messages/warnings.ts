import type { OrganizationSnapshot } from '../domain/snapshot';
import type { Plan, PlanWarning } from '../plan/plan';
import { harmless } from './harmless';
import { count } from './phrases';

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

/** A fact that limits what the plan can promise. */
export function describeWarning(warning: PlanWarning): string {
  switch (warning.kind) {
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
