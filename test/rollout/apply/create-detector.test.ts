import { eksRuntimeMonitoring, optionalDetectorFeatures, runtimeMonitoring } from '../../../src/domain/feature';
import type { DetectorFeature } from '../../../src/domain/detector-feature';
import type { AccountId, DetectorId } from '../../../src/domain/ids';
import type { CreateDetector } from '../../../src/plan/actions';
import { createDetector, createManagementDetector } from '../../../src/rollout/apply/create-detector';
import { administratorId, inDetector, managementId, named, want } from '../../support/builders';
import { contextOf, home, rejectionOf, stateOf } from '../../support/fake-context';
import { FakeAws } from '../../support/fake-ports';
import type { FakeCall } from '../../support/fake-trouble';

const afterDesignation: CreateDetector = { kind: 'create-detector', accountId: administratorId, afterDesignation: true };
const later: CreateDetector = { ...afterDesignation, afterDesignation: false };
const done = { status: 'done', sent: ['detector'] };
const byAws = { status: 'done', sent: [], note: 'made-by-aws' };
const creation = `CreateDetector ${home}`;

/** Fits requests that name a feature. */
function naming(feature: string): (call: FakeCall) => boolean {
  return ({ input }) => Array.isArray(input) && input.includes(feature);
}

/** Gives the detector that an account will get these features. */
function giveFeatures(aws: FakeAws, account: AccountId, ...features: readonly DetectorFeature[]): void {
  const add = aws.addDetector.bind(aws);
  const set = (): void => void Object.assign(aws.region(home).detectors.get(account) ?? {}, { features });
  set();
  jest.spyOn(aws, 'addDetector').mockImplementation((region, id, ...more) => {
    const made = add(region, id, ...more);
    if (id === account) set();
    return made;
  });
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
    expect(await createDetector(state, afterDesignation)).toEqual(byAws);
    expect([state.detectorId, aws.writes()]).toEqual([id, []]);
  });

  test('waits for a detector that AWS makes late', async () => {
    const aws = new FakeAws();
    aws.addDetector(home, administratorId, [], 100);
    const context = contextOf(aws);
    const state = stateOf(context, aws, { detectorId: undefined });
    expect(await createDetector(state, afterDesignation)).toEqual(byAws);
    expect(aws.writes()).toEqual([]);
    expect(context.events).toContainEqual({ type: 'waiting', region: home, waitingFor: 'detector' });
  });

  test('makes one that stays missing, with every optional feature switched off by name', async () => {
    const aws = new FakeAws();
    const state = stateOf(contextOf(aws), aws);
    expect(await createDetector(state, afterDesignation)).toEqual(done);
    // Half of --wait: the other half is for what follows.
    expect(aws.clock.slept).toBeCloseTo(150, 3);
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
    aws.trouble({ on: 'ListDetectors', then: 'access-denied' });
    expect(await rejectionOf(createDetector(stateOf(contextOf(aws), aws), later))).toMatchObject({ problem: { code: 'access-denied' } });
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
    expect(await createDetector(state, later)).toEqual(byAws);
    expect(state.detectorId).toBe(aws.region(home).detectors.get(administratorId)?.id);
    expect(aws.writes()).toEqual([creation]);
  });

  test('fails when AWS says that one exists but lists none', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'CreateDetector', then: 'detector-exists' });
    expect(await rejectionOf(createDetector(stateOf(contextOf(aws), aws), later))).toMatchObject({ problem: { code: 'detector-exists' } });
    expect(aws.writes()).toEqual([creation]);
  });

  test('counts a detector that exists as its own where an earlier answer was lost', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'CreateDetector', times: 1, after: true, then: 'timed-out' });
    aws.trouble({ on: 'CreateDetector', then: 'detector-exists' });
    expect(await createDetector(stateOf(contextOf(aws), aws), later)).toEqual(done);
    expect(aws.writes()).toEqual([creation, creation]);
  });

  test('sends the whole list a second time, since a refusal may pass', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'CreateDetector', times: 1, then: 'refused' });
    expect(await createDetector(stateOf(contextOf(aws), aws), later)).toEqual(done);
    expect(aws.inputs('CreateDetector')).toEqual([optionalDetectorFeatures, optionalDetectorFeatures]);
  });

  test('creates one without names where AWS goes on to refuse them, and switches off what it has on', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'CreateDetector', when: ({ input }) => (input as string[]).length > 0, then: 'refused' });
    const on = inDetector('S3_DATA_EVENTS', true, { AN_AGENT: true });
    const state = stateOf(contextOf(aws), aws);
    giveFeatures(aws, administratorId, on, inDetector('RDS_LOGIN_EVENTS', false));
    expect(await createDetector(state, later)).toEqual(done);
    expect(aws.inputs('CreateDetector').at(-1)).toEqual([]);
    const off = { name: 'S3_DATA_EVENTS', enabled: false, additional: [{ name: 'AN_AGENT', enabled: false }] };
    expect(aws.inputs('UpdateDetector')).toEqual([{ features: [off], frequency: undefined }]);
  });

  test('waits no longer than the user allows for a refusal to pass', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'CreateDetector', when: ({ input }) => (input as string[]).length > 0, then: 'refused' });
    expect(await createDetector(stateOf(contextOf(aws, { waitSeconds: 0 }), aws), later)).toEqual(done);
    expect(aws.inputs('CreateDetector')).toEqual([optionalDetectorFeatures, optionalDetectorFeatures, []]);
  });

  test('fails where AWS refuses even a detector without names', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'CreateDetector', then: 'refused' });
    expect(await rejectionOf(createDetector(stateOf(contextOf(aws), aws), later))).toMatchObject({ problem: { code: 'refused' } });
  });

  test('tries no other list of features after "access-denied"', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'CreateDetector', then: 'access-denied' });
    expect(await rejectionOf(createDetector(stateOf(contextOf(aws), aws), later))).toMatchObject({ problem: { code: 'access-denied' } });
    expect(aws.writes()).toEqual([creation]);
  });

  describe('reads the new detector', () => {
    test('and does not know of what it does not show whether that is off', async () => {
      const aws = new FakeAws();
      giveFeatures(aws, administratorId, inDetector('S3_DATA_EVENTS', undefined));
      aws.trouble({ on: 'UpdateDetector', then: 'refused' });
      expect(await createDetector(stateOf(contextOf(aws), aws), later)).toMatchObject({
        status: 'partly-done',
        gaps: [{ question: 'new-detector', feature: 'S3_DATA_EVENTS', answer: 'unknown', problem: { code: 'unexpected-answer' } }],
      });
    });

    test('and reports what stays on although it was switched off three times', async () => {
      const aws = new FakeAws();
      giveFeatures(aws, administratorId, inDetector('S3_DATA_EVENTS', true));
      aws.trouble({ on: 'UpdateDetector', then: 'refused' });
      expect(await createDetector(stateOf(contextOf(aws), aws), later)).toMatchObject({
        status: 'partly-done',
        sent: ['detector'],
        gaps: [{ question: 'new-detector', feature: 'S3_DATA_EVENTS', answer: 'gap', reason: 'feature-on-in-new-detector' }],
      });
      expect(aws.inputs('UpdateDetector')).toHaveLength(3);
    });

    test('and leaves on what a policy manages, and what every account is to have', async () => {
      const aws = new FakeAws();
      giveFeatures(aws, administratorId, inDetector('S3_DATA_EVENTS', true, {}, true), inDetector('RDS_LOGIN_EVENTS', true));
      const features = named(want('RDS_LOGIN_EVENTS', 'ALL'));
      expect(await createDetector(stateOf(contextOf(aws, { features }), aws), later)).toEqual(done);
      expect(aws.inputs('UpdateDetector')).toEqual([]);
    });

    test('and does not leave on what only new accounts are to have', async () => {
      const aws = new FakeAws();
      giveFeatures(aws, administratorId, inDetector('RDS_LOGIN_EVENTS', true));
      const features = named(want('RDS_LOGIN_EVENTS', 'NEW'));
      expect(await createDetector(stateOf(contextOf(aws, { features }), aws), later)).toEqual(done);
      expect(aws.inputs('UpdateDetector')).toHaveLength(1);
    });

    test('and says so where its features are not in the answer', async () => {
      const aws = new FakeAws();
      giveFeatures(aws, administratorId);
      const state = stateOf(contextOf(aws), aws);
      const getDetector = async (id: DetectorId) => ({ ...(await state.admin.getDetector(id)), features: undefined });
      expect(await createDetector({ ...state, admin: { ...state.admin, getDetector } }, later)).toMatchObject({
        status: 'partly-done',
        sent: ['detector'],
        gaps: [{ question: 'new-detector', answer: 'unknown', problem: { code: 'unexpected-answer', action: 'guardduty:GetDetector' } }],
      });
    });

    test('and fails where it may not switch anything off', async () => {
      const aws = new FakeAws();
      giveFeatures(aws, administratorId, inDetector('S3_DATA_EVENTS', true));
      aws.trouble({ on: 'UpdateDetector', then: 'access-denied' });
      expect(await rejectionOf(createDetector(stateOf(contextOf(aws), aws), later))).toMatchObject({ problem: { code: 'access-denied' } });
    });
  });
});

describe('createManagementDetector', () => {
  test.each([
    ['access-denied', 'denied'],
    ['denied-by-scp', 'denied'],
    ['several-detectors', 'usable'],
  ] as const)('notes whether nobody can make it, after %s', async (then, is) => {
    const aws = new FakeAws();
    aws.trouble({ on: 'CreateDetector', then });
    const state = stateOf(contextOf(aws), aws);
    expect(await rejectionOf(createManagementDetector(state))).toMatchObject({ problem: { code: then } });
    expect(state.managementDetector).toBe(is);
  });

  test('switches off every optional feature by name, of both runtime features the older one', async () => {
    const aws = withFeatures('S3_DATA_EVENTS');
    expect(await createManagementDetector(stateOf(contextOf(aws), aws))).toEqual(done);
    const names = optionalDetectorFeatures;
    expect(aws.inputs('CreateDetector')).toEqual([names]);
    expect(names.includes(eksRuntimeMonitoring) && names.includes(runtimeMonitoring)).toBe(false);
    expect(aws.calls.find(({ operation }) => operation === 'CreateDetector')?.account).toBe(managementId);
  });

  test('sends the names that the Region is known to have where AWS refuses the whole list twice', async () => {
    const aws = withFeatures('S3_DATA_EVENTS', 'SOMETHING_NEW', eksRuntimeMonitoring, runtimeMonitoring);
    giveFeatures(aws, administratorId, inDetector('AI_ANALYST', false), inDetector('S3_DATA_EVENTS', false));
    aws.trouble({ on: 'CreateDetector', when: naming('RDS_LOGIN_EVENTS'), then: 'refused' });
    expect(await createManagementDetector(stateOf(contextOf(aws), aws))).toEqual(done);
    expect(aws.inputs('CreateDetector')).toEqual([
      optionalDetectorFeatures,
      optionalDetectorFeatures,
      ['AI_ANALYST', 'S3_DATA_EVENTS', 'SOMETHING_NEW', eksRuntimeMonitoring],
    ]);
  });

  test.each([1, 2])('makes do with one of the two readings of what the Region has: %s of them is refused', async (refused) => {
    const aws = withFeatures('S3_DATA_EVENTS');
    giveFeatures(aws, administratorId, inDetector('AI_ANALYST', false));
    const own = { account: administratorId, then: 'access-denied' } as const;
    aws.trouble({ on: refused === 1 ? 'DescribeOrganizationConfiguration' : 'GetDetector', ...own });
    aws.trouble({ on: 'CreateDetector', when: naming('RDS_LOGIN_EVENTS'), then: 'refused' });
    expect(await createManagementDetector(stateOf(contextOf(aws), aws))).toEqual(done);
    expect(aws.inputs('CreateDetector').at(-1)).toEqual([refused === 1 ? 'AI_ANALYST' : 'S3_DATA_EVENTS']);
  });

  test.each([
    ['ENABLED', false, 'usable'],
    ['DISABLED', false, 'suspended'],
    ['A_NEW_STATUS', false, 'suspended'],
    ['DISABLED', true, 'usable'],
  ] as const)('looks whether a detector that was there runs: %s, to be restarted %s', async (status, restartSuspended, is) => {
    const aws = withFeatures();
    aws.addDetector(home, managementId);
    Object.assign(aws.region(home).detectors.get(managementId) ?? {}, { status });
    aws.trouble({ on: 'CreateDetector', then: 'detector-exists' });
    const state = stateOf(contextOf(aws, { restartSuspended }), aws);
    expect(await createManagementDetector(state)).toEqual(byAws);
    expect(state.managementDetector).toBe(is);
  });

  test('counts a detector that the designation made as done', async () => {
    const aws = withFeatures();
    aws.trouble({ on: 'CreateDetector', after: true, then: 'detector-exists' });
    const state = stateOf(contextOf(aws), aws);
    const before = state.detectorId;
    expect(await createManagementDetector(state)).toEqual(byAws);
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
