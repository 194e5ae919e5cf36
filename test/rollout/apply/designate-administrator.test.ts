import type { AccountId } from '../../../src/domain/ids';
import type { DesignateAdministrator } from '../../../src/plan/actions';
import { designateAdministrator } from '../../../src/rollout/apply/designate-administrator';
import { administratorId } from '../../support/builders';
import { contextOf, home, rejectionOf, stateOf, type FakeContext } from '../../support/fake-context';
import { FakeAws } from '../../support/fake-ports';

const action: DesignateAdministrator = { kind: 'designate-administrator', accountId: administratorId };
const done = { status: 'done', sent: ['designation'] };
const designation = `EnableOrganizationAdminAccount ${home}`;

function designate(aws: FakeAws, context: FakeContext = contextOf(aws)) {
  return designateAdministrator(stateOf(context, aws), action, true);
}

describe('designateAdministrator', () => {
  test('designates and looks whether AWS reports it', async () => {
    const aws = new FakeAws();
    expect(await designate(aws)).toEqual(done);
    expect(aws.log()).toEqual([designation, `ListOrganizationAdminAccounts ${home}`]);
    expect(aws.inputs('EnableOrganizationAdminAccount')).toEqual([administratorId]);
  });

  test('waits with growing pauses until AWS reports it', async () => {
    const aws = new FakeAws();
    aws.takes.designation = 90;
    const context = contextOf(aws);
    expect(await designate(aws, context)).toEqual(done);
    expect(aws.clock.slept).toBeGreaterThanOrEqual(90);
    expect(aws.clock.slept).toBeLessThan(90 + 15);
    expect(Math.max(...aws.clock.sleeps)).toBeGreaterThan(10 * Math.min(...aws.clock.sleeps));
    expect(context.events).toContainEqual({ type: 'waiting', region: home, waitingFor: 'administrator' });
  });

  test('fails when AWS never reports it, after exactly as long as the user allows', async () => {
    const aws = new FakeAws();
    aws.takes.designation = 3600;
    expect(await designate(aws, contextOf(aws, { waitSeconds: 20 }))).toMatchObject({
      status: 'failed',
      problem: { code: 'not-reported', action: 'guardduty:ListOrganizationAdminAccounts', region: home },
    });
    expect(aws.clock.slept).toBeCloseTo(20, 3);
  });

  test('marks the Region as designated just now, whatever comes of it', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'EnableOrganizationAdminAccount', then: 'access-denied' });
    const state = stateOf(contextOf(aws), aws);
    await designateAdministrator(state, action, true);
    expect(state.designatedNow).toBe(true);
  });

  test.each(['refused', 'timed-out', 'service-failure'] as const)(
    'is done after the answer "%s" when the list shows the account',
    async (then) => {
      const aws = new FakeAws();
      aws.trouble({ on: 'EnableOrganizationAdminAccount', after: true, then });
      expect(await designate(aws)).toEqual(done);
    },
  );

  test.each(['timed-out', 'network-failure'] as const)(
    'waits for the list after the answer "%s", which may hide that it was applied',
    async (then) => {
      const aws = new FakeAws();
      aws.takes.designation = 30;
      aws.trouble({ on: 'EnableOrganizationAdminAccount', after: true, then });
      expect(await designate(aws)).toEqual(done);
    },
  );

  test('fails with the words of AWS when the list does not show the account', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'EnableOrganizationAdminAccount', then: 'access-denied' });
    expect(await designate(aws)).toMatchObject({
      status: 'failed',
      problem: { code: 'access-denied', awsMessage: 'AWS answers access-denied.', requestId: 'request-of-EnableOrganizationAdminAccount' },
    });
  });

  test('never replaces another administrator', async () => {
    const aws = new FakeAws();
    aws.region(home).administrators = [{ accountId: '999999999999' as AccountId, status: 'ENABLED' }];
    aws.trouble({ on: 'EnableOrganizationAdminAccount', then: 'another-administrator' });
    expect(await designate(aws)).toMatchObject({ status: 'failed', problem: { code: 'another-administrator' } });
    expect(aws.writes()).toEqual([designation]);
  });

  test('does not take an administrator that is being removed for designated', async () => {
    const aws = new FakeAws();
    aws.region(home).administrators = [{ accountId: administratorId, status: 'DISABLE_IN_PROGRESS' }];
    aws.trouble({ on: 'EnableOrganizationAdminAccount', then: 'refused' });
    expect(await designate(aws)).toMatchObject({ status: 'failed', problem: { code: 'refused' } });
  });

  test('keeps the first failure when the list cannot be read either', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'EnableOrganizationAdminAccount', then: 'service-failure' });
    aws.trouble({ on: 'ListOrganizationAdminAccounts', then: 'access-denied' });
    expect(await designate(aws)).toMatchObject({ status: 'failed', problem: { code: 'service-failure' } });
  });

  test.each(['not-settled', 'concurrent-change'] as const)('asks again while AWS answers "%s"', async (then) => {
    const aws = new FakeAws();
    aws.trouble({ on: 'EnableOrganizationAdminAccount', times: 4, then });
    expect(await designate(aws)).toEqual(done);
    expect(aws.writes()).toHaveLength(5);
  });

  test('gives up on an organization that stays unsettled when the time is over', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'EnableOrganizationAdminAccount', then: 'not-settled' });
    expect(await designate(aws, contextOf(aws, { waitSeconds: 10 }))).toMatchObject({ status: 'failed', problem: { code: 'not-settled' } });
    expect(aws.clock.slept).toBeCloseTo(10, 3);
  });

  test('leaves it to the proof whether AWS reports one that is not the first', async () => {
    const aws = new FakeAws();
    aws.takes.designation = 3600;
    expect(await designateAdministrator(stateOf(contextOf(aws), aws), action, false)).toEqual(done);
    expect(aws.log()).toEqual([designation]);
  });

  test('designates nothing without the credentials of the management account', async () => {
    const aws = new FakeAws();
    const state = stateOf(contextOf(aws), aws, { management: undefined });
    expect(await rejectionOf(designateAdministrator(state, action, true))).toMatchObject({
      problem: { code: 'access-denied', region: home },
    });
    expect(aws.calls).toEqual([]);
  });
});
