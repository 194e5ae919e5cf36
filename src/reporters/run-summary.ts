import type { RolloutSettings } from '../domain/settings';
import type { CallerIdentity, OrganizationSnapshot } from '../domain/snapshot';
import { areAccountsKnown } from '../plan/candidates';
import type { Plan } from '../plan/plan';
import type { RolloutReport } from '../plan/report';
import type { Counted } from '../messages/phrases';
import type { RunFacts } from './run-facts';

/** Everything a report of a finished rollout can show. */
export interface RunSummary extends RunFacts {
  readonly settings: RolloutSettings;
  readonly management: CallerIdentity | undefined;
  readonly administrator: CallerIdentity;
  readonly organization: OrganizationSnapshot;
  readonly plan: Plan;
  readonly report: RolloutReport;
}

/** How many accounts the rollout is about, and whether all accounts of the organization are known. */
export function accountsToEnrol({ organization, plan }: Pick<RunSummary, 'organization' | 'plan'>): Counted {
  return { count: plan.candidates.length, complete: areAccountsKnown(organization, plan.leftOut) };
}

/** The sum over all Regions; undefined where it is not known of every one. */
export function sumKnown(numbers: readonly (number | undefined)[]): number | undefined {
  const known = numbers.filter((number) => number !== undefined);
  return known.length < numbers.length ? undefined : known.reduce((sum, number) => sum + number, 0);
}
