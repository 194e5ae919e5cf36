import { createDetector } from '../../../src/rollout/apply/create-detector';
import { designateAdministrator } from '../../../src/rollout/apply/designate-administrator';
import { administratorId } from '../../support/builders';
import { contextOf, stateOf } from '../../support/fake-context';
import { FakeAws } from '../../support/fake-ports';

test('steps of one Region wait no longer together than --wait says', async () => {
  const aws = new FakeAws();
  aws.takes.designation = 6;
  aws.takes.detector = Number.POSITIVE_INFINITY;
  const state = stateOf(contextOf(aws, { waitSeconds: 10 }), aws);
  expect(await designateAdministrator(state, { kind: 'designate-administrator', accountId: administratorId }, true)).toMatchObject({
    status: 'done',
  });
  expect(aws.clock.slept).toBeGreaterThanOrEqual(6);
  await createDetector(state, { kind: 'create-detector', accountId: administratorId, afterDesignation: true });
  expect(aws.clock.slept).toBeGreaterThan(7);
  expect(aws.clock.slept).toBeLessThan(10);
  expect(state.waiting.secondsLeft).toBeCloseTo(10 - aws.clock.slept, 3);
});
