import type { DetectorFeatureConfiguration } from '@aws-sdk/client-guardduty';
import type { DetectorFeatureSetting } from '../domain/detector-feature';

/** Names that this version of the SDK does not know pass through unchanged. */
export function toSdkDetectorFeature({ name, enabled, additional }: DetectorFeatureSetting): DetectorFeatureConfiguration {
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
