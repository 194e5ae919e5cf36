import type { DetectorFeature } from '../../../src/domain/detector-feature';
import { eksRuntimeMonitoring, runtimeMonitoring } from '../../../src/domain/feature';
import type { AccountId } from '../../../src/domain/ids';
import type { WantedFeatures } from '../../../src/domain/wanted-feature';
import type { ConfigureMembers, DetectorChange } from '../../../src/plan/actions';
import { configureMembers } from '../../../src/rollout/apply/configure-members';
import { configureNewMembers } from '../../../src/rollout/apply/configure-new-members';
import { every, inDetector } from '../../support/builders';
import { contextOf, home, rejectionOf, stateOf, type FakeContext } from '../../support/fake-context';
import { FakeAws, workloadIds } from '../../support/fake-ports';

const [first, second, third] = workloadIds(3) as [AccountId, AccountId, AccountId];
const everyone = [first, second, third];
const done = { status: 'done', sent: ['features'] };
const alreadySo = { status: 'done', sent: [], note: 'already-so' };
const s3 = inDetector('S3_DATA_EVENTS', false);
const rds = inDetector('RDS_LOGIN_EVENTS', false);
const on = (one: DetectorFeature) => ({ name: one.name, enabled: true, additional: one.additional });

/** A designated Region in which these are members with these features. */
function withMembers(features: Readonly<Record<string, readonly DetectorFeature[]>>): FakeAws {
  const aws = new FakeAws();
  const region = aws.designated(home);
  for (const [id, own] of Object.entries(features)) {
    region.members.set(id as AccountId, { status: 'Enabled' });
    region.memberFeatures.set(id as AccountId, own);
  }
  return aws;
}

/** The user wants every feature, in members of today too. */
function asked(aws: FakeAws, features: WantedFeatures = every('ALL'), migrateEksRuntimeMonitoring = false): FakeContext {
  return contextOf(aws, { features, applyToMembers: true, migrateEksRuntimeMonitoring });
}

const both: readonly DetectorChange[] = [s3, rds].map(({ name }) => ({ feature: name, enable: true }));

function configure(aws: FakeAws, accounts: readonly AccountId[], features = both, state = stateOf(asked(aws), aws)) {
  const action: ConfigureMembers = { kind: 'configure-members', accounts, features };
  return configureMembers(state, action);
}

const sent = (aws: FakeAws): readonly unknown[] => aws.inputs('UpdateMemberDetectors');

describe('configureMembers', () => {
  test('reads the members, and sends each what it lacks, together with those that lack the same', async () => {
    const aws = withMembers({ [first]: [s3, rds], [second]: [inDetector('S3_DATA_EVENTS', true), rds], [third]: [s3, rds] });
    expect(await configure(aws, everyone)).toEqual(done);
    expect(aws.log()).toEqual([`GetMemberDetectors ${home}`, ...Array<string>(2).fill(`UpdateMemberDetectors ${home}`)]);
    expect(sent(aws)).toEqual([
      { accounts: [first, third], features: [on(s3), on(rds)] },
      { accounts: [second], features: [on(rds)] },
    ]);
  });

  test('sends only what was planned', async () => {
    const aws = withMembers({ [first]: [s3, rds] });
    await configure(aws, [first], both.slice(1));
    expect(sent(aws)).toEqual([{ accounts: [first], features: [on(rds)] }]);
  });

  test('writes nothing where somebody has made the changes meanwhile, or nothing is wanted', async () => {
    const aws = withMembers({ [first]: [inDetector('S3_DATA_EVENTS', true)] });
    expect(await configure(aws, [first])).toEqual(alreadySo);
    const unasked = withMembers({ [first]: [s3] });
    const state = stateOf(contextOf(unasked, { features: undefined }), unasked);
    expect(await configure(unasked, [first], both, state)).toEqual(alreadySo);
    expect([...aws.writes(), ...unasked.writes()]).toEqual([]);
  });

  test('switches the older runtime feature off in a request of its own, before the newer one', async () => {
    const aws = withMembers({ [first]: [inDetector(eksRuntimeMonitoring, true), inDetector(runtimeMonitoring, false)] });
    const migration = [
      { feature: eksRuntimeMonitoring, enable: false },
      { feature: runtimeMonitoring, enable: true },
    ];
    expect(await configure(aws, [first], migration, stateOf(asked(aws, every('ALL'), true), aws))).toEqual(done);
    expect(sent(aws)).toMatchObject([
      { features: [{ name: eksRuntimeMonitoring, enabled: false }] },
      { features: [{ name: runtimeMonitoring, enabled: true }] },
    ]);
  });

  test('sends nothing of a member that its answer did not show, and says so', async () => {
    const aws = withMembers({ [first]: [{ ...s3, additional: undefined }], [second]: [s3] });
    expect(await configure(aws, [first, second])).toEqual({
      status: 'partly-done',
      sent: ['features'],
      accounts: [{ accountId: first, reason: 'not-read' }],
      gaps: [],
    });
    expect(sent(aws)).toEqual([{ accounts: [second], features: [on(s3)] }]);
  });

  test('reports members that AWS does not process, when they are read and when they are changed', async () => {
    const aws = withMembers({ [first]: [s3], [second]: [s3] });
    aws.unprocessed.set(first, ['The moon is full.']);
    const state = stateOf(asked(aws), aws);
    const getMemberFeatures = async (...question: Parameters<typeof state.admin.getMemberFeatures>) => {
      const { features } = await state.admin.getMemberFeatures(...question);
      return {
        features: new Map([...features].filter(([id]) => id !== second)),
        unprocessed: new Map([[second, 'The account is suspended.']]),
      };
    };
    const admin = { ...state.admin, getMemberFeatures };
    expect(await configure(aws, [first, second], both, { ...state, admin })).toEqual({
      status: 'partly-done',
      sent: [],
      accounts: [
        { accountId: first, reason: 'answer-unknown', awsMessage: 'The moon is full.' },
        { accountId: second, reason: 'account-suspended-as-member', awsMessage: 'The account is suspended.' },
      ],
      gaps: [],
    });
  });

  test('reads members again before it repeats a lost request, and sends only those that lack something', async () => {
    const aws = withMembers({ [first]: [s3], [second]: [s3] });
    aws.trouble({
      on: 'UpdateMemberDetectors',
      times: 1,
      then: () => {
        aws.region(home).memberFeatures.set(first, [inDetector('S3_DATA_EVENTS', true)]);
      },
    });
    aws.trouble({ on: 'UpdateMemberDetectors', times: 1, then: 'timed-out' });
    // The first request works; the second, for another batch of features, is lost.
    aws.region(home).memberFeatures.set(second, [s3, rds]);
    expect(await configure(aws, [first, second])).toEqual(done);
    expect(sent(aws)).toEqual([
      { accounts: [first], features: [on(s3)] },
      { accounts: [second], features: [on(s3), on(rds)] },
      { accounts: [second], features: [on(s3), on(rds)] },
    ]);
  });

  test('says that nothing was sent where the answers of all requests are lost and the members show it', async () => {
    const aws = withMembers({ [first]: [s3] });
    aws.trouble({ on: 'UpdateMemberDetectors', times: 1, after: true, then: 'timed-out' });
    expect(await configure(aws, [first])).toEqual(alreadySo);
    expect(sent(aws)).toHaveLength(1);
  });

  test('keeps for the proof what a member had before the first request', async () => {
    const aws = withMembers({ [first]: [s3] });
    const state = stateOf(asked(aws), aws);
    aws.unprocessed.set(first, ['Internal error']);
    await configure(aws, [first], both, state);
    expect(state.readings.members).toEqual(new Map([[first, [s3]]]));
  });

  test('fails where nobody may change members, and asks for nothing without a detector', async () => {
    const aws = withMembers({ [first]: [s3] });
    aws.trouble({ on: 'UpdateMemberDetectors', then: 'access-denied' });
    expect(await configure(aws, [first])).toMatchObject({ status: 'failed', problem: { code: 'access-denied' } });
    const state = stateOf(asked(aws), aws, { detectorId: undefined });
    const before = aws.calls.length;
    expect(await configure(aws, [first], both, state)).toMatchObject({ status: 'failed', problem: { code: 'not-reported' } });
    expect(aws.calls).toHaveLength(before);
  });
});

describe('configureNewMembers', () => {
  const action = { kind: 'configure-new-members', accounts: everyone, migrates: false } as const;

  test('waits until the accounts that this run enrolled are enabled, and gives them what they lack', async () => {
    const aws = withMembers({ [first]: [s3], [second]: [s3], [third]: [s3] });
    aws.region(home).members.set(second, { status: 'Created', enabledFrom: aws.clock.now() + 20_000 });
    const context = asked(aws);
    expect(await configureNewMembers(stateOf(context, aws, { joined: [first, second] }), action)).toEqual(done);
    expect(sent(aws)).toEqual([{ accounts: [first, second], features: [on(s3)] }]);
    expect(aws.clock.slept).toBeGreaterThanOrEqual(20);
    expect(context.events).toContainEqual({ type: 'waiting', region: home, waitingFor: 'members', left: 1 });
  });

  test('leaves out who is suspended, or is not enabled in time', async () => {
    const aws = withMembers({ [first]: [s3], [second]: [s3], [third]: [s3] });
    aws.region(home).members.set(second, { status: 'Disabled' });
    aws.region(home).members.set(third, { status: 'Created' });
    expect(await configureNewMembers(stateOf(asked(aws), aws, { joined: everyone }), action)).toEqual(done);
    expect(sent(aws)).toEqual([{ accounts: [first], features: [on(s3)] }]);
    expect(aws.clock.slept).toBeCloseTo(300, 3);
  });

  test('does nothing for nobody, and fails where members cannot be read', async () => {
    const aws = withMembers({});
    expect(await configureNewMembers(stateOf(asked(aws), aws), action)).toEqual(alreadySo);
    aws.trouble({ on: 'GetMembers', then: 'access-denied' });
    const state = stateOf(asked(aws), aws, { joined: everyone });
    expect(await rejectionOf(configureNewMembers(state, action))).toMatchObject({ problem: { code: 'access-denied' } });
    expect(aws.writes()).toEqual([]);
  });
});
