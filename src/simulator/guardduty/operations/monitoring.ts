import type { Call, Output } from '../../requests/call';
import { badRequest } from '../../requests/errors';
import type { Member } from '../../world/member-group';
import type { RegionState } from '../../world/region-state';
import type { World } from '../../world/world';
import { detectorOf, groupOf, isAdministrator, ownDetector } from '../rules/access';
import { requiredAccountIds } from '../wire/input';
import { isAssociation } from '../rules/relationship';
import { unprocessedIds } from '../wire/unprocessed';
import { regionOf } from '../rules/region-of';

/** What one of the operations does to a member that it finds. @returns why not, in AWS's words */
type Change = (found: { readonly member: Member; readonly id: string; readonly region: RegionState }) => string | undefined;

/** Undoes StopMonitoringMembers. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_StartMonitoringMembers.html */
export function startMonitoringMembers(world: World, call: Call): Output {
  return changeMembers(world, call, monitoringSetter(world, call, true));
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_StopMonitoringMembers.html */
export function stopMonitoringMembers(world: World, call: Call): Output {
  refuseUnderAll(world, call);
  return changeMembers(world, call, monitoringSetter(world, call, false));
}

/** The detector stays in the account. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DisassociateMembers.html */
export function disassociateMembers(world: World, call: Call): Output {
  refuseUnderAll(world, call);
  return changeMembers(world, call, ({ member }) => {
    if (!isAssociation(member.status)) return world.text('notAssociated');
    member.status = 'Removed';
    member.from = member.updatedAt = call.now;
    return undefined;
  });
}

/** Only after it was disassociated. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DeleteMembers.html */
export function deleteMembers(world: World, call: Call): Output {
  refuseUnderAll(world, call);
  return changeMembers(world, call, ({ member, id, region }) => {
    if (isAssociation(member.status)) return world.text('stillAssociated');
    if (world.scenario.switches.deletedMember === 'gone') groupOf(region, call.caller.account).delete(id);
    member.status = 'Deleted';
    member.from = member.updatedAt = call.now;
    return undefined;
  });
}

function changeMembers(world: World, call: Call, change: Change): Output {
  const region = regionOf(world, call);
  ownDetector(world, region, call);
  const group = groupOf(region, call.caller.account);
  const unprocessed = unprocessedIds(world, call, (id) => {
    const member = group.get(id);
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

/** With auto-enable ALL nobody of the organization can be let go; each of the three operations' pages says so. */
function refuseUnderAll(world: World, call: Call): void {
  const region = regionOf(world, call);
  ownDetector(world, region, call);
  const ids = requiredAccountIds(world, call);
  const all = region.configuration.autoEnable === 'ALL' && isAdministrator(region, call.caller.account, call.now);
  if (all && ids.some((id) => world.accountAt(id, call.now) !== undefined)) throw badRequest(world.text('autoEnableAll'));
}
