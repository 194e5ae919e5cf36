import { isStronger, type AutoEnable } from '../../domain/auto-enable';
import { eksRuntimeMonitoring, runtimeMonitoring, type OrganizationFeature, type OrganizationFeatureSetting } from '../../domain/feature';
import type { OrganizationConfiguration } from '../../domain/snapshot';
import type { LoweredSetting } from './actions';

const none: AutoEnable = 'NONE';

function settingsOf({ autoEnable, features }: OrganizationConfiguration): readonly (Omit<LoweredSetting, 'before'> & {
  readonly level: AutoEnable | undefined;
})[] {
  return [
    { feature: undefined, additional: undefined, level: autoEnable },
    ...features.flatMap(({ name, autoEnable: level, additionalConfiguration }) => [
      { feature: name, additional: undefined, level },
      ...(additionalConfiguration ?? []).map((one) => ({ feature: name, additional: one.name, level: one.autoEnable })),
    ]),
  ];
}

/**
 * Every setting above `NONE`: auto-enable of GuardDuty, of each protection plan and of each additional configuration. Any `ALL` among them
 * keeps members from being released, and `NEW` would enrol accounts that join meanwhile.
 * https://docs.aws.amazon.com/guardduty/latest/ug/change-guardduty-delegated-admin.html
 */
export function settingsAboveNone(configuration: OrganizationConfiguration): readonly LoweredSetting[] {
  return settingsOf(configuration).flatMap(({ feature, additional, level }) =>
    level === undefined || level === none ? [] : [{ feature, additional, before: level }],
  );
}

/** Whether a setting is higher than it was. */
export function isRaised(before: OrganizationConfiguration, now: OrganizationConfiguration): boolean {
  const earlier = settingsAboveNone(before);
  return settingsAboveNone(now).some(({ feature, additional, before: level }) => {
    const one = earlier.find((setting) => setting.feature === feature && setting.additional === additional);
    return isStronger(level, one?.before ?? none);
  });
}

/** What of the settings could not be read, in words; then nobody knows what lowering them would lower. */
export function unreadSetting(configuration: OrganizationConfiguration): string | undefined {
  const missing = configuration.features.some((one) => one.additionalConfiguration === undefined);
  if (!missing && settingsOf(configuration).every(({ level }) => level !== undefined)) return undefined;
  return configuration.unread.find((note) => !note.startsWith('memberAccountLimitReached')) ?? 'a setting is missing';
}

function lowered({ name, additionalConfiguration }: OrganizationFeature): OrganizationFeatureSetting {
  return {
    name,
    autoEnable: none,
    additionalConfiguration: (additionalConfiguration ?? []).map((one) => ({ name: one.name, autoEnable: none })),
  };
}

/**
 * The features of the next request that lowers a configuration, from a reading made just before: only those above `NONE`. A request may
 * not name both runtime plans, so the older one waits for the request after it.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html
 */
export function featuresToLower(configuration: OrganizationConfiguration): readonly OrganizationFeatureSetting[] {
  const above = new Set(settingsAboveNone(configuration).flatMap(({ feature }) => feature ?? []));
  if (above.has(runtimeMonitoring)) above.delete(eksRuntimeMonitoring);
  return configuration.features.filter(({ name }) => above.has(name)).map(lowered);
}
