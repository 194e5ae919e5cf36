import type { AutoEnable } from '../domain/auto-enable';
import { featureNames, wantedOf, type WantedFeatures } from '../domain/wanted-feature';
import type { OrganizationConfiguration, RegionSnapshot } from '../domain/snapshot';
import { accountsOf, countAccounts, type ConfigureOrganization, type DetectorChange, type RegionAction } from './actions';
import { levelAfter } from './configuration';
import type { RegionPlan, Trials } from './plan';

/** Trials of the foundational protection that one step starts, at most. Those of features follow from the levels. */
function foundationOf(action: RegionAction): number {
  switch (action.kind) {
    case 'create-detector':
      return 1;
    case 'associate-members':
    case 'restart-members':
      return accountsOf(action).length;
    // The management account is counted where it is enrolled.
    case 'create-management-detector':
    case 'enable-management-detector':
    case 'enable-detector':
    case 'designate-administrator':
    case 'configure-organization':
    case 'configure-detector':
    case 'configure-members':
    case 'configure-new-members':
    case 'export-findings':
      return 0;
  }
}

/** The features that a Region offers. Where it has no configuration yet, those that were asked for. */
function offeredIn(configuration: OrganizationConfiguration | undefined, wanted: WantedFeatures | undefined): readonly string[] {
  if (configuration !== undefined) return configuration.features.map(({ name }) => name);
  if (wanted === undefined) return [];
  return [...new Set([...wanted.named.map(({ feature }) => feature), ...(wanted.every === undefined ? [] : featureNames.values())])];
}

/** What one feature may start in the Region: in those who join it now, in everybody where it becomes ALL, and in the administrator. */
function featureTrials(
  region: RegionPlan,
  snapshot: RegionSnapshot | undefined,
  feature: string,
  before: AutoEnable | undefined,
  after: AutoEnable | undefined,
  wanted: AutoEnable | undefined,
): number {
  const { actions } = region;
  const joining = countAccounts(actions);
  const raised = after === 'ALL' && before !== 'ALL';
  // ALL reaches every member, those from outside and excluded ones too, and the administrator's own account:
  // https://docs.aws.amazon.com/guardduty/latest/ug/set-guardduty-auto-enable-preferences.html
  const members = snapshot?.members?.known === true ? snapshot.members.value.size : 0;
  const isOff = (level: AutoEnable | undefined): boolean => level === undefined || level === 'NONE';
  const brings = !isOff(after) || (!isOff(wanted) && actions.some(({ kind }) => kind === 'configure-new-members'));
  const reached = raised ? Math.max(members, region.enabled ?? 0) + joining : brings ? joining : 0;
  const apply = actions.find((action) => action.kind === 'configure-members');
  // What is under a feature has no trial of its own.
  const begins = (one: DetectorChange): boolean => one.feature === feature && one.additional === undefined && one.enable;
  const applied = apply?.features.some(begins) === true;
  const own = actions.find((action) => action.kind === 'configure-detector');
  const ofAdministrator = own !== undefined && (own.features === null ? after === 'ALL' : own.features.some(begins));
  return Math.max(reached, applied ? apply.accounts.length : 0) + (raised || ofAdministrator ? 1 : 0);
}

function trialsIn(region: RegionPlan, snapshot: RegionSnapshot | undefined, wanted: WantedFeatures | undefined): Trials {
  const { actions } = region;
  const configure = actions.find((action): action is ConfigureOrganization => action.kind === 'configure-organization');
  const configuration = snapshot?.configuration?.known === true ? snapshot.configuration.value : undefined;
  const features = offeredIn(configuration, wanted).map((feature) => {
    const before = configuration?.features.find(({ name }) => name === feature)?.autoEnable;
    const named = wanted?.named.find((one) => one.feature === feature)?.autoEnable;
    const after =
      configuration === undefined && configure !== undefined ? (named ?? wanted?.every) : levelAfter({ feature }, configuration, configure);
    const asked = wanted === undefined ? undefined : wantedOf(wanted, feature)?.autoEnable;
    return [feature, featureTrials(region, snapshot, feature, before, after, asked)] as const;
  });
  return { foundation: actions.reduce((sum, action) => sum + foundationOf(action), 0), features };
}

/**
 * Upper bounds of the free trials that the plans of these Regions start.
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-pricing.html
 *
 * @param snapshots those that the plans were made from, in the same order
 */
export function countTrials(
  regions: readonly RegionPlan[],
  snapshots: readonly RegionSnapshot[],
  wanted: WantedFeatures | undefined,
): Trials {
  const counted = regions.map((region, index) => trialsIn(region, snapshots[index], wanted));
  const most = new Map<string, number>();
  for (const [feature, accounts] of counted.flatMap(({ features }) => features)) most.set(feature, (most.get(feature) ?? 0) + accounts);
  return {
    foundation: counted.reduce((sum, { foundation }) => sum + foundation, 0),
    features: [...most].filter(([, accounts]) => accounts > 0),
  };
}
