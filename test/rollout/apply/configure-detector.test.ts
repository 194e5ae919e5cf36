import type { DetectorFeature } from '../../../src/domain/detector-feature';
import { eksRuntimeMonitoring, runtimeMonitoring } from '../../../src/domain/feature';
import type { DetectorId } from '../../../src/domain/ids';
import type { WantedFeatures } from '../../../src/domain/wanted-feature';
import type { ConfigureDetector } from '../../../src/plan/actions';
import { configureDetector } from '../../../src/rollout/apply/configure-detector';
import { administratorId, inDetector, named, want } from '../../support/builders';
import { contextOf, home, rejectionOf, stateOf } from '../../support/fake-context';
import { FakeAws } from '../../support/fake-ports';
import { failure, type FakeCall } from '../../support/fake-trouble';

const everyFeature: WantedFeatures = { every: 'ALL', named: [] };
const done = { status: 'done', sent: ['features'] };
const lost = failure('network-failure', { account: administratorId, region: home, operation: 'UpdateDetector' });
const frequency = { before: 'SIX_HOURS', after: 'ONE_HOUR' } as const;

function feature(name: string, enabled: boolean): DetectorFeature {
  return { name, enabled, managed: false, additional: [] };
}

const s3 = feature('S3_DATA_EVENTS', true);
const rds = feature('RDS_LOGIN_EVENTS', true);

/** A request that switches these on. */
function request(...features: readonly DetectorFeature[]): object {
  const sent = features.map(({ name, additional }) => ({ name, enabled: true, additional }));
  return { features: sent, frequency: undefined };
}

/** The features as a detector has them before the changes. */
function off(...features: readonly DetectorFeature[]): readonly DetectorFeature[] {
  return features.map((one) => ({ ...one, enabled: false }));
}

/** A designated Region in which the administrator's detector has these features. */
function withDetector(...features: readonly DetectorFeature[]): FakeAws {
  const aws = new FakeAws();
  const detector = aws.designated(home).detectors.get(administratorId);
  if (detector !== undefined) Object.assign(detector, { features, findingFrequency: 'SIX_HOURS' });
  return aws;
}

/** What the user asks for. */
function asked(aws: FakeAws, features: WantedFeatures | undefined = everyFeature, migrateEksRuntimeMonitoring = false) {
  return stateOf(contextOf(aws, { features, migrateEksRuntimeMonitoring }), aws);
}

function configure(aws: FakeAws, changes: Partial<ConfigureDetector> = {}, state = asked(aws)) {
  return configureDetector(state, { kind: 'configure-detector', accountId: administratorId, features: null, ...changes });
}

/** Fits requests that name one of these features. */
function naming(...names: readonly string[]): (call: FakeCall) => boolean {
  return ({ input }) => names.some((name) => JSON.stringify(input).includes(name));
}

describe('configureDetector', () => {
  test('switches on what is off, together with the frequency, in one request', async () => {
    const aws = withDetector(...off(s3, rds));
    expect(await configure(aws, { frequency })).toEqual({ status: 'done', sent: ['features', 'frequency'] });
    expect(aws.inputs('UpdateDetector')).toEqual([{ ...request(s3, rds), frequency: 'ONE_HOUR' }]);
  });

  test('leaves out what somebody has switched on meanwhile', async () => {
    const aws = withDetector(s3, ...off(rds));
    await configure(aws);
    expect(aws.inputs('UpdateDetector')).toEqual([request(rds)]);
  });

  test('makes only the planned changes, and none that somebody has made meanwhile', async () => {
    const aws = withDetector(s3, ...off(rds, feature('LAMBDA_NETWORK_LOGS', true)));
    const planned = ['S3_DATA_EVENTS', 'RDS_LOGIN_EVENTS'].map((name) => ({ feature: name, enable: true }));
    expect(await configure(aws, { features: planned })).toEqual(done);
    expect(aws.inputs('UpdateDetector')).toEqual([request(rds)]);
  });

  test('names an agent with everything that is on under its feature', async () => {
    const aws = withDetector(inDetector(runtimeMonitoring, true, { EKS_ADDON_MANAGEMENT: true, EC2_AGENT_MANAGEMENT: false }));
    const wanted = named(want(runtimeMonitoring, 'ALL', { EC2_AGENT_MANAGEMENT: 'ALL' }));
    expect(await configure(aws, {}, asked(aws, wanted))).toEqual(done);
    expect(aws.inputs('UpdateDetector')).toEqual([
      {
        features: [
          {
            name: runtimeMonitoring,
            enabled: true,
            additional: [
              { name: 'EKS_ADDON_MANAGEMENT', enabled: true },
              { name: 'EC2_AGENT_MANAGEMENT', enabled: true },
            ],
          },
        ],
        frequency: undefined,
      },
    ]);
  });

  test('switches the older runtime feature off in a request of its own, before the newer one', async () => {
    const aws = withDetector(feature(eksRuntimeMonitoring, true), ...off(feature(runtimeMonitoring, true), s3));
    expect(await configure(aws, {}, asked(aws, everyFeature, true))).toEqual(done);
    const requests = aws.inputs('UpdateDetector') as readonly { features: readonly DetectorFeature[] }[];
    expect(requests.map(({ features }) => features.map(({ name, enabled }) => `${name} ${String(enabled)}`))).toEqual([
      [`${eksRuntimeMonitoring} false`],
      [`${runtimeMonitoring} true`, 'S3_DATA_EVENTS true'],
    ]);
  });

  test('sends nothing that the detector did not show', async () => {
    const aws = withDetector({ ...feature('RDS_LOGIN_EVENTS', false), additional: undefined });
    expect(await rejectionOf(configure(aws))).toMatchObject({
      problem: { code: 'unexpected-answer', action: 'guardduty:GetDetector', accountId: administratorId, region: home },
    });
    expect(aws.writes()).toEqual([]);
  });

  test.each<[string, WantedFeatures | undefined, Partial<ConfigureDetector>]>([
    ['every feature is on', everyFeature, {}],
    ['the frequency is as wanted', undefined, { frequency: { before: null, after: 'SIX_HOURS' } }],
    ['nothing is wanted of features', undefined, {}],
    ['none of the wanted features was planned', everyFeature, { features: [] }],
  ])('writes nothing where %s', async (_name, wanted, changes) => {
    const aws = withDetector(s3, wanted === undefined ? rds : s3);
    const state = stateOf(contextOf(aws, { features: wanted }), aws);
    expect(await configure(aws, changes, state)).toEqual({ status: 'done', sent: [], note: 'already-so' });
    expect(aws.writes()).toEqual([]);
  });

  test('sets the frequency where no feature is wanted', async () => {
    const aws = withDetector(...off(s3));
    const state = stateOf(contextOf(aws, { features: undefined }), aws);
    expect(await configure(aws, { frequency }, state)).toEqual({ status: 'done', sent: ['frequency'] });
    expect(aws.inputs('UpdateDetector')).toEqual([{ features: [], frequency: 'ONE_HOUR' }]);
  });

  describe('reads before each attempt', () => {
    test('and sends a repetition as the detector is by then', async () => {
      const aws = withDetector(...off(s3, rds));
      const byOthers = (): void => {
        Object.assign(aws.region(home).detectors.get(administratorId) ?? {}, { features: [s3, ...off(rds)] });
      };
      aws.trouble({
        on: 'UpdateDetector',
        times: 1,
        then: () =>
          Promise.resolve()
            .then(byOthers)
            .then(() => Promise.reject(lost)),
      });
      expect(await configure(aws)).toEqual(done);
      expect(aws.inputs('UpdateDetector')).toEqual([request(s3, rds), request(rds)]);
    });

    test('and keeps for the proof what was there before the first write', async () => {
      const aws = withDetector(...off(s3, rds));
      const state = asked(aws);
      aws.trouble({ on: 'UpdateDetector', times: 1, after: true, then: 'timed-out' });
      expect(await configure(aws, { frequency }, state)).toEqual({ status: 'done', sent: [], note: 'already-so' });
      expect(state.readings.detector).toMatchObject({ features: off(s3, rds), findingFrequency: 'SIX_HOURS' });
    });

    test('and does not send again what AWS has accepted and shows late', async () => {
      const aws = withDetector(feature(eksRuntimeMonitoring, true), ...off(feature(runtimeMonitoring, true)));
      const state = asked(aws, everyFeature, true);
      const late = await state.admin.getDetector('detector' as DetectorId);
      const admin = { ...state.admin, getDetector: () => Promise.resolve(late) };
      expect(await configure(aws, { frequency }, { ...state, admin })).toMatchObject({ status: 'done' });
      expect(aws.inputs('UpdateDetector')).toHaveLength(2);
      expect(aws.inputs('UpdateDetector')[1]).toMatchObject({ frequency: undefined });
    });
  });

  test('finds the feature that AWS refuses, and sets the others and the frequency', async () => {
    const aws = withDetector(...off(s3, rds));
    aws.trouble({ on: 'UpdateDetector', when: naming('RDS_LOGIN_EVENTS'), then: 'not-settled' });
    expect(await configure(aws, { frequency })).toEqual({
      status: 'partly-done',
      sent: ['frequency', 'features'],
      accounts: [],
      gaps: [
        expect.objectContaining({
          question: 'administrator-feature',
          feature: 'RDS_LOGIN_EVENTS',
          answer: 'gap',
          reason: 'feature-refused',
          awsMessage: 'AWS answers not-settled.',
        }),
      ],
    });
    expect(aws.region(home).detectors.get(administratorId)).toMatchObject({
      features: [{ name: 'RDS_LOGIN_EVENTS', enabled: false }, s3],
      findingFrequency: 'ONE_HOUR',
    });
  });

  test('is done where AWS takes the features one by one', async () => {
    const aws = withDetector(...off(s3, rds));
    aws.trouble({ on: 'UpdateDetector', times: 1, then: 'refused' });
    expect(await configure(aws)).toEqual(done);
    expect(aws.inputs('UpdateDetector')).toEqual([request(s3, rds), request(s3), request(rds)]);
  });

  test('fails where AWS refuses the frequency alone as well', async () => {
    const aws = withDetector();
    aws.trouble({ on: 'UpdateDetector', then: 'refused' });
    expect(await rejectionOf(configure(aws, { frequency }))).toMatchObject({ problem: { code: 'refused' } });
    expect(aws.inputs('UpdateDetector')).toEqual(Array(2).fill({ features: [], frequency: 'ONE_HOUR' }));
  });

  test.each([
    ['at once', 0],
    ['while the features are tried one by one', 1],
  ])('fails when the trouble is not about a feature: %s', async (_name, refusals) => {
    const aws = withDetector(...off(s3, rds));
    aws.trouble({ on: 'UpdateDetector', times: refusals, then: 'refused' });
    aws.trouble({ on: 'UpdateDetector', then: 'access-denied' });
    expect(await rejectionOf(configure(aws))).toMatchObject({ problem: { code: 'access-denied' } });
    expect(aws.writes()).toHaveLength(refusals + 1);
  });

  test('asks for nothing without a detector', async () => {
    const aws = withDetector();
    const state = stateOf(contextOf(aws), aws, { detectorId: undefined });
    expect(await rejectionOf(configure(aws, {}, state))).toMatchObject({ problem: { code: 'not-reported', region: home } });
    expect(aws.calls).toEqual([]);
  });
});
