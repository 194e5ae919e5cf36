import { isStronger, type AutoEnable } from '../domain/auto-enable';
import { eksRuntimeMonitoring, runtimeMonitoring, type OrganizationFeature } from '../domain/feature';
import type { Problem } from '../domain/problem';
import { endsLegacyRuntime, wantedOf, type WantedFeatures } from '../domain/wanted-feature';
import type { FeatureChange } from './actions';
import { asAsked, gap, toDo, unread, type Subject, type Verdict } from './verdicts';

/** The wanted features compared with those in force. */
export interface FeatureComparison {
  readonly changes: readonly FeatureChange[];
  readonly verdicts: readonly Verdict[];
}

type Place = Pick<FeatureChange, 'feature' | 'additional'>;

/** The name of a setting: a feature, or an additional configuration under it. */
export function settingName({ feature, additional }: Place): string {
  return additional === undefined ? feature : `${feature}/${additional}`;
}

/** Every setting that was asked for by its name, and those that "all" means in a Region that offers these features. */
export function settingsAskedFor(wanted: WantedFeatures, offered: readonly string[]): readonly Place[] {
  const names = new Set([...wanted.named.map(({ feature }) => feature), ...offered]);
  return [...names].flatMap((feature) => {
    const own = wantedOf(wanted, feature);
    return own === undefined ? [] : [{ feature }, ...own.additional.map(({ name }) => ({ feature, additional: name }))];
  });
}

/** What to do where the Region has no configuration yet: everything that was named, its present value unknown. */
function namedChanges({ named }: WantedFeatures): readonly FeatureChange[] {
  return named.flatMap(({ feature, autoEnable, additional }) => [
    { feature, before: null, after: autoEnable, lowers: false },
    ...additional.map((one) => ({ feature, additional: one.name, before: null, after: one.autoEnable, lowers: false })),
  ]);
}

/** One comparison under way. */
class Comparison {
  readonly changes: FeatureChange[] = [];
  readonly verdicts: Verdict[] = [];

  constructor(private readonly problem: (detail: string) => Problem) {}

  subject({ feature, additional }: Place): Subject {
    return { question: 'organization-feature', feature, ...(additional === undefined ? {} : { additional }) };
  }

  /** Compares one setting; `before` is undefined where AWS's answer did not show it. */
  setting(place: Place, before: AutoEnable | undefined, after: AutoEnable): void {
    const subject = this.subject(place);
    if (before === undefined) {
      this.verdicts.push(unread(subject, this.problem(`the level of ${settingName(place)} is not in the answer`)));
    } else if (before === after) {
      this.verdicts.push(asAsked(subject));
    } else {
      this.verdicts.push(toDo(subject, 'configure-organization'));
      this.changes.push({ ...place, before, after, lowers: isStronger(before, after) });
    }
  }

  /** The older runtime feature stands in the way, unless nobody could read whether it is in force. */
  legacy(place: Place, level: AutoEnable | undefined): void {
    const subject = this.subject(place);
    const detail = `the level of ${eksRuntimeMonitoring} is not in the answer`;
    this.verdicts.push(level === undefined ? unread(subject, this.problem(detail)) : gap(subject, 'feature-legacy-runtime'));
  }

  /** An additional configuration that a readable list leaves out is not in force, but only a list shows that it is `NONE`. */
  additional(
    place: Place & { readonly additional: string },
    { autoEnable, additionalConfiguration }: OrganizationFeature,
    after: AutoEnable,
  ) {
    const listed = additionalConfiguration?.find(({ name }) => name === place.additional);
    if (listed === undefined && additionalConfiguration !== undefined && after !== 'NONE') this.setting(place, 'NONE', after);
    else if (listed === undefined && autoEnable === 'NONE' && after === 'NONE') this.verdicts.push(asAsked(this.subject(place)));
    else if (listed === undefined && additionalConfiguration !== undefined)
      this.verdicts.push(
        unread(this.subject(place), { ...this.problem(`${settingName(place)} is not in the answer`), code: 'not-reported' }),
      );
    else this.setting(place, listed?.autoEnable, after);
  }
}

/**
 * Compares the features. Those that a configuration lists are those that the Region offers, so a named one that is absent is found before
 * anything is written. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_regions.html
 *
 * Runtime Monitoring is not switched on beside the older EKS Runtime Monitoring, which it contains: AWS refuses both in one request
 * (https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html).
 *
 * @param offered undefined: the Region has no configuration yet
 * @param migrate whether the older feature may be switched off for the newer one; naming it as NONE says so too
 * @param problem the failed reading of a level that is not in the answer
 */
export function compareFeatures(
  wanted: WantedFeatures,
  offered: readonly OrganizationFeature[] | undefined,
  migrate: boolean,
  problem: (detail: string) => Problem,
): FeatureComparison {
  const comparison = new Comparison(problem);
  if (offered === undefined) {
    const changes = namedChanges(wanted);
    return { changes, verdicts: changes.map((place) => toDo(comparison.subject(place), 'configure-organization')) };
  }
  const byName = new Map(offered.map((feature) => [feature.name, feature]));
  for (const { feature, additional } of wanted.named) {
    if (byName.has(feature)) continue;
    for (const place of [{ feature }, ...additional.map(({ name }) => ({ feature, additional: name }))])
      comparison.verdicts.push(gap(comparison.subject(place), 'feature-not-offered'));
  }
  const legacy = byName.get(eksRuntimeMonitoring);
  const legacyWanted = wantedOf(wanted, eksRuntimeMonitoring)?.autoEnable;
  const legacyEnds = endsLegacyRuntime({ features: wanted, migrateEksRuntimeMonitoring: migrate });
  for (const entry of offered) {
    const { name: feature, autoEnable: before } = entry;
    const wish = wantedOf(wanted, feature);
    if (wish === undefined) continue;
    if (feature === runtimeMonitoring && wish.autoEnable !== 'NONE' && legacy !== undefined && legacy.autoEnable !== 'NONE') {
      if (!legacyEnds) {
        comparison.legacy({ feature }, legacy.autoEnable);
        continue;
      }
      if (legacyWanted === undefined) {
        comparison.setting({ feature: eksRuntimeMonitoring }, legacy.autoEnable, 'NONE');
        // Agents of the older feature end with it unless they are named again under the newer one.
        for (const { name, autoEnable } of legacy.additionalConfiguration ?? [])
          if (autoEnable !== undefined && autoEnable !== 'NONE')
            comparison.setting({ feature: eksRuntimeMonitoring, additional: name }, autoEnable, 'NONE');
      }
    }
    comparison.setting({ feature }, before, wish.autoEnable);
    for (const { name, autoEnable } of wish.additional) comparison.additional({ feature, additional: name }, entry, autoEnable);
  }
  return { changes: comparison.changes, verdicts: comparison.verdicts };
}

/** The features with the changes made. */
export function withFeatureChanges(
  features: readonly OrganizationFeature[],
  changes: readonly Pick<FeatureChange, 'feature' | 'additional' | 'after'>[],
): readonly OrganizationFeature[] {
  return features.map((feature) => {
    const own = changes.filter((change) => change.feature === feature.name);
    if (own.length === 0) return feature;
    const inner = own.flatMap(({ additional, after }) => (additional === undefined ? [] : [{ name: additional, autoEnable: after }]));
    const kept = (feature.additionalConfiguration ?? []).filter(({ name }) => !inner.some((change) => change.name === name));
    const autoEnable = own.find(({ additional }) => additional === undefined)?.after ?? feature.autoEnable;
    const additionalConfiguration = feature.additionalConfiguration === undefined && inner.length === 0 ? undefined : [...kept, ...inner];
    return { ...feature, autoEnable, additionalConfiguration };
  });
}

/** The first level that an answer did not show; a configuration with one is never sent back. */
export function unreadLevel(features: readonly OrganizationFeature[]): string | undefined {
  for (const { name: feature, autoEnable, additionalConfiguration } of features) {
    if (autoEnable === undefined) return feature;
    if (additionalConfiguration === undefined) return `${feature}/additionalConfiguration`;
    const inner = additionalConfiguration.find((one) => one.autoEnable === undefined);
    if (inner !== undefined) return settingName({ feature, additional: inner.name });
  }
  return undefined;
}

/** Every setting of the features by its name. What a readable list leaves out is not in it. */
function settingsOf(features: readonly OrganizationFeature[]): ReadonlyMap<string, AutoEnable | undefined> {
  return new Map(
    features.flatMap(({ name, autoEnable, additionalConfiguration }) => [
      [name, autoEnable] as const,
      ...(additionalConfiguration ?? []).map((one) => [settingName({ feature: name, additional: one.name }), one.autoEnable] as const),
    ]),
  );
}

/**
 * Whether everything that nobody mentioned is as it was before this run wrote. It is not documented whether AWS keeps what a request does
 * not name, and not everything can be named (see `sendableFeatures`). AWS may leave out what is `NONE`.
 */
export function verdictsOnOthers(
  before: readonly OrganizationFeature[],
  changes: readonly Pick<FeatureChange, 'feature' | 'additional'>[],
  after: readonly OrganizationFeature[],
  problem: (detail: string) => Problem,
): readonly Verdict[] {
  const changed = new Set(changes.map(settingName));
  const [then, now] = [settingsOf(before), settingsOf(after)];
  const others = [...new Set([...then.keys(), ...now.keys()])].filter((name) => !changed.has(name));
  const verdicts = others.flatMap((name): readonly Verdict[] => {
    const [feature = '', additional] = name.split('/');
    const subject: Subject = { question: 'other-settings', feature, ...(additional === undefined ? {} : { additional }) };
    const [was, is] = [then.has(name) ? then.get(name) : 'NONE', now.has(name) ? now.get(name) : 'NONE'];
    if (was === undefined || is === undefined) return [unread(subject, problem(`the level of ${name} is not in the answer`))];
    if (was === is) return [];
    return [gap(subject, 'feature-not-kept', { before: was, after: is })];
  });
  return verdicts.length === 0 ? [asAsked({ question: 'other-settings' })] : verdicts;
}
