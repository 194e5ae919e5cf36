import type { Call, Output } from '../../requests/call';
import { badRequest } from '../../requests/errors';
import { fromList, pageOf } from '../../requests/paging';
import type { ScenarioRegion } from '../../scenario/region';
import type { RegionState } from '../../world/region-state';
import type { World } from '../../world/world';
import { detectorOf, groupOf, ownDetector } from '../rules/access';
import { regionOf } from '../rules/region-of';
import { relationshipOf } from '../rules/relationship';
import { guarddutyPaging, isRecord, outOfRange } from '../wire/input';

/** One workload, as answers show it. */
interface Resource {
  readonly id: string;
  readonly entry: ScenarioRegion['coverage'][number];
  readonly updatedAt: number;
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetCoverageStatistics.html */
export function getCoverageStatistics(world: World, call: Call): Output {
  const { resources } = covered(world, call);
  const types = call.input['statisticsType'];
  if (!Array.isArray(types) || types.length === 0) throw outOfRange(world);
  const counts: Record<string, Readonly<Record<string, number>>> = {};
  for (const type of types as readonly unknown[]) {
    if (type === 'COUNT_BY_RESOURCE_TYPE') counts['countByResourceType'] = count(resources, ({ entry }) => entry.type);
    else if (type === 'COUNT_BY_COVERAGE_STATUS') counts['countByCoverageStatus'] = count(resources, ({ entry }) => entry.status);
    else throw badRequest(world.text('jsonNotProcessed'));
  }
  return { coverageStatistics: counts };
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListCoverage.html */
export function listCoverage(world: World, call: Call): Output {
  const { resources, detectorId } = covered(world, call);
  const { items, token } = pageOf(world, call, guarddutyPaging(world), fromList(sorted(world, call, resources)));
  return { resources: items.map((resource) => recordOf(world, call, resource, detectorId)), nextToken: token };
}

function covered(world: World, call: Call): { readonly resources: readonly Resource[]; readonly detectorId: string } {
  const region = regionOf(world, call);
  const { id: detectorId } = ownDetector(world, region, call);
  const all = region.reported.coverage
    .filter(({ account }) => isCounted(world, region, call, account))
    .flatMap((entry, index) =>
      Array.from({ length: entry.count }, (_, place) => ({
        id: `${entry.type.toLowerCase()}-${String(index + 1)}-${String(place + 1)}`,
        entry,
        updatedAt: entry.updatedAt === undefined ? world.startedAt : Date.parse(entry.updatedAt),
      })),
    );
  return { resources: all.filter((resource) => fitsCriteria(world, call, resource)), detectorId };
}

/** The caller's own resources and those of active members, where Runtime Monitoring is on. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListCoverage.html */
function isCounted(world: World, region: RegionState, { caller, now }: Call, account: string): boolean {
  if (world.scenario.switches.coverageScope === 'everybody') return true;
  const member = groupOf(region, caller.account).get(account);
  const isMember = member !== undefined && relationshipOf(world, region, account, member, now) === 'Enabled';
  if (account !== caller.account && !isMember) return false;
  const features = detectorOf(region, account, now)?.features;
  return ['RUNTIME_MONITORING', 'EKS_RUNTIME_MONITORING'].some((name) => {
    const feature = features?.get(name);
    return feature?.value === true && feature.updatedAt + world.scenario.timing.coverageLagSeconds * 1000 <= now;
  });
}

const valuesByKey: Readonly<Record<string, ((resource: Resource) => string) | undefined>> = {
  ACCOUNT_ID: ({ entry }) => entry.account,
  RESOURCE_TYPE: ({ entry }) => entry.type,
  COVERAGE_STATUS: ({ entry }) => entry.status,
  EKS_CLUSTER_NAME: ({ id, entry }) => (entry.type === 'EKS' ? id : ''),
  ECS_CLUSTER_NAME: ({ id, entry }) => (entry.type === 'ECS' ? id : ''),
  INSTANCE_ID: ({ id, entry }) => (entry.type === 'EC2' ? id : ''),
};

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CoverageFilterCriterion.html; the keys that are not about an agent. */
function fitsCriteria(world: World, call: Call, resource: Resource): boolean {
  const given = call.input['filterCriteria'];
  const criteria = (isRecord(given) ? given['filterCriterion'] : undefined) ?? [];
  if (!Array.isArray(criteria) || criteria.length > 50) throw outOfRange(world);
  return (criteria as readonly unknown[]).every((criterion) => {
    const condition = isRecord(criterion) ? criterion['filterCondition'] : undefined;
    const value = isRecord(criterion) ? valuesByKey[String(criterion['criterionKey'])]?.(resource) : undefined;
    if (value === undefined || !isRecord(condition)) throw outOfRange(world);
    const { equals, notEquals } = condition;
    return (!Array.isArray(equals) || equals.includes(value)) && (!Array.isArray(notEquals) || !notEquals.includes(value));
  });
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CoverageSortCriteria.html */
function sorted(world: World, call: Call, resources: readonly Resource[]): readonly Resource[] {
  const given = call.input['sortCriteria'];
  if (!isRecord(given)) return resources;
  const keys: typeof valuesByKey = {
    ...valuesByKey,
    ISSUE: ({ entry }) => entry.issue ?? '',
    UPDATED_AT: ({ updatedAt }) => new Date(updatedAt).toISOString(),
  };
  const name = typeof given['attributeName'] === 'string' ? given['attributeName'] : 'ACCOUNT_ID';
  const key = keys[name];
  if (!key) throw outOfRange(world);
  if (name === 'ISSUE' && resources.some(({ entry }) => entry.type === 'EC2')) throw badRequest(world.text('coverageSort'));
  const direction = given['orderBy'] === 'DESC' ? -1 : 1;
  return [...resources].sort((a, b) => direction * key(a).localeCompare(key(b)));
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CoverageResource.html */
function recordOf(world: World, call: Call, { id, entry, updatedAt }: Resource, detectorId: string): Output {
  const cluster = `arn:${world.scenario.partition}:ecs:${call.region}:${entry.account}:cluster/${id}`;
  const managementType = 'AUTO_MANAGED';
  const details: Readonly<Record<string, Output>> = {
    EC2: { ec2InstanceDetails: { instanceId: id, instanceType: 'm7i.large', agentDetails: { version: 'v1.8.0' }, managementType } },
    ECS: { ecsClusterDetails: { clusterName: cluster, fargateDetails: { issues: [entry.issue ?? []].flat(), managementType } } },
    EKS: { eksClusterDetails: { clusterName: id, coveredNodes: 3, compatibleNodes: 3, managementType } },
  };
  return {
    resourceId: id,
    detectorId,
    accountId: entry.account,
    resourceDetails: { resourceType: entry.type, ...details[entry.type] },
    coverageStatus: entry.status,
    issue: entry.issue,
    updatedAt: updatedAt / 1000,
  };
}

function count(resources: readonly Resource[], keyOf: (resource: Resource) => string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const resource of resources) counts[keyOf(resource)] = (counts[keyOf(resource)] ?? 0) + 1;
  return counts;
}
