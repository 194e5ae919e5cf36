import type { Output } from '../../requests/call';
import type { AutoEnable, Detector } from '../../world/region-state';
import type { World } from '../../world/world';
import { featureCatalog, foundationalSources } from '../rules/feature-catalog';
import { managedFeatures } from './feature-input';
import type { FeatureSettings } from '../rules/feature-states';

/** Features as GetDetector shows them, the foundational sources among them. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DetectorFeatureConfigurationResult.html */
export function detectorFeatureRecords(world: World, detector: Detector): readonly Output[] {
  const sources = foundationalSources.map((name) => ({
    name,
    status: detector.enabled ? 'ENABLED' : 'DISABLED',
    updatedAt: detector.createdAt / 1000,
  }));
  return [...sources, ...settingRecords(world, detector, () => true)];
}

/** Features as GetMemberDetectors shows them: those an organization knows. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_MemberFeaturesConfigurationResult.html */
export function memberFeatureRecords(world: World, detector: Detector): readonly Output[] {
  return settingRecords(world, detector, (name) => featureCatalog.get(name)?.organization === true);
}

/** Features of an organization configuration. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_OrganizationFeatureConfigurationResult.html */
export function organizationFeatureRecords(features: FeatureSettings<AutoEnable>): readonly Output[] {
  return [...features]
    .filter(([name]) => featureCatalog.get(name)?.organization === true)
    .map(([name, { value, additional }]) => ({
      name,
      autoEnable: value,
      ...(additional.size === 0
        ? {}
        : { additionalConfiguration: [...additional].map(([key, inner]) => ({ name: key, autoEnable: inner.value })) }),
    }));
}

/** The older way to show three of the features. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DataSourceConfigurationsResult.html */
export function dataSourcesRecord(detector: Detector): Output {
  const word = (on: boolean): string => (on ? 'ENABLED' : 'DISABLED');
  const feature = (name: string): string => word(detector.enabled && detector.features.get(name)?.value === true);
  const foundational = { status: word(detector.enabled) };
  return {
    cloudTrail: foundational,
    dnsLogs: foundational,
    flowLogs: foundational,
    s3Logs: { status: feature('S3_DATA_EVENTS') },
    kubernetes: { auditLogs: { status: feature('EKS_AUDIT_LOGS') } },
    malwareProtection: { scanEc2InstanceWithFindings: { ebsVolumes: { status: feature('EBS_MALWARE_PROTECTION') } } },
  };
}

/** The older way to show an organization's settings. */
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
  const word = (on: boolean): string => (on && detector.enabled ? 'ENABLED' : 'DISABLED');
  return [...detector.features]
    .filter(([name]) => shows(name))
    .map(([name, { value, updatedAt, additional }]) => {
      const managedBy = managed.has(name) ? { managedBy: 'GUARDDUTY_POLICY' } : {};
      const inner = [...additional].map(([key, setting]) => ({
        name: key,
        status: word(setting.value),
        updatedAt: setting.updatedAt / 1000,
        ...managedBy,
      }));
      return {
        name,
        status: word(value),
        updatedAt: updatedAt / 1000,
        ...managedBy,
        ...(inner.length === 0 ? {} : { additionalConfiguration: inner }),
      };
    });
}
