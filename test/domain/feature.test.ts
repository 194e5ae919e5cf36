import type { AutoEnable } from '../../src/domain/auto-enable';
import { optionalDetectorFeatures, runtimeMonitoring, sendableFeatures, type OrganizationFeature } from '../../src/domain/feature';
import { featureNames } from '../../src/domain/wanted-feature';
import { featureCatalog } from '../../src/simulator/guardduty/rules/feature-catalog';

function feature(name: string, autoEnable: AutoEnable): OrganizationFeature {
  return { name, autoEnable, additionalConfiguration: [] };
}

const s3 = feature('S3_DATA_EVENTS', 'NEW');

describe('sendableFeatures', () => {
  test.each<[AutoEnable, AutoEnable, string[]]>([
    ['ALL', 'NONE', ['S3_DATA_EVENTS', 'RUNTIME_MONITORING']],
    ['NONE', 'NEW', ['S3_DATA_EVENTS', 'EKS_RUNTIME_MONITORING']],
    ['NONE', 'NONE', ['S3_DATA_EVENTS', 'RUNTIME_MONITORING']],
    ['ALL', 'ALL', ['S3_DATA_EVENTS']],
  ])('never names both runtime plans: newer %s, older %s', (newer, older, names) => {
    const sent = sendableFeatures([s3, feature('RUNTIME_MONITORING', newer), feature('EKS_RUNTIME_MONITORING', older)]);
    expect(sent.map(({ name }) => name)).toEqual(names);
  });

  test.each(['RUNTIME_MONITORING', 'EKS_RUNTIME_MONITORING'])('leaves a lone %s as it is', (name) => {
    const features = [s3, feature(name, 'ALL')];
    expect(sendableFeatures(features)).toBe(features);
  });
});

describe('every protection plan', () => {
  test.each([...featureNames])('%s: a new detector is created with it off, unless it is off by itself', (_name, feature) => {
    expect([...optionalDetectorFeatures, runtimeMonitoring]).toContain(feature);
  });

  test.each([...featureNames])('%s is one of the simulated GuardDuty', (_name, feature) => {
    expect([...featureCatalog.keys()]).toContain(feature);
  });
});
