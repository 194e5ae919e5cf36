import type { RolloutSettings } from '../domain/settings';
import type { OrganizationConfiguration } from '../domain/snapshot';
import type { ConfigureOrganization } from './actions';
import { isStronger } from '../domain/auto-enable';
import type { FeaturePlace } from './detector-features';
import { compareFeatures, withFeatureChanges } from './organization-features';
import type { FeatureGap } from './gap';

/** Auto-enable before and after. A default never lowers what is in force. */
function planAutoEnable(
  { autoEnable: wanted, autoEnableIsExplicit }: RolloutSettings,
  configuration: OrganizationConfiguration | undefined,
): Pick<ConfigureOrganization, 'before' | 'after' | 'lowers'> {
  if (configuration === undefined) return { before: null, after: { autoEnable: wanted }, lowers: false };
  const { autoEnable } = configuration;
  const stronger = autoEnable !== undefined && isStronger(autoEnable, wanted);
  const after = stronger && !autoEnableIsExplicit ? autoEnable : wanted;
  return {
    before: autoEnable === undefined ? null : { autoEnable },
    after: { autoEnable: after },
    lowers: stronger && autoEnableIsExplicit,
  };
}

/**
 * Auto-enable and protection plans travel in one request; the one that stays is sent as it was read.
 *
 * @param configuration undefined: the Region has none yet
 */
export function planConfiguration(
  settings: RolloutSettings,
  configuration: OrganizationConfiguration | undefined,
): { readonly action: ConfigureOrganization | undefined; readonly gaps: readonly FeatureGap[] } {
  const autoEnable = planAutoEnable(settings, configuration);
  const action = { kind: 'configure-organization', ...autoEnable } as const;
  const changed = autoEnable.before?.autoEnable !== autoEnable.after.autoEnable;
  const { features: wanted, migrateEksRuntimeMonitoring: migrate = false } = settings;
  if (wanted === undefined) return { action: changed ? action : undefined, gaps: [] };
  const { changes, gaps } = compareFeatures(wanted, configuration?.features, migrate);
  if (!changed && changes.length === 0) return { action: undefined, gaps };
  return { action: { ...action, plans: { wanted, migrate, changes } }, gaps };
}

/**
 * Whether auto-enable is ALL after the action. Then GuardDuty enrols every account by itself, and lets none go.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html,
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DisassociateMembers.html
 */
export function staysAll(configuration: OrganizationConfiguration | undefined, action: ConfigureOrganization | undefined): boolean {
  return (action?.after ?? configuration)?.autoEnable === 'ALL';
}

/**
 * Whether a plan is ALL after the action, so that AWS itself switches it on in members of today. Where nothing is known of the Region
 * yet, it becomes what was asked for.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_OrganizationFeatureConfiguration.html
 */
export function isSetForAll(
  { feature, additional }: FeaturePlace,
  configuration: OrganizationConfiguration | undefined,
  action: ConfigureOrganization | undefined,
): boolean {
  if (configuration === undefined) return true;
  const after = withFeatureChanges(configuration.features, action?.plans?.changes ?? []).find(({ name }) => name === feature);
  const setting = additional === undefined ? after : after?.additionalConfiguration?.find(({ name }) => name === additional);
  return setting?.autoEnable === 'ALL';
}
