import type { RegionAction } from './action';
import { actionsOf } from './plan';
import type { Plan, RegionPlan } from './plan';

/** Accounts that a plan set to this value reaches in the Region: everybody, or those that are enrolled now. */
function reached(region: RegionPlan, setting: string): number {
  const enrolled = actionsOf(region).reduce((sum, action) => (action.kind === 'associate-members' ? sum + action.accounts.length : sum), 0);
  return setting === 'ALL' ? region.enabled + enrolled : setting === 'NEW' ? enrolled : 0;
}

function trialsOf(region: RegionPlan, action: RegionAction): readonly (readonly [string, number])[] {
  if (action.kind === 'configure-organization') {
    return (action.plans?.changes ?? []).flatMap(({ feature, additional, after }) =>
      additional === undefined && after !== 'NONE' ? [[feature, reached(region, after)] as const] : [],
    );
  }
  const ownPlans = action.kind === 'configure-detector' ? (action.switchOn ?? []) : [];
  return ownPlans.flatMap(({ feature, additional }) => (additional === undefined ? [[feature, 1] as const] : []));
}

/**
 * How many free trials of each protection plan would start, at most: an account that has the plan already starts none. Each plan has a
 * trial of its own in each account and Region. https://aws.amazon.com/guardduty/pricing/
 */
export function countPlanTrials(plan: Plan): readonly (readonly [string, number])[] {
  const most = new Map<string, number>();
  for (const region of plan.regions) {
    for (const [feature, count] of actionsOf(region).flatMap((action) => trialsOf(region, action))) {
      most.set(feature, (most.get(feature) ?? 0) + count);
    }
  }
  return [...most].filter(([, count]) => count > 0);
}
