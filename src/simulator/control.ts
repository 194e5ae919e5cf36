import { designationOf } from './guardduty/rules/access';
import { settle } from './guardduty/rules/auto-enable';
import { relationshipOf } from './guardduty/rules/relationship';
import type { Simulation } from './simulation';
import type { Answer } from './wire/answer';
import type { HttpRequest } from './wire/request';
import type { RegionState } from './world/region-state';
import type { World } from './world/world';

/** Requests about the simulator itself, for tests in any language. No AWS service uses these paths. */
export function answerControl(simulation: Simulation, request: HttpRequest, reset: () => void): Answer | undefined {
  if (!request.url.startsWith('/_simulator/')) return undefined;
  switch (`${request.method} ${request.url.slice('/_simulator/'.length)}`) {
    case 'GET state':
      return json(200, stateOf(simulation.world));
    case 'GET calls':
      return json(200, simulation.calls);
    case 'POST reset':
      reset();
      return json(200, {});
    default:
      return json(404, { message: 'There are GET /_simulator/state, GET /_simulator/calls and POST /_simulator/reset.' });
  }
}

function stateOf(world: World): unknown {
  const now = world.clock();
  return {
    scenario: world.scenario.name,
    managementAccount: world.managementAccount,
    accounts: world.accountList.filter(({ joinedAt }) => joinedAt <= now).length,
    trustedAccess: [...world.trustedAccess.keys()],
    delegatedAdministrators: Object.fromEntries([...world.delegations].map(([principal, { account }]) => [principal, account])),
    regions: Object.fromEntries([...world.regions.values()].map((region) => [region.name, regionState(world, region, now)])),
  };
}

function regionState(world: World, region: RegionState, now: number): unknown {
  settle(world, region, now);
  const designation = designationOf(region, now);
  const members: Record<string, number> = {};
  const group = designation && region.groups.get(designation.account);
  for (const [id, member] of group?.entries() ?? []) {
    const status = relationshipOf(world, region, id, member, now) ?? 'hidden';
    members[status] = (members[status] ?? 0) + 1;
  }
  return {
    administrator: designation?.account ?? null,
    autoEnable: region.configuration.autoEnable,
    features: Object.fromEntries([...region.configuration.features].map(([name, { value }]) => [name, value])),
    detectors: [...region.detectors.values()].filter(({ createdAt }) => createdAt <= now).length,
    members,
  };
}

function json(status: number, body: unknown): Answer {
  return { status, contentType: 'application/json', body: JSON.stringify(body), headers: {} };
}
