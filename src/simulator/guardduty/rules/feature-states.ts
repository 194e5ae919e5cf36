import type { Switches } from '../../scenario/switches';
import { featureCatalog } from './feature-catalog';

/** A setting and when it was last changed. */
interface Setting<Value> {
  readonly value: Value;
  readonly updatedAt: number;
}

/** The setting of a feature and of its additional configurations. */
export interface FeatureSetting<Value> extends Setting<Value> {
  /** When the feature was first on in the detector. Its free trial starts then, and never again. */
  readonly firstOnAt: number | undefined;
  readonly additional: ReadonlyMap<string, Setting<Value>>;
}

/** All features of a detector or an organization configuration. The map never changes, so detectors can share it. */
export type FeatureSettings<Value> = ReadonlyMap<string, FeatureSetting<Value>>;

/** Requested values. A feature's own value is `undefined` if only its additional configurations change. */
export type FeatureChanges<Value> = ReadonlyMap<
  string,
  { readonly value: Value | undefined; readonly additional: ReadonlyMap<string, Value> }
>;

/** Every feature that the Region offers, with the values that the function returns. */
export function featureSettings<Value>(
  lacks: ReadonlySet<string>,
  updatedAt: number,
  valueOf: (feature: string, additional?: string) => Value,
): FeatureSettings<Value> {
  const settings = new Map<string, FeatureSetting<Value>>();
  for (const [name, facts] of featureCatalog) {
    if (lacks.has(name)) continue;
    const additional = new Map(facts.additional.map((key) => [key, { value: valueOf(name, key), updatedAt }]));
    const value = valueOf(name);
    settings.set(name, { value, updatedAt, firstOnAt: value === true ? updatedAt : undefined, additional });
  }
  return settings;
}

/** Merges changes into settings. A feature that the changes don't name keeps its value and its time. */
export function withChanges<Value>(
  settings: FeatureSettings<Value>,
  changes: FeatureChanges<Value>,
  updatedAt: number,
): FeatureSettings<Value> {
  if (changes.size === 0) return settings;
  const merged = new Map(settings);
  for (const [name, change] of changes) {
    const before = merged.get(name);
    if (!before) continue;
    const additional = new Map(before.additional);
    for (const [key, value] of change.additional) additional.set(key, { value, updatedAt });
    const main = change.value === undefined ? before : { value: change.value, updatedAt };
    const firstOnAt = before.firstOnAt ?? (main.value === true ? updatedAt : undefined);
    merged.set(name, { value: main.value, updatedAt: main.updatedAt, firstOnAt, additional });
  }
  return merged;
}

/** The features of a new detector: each has its default, and additional configurations are off. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html */
export function defaultDetectorFeatures(switches: Switches, lacks: ReadonlySet<string>, updatedAt: number): FeatureSettings<boolean> {
  return featureSettings(lacks, updatedAt, (name, additional) => {
    const byDefault = featureCatalog.get(name)?.byDefault;
    if (additional !== undefined || byDefault === undefined) return false;
    return byDefault === 'on' || switches[byDefault] === 'on';
  });
}

/** All features off, as in a member's detector before the organization's settings apply. */
export function noFeatures(lacks: ReadonlySet<string>, updatedAt: number): FeatureSettings<boolean> {
  return featureSettings(lacks, updatedAt, () => false);
}
