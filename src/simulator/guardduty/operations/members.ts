import type { Call, Output } from '../../requests/call';
import { fromPositions, pageOf } from '../../requests/paging';
import type { Member } from '../../world/member-group';
import type { RegionState } from '../../world/region-state';
import type { World } from '../../world/world';
import { detectorOf, groupOf, memberOf, ownDetector, requireMembers } from '../rules/access';
import { guarddutyPaging, outOfRange } from '../wire/input';
import { invitedAt, isAssociation, relationshipOf, spelled } from '../rules/relationship';
import { unprocessedIds } from '../wire/unprocessed';
import { regionOf } from '../rules/region-of';

/** Lists members. Only associated ones, unless the caller asks for all. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListMembers.html */
export function listMembers(world: World, call: Call): Output {
  const region = regionOf(world, call);
  ownDetector(world, region, call);
  requireMembers(world, region, call);
  const onlyAssociated = readOnlyAssociated(world, call);
  const { ids } = groupOf(region, call.caller.account);
  const { items, token } = pageOf(
    world,
    call,
    guarddutyPaging(world),
    fromPositions(ids.length, (position) => {
      const id = ids[position] ?? '';
      const member = memberOf(world, region, call.caller.account, id);
      const status = member && relationshipOf(world, region, id, member, call.now);
      if (!member || status === undefined || (onlyAssociated && !isAssociation(status))) return undefined;
      return memberRecord(world, region, call, { id, member, status });
    }),
  );
  return { members: items, nextToken: token };
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetMembers.html */
export function getMembers(world: World, call: Call): Output {
  const region = regionOf(world, call);
  ownDetector(world, region, call);
  requireMembers(world, region, call);
  const members: Output[] = [];
  const unprocessed = unprocessedIds(world, call, (id) => {
    const member = memberOf(world, region, call.caller.account, id);
    const status = member && relationshipOf(world, region, id, member, call.now);
    if (!member || status === undefined) return world.text('notAssociated');
    members.push(memberRecord(world, region, call, { id, member, status }));
    return undefined;
  });
  return { members, unprocessedAccounts: unprocessed };
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Member.html */
function memberRecord(
  world: World,
  region: RegionState,
  call: Call,
  { id, member, status }: { id: string; member: Member; status: string },
): Output {
  const email = member.email ?? world.accounts.get(id)?.email;
  // https://github.com/hashicorp/terraform-provider-aws/issues/13906
  const showsEmail = world.scenario.switches.memberEmail === 'all' || member.invitedAt !== undefined || !world.accounts.has(id);
  return {
    accountId: id,
    detectorId: isAssociation(status) ? detectorOf(region, id, call.now)?.id : undefined,
    masterId: call.caller.account,
    administratorId: call.caller.account,
    email: showsEmail ? email : undefined,
    relationshipStatus: spelled(world, status),
    invitedAt: invitedAt(member),
    updatedAt: new Date(Math.min(member.updatedAt, call.now)).toISOString(),
  };
}

function readOnlyAssociated(world: World, call: Call): boolean {
  const value = call.input['onlyAssociated'];
  if (value === undefined) return true;
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  if (word !== 'true' && word !== 'false') throw outOfRange(world);
  return word === 'true';
}
