import { problemOf } from '../../domain/problem';
import type { DesignateAdministrator } from '../../plan/actions';
import { failed, type ActionOutcome } from '../../plan/outcome';
import { pollUntil } from '../waiting';
import { mayBeApplied } from './refusal';
import { requireManagement, whilePassing, type RegionState } from './region-state';

const done: ActionOutcome = { status: 'done', sent: ['designation'] };

/** How long a designation without an answer is looked for before it is asked for again, in seconds; and how often it is asked for. */
const lookFor = 60;
const mostRequests = 3;

/**
 * Designates; the first of all waits until AWS reports it, for the others the proof looks. What a repeated designation answers is not
 * documented, so a failure is followed by a look at the list, and only a designation that does not show up there is asked for again.
 * Another account there is never replaced.
 *
 * @param alone whether this Region is designated before all others, which then build on it
 */
export async function designateAdministrator(
  state: RegionState,
  { accountId }: DesignateAdministrator,
  alone: boolean,
): Promise<ActionOutcome> {
  const management = requireManagement(state, 'EnableOrganizationAdminAccount');
  const { context, region } = state;
  const reported = (seconds: number) =>
    pollUntil(context, seconds, async () => {
      context.emit({ type: 'waiting', region, waitingFor: 'administrator' });
      const list = await management.listAdministrators();
      return list.find((one) => one.accountId === accountId && one.status === 'ENABLED');
    });
  state.designatedNow = true;
  const deadline = context.clock.now() + context.settings.waitSeconds * 1000;
  for (let request = 1; ; request += 1) {
    try {
      // A request without an answer is looked for before it is repeated.
      await whilePassing(
        state,
        () => management.designateAdministrator(accountId),
        (problem) => !mayBeApplied(problem),
      );
      break;
    } catch (error) {
      const problem = problemOf(error);
      const unanswered = mayBeApplied(problem);
      const left = Math.max(0, deadline - context.clock.now()) / 1000;
      const found = await reported(unanswered ? Math.min(lookFor, left) : 0).catch(problemOf);
      if (found !== undefined && 'status' in found) return done;
      const again = unanswered && found === undefined && left > 0 && request < mostRequests && !context.interrupted();
      if (!again) return failed(problem);
    }
  }
  if (!alone || (await reported(context.settings.waitSeconds)) !== undefined) return done;
  return failed({ code: 'not-reported', action: 'guardduty:ListOrganizationAdminAccounts', region });
}
