import { administratorId, managementId, type Options } from '../support/options';
import type { RegionView, WorldView } from '../support/world-view';

/** The Regions that a run is about: those named, or all that are enabled for each of the accounts of the run. */
export function regionsInScope(options: Options, view: WorldView): readonly string[] {
  if (options.regions !== 'all') return options.regions;
  return [...view.regions.keys()].filter((region) => isOpen(options, view, region));
}

/** Whether every account whose credentials the run has can use the Region. */
export function isOpen({ identities }: Options, view: WorldView, region: string): boolean {
  const asked = identities === 'administrator' ? [administratorId] : [managementId, administratorId];
  return asked.every((account) => view.isOpen(account, region));
}

/** Whether the user left the account out, by its id or by a unit that it is in. */
export function isExcluded({ excludeAccounts, excludeOus }: Options, view: WorldView, account: string): boolean {
  const units = view.accounts.get(account)?.units ?? new Set();
  return excludeAccounts.includes(account) || excludeOus.some((unit) => units.has(unit));
}

/** Accounts of the organization that the run is to enrol: every one but the administrator and those left out. */
export function wantedAccounts(options: Options, view: WorldView): readonly string[] {
  return [...view.accounts.keys()].filter((id) => id !== administratorId && !isExcluded(options, view, id));
}

/** States in which an account is left out without anybody having to act (section 2 of the product page). */
const restingStates: ReadonlySet<string> = new Set(['SUSPENDED', 'CLOSED', 'PENDING_CLOSURE']);

export function isResting(view: WorldView, account: string): boolean {
  return restingStates.has(view.accounts.get(account)?.state ?? '');
}

/** Relationship status with the administrator of the run. */
export function statusOf(region: RegionView, account: string): string | undefined {
  return region.members.get(administratorId)?.get(account);
}

/** Whether GuardDuty watches the account as a member of the administrator. */
export function isEnabledMember(region: RegionView, account: string): boolean {
  return region.administrator?.account === administratorId && statusOf(region, account) === 'Enabled' && runs(region, account);
}

/** Whether the account has a detector that is not suspended. */
export function runs(region: RegionView, account: string): boolean {
  return region.detectors.get(account)?.enabled === true;
}
