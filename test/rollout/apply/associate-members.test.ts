import type { AccountId } from '../../../src/domain/ids';
import type { AssociateMembers, RestartMembers } from '../../../src/plan/actions';
import { associateMembers, restartMembers } from '../../../src/rollout/apply/associate-members';
import { managementId } from '../../support/builders';
import { contextOf, home, rejectionOf, stateOf } from '../../support/fake-context';
import { FakeAws, workloadIds } from '../../support/fake-ports';

const [first, second, third] = workloadIds(3) as [AccountId, AccountId, AccountId];

const done = { status: 'done', sent: ['accounts'] };

function associate(accounts: readonly AccountId[]): AssociateMembers {
  return { kind: 'associate-members', accounts, before: [] };
}

function restart(accounts: readonly AccountId[]): RestartMembers {
  return { kind: 'restart-members', accounts };
}

function designatedAws(count = 3): FakeAws {
  const aws = new FakeAws(count);
  aws.designated(home);
  return aws;
}

/** Gives accounts another address. */
function withEmails(aws: FakeAws, emails: Readonly<Record<string, string>>): FakeAws {
  Object.assign(aws, { accounts: aws.accounts.map((account) => ({ ...account, email: emails[account.id] ?? account.email })) });
  return aws;
}

describe('associateMembers', () => {
  test('sends exactly the accounts of the action, without reading members first', async () => {
    const aws = designatedAws();
    expect(await associateMembers(stateOf(contextOf(aws), aws), associate([first, third]))).toEqual(done);
    expect(aws.log()).toEqual([`CreateMembers ${home}`]);
    expect(aws.inputs('CreateMembers')).toEqual([[first, third]]);
  });

  test('reports how many accounts are sent so far', async () => {
    const aws = designatedAws(70);
    const context = contextOf(aws);
    await associateMembers(stateOf(context, aws), associate(workloadIds(70)));
    expect(context.events).toEqual([
      { type: 'accounts-sent', region: home, done: 50, total: 70 },
      { type: 'accounts-sent', region: home, done: 70, total: 70 },
    ]);
  });

  test.each([
    [false, 3],
    [true, 1],
  ])('waits for the detector of the management account only where somebody may make it: denied %s', async (denied, sent) => {
    const aws = designatedAws();
    const words = 'Operation failed because your organization master must first enable GuardDuty to be added as a member';
    aws.unprocessed.set(managementId, [words, words]);
    const state = stateOf(contextOf(aws), aws, { managementDetector: denied ? 'denied' : 'usable' });
    const outcome = await associateMembers(state, associate([managementId, first]));
    const gap = { accountId: managementId, reason: 'management-without-detector', awsMessage: words };
    expect(outcome).toEqual(denied ? { status: 'partly-done', sent: ['accounts'], accounts: [gap], gaps: [] } : done);
    expect(aws.inputs('CreateMembers')).toHaveLength(sent);
  });

  test('does not touch accounts that a designation made just now has brought along', async () => {
    const aws = designatedAws();
    aws.region(home).members.set(first, { status: 'Enabled' });
    aws.region(home).members.set(second, { status: 'Disabled' });
    aws.region(home).members.set(third, { status: 'Invited' });
    const state = stateOf(contextOf(aws), aws, { designatedNow: true });
    expect(await associateMembers(state, associate([first, second, third]))).toEqual(done);
    expect(aws.inputs('CreateMembers')).toEqual([[third]]);
  });

  test('waits until the new administrator may list members', async () => {
    const aws = designatedAws();
    aws.trouble({ on: 'ListMembers', times: 3, then: 'not-settled' });
    const state = stateOf(contextOf(aws), aws, { designatedNow: true });
    expect(await associateMembers(state, associate([first]))).toEqual(done);
    expect(aws.log()).toEqual([...Array<string>(4).fill(`ListMembers ${home}`), `CreateMembers ${home}`]);
  });

  test('sends an account with an unusual address alone, and the others together', async () => {
    const aws = withEmails(designatedAws(), { [second]: 'a%b@example.com' });
    await associateMembers(stateOf(contextOf(aws), aws), associate([first, second, third]));
    expect(aws.inputs('CreateMembers')).toEqual([[first, third], [second]]);
  });

  test('reads the members again before it repeats a request that timed out, and sends only those not enrolled', async () => {
    const aws = designatedAws();
    aws.trouble({ on: 'CreateMembers', times: 1, after: true, then: 'timed-out' });
    expect(await associateMembers(stateOf(contextOf(aws), aws), associate([first, second]))).toEqual(done);
    expect(aws.log()).toEqual([`CreateMembers ${home}`, `GetMembers ${home}`]);
  });

  test('repeats a request that timed out without effect', async () => {
    const aws = designatedAws();
    aws.trouble({ on: 'CreateMembers', times: 1, then: 'timed-out' });
    expect(await associateMembers(stateOf(contextOf(aws), aws), associate([first, second]))).toEqual(done);
    expect(aws.log()).toEqual([`CreateMembers ${home}`, `GetMembers ${home}`, `CreateMembers ${home}`]);
  });

  test('is partly done when AWS leaves some accounts out', async () => {
    const aws = designatedAws();
    aws.unprocessed.set(second, ['The moon is full.']);
    expect(await associateMembers(stateOf(contextOf(aws), aws), associate([first, second]))).toEqual({
      status: 'partly-done',
      sent: ['accounts'],
      accounts: [{ accountId: second, reason: 'answer-unknown', awsMessage: 'The moon is full.' }],
      gaps: [],
    });
  });

  test('is failed when a refusal of the request leaves everybody out', async () => {
    const aws = designatedAws();
    aws.trouble({ on: 'CreateMembers', then: 'denied-by-scp' });
    const outcome = await associateMembers(stateOf(contextOf(aws), aws), associate([first, second]));
    expect(outcome).toMatchObject({
      status: 'failed',
      problem: { code: 'denied-by-scp', region: home },
      accounts: [{ accountId: first, reason: 'request-failed' }, { accountId: second }],
    });
  });

  test('is not attempted when it was interrupted before the first batch', async () => {
    const aws = designatedAws();
    const context = contextOf(aws);
    context.stop.now = true;
    expect(await associateMembers(stateOf(context, aws), associate([first]))).toEqual({ status: 'not-attempted', because: 'interrupted' });
  });

  test('is partly done when it was interrupted after some batches', async () => {
    const aws = designatedAws(600);
    const context = contextOf(aws);
    aws.trouble({
      on: 'CreateMembers',
      then: () => {
        context.stop.now = true;
      },
    });
    const outcome = await associateMembers(stateOf(context, aws), associate(workloadIds(600)));
    expect(aws.region(home).members.size).toBe(400);
    expect(outcome).toMatchObject({ status: 'partly-done' });
    expect(outcome).toHaveProperty('accounts.length', 200);
  });

  test('leaves out the management account where its detector turned out to be suspended', async () => {
    const aws = designatedAws();
    const state = stateOf(contextOf(aws), aws, { managementDetector: 'suspended' });
    expect(await associateMembers(state, associate([managementId, first]))).toEqual({
      status: 'partly-done',
      sent: ['accounts'],
      accounts: [{ accountId: managementId, reason: 'management-detector-suspended' }],
      gaps: [],
    });
    expect(aws.inputs('CreateMembers')).toEqual([[first]]);
    expect(state.joined).toEqual([first]);
  });

  test('has not failed where one account got in beside the one left out and the one refused', async () => {
    const aws = withEmails(designatedAws(), { [first]: 'a%b@example.com', [second]: 'c%d@example.com' });
    aws.trouble({ on: 'CreateMembers', times: 1, then: 'several-detectors' });
    const state = stateOf(contextOf(aws), aws, { managementDetector: 'suspended' });
    expect(await associateMembers(state, associate([managementId, first, second]))).toMatchObject({
      status: 'partly-done',
      sent: ['accounts'],
      accounts: [{ accountId: managementId }, { accountId: first, code: 'several-detectors' }],
    });
  });

  test('writes nothing where a designation has brought along everybody', async () => {
    const aws = designatedAws();
    aws.region(home).members.set(first, { status: 'Enabled' });
    const state = stateOf(contextOf(aws), aws, { designatedNow: true });
    expect(await associateMembers(state, associate([first]))).toEqual({ status: 'done', sent: [] });
    expect([aws.writes(), state.joined]).toEqual([[], [first]]);
  });

  test('sends nobody again whose record the answer left out', async () => {
    const aws = designatedAws();
    aws.trouble({ on: 'CreateMembers', times: 1, after: true, then: 'timed-out' });
    const state = stateOf(contextOf(aws), aws);
    const admin = { ...state.admin, getMembers: () => Promise.resolve({ members: new Map(), unprocessed: new Map() }) };
    expect(await associateMembers({ ...state, admin }, associate([first]))).toMatchObject({
      status: 'partly-done',
      sent: [],
      accounts: [{ accountId: first, reason: 'request-failed', code: 'timed-out' }],
    });
    expect(aws.writes()).toHaveLength(1);
  });

  test('asks for nothing without a detector', async () => {
    const aws = designatedAws();
    const state = stateOf(contextOf(aws), aws, { detectorId: undefined });
    expect(await rejectionOf(associateMembers(state, associate([first])))).toMatchObject({ problem: { code: 'not-reported' } });
    expect(aws.calls).toEqual([]);
  });
});

describe('restartMembers', () => {
  test('starts monitoring, 50 accounts at a time', async () => {
    const aws = designatedAws(70);
    expect(await restartMembers(stateOf(contextOf(aws), aws), restart(workloadIds(70)))).toEqual(done);
    expect(aws.inputs('StartMonitoringMembers')).toEqual([workloadIds(50), workloadIds(70).slice(50)]);
    expect(aws.log(({ operation }) => operation === 'CreateMembers')).toEqual([]);
  });

  test('starts a member again that a lost answer left suspended', async () => {
    const aws = designatedAws();
    for (const id of [first, second]) aws.region(home).members.set(id, { status: 'Disabled' });
    aws.trouble({ on: 'StartMonitoringMembers', times: 1, then: 'timed-out' });
    await restartMembers(stateOf(contextOf(aws), aws), restart([first, second]));
    expect(aws.inputs('StartMonitoringMembers')).toEqual([
      [first, second],
      [first, second],
    ]);
  });

  test('reports an account that is no associated member', async () => {
    const aws = designatedAws();
    const text = 'The request is rejected because the given account ID is not an associated member of account the current account.';
    aws.unprocessed.set(first, [text]);
    expect(await restartMembers(stateOf(contextOf(aws), aws), restart([first]))).toEqual({
      status: 'partly-done',
      sent: [],
      accounts: [{ accountId: first, reason: 'not-associated', awsMessage: text }],
      gaps: [],
    });
  });
});
