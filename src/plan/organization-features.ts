import { eksRuntimeMonitoring, runtimeMonitoring, type OrganizationFeature } from '../domain/feature';
import { wantedOf, type WantedFeatures } from '../domain/wanted-feature';
import { type AutoEnable, isStronger } from '../domain/auto-enable';
import type { FeatureGap } from './gap';

/** One setting of a plan, or of an additional configuration under it. `before` is null where nothing could be read yet. */
export interface FeatureChange {
  readonly feature: string;
  readonly additional?: string;
  readonly before: string | null;
  readonly after: AutoEnable;
  /** True when the user explicitly asks for less than is in force. */
  readonly lowers: boolean;
}

/** The difference between wanted plans and those in force, and what stands in the way of it. */
export interface FeatureComparison {
  readonly changes: readonly FeatureChange[];
  readonly gaps: readonly FeatureGap[];
}

function changeOf(
  place: Pick<FeatureChange, 'feature' | 'additional'>,
  before: string | undefined,
  after: AutoEnable,
): readonly FeatureChange[] {
  if (before === after) return [];
  return [{ ...place, before: before ?? null, after, lowers: before !== undefined && isStronger(before, after) }];
}

/** What to do where nothing is known of the Region yet: everything that was named, its present value unknown. */
function unknownChanges({ named }: WantedFeatures): readonly FeatureChange[] {
  return named.flatMap(({ feature, autoEnable, additional }) => [
    { feature, before: null, after: autoEnable, lowers: false },
    ...additional.map((one) => ({ feature, additional: one.name, before: null, after: one.autoEnable, lowers: false })),
  ]);
}

/**
 * Compares the plans. The features that a configuration lists are those that the Region offers, so a named one that is absent is found
 * before anything is written. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_regions.html
 *
 * Runtime Monitoring is not switched on beside the older EKS Runtime Monitoring, which it contains: AWS refuses both in one request
 * (https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html).
 *
 * @param offered undefined: the Region has no configuration yet
 * @param migrate whether the older plan may be switched off for the newer one; naming it as NONE says so too
 */
export function compareFeatures(
  wanted: WantedFeatures,
  offered: readonly OrganizationFeature[] | undefined,
  migrate: boolean,
): FeatureComparison {
  if (offered === undefined) return { changes: unknownChanges(wanted), gaps: [] };
  const changes: FeatureChange[] = [];
  const gaps: FeatureGap[] = [];
  const byName = new Map(offered.map((feature) => [feature.name, feature]));
  const legacy = byName.get(eksRuntimeMonitoring);
  const legacyInForce = legacy !== undefined && legacy.autoEnable !== 'NONE';
  const legacyWanted = wantedOf(wanted, eksRuntimeMonitoring)?.autoEnable;
  const legacyEnds = legacyWanted === undefined ? migrate : legacyWanted === 'NONE';
  for (const { feature } of wanted.named) if (!byName.has(feature)) gaps.push({ feature, reason: 'feature-not-offered' });
  for (const { name: feature, autoEnable: before, additionalConfiguration } of offered) {
    const plan = wantedOf(wanted, feature);
    if (plan === undefined) continue;
    if (feature === runtimeMonitoring && plan.autoEnable !== 'NONE' && legacyInForce) {
      if (!legacyEnds) {
        gaps.push({ feature, reason: 'feature-legacy-runtime' });
        continue;
      }
      if (legacyWanted === undefined) changes.push(...changeOf({ feature: eksRuntimeMonitoring }, legacy.autoEnable, 'NONE'));
    }
    changes.push(...changeOf({ feature }, before, plan.autoEnable));
    for (const { name: additional, autoEnable: after } of plan.additional) {
      const present = additionalConfiguration?.find((one) => one.name === additional);
      // AWS may leave out what is NONE; a list or a level that could not be read says nothing.
      const current = additionalConfiguration !== undefined && present === undefined ? 'NONE' : present?.autoEnable;
      changes.push(...changeOf({ feature, additional }, current, after));
    }
  }
  return { changes, gaps };
}

/** The features with the changes made. */
export function withFeatureChanges(
  features: readonly OrganizationFeature[],
  changes: readonly FeatureChange[],
): readonly OrganizationFeature[] {
  return features.map((feature) => {
    const own = changes.filter((change) => change.feature === feature.name);
    const inner = own.flatMap(({ additional, after }) => (additional === undefined ? [] : [{ name: additional, autoEnable: after }]));
    const kept = feature.additionalConfiguration?.filter(({ name }) => !inner.some((change) => change.name === name));
    const autoEnable = own.find(({ additional }) => additional === undefined)?.after ?? feature.autoEnable;
    return { ...feature, autoEnable, additionalConfiguration: kept === undefined ? undefined : [...kept, ...inner] };
  });
}

/** Every setting of the features, by a name that tells agents from plans; AWS may leave out what is NONE. */
function settingsOf(features: readonly OrganizationFeature[]): ReadonlyMap<string, string> {
  const settings = features.flatMap(({ name, autoEnable, additionalConfiguration }) => [
    [name, autoEnable] as const,
    ...(additionalConfiguration ?? []).map((one) => [`${name}/${one.name}`, one.autoEnable] as const),
  ]);
  return new Map(settings.flatMap(([name, setting]) => (setting === 'NONE' ? [] : [[name, setting ?? 'unknown'] as const])));
}

/**
 * Settings that are others after the run than they would be with the changes alone. It is not documented whether AWS keeps what a request
 * does not name, and not everything can be named (see {@link sendableFeatures}).
 */
export function featuresNotKept(
  before: readonly OrganizationFeature[],
  changes: readonly FeatureChange[],
  after: readonly OrganizationFeature[],
): readonly FeatureGap[] {
  const changed = new Set(changes.map(({ feature, additional }) => (additional === undefined ? feature : `${feature}/${additional}`)));
  const [then, now] = [settingsOf(before), settingsOf(after)];
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((name) => {
    const [was, is] = [then.get(name) ?? 'NONE', now.get(name) ?? 'NONE'];
    return was === is || changed.has(name) ? [] : [{ feature: name, reason: 'feature-not-kept' as const, before: was, after: is }];
  });
}
