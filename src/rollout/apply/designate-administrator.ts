import { problemOf, type ProblemCode } from '../../domain/problem';
import type { DesignateAdministrator } from '../../plan/actions';
import type { ActionOutcome } from '../../plan/outcome';
import { requireManagement, whileSettling, type RegionState } from './region-state';
import { pollUntil } from '../waiting';

const done: ActionOutcome = { status: 'done' };

/** Requests that got no proper answer: AWS may have taken them all the same. */
const perhapsApplied: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['timed-out', 'network-failure', 'service-failure']);

/** How long a designation without an answer is looked for before it is asked for again, in seconds; and how often it is asked for. */
const lookFor = 60;
const mostRequests = 3;

/**
 * Designates; the first of all waits until AWS reports it, for the others the proof looks. What a repeated designation answers is not
 * documented, so a failure is followed by a look at the list, and only a designation that does not show up there is asked for again.
 * Another account there is never replaced.
 */
export async function designateAdministrator(state: RegionState, { accountId }: DesignateAdministrator): Promise<ActionOutcome> {
  const management = requireManagement(state, 'EnableOrganizationAdminAccount');
  const { context, region } = state;
  const reported = (seconds: number) =>
    pollUntil(context, seconds, async () => {
      context.emit({ type: 'waiting', region, waitingFor: 'administrator' });
      const list = await management.listAdministrators();
      return list.find((one) => one.accountId === accountId && one.status === 'ENABLED');
    });
  state.designatedNow = true;
  state.mayBringMembers = state.detectorId !== undefined;
  const deadline = context.clock.now() + context.settings.waitSeconds * 1000;
  for (let request = 1; ; request += 1) {
    try {
      await whileSettling(state, () => management.designateAdministrator(accountId));
      break;
    } catch (error) {
      const problem = problemOf(error);
      const unanswered = perhapsApplied.has(problem.code);
      const left = Math.max(0, deadline - context.clock.now()) / 1000;
      const found = await reported(unanswered ? Math.min(lookFor, left) : 0).catch(problemOf);
      if (found !== undefined && 'status' in found) return done;
      const again = unanswered && found === undefined && left > 0 && request < mostRequests && !context.interrupted();
      if (!again) return { status: 'failed', problem };
    }
  }
  if (!state.alone || (await reported(context.settings.waitSeconds)) !== undefined) return done;
  return { status: 'failed', problem: { code: 'not-reported', action: 'guardduty:ListOrganizationAdminAccounts', region } };
}
