import type { DetectorFeature } from '../../../src/domain/detector-feature';
import type { AccountId } from '../../../src/domain/ids';
import type { ActionOutcome } from '../../../src/plan/outcome';
import { configureMembers } from '../../../src/rollout/apply/configure-members';
import { contextOf, home, rejectionOf, stateOf, type FakeContext } from '../../support/fake-context';
import { FakeAws, workloadIds } from '../../support/fake-ports';
import type { FakeCall } from '../../support/fake-trouble';

const wanted = { every: 'ALL', named: [] } as const;

function feature(name: string, enabled: boolean): DetectorFeature {
  return { name, enabled, managed: false, additional: [] };
}

const s3 = feature('S3_DATA_EVENTS', true);
const rds = feature('RDS_LOGIN_EVENTS', true);
const bothOff = [feature('S3_DATA_EVENTS', false), feature('RDS_LOGIN_EVENTS', false)];

/** A designated Region with members that have no plan switched on. */
function withMembers(count: number): FakeAws {
  const aws = new FakeAws(count);
  const region = aws.designated(home);
  for (const id of workloadIds(count)) region.memberFeatures.set(id, bothOff);
  return aws;
}

function apply(
  aws: FakeAws,
  context: FakeContext = contextOf(aws),
  accounts = aws.region(home).memberFeatures.keys(),
): Promise<ActionOutcome> {
  const action = { kind: 'configure-members', accounts: [...accounts], wanted, features: [] } as const;
  return configureMembers(stateOf(context, aws), action);
}

/** Fits requests about an account. */
function about(account: AccountId | undefined): (call: FakeCall) => boolean {
  return ({ input }) => JSON.stringify(input).includes(String(account));
}

/** Accounts in which the plan is on. */
function protectedBy(aws: FakeAws, plan: string): number {
  return [...aws.region(home).memberFeatures.values()].filter((own) => own.some(({ name, enabled }) => name === plan && enabled)).length;
}

describe('applyPlansToMembers', () => {
  test('sends 50 members at a time, and tells how far it is', async () => {
    const aws = withMembers(70);
    const context = contextOf(aws);
    expect(await apply(aws, context)).toEqual({ status: 'done' });
    expect(aws.inputs('UpdateMemberDetectors')).toEqual([
      { accounts: workloadIds(50), features: [s3, rds] },
      { accounts: workloadIds(70).slice(50), features: [s3, rds] },
    ]);
    expect(context.events).toEqual([
      { type: 'accounts-sent', region: home, done: 50, total: 70 },
      { type: 'accounts-sent', region: home, done: 70, total: 70 },
    ]);
  });

  test('sends to members only what they lack now, and nothing to those that lack nothing', async () => {
    const aws = withMembers(3);
    const [first, second, third] = workloadIds(3) as [AccountId, AccountId, AccountId];
    aws.region(home).memberFeatures.set(second, [s3, feature('RDS_LOGIN_EVENTS', false)]);
    aws.region(home).memberFeatures.set(third, [s3, rds]);
    expect(await apply(aws)).toEqual({ status: 'done' });
    expect(aws.inputs('UpdateMemberDetectors')).toEqual([
      { accounts: [first], features: [s3, rds] },
      { accounts: [second], features: [rds] },
    ]);
  });

  test('counts accounts that AWS did not process, by its words', async () => {
    const aws = withMembers(4);
    const [first, second, third] = workloadIds(3) as [AccountId, AccountId, AccountId];
    for (const id of [first, second]) aws.unprocessed.set(id, ['Not an associated member.']);
    aws.unprocessed.set(third, ['The moon is full.']);
    expect(await apply(aws)).toEqual({
      status: 'partly-done',
      accounts: [],
      plans: [
        { feature: 'members', reason: 'feature-refused', accounts: 2, awsMessage: 'Not an associated member.' },
        { feature: 'members', reason: 'feature-refused', accounts: 1, awsMessage: 'The moon is full.' },
      ],
    });
    expect(protectedBy(aws, 'S3_DATA_EVENTS')).toBe(1);
  });

  test('goes on with the other members where AWS refuses a batch as a whole', async () => {
    const aws = withMembers(120);
    aws.trouble({ on: 'UpdateMemberDetectors', when: about(workloadIds(1)[0]), then: 'refused' });
    expect(await apply(aws)).toEqual({
      status: 'partly-done',
      accounts: [],
      plans: [{ feature: 'members', reason: 'feature-refused', accounts: 50, awsMessage: 'FakeException: AWS answers refused.' }],
    });
    expect(protectedBy(aws, 'S3_DATA_EVENTS')).toBe(70);
  });

  test('fails with what nobody may do, once no request is under way any more', async () => {
    const aws = withMembers(1000);
    let underWay = 0;
    aws.trouble({ on: 'UpdateMemberDetectors', times: 1, then: 'access-denied' });
    aws.trouble({
      on: 'UpdateMemberDetectors',
      then: async () => {
        underWay += 1;
        for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
        underWay -= 1;
      },
    });
    expect(await rejectionOf(apply(aws))).toMatchObject({ problem: { code: 'access-denied' } });
    expect(underWay).toBe(0);
    expect(aws.writes().length).toBeLessThanOrEqual(8);
  });

  test('fails where the members cannot be read, and changes nothing', async () => {
    const aws = withMembers(3);
    aws.trouble({ on: 'GetMemberDetectors', then: 'throttled' });
    expect(await rejectionOf(apply(aws))).toMatchObject({ problem: { code: 'throttled' } });
    expect(aws.writes()).toEqual([]);
  });

  test('is not attempted when it was interrupted before the first batch', async () => {
    const aws = withMembers(3);
    const context = contextOf(aws);
    context.stop.now = true;
    expect(await apply(aws, context)).toEqual({ status: 'not-attempted', because: 'interrupted' });
    expect(aws.writes()).toEqual([]);
  });

  test('does not call itself done when it was interrupted after some batches', async () => {
    const aws = withMembers(600);
    const context = contextOf(aws);
    aws.trouble({
      on: 'UpdateMemberDetectors',
      then: () => {
        context.stop.now = true;
      },
    });
    expect(await apply(aws, context)).toEqual({ status: 'partly-done', accounts: [], plans: [] });
    expect(protectedBy(aws, 'S3_DATA_EVENTS')).toBe(400);
  });

  test('is done when it was interrupted during the last batch', async () => {
    const aws = withMembers(3);
    const context = contextOf(aws);
    aws.trouble({
      on: 'UpdateMemberDetectors',
      then: () => {
        context.stop.now = true;
      },
    });
    expect(await apply(aws, context)).toEqual({ status: 'done' });
  });
});
