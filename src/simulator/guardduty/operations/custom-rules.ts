import type { Call, Output } from '../../requests/call';
import { ApiError, unknownOperation } from '../../requests/errors';
import { fromList, pageOf } from '../../requests/paging';
import type { ScenarioRegion } from '../../scenario/region';
import type { RegionState } from '../../world/region-state';
import type { World } from '../../world/world';
import { isAdministrator } from '../rules/access';
import { regionOf } from '../rules/region-of';
import { guarddutyPaging } from '../wire/input';

type CustomRule = ScenarioRegion['customRules'][number];

/** Rules that the administrator turned on for the organization. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListCustomDetectionRuleOrgConfigurations.html */
export function listCustomDetectionRuleOrgConfigurations(world: World, call: Call): Output {
  const region = regionWithRules(world, call);
  const { status } = call.input;
  const rules = region.reported.customRules.filter((rule) => status === undefined || status === rule.status);
  const { items, token } = pageOf(world, call, { ...guarddutyPaging(world), largest: 100 }, fromList(rules));
  return { configurations: items.map((rule) => summaryOf(world, rule)), nextToken: token };
}

/** With the accounts that are named. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetCustomDetectionRuleOrgConfiguration.html */
export function getCustomDetectionRuleOrgConfiguration(world: World, call: Call): Output {
  const region = regionWithRules(world, call);
  const { ruleId, mode } = call.input;
  const rule = region.reported.customRules.find((one) => one.ruleId === ruleId && one.mode === mode);
  if (!rule) throw new ApiError(404, 'ResourceNotFoundException', 'The requested resource was not found.');
  const { includeAccountIds = [], excludeAccountIds = [] } = rule;
  return { configuration: { ...summaryOf(world, rule), includeAccountIds, excludeAccountIds } };
}

/** The operations have no detector in their path; only the administrator may ask about the organization. */
function regionWithRules(world: World, call: Call): RegionState {
  if (world.scenario.switches.customRules === 'unknown-operation') throw unknownOperation(call.service, call.operation);
  const region = regionOf(world, call);
  if (isAdministrator(region, call.caller.account, call.now)) return region;
  throw new ApiError(403, 'AccessDeniedException', world.text('notTheAdministrator'));
}

function summaryOf(world: World, { ruleId, mode, status, statusReason, expiresAt }: CustomRule): Output {
  const at = world.startedAt / 1000;
  const expires = expiresAt === undefined ? {} : { expiresAt: Date.parse(expiresAt) / 1000 };
  return { ruleId, mode, status, createdAt: at, updatedAt: at, ...(statusReason === undefined ? {} : { statusReason }), ...expires };
}
