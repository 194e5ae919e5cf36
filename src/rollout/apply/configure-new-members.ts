import type { AccountId } from '../../domain/ids';
import { memberCondition } from '../../domain/member';
import type { ConfigureNewMembers } from '../../plan/actions';
import type { ActionOutcome } from '../../plan/outcome';
import { readMembers } from '../read/members';
import { pollUntil } from '../waiting';
import { MembersWriter } from './configure-members';
import { requireDetector, whilePassing, type RegionState } from './region-state';

/** Waits until none of the accounts is on its way to `Enabled` any longer. @returns those that are enabled; the proof says of the others why */
async function whenEnabled(state: RegionState, accounts: readonly AccountId[]): Promise<readonly AccountId[]> {
  const { context, region, admin, waiting } = state;
  const detectorId = requireDetector(state);
  const enabled = new Set<AccountId>();
  let coming = accounts;
  await pollUntil({ clock: waiting, interrupted: context.interrupted }, waiting.secondsLeft, async () => {
    const { members } = await whilePassing(state, () => readMembers(admin, detectorId, coming));
    const isIn = (id: AccountId, ...conditions: readonly string[]): boolean => conditions.includes(memberCondition(members.get(id) ?? ''));
    for (const id of coming) if (isIn(id, 'enabled')) enabled.add(id);
    coming = coming.filter((id) => !members.has(id) || isIn(id, 'associate'));
    if (coming.length === 0) return true;
    context.emit({ type: 'waiting', region, waitingFor: 'members', left: coming.length });
    return undefined;
  });
  return accounts.filter((id) => enabled.has(id));
}

/** Gives accounts that this run has enrolled what the enrolment did not bring. */
export async function configureNewMembers(state: RegionState, action: ConfigureNewMembers): Promise<ActionOutcome> {
  const joined = new Set(state.joined);
  const accounts = await whenEnabled(
    state,
    action.accounts.filter((id) => joined.has(id)),
  );
  return new MembersWriter(state, null).write(accounts);
}
