import {
  concernsMembers,
  endsLegacyRuntime,
  featureNames,
  isKnownFeature,
  shortName,
  wantedOf,
  wantsAll,
  wantsMalwareProtection,
  type WantedFeatures,
  type WantedFeature,
} from '../../src/domain/wanted-feature';

const plan = (feature: string, autoEnable: WantedFeature['autoEnable'], additional: WantedFeature['additional'] = []): WantedFeature => ({
  feature,
  autoEnable,
  additional,
});
const plans = (every: WantedFeatures['every'], ...named: readonly WantedFeature[]): WantedFeatures => ({ every, named });
const s3 = plan('S3_DATA_EVENTS', 'NEW');
const legacy = plan('EKS_RUNTIME_MONITORING', 'NONE');

describe('wantedOf', () => {
  test.each([
    ['what was named', plans('ALL', legacy, s3), s3.feature, s3],
    ['every other plan', plans('ALL', legacy), s3.feature, plan(s3.feature, 'ALL')],
    ['nothing else, where not every plan was named', plans(undefined, legacy), s3.feature, undefined],
    ['the older runtime plan by its name', plans('ALL', legacy), legacy.feature, legacy],
    ['the older runtime plan only by its name', plans('ALL', s3), legacy.feature, undefined],
  ])('means %s', (_what, wanted, feature, expected) => {
    expect(wantedOf(wanted, feature)).toEqual(expected);
  });
});

describe('wantsAll', () => {
  const agent = (autoEnable: WantedFeature['autoEnable']) => [{ name: 'EC2_AGENT_MANAGEMENT', autoEnable }];
  test.each([
    [plans('ALL'), true],
    [plans('NEW', s3), false],
    [plans(undefined, s3, plan('LAMBDA_NETWORK_LOGS', 'ALL')), true],
    [plans('NONE', plan('RUNTIME_MONITORING', 'NEW', agent('ALL'))), true],
    [plans(undefined, plan('RUNTIME_MONITORING', 'NEW', agent('NEW'))), false],
    [plans(undefined), false],
  ])('%j: %s', (wanted, expected) => {
    expect(wantsAll(wanted)).toBe(expected);
  });
});

describe('wantsMalwareProtection', () => {
  test.each([
    [undefined, false],
    [plans('NEW'), true],
    [plans('NONE'), false],
    [plans(undefined, s3), false],
    [plans('ALL', plan('EBS_MALWARE_PROTECTION', 'NONE')), false],
    [plans(undefined, plan('EBS_MALWARE_PROTECTION', 'ALL')), true],
  ])('%j: %s', (protectionPlans, expected) => {
    expect(wantsMalwareProtection({ features: protectionPlans })).toBe(expected);
  });
});

describe('endsLegacyRuntime', () => {
  test.each([
    ['nothing says so', undefined, false, false],
    ['the option says so', undefined, true, true],
    ['the option says so, beside other features', plans('ALL', s3), true, true],
    ['its own name says so', plans(undefined, legacy), false, true],
    ['its own name says that it stays', plans(undefined, plan(legacy.feature, 'NEW')), true, false],
  ])('where %s', (_what, features, migrateEksRuntimeMonitoring, expected) => {
    expect(endsLegacyRuntime({ features, migrateEksRuntimeMonitoring })).toBe(expected);
  });
});

describe('concernsMembers', () => {
  test.each([
    ['nothing was asked for', undefined, true, false],
    ['features are for everybody', plans('ALL'), false, true],
    ['features are for new accounts', plans('NEW'), false, false],
    ['features for new accounts are applied to members', plans('NEW'), true, true],
  ])('where %s', (_what, features, applyToMembers, expected) => {
    expect(concernsMembers({ features, applyToMembers })).toBe(expected);
  });
});

describe('names of plans', () => {
  test.each([
    ['S3_DATA_EVENTS', true, 's3'],
    ['EKS_RUNTIME_MONITORING', true, 'EKS_RUNTIME_MONITORING'],
    ['EC2_AGENT_MANAGEMENT', false, 'ec2-agent'],
    ['SOMETHING_NEW', false, 'SOMETHING_NEW'],
  ])('%s is a known plan: %s; people say %s', (feature, known, short) => {
    expect([isKnownFeature(feature), shortName(feature)]).toEqual([known, short]);
  });
});

/** https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-guardduty.html */
const needsOwnTrustedAccess: Readonly<Record<string, boolean>> = {
  s3: false,
  'eks-audit-logs': false,
  malware: true,
  rds: false,
  lambda: false,
  runtime: false,
  ai: false,
};

test.each([...featureNames])('asking for %s asks for trusted access of its own, where it needs that', (name, feature) => {
  expect(wantsMalwareProtection({ features: plans(undefined, plan(feature, 'ALL')) })).toBe(needsOwnTrustedAccess[name]);
});
