import type { Output } from '../../requests/call';
import type { AutoEnable, Detector } from '../../world/region-state';
import type { World } from '../../world/world';
import { featureCatalog, foundationalSources } from '../rules/feature-catalog';
import { managedFeatures } from './feature-input';
import type { FeatureSetting, FeatureSettings } from '../rules/feature-states';

/** The features in answers of GetDetector, including the foundational sources. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DetectorFeatureConfigurationResult.html */
export function detectorFeatureRecords(world: World, detector: Detector, now: number): readonly Output[] {
  const sources = foundationalSources.map((name) => ({
    name,
    status: statusWord(world, detector, true),
    updatedAt: seconds(now),
    additionalConfiguration: noAdditional(world, name),
  }));
  return [...sources, ...settingRecords(world, detector, () => true)];
}

/** The features in answers of GetMemberDetectors: those that an organization configuration has. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_MemberFeaturesConfigurationResult.html */
export function memberFeatureRecords(world: World, detector: Detector): readonly Output[] {
  return settingRecords(world, detector, (name) => featureCatalog.get(name)?.organization === true);
}

/** The features in an organization configuration. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_OrganizationFeatureConfigurationResult.html */
export function organizationFeatureRecords(world: World, features: FeatureSettings<AutoEnable>): readonly Output[] {
  return [...features]
    .filter(([name]) => featureCatalog.get(name)?.organization === true)
    .map(([name, setting]) => ({
      name,
      autoEnable: setting.value,
      additionalConfiguration: additionalRecords(world, name, setting, 'NONE', (level) => ({ autoEnable: level })),
    }));
}

/** The older form of three of the features. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DataSourceConfigurationsResult.html */
export function dataSourcesRecord(world: World, detector: Detector): Output {
  const feature = (name: string): Output => ({ status: statusWord(world, detector, detector.features.get(name)?.value === true) });
  const foundational = { status: statusWord(world, detector, true) };
  return {
    cloudTrail: foundational,
    dnsLogs: foundational,
    flowLogs: foundational,
    s3Logs: feature('S3_DATA_EVENTS'),
    kubernetes: { auditLogs: feature('EKS_AUDIT_LOGS') },
    malwareProtection: { scanEc2InstanceWithFindings: { ebsVolumes: feature('EBS_MALWARE_PROTECTION') } },
  };
}

/** The older form of an organization's settings. */
export function organizationDataSourcesRecord(features: FeatureSettings<AutoEnable>): Output {
  const autoEnable = (name: string): boolean => (features.get(name)?.value ?? 'NONE') !== 'NONE';
  return {
    s3Logs: { autoEnable: autoEnable('S3_DATA_EVENTS') },
    kubernetes: { auditLogs: { autoEnable: autoEnable('EKS_AUDIT_LOGS') } },
    malwareProtection: { scanEc2InstanceWithFindings: { ebsVolumes: { autoEnable: autoEnable('EBS_MALWARE_PROTECTION') } } },
  };
}

function settingRecords(world: World, detector: Detector, shows: (name: string) => boolean): readonly Output[] {
  const managed = managedFeatures(world);
  return [...detector.features]
    .filter(([name]) => shows(name))
    .map(([name, setting]) => {
      const managedBy = managed.has(name) ? { managedBy: 'GUARDDUTY_POLICY' } : {};
      const record = (value: boolean, updatedAt: number): Output => ({
        status: statusWord(world, detector, value),
        updatedAt: seconds(updatedAt),
        ...managedBy,
      });
      return {
        name,
        ...record(setting.value, setting.updatedAt),
        additionalConfiguration: additionalRecords(world, name, setting, false, record),
      };
    });
}

/** The additional configurations of a feature in an answer. */
function additionalRecords<Value>(
  world: World,
  feature: string,
  { additional, updatedAt }: FeatureSetting<Value>,
  off: Value,
  record: (value: Value, updatedAt: number) => Output,
): readonly Output[] | null | undefined {
  const { additionalConfigurations, rdsDataRisk } = world.scenario.switches;
  if (additionalConfigurations === 'left-out') return undefined;
  const unset = rdsDataRisk === 'listed' ? (featureCatalog.get(feature)?.accepts ?? []).filter((name) => !additional.has(name)) : [];
  const all = [...additional, ...unset.map((name) => [name, { value: off, updatedAt }] as const)];
  if (all.length === 0) return noAdditional(world, feature);
  const shown = additionalConfigurations === 'only-set' ? all.filter(([, { value }]) => value !== off) : all;
  const records = shown.map(([name, setting]) => ({ name, ...record(setting.value, setting.updatedAt) }));
  return additionalConfigurations === 'reversed' ? records.reverse() : records;
}

/** What an answer has if a feature has no additional configurations. RDS Protection has an empty list: https://github.com/radkawar/stackd */
function noAdditional(world: World, feature: string): readonly Output[] | null | undefined {
  const { noAdditionalConfiguration } = world.scenario.switches;
  if (noAdditionalConfiguration === 'absent') return undefined;
  return noAdditionalConfiguration === 'empty-list' || feature === 'RDS_LOGIN_EVENTS' ? [] : null;
}

/** The status of a feature in an answer. A suspended detector can hide that it is on. */
function statusWord(world: World, { enabled }: Detector, isOn: boolean): 'ENABLED' | 'DISABLED' {
  return isOn && (enabled || world.scenario.switches.suspendedDetector === 'features-kept') ? 'ENABLED' : 'DISABLED';
}

/** Times of features are whole seconds in answers: https://github.com/radkawar/stackd */
function seconds(time: number): number {
  return Math.floor(time / 1000);
}
