import type {
  DetectorFeatureConfiguration,
  DetectorFeatureConfigurationResult,
  MemberFeaturesConfigurationResult,
} from '@aws-sdk/client-guardduty';
import { foundationalSources, type DetectorFeature } from '../domain/detector-feature';

/** Features as GetDetector and GetMemberDetectors report them, without the sources that cannot be configured. */
export function toDetectorFeatures(
  features: readonly (DetectorFeatureConfigurationResult | MemberFeaturesConfigurationResult)[] | undefined,
): readonly DetectorFeature[] {
  return (features ?? []).flatMap(({ Name: name, Status: status, ManagedBy: managedBy, AdditionalConfiguration: inner }) => {
    if (name === undefined || foundationalSources.has(name)) return [];
    const additional = (inner ?? []).flatMap(({ Name: key, Status: own }) =>
      key === undefined ? [] : [{ name: key, enabled: own === 'ENABLED' }],
    );
    return [{ name, enabled: status === 'ENABLED', managed: managedBy !== undefined, additional }];
  });
}

/** Names that this version of the SDK does not know pass through unchanged. */
export function toSdkDetectorFeature({ name, enabled, additional }: DetectorFeature): DetectorFeatureConfiguration {
  const word = (on: boolean): string => (on ? 'ENABLED' : 'DISABLED');
  const feature = {
    Name: name,
    Status: word(enabled),
    ...(additional.length === 0
      ? {}
      : { AdditionalConfiguration: additional.map((one) => ({ Name: one.name, Status: word(one.enabled) })) }),
  };
  return feature as DetectorFeatureConfiguration;
}
