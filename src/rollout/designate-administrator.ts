import { AwsFailure, problemOf } from '../domain/problem';
import type { RegionAdministrator } from '../domain/snapshot';
import type { DesignateAdministrator } from '../plan/action';
import type { ActionOutcome } from '../plan/outcome';
import type { ManagementGuardDuty } from '../ports/guardduty';
import { whileSettling } from './region-state';
import type { RegionState } from './region-state';
import { pollUntil } from './waiting';

const done: ActionOutcome = { status: 'done' };

function requireManagement({ management, region }: RegionState): ManagementGuardDuty {
  if (management !== undefined) return management;
  throw new AwsFailure({ code: 'access-denied', action: 'guardduty:EnableOrganizationAdminAccount', region });
}

/**
 * Designates, then waits until AWS reports it. What a repeated designation answers is not documented, so a refusal is followed by a look
 * at the list: the wanted account being there is what counts. Another account there is never replaced.
 */
export async function designateAdministrator(state: RegionState, { accountId }: DesignateAdministrator): Promise<ActionOutcome> {
  const management = requireManagement(state);
  const { context, region } = state;
  const wanted = (list: readonly RegionAdministrator[]) => list.find((one) => one.accountId === accountId && one.status === 'ENABLED');
  state.designatedNow = true;
  try {
    await whileSettling(state, () => management.designateAdministrator(accountId));
  } catch (error) {
    const problem = problemOf(error);
    const listed = await management.listAdministrators().catch(() => []);
    return wanted(listed) === undefined ? { status: 'failed', problem } : done;
  }
  const reported = await pollUntil(context, context.settings.waitSeconds, async () => {
    context.emit({ type: 'waiting', region, waitingFor: 'administrator' });
    return wanted(await management.listAdministrators());
  });
  if (reported !== undefined) return done;
  return { status: 'failed', problem: { code: 'not-reported', action: 'guardduty:ListOrganizationAdminAccounts', region } };
}
