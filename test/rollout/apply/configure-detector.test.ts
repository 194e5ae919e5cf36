import type { DetectorFeature } from '../../../src/domain/detector-feature';
import type { WantedFeatures } from '../../../src/domain/wanted-feature';
import type { ConfigureDetector } from '../../../src/plan/actions';
import { configureDetector } from '../../../src/rollout/apply/configure-detector';
import { administratorId } from '../../support/builders';
import { contextOf, home, rejectionOf, stateOf } from '../../support/fake-context';
import { FakeAws } from '../../support/fake-ports';
import type { FakeCall } from '../../support/fake-trouble';

const everyPlan: WantedFeatures = { every: 'ALL', named: [] };
const frequency = { before: 'SIX_HOURS', after: 'ONE_HOUR' } as const;

function feature(name: string, enabled: boolean): DetectorFeature {
  return { name, enabled, managed: false, additional: [] };
}

const s3 = feature('S3_DATA_EVENTS', true);
const rds = feature('RDS_LOGIN_EVENTS', true);

/** The features as a detector has them before the plans are on. */
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

function configure(aws: FakeAws, changes: Partial<ConfigureDetector> = {}, state = stateOf(contextOf(aws), aws)) {
  return configureDetector(state, {
    kind: 'configure-detector',
    accountId: administratorId,
    wanted: everyPlan,
    switchOn: null,
    ...changes,
  });
}

/** Fits requests that name one of these features. */
function naming(...names: readonly string[]): (call: FakeCall) => boolean {
  return ({ input }) => names.some((name) => JSON.stringify(input).includes(name));
}

describe('configureDetector', () => {
  test('switches on what is off, together with the frequency, in one request', async () => {
    const aws = withDetector(...off(s3, rds));
    expect(await configure(aws, { frequency })).toEqual({ status: 'done' });
    expect(aws.inputs('UpdateDetector')).toEqual([{ features: [s3, rds], frequency: 'ONE_HOUR' }]);
  });

  test('leaves out what somebody has switched on meanwhile', async () => {
    const aws = withDetector(s3, ...off(rds));
    await configure(aws);
    expect(aws.inputs('UpdateDetector')).toEqual([{ features: [rds], frequency: undefined }]);
  });

  test.each<[string, Partial<ConfigureDetector>]>([
    ['every plan is on', {}],
    ['the frequency is as wanted', { wanted: undefined, frequency: { before: null, after: 'SIX_HOURS' } }],
    ['nothing is wanted of plans', { wanted: undefined }],
  ])('writes nothing where %s', async (_name, changes) => {
    const aws = withDetector(s3, rds);
    expect(await configure(aws, changes)).toEqual({ status: 'done', note: 'already-so' });
    expect(aws.writes()).toEqual([]);
  });

  test('sets the frequency where no plan is wanted', async () => {
    const aws = withDetector(...off(s3));
    expect(await configure(aws, { wanted: undefined, frequency })).toEqual({ status: 'done' });
    expect(aws.inputs('UpdateDetector')).toEqual([{ features: [], frequency: 'ONE_HOUR' }]);
  });

  test('finds the plan that AWS refuses, and sets the others and the frequency', async () => {
    const aws = withDetector(...off(s3, rds));
    aws.trouble({ on: 'UpdateDetector', when: naming('RDS_LOGIN_EVENTS'), then: 'not-settled' });
    expect(await configure(aws, { frequency })).toEqual({
      status: 'partly-done',
      accounts: [],
      plans: [{ feature: 'RDS_LOGIN_EVENTS', reason: 'feature-refused', awsMessage: 'AWS answers not-settled.' }],
    });
    expect(aws.region(home).detectors.get(administratorId)).toMatchObject({
      features: [{ name: 'RDS_LOGIN_EVENTS', enabled: false }, s3],
      findingFrequency: 'ONE_HOUR',
    });
  });

  test('is done where AWS takes the plans one by one', async () => {
    const aws = withDetector(...off(s3, rds));
    aws.trouble({ on: 'UpdateDetector', times: 1, then: 'refused' });
    expect(await configure(aws)).toEqual({ status: 'done' });
    expect(aws.inputs('UpdateDetector')).toEqual([[s3, rds], [s3], [rds]].map((features) => ({ features, frequency: undefined })));
  });

  test('does not send a refused frequency a second time', async () => {
    const aws = withDetector();
    aws.trouble({ on: 'UpdateDetector', then: 'refused' });
    expect(await rejectionOf(configure(aws, { frequency }))).toMatchObject({ problem: { code: 'refused' } });
    expect(aws.writes()).toHaveLength(1);
  });

  test.each([
    ['at once', 0],
    ['while the plans are tried one by one', 1],
  ])('fails when the trouble is not about a plan: %s', async (_name, refusals) => {
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
