import * as model from '@aws-sdk/client-guardduty';
import { featureCatalog, foundationalSources } from '../../../src/simulator/guardduty/rules/feature-catalog';

const features = [...featureCatalog];
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

test('there is an entry for every feature of AWS’s model', () => {
  expect(sorted(featureCatalog.keys())).toEqual(sorted(Object.values(model.DetectorFeature)));
});

test('organization configurations have the features of AWS’s model', () => {
  const known = features.filter(([, { organization }]) => organization).map(([name]) => name);
  expect(sorted(known)).toEqual(sorted(Object.values(model.OrgFeature)));
});

test('there is a place for every additional configuration of AWS’s model', () => {
  const placed = features.flatMap(([, { additional, accepts }]) => [...additional, ...accepts]);
  expect(sorted(placed)).toEqual(sorted(Object.values(model.FeatureAdditionalConfiguration)));
  expect(sorted(placed)).toEqual(sorted(Object.values(model.OrgFeatureAdditionalConfiguration)));
});

test('there is a feature for every free trial of AWS’s model', () => {
  const trials = features.flatMap((feature) => feature[1].trials);
  expect(sorted([...trials, ...foundationalSources])).toEqual(sorted(Object.values(model.FreeTrialFeatureResult)));
});
