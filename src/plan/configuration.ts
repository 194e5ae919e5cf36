import { isStronger, type AutoEnable } from '../domain/auto-enable';
import type { Problem } from '../domain/problem';
import type { RolloutSettings } from '../domain/settings';
import type { OrganizationConfiguration } from '../domain/snapshot';
import type { ConfigureOrganization } from './actions';
import { compareFeatures, settingsAskedFor, withFeatureChanges } from './organization-features';
import { asAsked, gap, toDo, unread, type Subject, type Verdict } from './verdicts';

/** What an organization configuration needs, and the answer to each question about it. */
export interface ConfigurationPlan {
  readonly action: ConfigureOrganization | undefined;
  readonly verdicts: readonly Verdict[];
}

/**
 * Auto-enable and features travel in one request; the one that stays is sent as it was read.
 *
 * @param configuration undefined: the Region has none yet
 * @param problem the failed reading of something that is not in the answer
 */
export function planConfiguration(
  { autoEnable: after, features: wanted, migrateEksRuntimeMonitoring: migrate }: RolloutSettings,
  configuration: OrganizationConfiguration | undefined,
  problem: (detail: string) => Problem,
): ConfigurationPlan {
  const before = configuration === undefined ? null : configuration.autoEnable;
  const { changes, verdicts } =
    wanted === undefined ? { changes: [], verdicts: [] } : compareFeatures(wanted, configuration?.features, migrate, problem);
  if (before === undefined) {
    const verdict = unread({ question: 'auto-enable' }, problem('the level of auto-enable is not in the answer'));
    return { action: undefined, verdicts: [verdict, ...verdicts] };
  }
  const verdict = before === after ? asAsked({ question: 'auto-enable' }) : toDo({ question: 'auto-enable' }, 'configure-organization');
  const action: ConfigureOrganization = {
    kind: 'configure-organization',
    autoEnable: { before, after, lowers: before !== null && isStronger(before, after) },
    features: changes,
    ...(before === null && wanted !== undefined ? { wanted } : {}),
  };
  return { action: before === after && changes.length === 0 ? undefined : action, verdicts: [verdict, ...verdicts] };
}

/**
 * The answers where an organization policy decides instead of the configuration, which therefore is neither compared nor set: one for
 * auto-enable and one for each level that was asked for. A feature that the Region does not offer is missing there under a policy too.
 *
 * @param configuration undefined: the Region has none yet
 */
export function underPolicy(
  { acceptOrganizationPolicy, features: wanted }: RolloutSettings,
  configuration: OrganizationConfiguration | undefined,
): ConfigurationPlan {
  const decided = (subject: Subject): Verdict =>
    acceptOrganizationPolicy ? asAsked(subject, 'organization-policy-accepted') : gap(subject, 'organization-policy');
  const offered = configuration?.features.map(({ name }) => name);
  const verdicts = (wanted === undefined ? [] : settingsAskedFor(wanted, offered ?? [])).map((place): Verdict => {
    const subject: Subject = { question: 'organization-feature', ...place };
    return offered?.includes(place.feature) === false ? gap(subject, 'feature-not-offered') : decided(subject);
  });
  return { action: undefined, verdicts: [decided({ question: 'auto-enable' }), ...verdicts] };
}

/** Auto-enable after the action; undefined where it is not known. */
export function autoEnableAfter(
  configuration: OrganizationConfiguration | undefined,
  action: ConfigureOrganization | undefined,
): AutoEnable | undefined {
  return action?.autoEnable.after ?? configuration?.autoEnable;
}

/**
 * The level of a setting after the action. Where nothing is known of the Region yet, it becomes what was asked for.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_OrganizationFeatureConfiguration.html
 */
export function levelAfter(
  { feature, additional }: { readonly feature: string; readonly additional?: string },
  configuration: OrganizationConfiguration | undefined,
  action: ConfigureOrganization | undefined,
): AutoEnable | undefined {
  const changes = action?.features ?? [];
  if (configuration === undefined)
    return changes.find((one) => one.feature === feature && one.additional === additional)?.after ?? action?.wanted?.every;
  const after = withFeatureChanges(configuration.features, changes).find(({ name }) => name === feature);
  if (additional === undefined) return after?.autoEnable;
  return after?.additionalConfiguration?.find(({ name }) => name === additional)?.autoEnable;
}
