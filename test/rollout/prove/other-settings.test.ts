import type { DetectorFeature } from '../../../src/domain/detector-feature';
import type { AccountId } from '../../../src/domain/ids';
import { known, unknown, type RegionSnapshot } from '../../../src/domain/snapshot';
import type { ConfigureOrganization, RegionAction } from '../../../src/plan/actions';
import { RegionRun } from '../../../src/rollout/apply/region';
import type { RegionState } from '../../../src/rollout/apply/region-state';
import { otherSettings } from '../../../src/rollout/prove/other-settings';
import {
  administratorId,
  configuration,
  detector,
  every,
  finishedRegion,
  inDetector,
  inOrganization,
  problem,
  regionPlan,
  workload,
} from '../../support/builders';
import { contextOf } from '../../support/fake-context';
import { FakeAws } from '../../support/fake-ports';

const organizationAction: ConfigureOrganization = {
  kind: 'configure-organization',
  autoEnable: { before: 'NEW', after: 'ALL', lowers: false },
  features: [{ feature: 'S3_DATA_EVENTS', before: 'NONE', after: 'ALL', lowers: false }],
};
const s3On = { feature: 'S3_DATA_EVENTS', enable: true };
const detectorAction: RegionAction = { kind: 'configure-detector', accountId: administratorId, features: [s3On] };
const [one, two, three] = [workload(1), workload(2), workload(3)];
const membersAction: RegionAction = { kind: 'configure-members', accounts: [one, two], features: [s3On] };

/** What is said of settings that nobody mentioned. */
function said(actions: readonly RegionAction[], readings: RegionState['readings'], snapshot: Partial<RegionSnapshot>) {
  const run = new RegionRun(contextOf(new FakeAws()), regionPlan({ actions }), new Map());
  Object.assign(run.state.readings, readings);
  return otherSettings(run, finishedRegion(snapshot), administratorId);
}

const featuresOf = (...entries: readonly (readonly [AccountId, readonly DetectorFeature[]])[]) => new Map(entries);

describe('otherSettings of the organization', () => {
  const rds = (level: 'ALL' | 'NEW' | 'NONE' | undefined) => inOrganization('RDS_LOGIN_EVENTS', level);
  const s3 = (level: 'ALL' | 'NONE') => inOrganization('S3_DATA_EVENTS', level);

  test('are as asked where all are as before but for what was planned', () => {
    const before = configuration({ features: [s3('NONE'), rds('NEW')] });
    const after = known(configuration({ features: [s3('ALL'), rds('NEW')] }));
    expect(said([organizationAction], { configuration: before }, { configuration: after })).toEqual([
      expect.objectContaining({ question: 'other-settings', answer: 'as-asked' }),
    ]);
  });

  test('are a gap where one is another than before', () => {
    const before = configuration({ features: [s3('NONE'), rds('NEW')] });
    const after = known(configuration({ features: [s3('ALL'), rds('NONE')] }));
    expect(said([organizationAction], { configuration: before }, { configuration: after })).toEqual([
      expect.objectContaining({
        question: 'other-settings',
        feature: 'RDS_LOGIN_EVENTS',
        answer: 'gap',
        reason: 'feature-not-kept',
        before: 'NEW',
        after: 'NONE',
      }),
    ]);
  });

  test('are unknown where the last answer does not show one', () => {
    const before = configuration({ features: [rds('NEW')] });
    expect(
      said([organizationAction], { configuration: before }, { configuration: known(configuration({ features: [rds(undefined)] })) }),
    ).toEqual([
      expect.objectContaining({
        question: 'other-settings',
        feature: 'RDS_LOGIN_EVENTS',
        answer: 'unknown',
        problem: expect.objectContaining({ action: 'guardduty:DescribeOrganizationConfiguration', accountId: administratorId }) as unknown,
      }),
    ]);
  });

  test('are none where every feature that the Region turned out to offer was wanted', () => {
    const wanted = { ...organizationAction, features: [], wanted: every('ALL') };
    const before = configuration({ features: [s3('NONE'), rds('NONE')] });
    const after = known(configuration({ features: [s3('ALL'), rds('ALL')] }));
    expect(said([wanted], { configuration: before }, { configuration: after })).toEqual([expect.objectContaining({ answer: 'as-asked' })]);
  });

  test.each<[string, readonly RegionAction[], RegionState['readings'], Partial<RegionSnapshot>]>([
    ['nobody wrote the configuration', [], { configuration: configuration() }, {}],
    ['nothing was read before the write', [organizationAction], {}, {}],
    ['the last reading failed', [organizationAction], { configuration: configuration() }, { configuration: unknown(problem) }],
  ])('are not compared where %s', (_name, actions, readings, snapshot) => {
    expect(said(actions, readings, snapshot)).toEqual([]);
  });
});

describe('otherSettings of the administrator’s detector', () => {
  const before = detector({
    features: [inDetector('S3_DATA_EVENTS', false), inDetector('RDS_LOGIN_EVENTS', true, { RDS_DATA_RISK: true })],
  });
  const compare = (features: readonly DetectorFeature[] | undefined, more: Partial<RegionSnapshot> = {}) =>
    said([detectorAction], { detector: before }, { detector: known(detector({ features })), ...more });

  test('say nothing where all are as before but for what was planned', () => {
    expect(compare([inDetector('S3_DATA_EVENTS', true), inDetector('RDS_LOGIN_EVENTS', true, { RDS_DATA_RISK: true })])).toEqual([]);
  });

  test('are a gap where a feature or what is under it went off', () => {
    const gaps = compare([inDetector('S3_DATA_EVENTS', true), inDetector('RDS_LOGIN_EVENTS', false, { RDS_DATA_RISK: false })]);
    const gap = { question: 'other-settings', answer: 'gap', reason: 'feature-not-kept', before: 'ENABLED', after: 'DISABLED' };
    expect(gaps).toEqual([
      expect.objectContaining({ ...gap, feature: 'RDS_LOGIN_EVENTS', accounts: [administratorId] }),
      expect.objectContaining({ ...gap, feature: 'RDS_LOGIN_EVENTS', additional: 'RDS_DATA_RISK', accounts: [administratorId] }),
    ]);
  });

  test('are unknown where a feature is not in the answer', () => {
    expect(compare([inDetector('S3_DATA_EVENTS', true)])).toContainEqual(
      expect.objectContaining({
        feature: 'RDS_LOGIN_EVENTS',
        answer: 'unknown',
        problem: expect.objectContaining({ action: 'guardduty:GetDetector', detail: 'RDS_LOGIN_EVENTS is not in the answer' }) as unknown,
      }),
    );
  });

  test.each<[string, Partial<RegionSnapshot>]>([
    ['the answer has no features', { detector: known(detector({ features: undefined })) }],
    ['the last reading failed', { detector: unknown(problem) }],
    ['there is no detector any more', { detector: known(undefined) }],
  ])('are unknown as a whole where %s', (_name, snapshot) => {
    expect(compare([], snapshot)).toEqual([
      expect.objectContaining({
        question: 'other-settings',
        answer: 'unknown',
        problem: expect.objectContaining({ detail: 'the features are not in the answer' }) as unknown,
      }),
    ]);
  });

  test.each([
    ['ALL', 0],
    ['NEW', 1],
  ] as const)('count one that went on as AWS’s doing only where the organization gives it to everybody: %s', (level, gaps) => {
    const was = detector({ features: [inDetector('RDS_LOGIN_EVENTS', false)] });
    const now = known(detector({ features: [inDetector('RDS_LOGIN_EVENTS', true)] }));
    const settings = known(configuration({ features: [inOrganization('RDS_LOGIN_EVENTS', level)] }));
    expect(said([detectorAction], { detector: was }, { detector: now, configuration: settings })).toHaveLength(gaps);
  });

  test('are not compared where the plan did not know what it would change', () => {
    const now = known(detector({ features: [] }));
    expect(said([{ ...detectorAction, features: null }], { detector: before }, { detector: now })).toEqual([]);
  });
});

describe('otherSettings of members', () => {
  const on = [inDetector('S3_DATA_EVENTS', true), inDetector('RDS_LOGIN_EVENTS', true)];
  const lost = [inDetector('S3_DATA_EVENTS', true), inDetector('RDS_LOGIN_EVENTS', false)];
  const was = featuresOf([one, on], [two, on], [three, on]);

  test('name every member in which the same went off once', () => {
    const memberFeatures = known(featuresOf([one, lost], [two, lost], [three, on]));
    expect(said([membersAction], { members: was }, { memberFeatures })).toEqual([
      expect.objectContaining({ feature: 'RDS_LOGIN_EVENTS', reason: 'feature-not-kept', after: 'DISABLED', accounts: [one, two] }),
    ]);
  });

  test('leave out a member that was not read again', () => {
    expect(said([membersAction], { members: was }, { memberFeatures: known(featuresOf([one, on])) })).toEqual([]);
    expect(said([membersAction], { members: was }, { memberFeatures: unknown(problem) })).toEqual([]);
    expect(said([membersAction], {}, { memberFeatures: known(featuresOf([one, lost])) })).toEqual([]);
  });
});
