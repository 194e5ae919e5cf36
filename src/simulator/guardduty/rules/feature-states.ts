import type { Switches } from '../../scenario/switches';
import { featureCatalog } from './feature-catalog';

/** A setting and when it was last changed. */
interface Setting<Value> {
  readonly value: Value;
  readonly updatedAt: number;
}

/** A feature's setting with those of its additional configurations. */
export interface FeatureSetting<Value> extends Setting<Value> {
  /** When a detector had it switched on for the first time: its free trial does not start again. */
  readonly firstOnAt: number | undefined;
  readonly additional: ReadonlyMap<string, Setting<Value>>;
}

/** All features of a detector or an organization configuration. Never changed in place, so that detectors can share it. */
export type FeatureSettings<Value> = ReadonlyMap<string, FeatureSetting<Value>>;

/** Values asked for: a feature may be named for its additional configurations alone. */
export type FeatureChanges<Value> = ReadonlyMap<
  string,
  { readonly value: Value | undefined; readonly additional: ReadonlyMap<string, Value> }
>;

/** Every feature a Region offers, all with the same value, or with the value the function gives. */
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

/** The settings with the changes merged in; what the changes do not name keeps its value and its time. */
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

/** How a new detector is set: each feature by its default, additional configurations off. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html */
export function defaultDetectorFeatures(switches: Switches, lacks: ReadonlySet<string>, updatedAt: number): FeatureSettings<boolean> {
  return featureSettings(lacks, updatedAt, (name, additional) => {
    const byDefault = featureCatalog.get(name)?.byDefault;
    if (additional !== undefined || byDefault === undefined) return false;
    return byDefault === 'on' || switches[byDefault] === 'on';
  });
}

/** Every feature off: a member's detector before the organization's settings are applied. */
export function noFeatures(lacks: ReadonlySet<string>, updatedAt: number): FeatureSettings<boolean> {
  return featureSettings(lacks, updatedAt, () => false);
}
