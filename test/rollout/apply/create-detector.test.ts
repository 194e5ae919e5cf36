import { eksRuntimeMonitoring, optionalDetectorFeatures, runtimeMonitoring } from '../../../src/domain/feature';
import type { CreateDetector } from '../../../src/plan/actions';
import { createDetector, createManagementDetector } from '../../../src/rollout/apply/create-detector';
import { administratorId, managementId } from '../../support/builders';
import { contextOf, home, rejectionOf, stateOf } from '../../support/fake-context';
import { FakeAws } from '../../support/fake-ports';
import type { FakeCall } from '../../support/fake-trouble';

const afterDesignation: CreateDetector = { kind: 'create-detector', accountId: administratorId, afterDesignation: true };
const later: CreateDetector = { ...afterDesignation, afterDesignation: false };
const creation = `CreateDetector ${home}`;

/** Fits requests that name a feature. */
function naming(feature: string): (call: FakeCall) => boolean {
  return ({ input }) => Array.isArray(input) && input.includes(feature);
}

/** A Region whose organization configuration knows these features. */
function withFeatures(...names: readonly string[]): FakeAws {
  const aws = new FakeAws();
  aws.designated(home).detectors.delete(managementId);
  const features = names.map((name) => ({ name, autoEnable: 'NONE' as const, additionalConfiguration: [] }));
  aws.region(home).configuration = { autoEnable: 'ALL', memberLimitReached: false, features, unread: [] };
  return aws;
}

describe('createDetector', () => {
  test('takes the detector that AWS made meanwhile', async () => {
    const aws = new FakeAws();
    const id = aws.addDetector(home, administratorId);
    const state = stateOf(contextOf(aws), aws, { detectorId: undefined });
    expect(await createDetector(state, afterDesignation)).toEqual({ status: 'done', note: 'made-by-aws' });
    expect([state.detectorId, aws.writes()]).toEqual([id, []]);
  });

  test('waits for a detector that AWS makes late', async () => {
    const aws = new FakeAws();
    aws.addDetector(home, administratorId, [], 200);
    const context = contextOf(aws);
    const state = stateOf(context, aws, { detectorId: undefined });
    expect(await createDetector(state, afterDesignation)).toEqual({ status: 'done', note: 'made-by-aws' });
    expect(aws.writes()).toEqual([]);
    expect(context.events).toContainEqual({ type: 'waiting', region: home, waitingFor: 'detector' });
  });

  test('makes one that stays missing, with every optional feature switched off by name', async () => {
    const aws = new FakeAws();
    const state = stateOf(contextOf(aws), aws);
    expect(await createDetector(state, afterDesignation)).toEqual({ status: 'done' });
    expect(aws.clock.slept).toBeCloseTo(300, 3);
    expect(aws.inputs('CreateDetector')).toEqual([optionalDetectorFeatures]);
    expect(state.detectorId).toBe(aws.region(home).detectors.get(administratorId)?.id);
  });

  test.each([
    [300, 30],
    [10, 10],
  ])('with --wait %s, waits only %s seconds after the designation of an earlier run', async (waitSeconds, seconds) => {
    const aws = new FakeAws();
    await createDetector(stateOf(contextOf(aws, { waitSeconds }), aws), later);
    expect(aws.clock.slept).toBeCloseTo(seconds, 3);
    expect(aws.writes()).toEqual([creation]);
  });

  test('creates nothing when the list cannot be read', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'ListDetectors', then: 'throttled' });
    expect(await rejectionOf(createDetector(stateOf(contextOf(aws), aws), later))).toMatchObject({ problem: { code: 'throttled' } });
    expect(aws.writes()).toEqual([]);
  });

  test('creates nothing after an interruption', async () => {
    const aws = new FakeAws();
    const context = contextOf(aws);
    aws.clock.onSleep = () => {
      context.stop.now = true;
    };
    expect(await createDetector(stateOf(context, aws), afterDesignation)).toEqual({ status: 'not-attempted', because: 'interrupted' });
    expect([aws.writes(), aws.clock.sleeps.length]).toEqual([[], 1]);
  });

  test('uses the detector that was made at the same time', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'CreateDetector', after: true, then: 'detector-exists' });
    const state = stateOf(contextOf(aws), aws);
    expect(await createDetector(state, later)).toEqual({ status: 'done', note: 'made-by-aws' });
    expect(state.detectorId).toBe(aws.region(home).detectors.get(administratorId)?.id);
    expect(aws.writes()).toEqual([creation]);
  });

  test('fails when AWS says that one exists but lists none', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'CreateDetector', then: 'detector-exists' });
    expect(await rejectionOf(createDetector(stateOf(contextOf(aws), aws), later))).toMatchObject({ problem: { code: 'detector-exists' } });
    expect(aws.writes()).toEqual([creation]);
  });

  test.each(optionalDetectorFeatures)('leaves out only %s where the Region lacks it', async (lacking) => {
    const aws = new FakeAws();
    aws.trouble({ on: 'CreateDetector', when: naming(lacking), then: 'not-settled' });
    expect(await createDetector(stateOf(contextOf(aws), aws), later)).toEqual({ status: 'done' });
    expect(aws.region(home).detectors.get(administratorId)?.switchedOff).toEqual(
      optionalDetectorFeatures.filter((name) => name !== lacking),
    );
  });

  test('leaves out the newest features where the Region lacks several', async () => {
    const aws = new FakeAws();
    const lacking = optionalDetectorFeatures.slice(0, 2);
    for (const feature of lacking) aws.trouble({ on: 'CreateDetector', when: naming(feature), then: 'refused' });
    expect(await createDetector(stateOf(contextOf(aws), aws), later)).toEqual({ status: 'done' });
    expect(aws.region(home).detectors.get(administratorId)?.switchedOff).toEqual(optionalDetectorFeatures.slice(2));
  });

  test('fails with the first refusal rather than let plans start unnamed', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'CreateDetector', then: 'refused' });
    expect(await rejectionOf(createDetector(stateOf(contextOf(aws), aws), later))).toMatchObject({ problem: { code: 'refused' } });
    expect(aws.inputs('CreateDetector')).not.toContainEqual([]);
  });

  test.each(['access-denied', 'throttled', 'timed-out'] as const)('tries no other list of features after "%s"', async (then) => {
    const aws = new FakeAws();
    aws.trouble({ on: 'CreateDetector', then });
    expect(await rejectionOf(createDetector(stateOf(contextOf(aws), aws), later))).toMatchObject({ problem: { code: then } });
    expect(aws.writes()).toEqual([creation]);
  });
});

describe('createManagementDetector', () => {
  test.each([
    ['access-denied', true],
    ['denied-by-scp', true],
    ['timed-out', false],
    ['service-failure', false],
  ] as const)('tells whether nobody can make it, after %s', async (then, denied) => {
    const aws = new FakeAws();
    aws.trouble({ on: 'CreateDetector', then });
    const state = stateOf(contextOf(aws), aws);
    expect(await rejectionOf(createManagementDetector(state))).toMatchObject({ problem: { code: then } });
    expect(state.managementDetectorDenied).toBe(denied);
  });

  test('switches off the features that the Region knows, and the one only detectors have', async () => {
    const aws = withFeatures('S3_DATA_EVENTS', 'SOMETHING_NEW');
    expect(await createManagementDetector(stateOf(contextOf(aws), aws))).toEqual({ status: 'done' });
    expect(aws.inputs('CreateDetector')).toEqual([['AI_ANALYST', 'SOMETHING_NEW', 'S3_DATA_EVENTS']]);
    expect(aws.calls.find(({ operation }) => operation === 'CreateDetector')?.account).toBe(managementId);
  });

  test('names of both runtime plans the older one, which AWS may switch on by itself', async () => {
    const both = withFeatures(eksRuntimeMonitoring, runtimeMonitoring);
    await createManagementDetector(stateOf(contextOf(both), both));
    const newer = withFeatures(runtimeMonitoring);
    await createManagementDetector(stateOf(contextOf(newer), newer));
    expect([...both.inputs('CreateDetector'), ...newer.inputs('CreateDetector')]).toEqual([
      ['AI_ANALYST', eksRuntimeMonitoring],
      ['AI_ANALYST', runtimeMonitoring],
    ]);
  });

  test('leaves out the newest features first, in whatever order the Region lists them', async () => {
    const older = ['S3_DATA_EVENTS', 'EKS_AUDIT_LOGS', 'EBS_MALWARE_PROTECTION'];
    const aws = withFeatures(...older, 'AI_PROTECTION');
    for (const feature of ['AI_ANALYST', 'AI_PROTECTION']) aws.trouble({ on: 'CreateDetector', when: naming(feature), then: 'refused' });
    await createManagementDetector(stateOf(contextOf(aws), aws)).catch(() => undefined);
    expect(aws.region(home).detectors.get(managementId)?.switchedOff.toSorted()).toEqual(older.toSorted());
  });

  test('switches off what this version knows where the configuration cannot be read', async () => {
    const aws = withFeatures('S3_DATA_EVENTS');
    aws.trouble({ on: 'DescribeOrganizationConfiguration', then: 'access-denied' });
    expect(await createManagementDetector(stateOf(contextOf(aws), aws))).toEqual({ status: 'done' });
    expect(aws.inputs('CreateDetector')).toEqual([optionalDetectorFeatures]);
  });

  test('counts a detector that the designation made as done', async () => {
    const aws = withFeatures();
    aws.trouble({ on: 'CreateDetector', after: true, then: 'detector-exists' });
    const state = stateOf(contextOf(aws), aws);
    const before = state.detectorId;
    expect(await createManagementDetector(state)).toEqual({ status: 'done', note: 'made-by-aws' });
    expect(state.detectorId).toBe(before);
  });

  test('creates nothing without the credentials of the management account', async () => {
    const aws = withFeatures();
    const state = stateOf(contextOf(aws), aws, { management: undefined });
    expect(await rejectionOf(createManagementDetector(state))).toMatchObject({
      problem: { code: 'access-denied', action: 'guardduty:CreateDetector', region: home },
    });
    expect(aws.calls).toEqual([]);
  });
});
