import type { Region } from '../../domain/ids';
import { problemOf, type Problem } from '../../domain/problem';
import type { Fact, RegionAdministrator } from '../../domain/snapshot';
import { readFact } from '../../rollout/read/fact';
import { growingPauses } from '../../rollout/waiting';
import type { OffboardContext } from '../context';
import type { OffboardOutcome } from '../plan/report';
import { isPassing } from './trouble';

/** How the removal ended, and who was designated when it was last looked at. */
interface Removal {
  readonly outcome: OffboardOutcome;
  readonly administrators: Fact<readonly RegionAdministrator[]> | undefined;
}

/**
 * Removes the administrator in one Region, from a reading before each attempt, and waits until AWS no longer lists it.
 *
 * @param first gets the status that AWS lists before anything is sent; undefined where it lists none
 */
export async function disableAdministrator(
  context: OffboardContext,
  region: Region,
  first: (status: string | undefined) => Promise<void>,
): Promise<Removal> {
  const { clock, settings, management, administrator } = context;
  const { accountId } = administrator.caller;
  const releasing = management.releasing.asManagement(region);
  const deadline = clock.now() + settings.waitSeconds * 1000;
  const nextPause = growingPauses();
  let accepted = false;
  let maySend = true;
  let looked = false;
  let problem: Problem | undefined;
  for (;;) {
    const administrators = await readFact(() => management.asManagement(region).listAdministrators());
    const end = (outcome: OffboardOutcome): Removal => ({ outcome, administrators });
    const status = administrators.known ? administrators.value.find((one) => one.accountId === accountId)?.status : undefined;
    if (administrators.known && !looked) {
      looked = true;
      await first(status);
    }
    if (administrators.known && status === undefined) return end({ status: 'done' });
    if (!administrators.known) ({ problem } = administrators);
    if (context.interrupted()) return end({ status: 'not-attempted', because: 'interrupted' });
    if (status === 'ENABLED' && !accepted && maySend) {
      maySend = false;
      try {
        await releasing.disableAdministrator(accountId);
        accepted = true;
        problem = undefined;
      } catch (error) {
        problem = problemOf(error);
      }
      // Whatever the answer was, the next reading shows what came of it.
      continue;
    }
    const left = deadline - clock.now();
    if (left <= 0 || (problem !== undefined && !isPassing(problem.code))) {
      const unconfirmed: Problem = {
        code: 'not-reported',
        action: 'guardduty:DisableOrganizationAdminAccount',
        accountId: management.caller.accountId,
        region,
      };
      return end({ status: 'failed', problem: problem ?? unconfirmed });
    }
    context.emit({ type: 'waiting', region, waitingFor: 'removal' });
    await clock.sleep(Math.min(nextPause(), left));
    maySend = true;
  }
}
