import type { DesignateAdministrator } from '../../../src/plan/actions';
import { designateAdministrator } from '../../../src/rollout/apply/designate-administrator';
import { administratorId } from '../../support/builders';
import { contextOf, home, stateOf, type FakeContext } from '../../support/fake-context';
import { FakeAws } from '../../support/fake-ports';

const action: DesignateAdministrator = { kind: 'designate-administrator', accountId: administratorId };
const designation = `EnableOrganizationAdminAccount ${home}`;
const look = `ListOrganizationAdminAccounts ${home}`;

function designate(aws: FakeAws, context: FakeContext = contextOf(aws)) {
  return designateAdministrator(stateOf(context, aws), action, true);
}

describe('a designation whose answer is lost', () => {
  test.each(['timed-out', 'network-failure', 'service-failure'] as const)('is looked for at once after "%s"', async (then) => {
    const aws = new FakeAws();
    aws.trouble({ on: 'EnableOrganizationAdminAccount', after: true, then });
    expect(await designate(aws)).toMatchObject({ status: 'done' });
    expect(aws.log()).toEqual([designation, look]);
    expect(aws.clock.slept).toBe(0);
  });

  test.each(['timed-out', 'network-failure', 'service-failure'] as const)('is asked for again at once after "%s"', async (then) => {
    const aws = new FakeAws();
    aws.trouble({ on: 'EnableOrganizationAdminAccount', times: 1, then });
    expect(await designate(aws)).toMatchObject({ status: 'done' });
    expect(aws.log()).toEqual([designation, look, designation, look]);
    expect(aws.clock.slept).toBe(0);
  });

  test('is asked for four times, with growing pauses, and then looked for once more for a minute', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'EnableOrganizationAdminAccount', then: 'timed-out' });
    expect(await designate(aws)).toMatchObject({ status: 'failed', problem: { code: 'timed-out' } });
    expect(aws.writes()).toHaveLength(4);
    expect(aws.clock.slept).toBeGreaterThan(60);
    expect(aws.clock.slept).toBeLessThan(62);
  });

  test.each(['refused', 'another-administrator'] as const)(
    'stands where AWS shows it late and answers a repetition with "%s"',
    async (then) => {
      const aws = new FakeAws();
      aws.takes.designation = 30;
      aws.trouble({ on: 'EnableOrganizationAdminAccount', after: true, times: 1, then: 'timed-out' });
      aws.trouble({ on: 'EnableOrganizationAdminAccount', then });
      expect(await designate(aws)).toMatchObject({ status: 'done' });
      expect(aws.writes()).toHaveLength(2);
    },
  );

  test('stands where AWS shows it late and takes a repetition', async () => {
    const aws = new FakeAws();
    aws.takes.designation = 30;
    aws.trouble({ on: 'EnableOrganizationAdminAccount', after: true, times: 1, then: 'timed-out' });
    expect(await designate(aws)).toMatchObject({ status: 'done' });
  });

  test('is not asked for again where the list cannot be read', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'EnableOrganizationAdminAccount', then: 'service-failure' });
    aws.trouble({ on: 'ListOrganizationAdminAccounts', then: 'access-denied' });
    expect(await designate(aws)).toMatchObject({ status: 'failed', problem: { code: 'service-failure' } });
    expect(aws.writes()).toEqual([designation]);
  });

  test('is not asked for again once the user wants to leave', async () => {
    const aws = new FakeAws();
    const context = contextOf(aws);
    const interrupt = (): void => {
      context.stop.now = true;
    };
    aws.trouble({ on: 'ListOrganizationAdminAccounts', then: interrupt });
    aws.trouble({ on: 'EnableOrganizationAdminAccount', then: 'timed-out' });
    expect(await designate(aws, context)).toMatchObject({ status: 'failed', problem: { code: 'timed-out' } });
    expect(aws.writes()).toHaveLength(1);
  });

  test('ends with the time that the user allows', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'EnableOrganizationAdminAccount', then: 'timed-out' });
    expect(await designate(aws, contextOf(aws, { waitSeconds: 5 }))).toMatchObject({ status: 'failed' });
    expect(aws.clock.slept).toBeLessThanOrEqual(5.001);
  });
});
