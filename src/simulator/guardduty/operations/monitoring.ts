import type { Call, Output } from '../../requests/call';
import { badRequest } from '../../requests/errors';
import type { Member } from '../../world/member-group';
import type { RegionState } from '../../world/region-state';
import type { World } from '../../world/world';
import { detectorOf, groupOf, isAdministrator, memberOf, ownDetector } from '../rules/access';
import { holdsMembers } from '../rules/hold-members';
import { requiredAccountIds } from '../wire/input';
import { isAssociation } from '../rules/relationship';
import { unprocessedIds } from '../wire/unprocessed';
import { regionOf } from '../rules/region-of';

/** Changes one member. @returns AWS's text if it did not */
type Change = (found: { readonly member: Member; readonly id: string; readonly region: RegionState }) => string | undefined;

/** Restarts suspended members. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_StartMonitoringMembers.html */
export function startMonitoringMembers(world: World, call: Call): Output {
  return changeMembers(world, call, monitoringSetter(world, call, true));
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_StopMonitoringMembers.html */
export function stopMonitoringMembers(world: World, call: Call): Output {
  return changeMembers(world, call, unlessHeld(world, call, monitoringSetter(world, call, false)));
}

/** Releases members. Their detectors stay. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DisassociateMembers.html */
export function disassociateMembers(world: World, call: Call): Output {
  const change: Change = ({ member }) => {
    if (!isAssociation(member.status)) return world.text('notAssociated');
    member.status = 'Removed';
    member.from = member.updatedAt = call.now;
    return undefined;
  };
  return changeMembers(world, call, unlessHeld(world, call, change));
}

/** Deletes records of members that are no longer associated. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DeleteMembers.html */
export function deleteMembers(world: World, call: Call): Output {
  const change: Change = ({ member, id, region }) => {
    if (isAssociation(member.status)) return world.text('stillAssociated');
    if (world.scenario.switches.deletedMember === 'gone') groupOf(region, call.caller.account).delete(id);
    member.status = 'Deleted';
    member.from = member.updatedAt = call.now;
    return undefined;
  };
  return changeMembers(world, call, unlessHeld(world, call, change));
}

function changeMembers(world: World, call: Call, change: Change): Output {
  const region = regionOf(world, call);
  ownDetector(world, region, call);
  const unprocessed = unprocessedIds(world, call, (id) => {
    const member = memberOf(world, region, call.caller.account, id);
    return member === undefined ? world.text('notAssociated') : change({ member, id, region });
  });
  return { unprocessedAccounts: unprocessed };
}

function monitoringSetter(world: World, call: Call, enabled: boolean): Change {
  return ({ member, id, region }) => {
    const detector = detectorOf(region, id, call.now);
    // https://github.com/aws-samples/aws-security-reference-architecture-examples/issues/151
    if (!isAssociation(member.status) || member.from > call.now || !detector) return world.text('notAssociated');
    member.status = enabled ? 'Enabled' : 'Disabled';
    member.updatedAt = call.now;
    detector.enabled = enabled;
    detector.updatedAt = call.now;
    return undefined;
  };
}

/** Adds the refusal of accounts that an `ALL` holds. The switch `autoEnableAllRefusal` decides whether the whole call fails or each account. */
function unlessHeld(world: World, call: Call, change: Change): Change {
  const region = regionOf(world, call);
  ownDetector(world, region, call);
  const ids = requiredAccountIds(world, call);
  if (!isAdministrator(region, call.caller.account, call.now) || !holdsMembers(world, region, call.now)) return change;
  const isHeld = (id: string): boolean => world.accountAt(id, call.now) !== undefined;
  if (world.scenario.switches.autoEnableAllRefusal === 'call' && ids.some(isHeld)) throw badRequest(world.text('autoEnableAll'));
  return (found) => (isHeld(found.id) ? world.text('autoEnableAll') : change(found));
}
