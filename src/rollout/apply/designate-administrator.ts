import { mayBeApplied, problemOf } from '../../domain/problem';
import type { DesignateAdministrator } from '../../plan/actions';
import { failed, type ActionOutcome } from '../../plan/outcome';
import { growingPauses, pollUntil } from '../waiting';
import { requireManagement, whilePassing, type RegionState } from './region-state';

const done: ActionOutcome = { status: 'done', sent: ['designation'] };

/** How often a designation that gets no answer is asked for; and how long one that may have been taken is looked for, in seconds. */
const mostRequests = 4;
const lookFor = 60;

/**
 * Designates; the first of all waits until AWS reports it, for the others the proof looks. What a repeated designation answers is not
 * documented, so a failure is followed by a look at the list, and only a designation that does not show up there is asked for again, at
 * once. AWS may show late what it took: whatever the last answer was, the list then has the last word. Another account there is never
 * replaced.
 *
 * @param alone whether this Region is designated before all others, which then build on it
 */
export async function designateAdministrator(
  state: RegionState,
  { accountId }: DesignateAdministrator,
  alone: boolean,
): Promise<ActionOutcome> {
  const management = requireManagement(state, 'EnableOrganizationAdminAccount');
  const { context, region, waiting } = state;
  const { interrupted } = context;
  const reported = (seconds: number) =>
    pollUntil({ clock: waiting, interrupted }, seconds, async () => {
      context.emit({ type: 'waiting', region, waitingFor: 'administrator' });
      const list = await management.listAdministrators();
      return list.find((one) => one.accountId === accountId && one.status === 'ENABLED');
    });
  state.designatedNow = true;
  const nextPause = growingPauses();
  let mayStand = false;
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
      mayStand ||= unanswered;
      const again = unanswered && request < mostRequests && waiting.secondsLeft > 0;
      const found = await reported(mayStand && !again ? Math.min(lookFor, waiting.secondsLeft) : 0).catch(problemOf);
      if (found !== undefined && 'status' in found) return done;
      if (!again || found !== undefined || interrupted()) return failed(problem);
      if (request > 1) await waiting.sleep(Math.min(nextPause(), waiting.secondsLeft * 1000));
    }
  }
  if (!alone || (await reported(waiting.secondsLeft)) !== undefined) return done;
  return failed({ code: 'not-reported', action: 'guardduty:ListOrganizationAdminAccounts', region });
}
