import type { Call, Output } from '../../requests/call';
import { fromList, pageOf } from '../../requests/paging';
import type { AutoEnable, RegionState } from '../../world/region-state';
import type { World } from '../../world/world';
import { ownDetector, requireAdministrator } from '../rules/access';
import { planSweep } from '../rules/auto-enable';
import { organizationDataSourcesRecord, organizationFeatureRecords } from '../wire/feature-records';
import { readFeatures, type FeatureForm } from '../wire/feature-input';
import { featureSettings, withChanges } from '../rules/feature-states';
import { guarddutyPaging, outOfRange } from '../wire/input';
import { noteLowering } from '../rules/hold-members';
import { memberLimitReached } from '../rules/member-limit';
import { regionOf } from '../rules/region-of';

const form: FeatureForm<AutoEnable> = { key: 'autoEnable', organization: true, read: readAutoEnable };

function readAutoEnable(word: unknown): AutoEnable | undefined {
  return word === 'ALL' || word === 'NEW' || word === 'NONE' ? word : undefined;
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DescribeOrganizationConfiguration.html */
export function describeOrganizationConfiguration(world: World, call: Call): Output {
  const region = regionOf(world, call);
  ownDetector(world, region, call);
  requireAdministrator(world, region, call);
  const { autoEnable, features } = readConfiguration(world, region, call.now);
  const { items, token } = pageOf(world, call, guarddutyPaging(world), fromList(organizationFeatureRecords(world, features)));
  return {
    autoEnable: autoEnable !== 'NONE',
    memberAccountLimitReached: memberLimitReached(world, region, call.caller.account),
    dataSources: organizationDataSourcesRecord(features),
    features: items,
    nextToken: token,
    autoEnableOrganizationMembers: autoEnable,
  };
}

/** The request must have exactly one of `autoEnable` and `autoEnableOrganizationMembers`. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html */
export function updateOrganizationConfiguration(world: World, call: Call): Output {
  const region = regionOf(world, call);
  ownDetector(world, region, call);
  requireAdministrator(world, region, call);
  const { autoEnable: older, autoEnableOrganizationMembers: newer } = call.input;
  const value = newer === undefined ? olderValue(older) : older === undefined ? readAutoEnable(newer) : undefined;
  if (value === undefined) throw outOfRange(world);
  const changes = readFeatures(world, call, region, form);
  const base =
    world.scenario.switches.partialFeatures === 'merged' || changes.size === 0
      ? region.configuration.features
      : featureSettings<AutoEnable>(region.lacks, call.now, () => 'NONE');
  region.previous = region.configuration;
  region.configuration = { autoEnable: value, features: withChanges(base, changes, call.now), since: call.now };
  noteLowering(world, region, region.previous, call.now);
  planSweep(world, region, call.now);
  return {};
}

/** `true` means `NEW`. https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/guardduty/organization_configuration.go */
function olderValue(flag: unknown): AutoEnable | undefined {
  if (typeof flag !== 'boolean') return undefined;
  return flag ? 'NEW' : 'NONE';
}

/** The configuration that reads show. They can show the old one for a while. */
function readConfiguration(world: World, region: RegionState, now: number): RegionState['configuration'] {
  const visible = region.configuration.since + world.scenario.timing.configurationSeconds * 1000 <= now;
  return visible || !region.previous ? region.configuration : region.previous;
}
