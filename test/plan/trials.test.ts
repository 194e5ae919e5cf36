import type { DetectorFeature } from '../../src/domain/detector-feature';
import type { WantedFeatures, WantedFeature } from '../../src/domain/wanted-feature';
import type { RolloutSettings } from '../../src/domain/settings';
import { known, type RegionSnapshot } from '../../src/domain/snapshot';
import { planRollout } from '../../src/plan/organization';
import { countFeatureTrials } from '../../src/plan/trials';
import {
  configuration,
  detectorId,
  featuresOfMembers,
  finishedRegion,
  freshRegion,
  managementId,
  members,
  organization,
  settings,
  workload,
} from '../support/builders';

const s3 = 'S3_DATA_EVENTS';
const runtime = 'RUNTIME_MONITORING';
const agent = 'EC2_AGENT_MANAGEMENT';
const plans = (...named: readonly WantedFeature[]): WantedFeatures => ({ every: undefined, named });
const want = (feature: string, autoEnable: WantedFeature['autoEnable'], additional: WantedFeature['additional'] = []) => ({
  feature,
  autoEnable,
  additional,
});
const off = (name: string): DetectorFeature => ({ name, enabled: false, managed: false, additional: [] });
const offered = (name: string, autoEnable: WantedFeature['autoEnable']) => ({ name, autoEnable, additionalConfiguration: [] });

/** A Region with everybody enrolled but the accounts named, that offers S3 and Runtime Monitoring, switched off. */
function region(missing: number, more: Partial<RegionSnapshot> = {}): RegionSnapshot {
  const enrolled = [managementId, workload(1), workload(2)].slice(missing);
  return finishedRegion({
    configuration: known(configuration({ features: [offered(s3, 'NONE'), offered(runtime, 'NONE')] })),
    detector: known({ id: detectorId, status: 'ENABLED', features: [off(s3), off(runtime)] }),
    members: known(members(Object.fromEntries(enrolled.map((id) => [id, 'Enabled'])))),
    ...more,
  });
}

function trials(protectionPlans: WantedFeatures, regions: readonly RegionSnapshot[], more: Partial<RolloutSettings> = {}) {
  return countFeatureTrials(planRollout(settings({ features: protectionPlans, ...more }), organization(), regions));
}

describe('countPlanTrials', () => {
  test.each<[string, WantedFeatures, readonly RegionSnapshot[], ReturnType<typeof countFeatureTrials>]>([
    ['members of today, those that are enrolled, and the administrator', plans(want(s3, 'ALL')), [region(1)], [[s3, 2 + 1 + 1]]],
    ['only those that are enrolled of a plan for new accounts', plans(want(s3, 'NEW')), [region(1)], [[s3, 1]]],
    ['nobody of a plan for new accounts where none is enrolled', plans(want(s3, 'NEW')), [region(0)], []],
    [
      'nobody of a plan that ends',
      plans(want(s3, 'NONE')),
      [region(1, { configuration: known(configuration({ features: [offered(s3, 'ALL')] })) })],
      [],
    ],
    [
      'each plan by itself, agents not at all',
      plans(want(s3, 'ALL'), want(runtime, 'ALL', [{ name: agent, autoEnable: 'ALL' }])),
      [region(0)],
      [
        [s3, 4],
        [runtime, 4],
      ],
    ],
    ['every Region', plans(want(s3, 'ALL')), [region(0), region(0)], [[s3, 8]]],
    [
      'the administrator too where its detector is still to be made',
      plans(want(s3, 'ALL'), want(runtime, 'NEW')),
      [freshRegion()],
      [
        [s3, 3 + 1],
        [runtime, 3],
      ],
    ],
    [
      'nobody where nothing changes',
      plans(want(s3, 'NEW')),
      [region(0, { configuration: known(configuration({ features: [offered(s3, 'NEW')] })) })],
      [],
    ],
  ])('counts %s', (_what, wanted, regions, counted) => {
    expect(trials(wanted, regions)).toEqual(counted);
  });

  const lacking = { memberFeatures: featuresOfMembers({ [workload(1)]: [off(s3), off(runtime)] }) };
  const inForce = { configuration: known(configuration({ features: [offered(s3, 'ALL'), offered(runtime, 'ALL')] })) };
  const both = plans(want(s3, 'ALL'), want(runtime, 'ALL', [{ name: agent, autoEnable: 'ALL' }]));

  test('counts members in which a plan is switched on that was set earlier', () => {
    const apply = { applyToMembers: true };
    expect(
      trials(both, [region(0, { ...lacking, ...inForce, detector: known({ id: detectorId, status: 'ENABLED', features: [] }) })], apply),
    ).toEqual([
      [s3, 1],
      [runtime, 1],
    ]);
  });

  test('counts the administrator only of what its detector lacks', () => {
    const own = known({ id: detectorId, status: 'ENABLED', features: [{ ...off(s3), enabled: true }, off(runtime)] });
    expect(trials(plans(want(s3, 'ALL'), want(runtime, 'ALL')), [region(0, { detector: own })])).toEqual([
      [s3, 3],
      [runtime, 4],
    ]);
  });

  test('counts members of a plan that was set earlier beside one that is being set', () => {
    const configured = known(configuration({ features: [offered(s3, 'NONE'), offered(runtime, 'ALL')] }));
    const own = known({ id: detectorId, status: 'ENABLED', features: [] });
    expect(trials(both, [region(0, { ...lacking, configuration: configured, detector: own })], { applyToMembers: true })).toEqual([
      [s3, 3],
      [runtime, 1],
    ]);
  });

  test('counts no member twice', () => {
    expect(trials(both, [region(0, lacking)], { applyToMembers: true })).toEqual([
      [s3, 4],
      [runtime, 4],
    ]);
  });

  test('counts nothing where only the frequency of findings changes', () => {
    const wanted = settings({ findingFrequency: 'ONE_HOUR' });
    expect(countFeatureTrials(planRollout(wanted, organization(), [finishedRegion(), freshRegion()]))).toEqual([]);
  });
});
