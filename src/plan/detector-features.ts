import type { AutoEnable } from '../domain/auto-enable';
import type { DetectorFeature, DetectorFeatureSetting } from '../domain/detector-feature';
import { detectorOnlyFeatures, eksRuntimeMonitoring, runtimeMonitoring } from '../domain/feature';
import { wantedOf, type WantedFeature, type WantedFeatures } from '../domain/wanted-feature';
import type { DetectorChange } from './actions';

/** One setting of a detector, compared with what is wanted. */
export interface DetectorAnswer {
  readonly feature: string;
  readonly additional?: string;
  /**
   * `on` as wanted; `change` needed; `managed` by an organization policy, so that it cannot be changed here; `legacy`: the older runtime
   * feature is in force; `kept`: on although NONE was asked for; `unread`: the answer did not show it.
   */
  readonly is: 'on' | 'change' | 'managed' | 'legacy' | 'kept' | 'unread';
}

/** What one detector needs. */
export interface DetectorComparison {
  readonly answers: readonly DetectorAnswer[];
  readonly changes: readonly DetectorChange[];
}

/** How a detector is compared. */
export interface DetectorQuestion {
  readonly wanted: WantedFeatures;
  /** The levels that mean "on" for this detector: `ALL`, and for members of today also `NEW` where they are asked to get it. */
  readonly levels: readonly AutoEnable[];
  /** Whether the older runtime feature may be switched off for the newer one. */
  readonly migrate: boolean;
}

/** The wanted features that concern a detector: those that are named, and with "all" those that it lists. */
function wantedIn({ wanted }: DetectorQuestion, features: readonly DetectorFeature[]): readonly WantedFeature[] {
  const listed = features.map(({ name }) => name).filter((name) => !detectorOnlyFeatures.has(name));
  const names = new Set([...wanted.named.map(({ feature }) => feature), ...listed]);
  return [...names].flatMap((name) => wantedOf(wanted, name) ?? []);
}

/** The older feature and its agents off, so that the newer one can be switched on. */
function legacyOff({ additional }: DetectorFeature): readonly DetectorChange[] {
  const agents = (additional ?? []).filter(({ enabled }) => enabled !== false).map(({ name }) => name);
  return [
    { feature: eksRuntimeMonitoring, enable: false },
    ...agents.map((name) => ({ feature: eksRuntimeMonitoring, additional: name, enable: false })),
  ];
}

/** Why Runtime Monitoring can't take the place of the older feature. Nothing is switched off where the newer one can't follow. */
function obstacleTo(
  { enabled, managed, additional }: DetectorFeature,
  legacy: DetectorFeature,
  migrate: boolean,
): 'unread' | 'legacy' | 'managed' | undefined {
  if (legacy.enabled === undefined) return 'unread';
  if (legacy.managed || !migrate) return 'legacy';
  if (legacy.additional === undefined || enabled === undefined || !isShown(additional)) return 'unread';
  return managed && !enabled ? 'managed' : undefined;
}

/**
 * Compares a detector with the features that it is to have. Nothing is switched off but the older runtime feature in a migration, what an
 * organization policy manages is left alone (https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-organization-policies.html), and
 * Runtime Monitoring is not switched on beside the older feature that it contains.
 */
export function compareDetector(question: DetectorQuestion, features: readonly DetectorFeature[]): DetectorComparison {
  const { levels, migrate } = question;
  const answers: DetectorAnswer[] = [];
  const changes: DetectorChange[] = [];
  const legacy = features.find(({ name }) => name === eksRuntimeMonitoring);
  for (const { feature, autoEnable, additional } of wantedIn(question, features)) {
    const present = features.find(({ name }) => name === feature);
    const on = levels.includes(autoEnable);
    if (present === undefined) {
      if (on) answers.push({ feature, is: 'unread' });
      continue;
    }
    const { enabled, managed } = present;
    if (autoEnable === 'NONE' && enabled !== false) answers.push({ feature, is: enabled === undefined ? 'unread' : 'kept' });
    const inner = additional.filter((one) => levels.includes(one.autoEnable));
    if (!on && enabled === undefined) answers.push(...inner.map(({ name }) => ({ feature, additional: name, is: 'unread' as const })));
    if (!on && (inner.length === 0 || enabled !== true)) continue;
    if (feature === runtimeMonitoring && legacy !== undefined && legacy.enabled !== false) {
      const obstacle = obstacleTo(present, legacy, migrate);
      if (obstacle !== undefined) {
        answers.push({ feature, is: obstacle });
        continue;
      }
      answers.push({ feature: eksRuntimeMonitoring, is: 'change' });
      changes.push(...legacyOff(legacy));
    }
    const settings: readonly (readonly [string | undefined, boolean | undefined])[] = [
      ...(on ? [[undefined, enabled] as const] : []),
      ...inner.map(({ name }) => [name, additionalOf(present, name)] as const),
    ];
    for (const [name, is] of settings) {
      const place = { feature, ...(name === undefined ? {} : { additional: name }) };
      const answer = is === true ? 'on' : is === undefined ? 'unread' : managed ? 'managed' : 'change';
      answers.push({ ...place, is: answer });
      if (answer === 'change') changes.push({ ...place, enable: true });
    }
  }
  const isChanged = ({ feature }: DetectorAnswer): boolean => changes.some((change) => change.feature === feature);
  return { answers: answers.filter((answer) => answer.is !== 'kept' || !isChanged(answer)), changes };
}

/** An additional configuration that a detector does not list is off. */
function additionalOf({ additional }: DetectorFeature, name: string): boolean | undefined {
  if (additional === undefined) return undefined;
  const listed = additional.find((one) => one.name === name);
  return listed === undefined ? false : listed.enabled;
}

/**
 * The features to send so that these changes are made and nothing else: each named with all that is on under it. Undefined where the
 * detector's answer did not show something that the request would have to name.
 */
export function featuresToSend(
  features: readonly DetectorFeature[],
  changes: readonly DetectorChange[],
): readonly DetectorFeatureSetting[] | undefined {
  const changed = features.flatMap((feature): readonly DetectorFeature[] => {
    const own = changes.filter((change) => change.feature === feature.name);
    if (own.length === 0) return [];
    const inner = own.flatMap(({ additional, enable }) => (additional === undefined ? [] : [{ name: additional, enabled: enable }]));
    const kept = feature.additional?.filter(({ name }) => !inner.some((one) => one.name === name));
    const enabled = own.find(({ additional }) => additional === undefined)?.enable ?? feature.enabled;
    return [{ ...feature, enabled, additional: kept === undefined ? undefined : [...kept, ...inner] }];
  });
  const whole = changed.filter(isWhole);
  return whole.length === changed.length ? whole.map(({ name, enabled, additional }) => ({ name, enabled, additional })) : undefined;
}

/** Whether everything about a feature is known, so that it can be sent. */
function isWhole(feature: DetectorFeature): feature is DetectorFeature & DetectorFeatureSetting {
  return feature.enabled !== undefined && isShown(feature.additional);
}

/** Whether an answer shows every setting under a feature. */
function isShown(additional: DetectorFeature['additional']): boolean {
  return additional?.every(({ enabled }) => enabled !== undefined) === true;
}

/** The requests that make these changes: AWS refuses the two runtime features in one. */
export function requestsOf(changes: readonly DetectorChange[]): readonly (readonly DetectorChange[])[] {
  const older = changes.filter(({ feature }) => feature === eksRuntimeMonitoring);
  const others = changes.filter(({ feature }) => feature !== eksRuntimeMonitoring);
  return [older, others].filter((request) => request.length > 0);
}

/** Settings that are others after this run than before its writes, although nobody asked for it. */
export function detectorSettingsNotKept(
  before: readonly DetectorFeature[],
  changes: readonly DetectorChange[],
  after: readonly DetectorFeature[],
): readonly { readonly feature: string; readonly additional?: string; readonly before: boolean; readonly after: boolean | undefined }[] {
  const isChanged = (feature: string, additional?: string): boolean =>
    changes.some((change) => change.feature === feature && change.additional === additional);
  return before.flatMap(({ name: feature, enabled, additional }) => {
    const now = after.find(({ name }) => name === feature);
    const pairs: readonly (readonly [string | undefined, boolean | undefined, boolean | undefined])[] = [
      [undefined, enabled, now?.enabled],
      ...(additional ?? []).map((one) => [one.name, one.enabled, now === undefined ? undefined : additionalOf(now, one.name)] as const),
    ];
    return pairs.flatMap(([inner, was, is]) => {
      const place = { feature, ...(inner === undefined ? {} : { additional: inner }) };
      return was === undefined || was === is || isChanged(feature, inner) ? [] : [{ ...place, before: was, after: is }];
    });
  });
}
