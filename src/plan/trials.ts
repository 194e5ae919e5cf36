import type { ConfigureMembers, ConfigureDetector, ConfigureOrganization } from './actions';
import { actionsOf, type Plan, type RegionPlan } from './plan';

type Trials = readonly (readonly [feature: string, accounts: number])[];

/** Plans that are set for everybody start in members of today and in those that are enrolled now; plans for new accounts in the latter. */
function ofConfiguration({ plans }: ConfigureOrganization, { enabled }: RegionPlan, enrolled: number): Trials {
  return (plans?.changes ?? [])
    .filter(({ additional, after }) => additional === undefined && after !== 'NONE')
    .map(({ feature, after }) => [feature, after === 'ALL' ? enabled + enrolled : enrolled]);
}

/** Plans switched on in members. What is set for everybody at the same time has been counted in all of them. */
function ofMembers({ accounts, features, wanted }: ConfigureMembers, counted: Trials): Trials {
  const agents = new Set(wanted.named.flatMap(({ additional }) => additional.map(({ name }) => name)));
  return features
    .filter((name) => !agents.has(name) && !counted.some(([feature]) => feature === name))
    .map((feature) => [feature, accounts.length]);
}

/** Plans of the administrator itself. Where its detector cannot be read yet, it may lack all that were named. */
function ofAdministrator({ switchOn, wanted }: ConfigureDetector): Trials {
  const named = (wanted?.named ?? []).filter(({ autoEnable }) => autoEnable === 'ALL');
  const lacking = switchOn === null ? named : switchOn.filter(({ additional }) => additional === undefined);
  return lacking.map(({ feature }) => [feature, 1]);
}

function trialsIn(region: RegionPlan): Trials {
  const actions = actionsOf(region);
  const associate = actions.find((action) => action.kind === 'associate-members');
  const configure = actions.find((action) => action.kind === 'configure-organization');
  const apply = actions.find((action) => action.kind === 'configure-members');
  const own = actions.find((action) => action.kind === 'configure-detector');
  const configured = configure === undefined ? [] : ofConfiguration(configure, region, associate?.accounts.length ?? 0);
  return [...configured, ...(apply === undefined ? [] : ofMembers(apply, configured)), ...(own === undefined ? [] : ofAdministrator(own))];
}

/**
 * How many free trials of each protection plan the changes of plans would start, at most: an account that has the plan already starts
 * none. Each plan has a trial of its own in each account and Region. https://aws.amazon.com/guardduty/pricing/
 */
export function countFeatureTrials(plan: Plan): Trials {
  const most = new Map<string, number>();
  for (const [feature, accounts] of plan.regions.flatMap(trialsIn)) most.set(feature, (most.get(feature) ?? 0) + accounts);
  return [...most].filter(([, accounts]) => accounts > 0);
}
