import type { DetectorFeature, DetectorFeatureSetting } from '../domain/detector-feature';
import { detectorOnlyFeatures, eksRuntimeMonitoring, runtimeMonitoring } from '../domain/feature';
import { wantedOf, type WantedFeatures } from '../domain/wanted-feature';

/** A plan, or an additional configuration under it, that is to be switched on in a detector. */
export interface FeaturePlace {
  readonly feature: string;
  readonly additional?: string;
}

/**
 * What a detector lacks of the plans that are to reach every account. What is set for new accounts only reaches no account of today;
 * nothing is ever switched off; what an organization policy manages is left alone
 * (https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-organization-policies.html); and Runtime Monitoring is not switched on
 * beside the older plan that it contains.
 */
export function missingFeatures(wanted: WantedFeatures, features: readonly DetectorFeature[]): readonly FeaturePlace[] {
  const legacy = features.some(({ name, enabled }) => name === eksRuntimeMonitoring && enabled);
  return features.flatMap(({ name: feature, enabled, managed, additional }) => {
    const plan = wantedOf(wanted, feature);
    if (
      plan === undefined ||
      managed ||
      (detectorOnlyFeatures.has(feature) && !wanted.named.includes(plan)) ||
      (feature === runtimeMonitoring && legacy)
    )
      return [];
    const own: readonly FeaturePlace[] = plan.autoEnable === 'ALL' && !enabled ? [{ feature }] : [];
    const inner = plan.additional.filter(
      (one) => one.autoEnable === 'ALL' && !additional.some(({ name, enabled: on }) => name === one.name && on),
    );
    const reachable = plan.autoEnable === 'ALL' || enabled ? inner : [];
    return [...own, ...reachable.map(({ name }) => ({ feature, additional: name }))];
  });
}

interface Switch {
  readonly name: string;
  readonly enabled: boolean | undefined;
}

function isRead<Read extends Switch>(one: Read): one is Read & { readonly enabled: boolean } {
  return one.enabled !== undefined;
}

/** The features to send so that the missing plans are on and nothing else changes: each named with all that is on under it. */
export function featuresToSwitchOn(
  features: readonly DetectorFeature[],
  missing: readonly FeaturePlace[],
): readonly DetectorFeatureSetting[] {
  return features.flatMap((feature) => {
    const own = missing.filter((plan) => plan.feature === feature.name);
    if (own.length === 0) return [];
    const inner = own.flatMap(({ additional }) => (additional === undefined ? [] : [{ name: additional, enabled: true }]));
    const kept = feature.additional.filter(({ name }) => !inner.some((one) => one.name === name));
    // What could not be read can't be named as it is, and might be lowered if it were left out.
    if (!kept.every(isRead)) return [];
    return [{ ...feature, enabled: true, additional: [...kept, ...inner] }];
  });
}
