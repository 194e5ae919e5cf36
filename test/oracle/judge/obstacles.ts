import type { Case } from '../generate/case';
import { isAsked, type DestinationView } from '../support/exports';
import { administratorId, askedPlans, bucketArn, contradicts, levelOf, managementId } from '../support/options';
import { guardDutyPrincipal, legacyRuntime, malware, malwarePrincipal, runtime } from '../support/vocabulary';
import type { RegionView, WorldView } from '../support/world-view';
import { isOpen, isResting, regionsInScope, runs, statusOf, wantedAccounts } from './scope';

/**
 * What may keep a run from reaching everything that was asked for, from the documentation of AWS and the product page. Where there is
 * nothing of the kind, a run has to end with 0: a program that always says "1" is no use either.
 */
export function obstaclesOf({ world, options, faults }: Case, view: WorldView): readonly string[] {
  const names = regionsInScope(options, view);
  const { timing = {}, switches = {}, denials = [], memberLimit = 50_000, accounts } = world;
  const slowest = Object.values(timing).reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0);
  const found: Record<string, boolean> = {
    'options contradict each other': contradicts(options),
    'an exclusion of somebody unknown': options.excludeAccounts.some((id) => !view.accounts.has(id)),
    faults: faults.length > 0,
    denials: denials.length > 0,
    'consolidated billing': !view.allFeatures,
    'a home Region outside the run': options.homeRegion !== undefined && !names.includes(options.homeRegion),
    'no Region': names.length === 0,
    'a Region that is not opted in': names.some((name) => !view.regions.has(name) || !isOpen(options, view, name)),
    'another administrator is registered': ![undefined, administratorId].includes(view.delegations.get(guardDutyPrincipal)),
    // https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
    'the administrator may not list accounts':
      options.identities === 'administrator' && view.delegations.get(guardDutyPrincipal) !== administratorId,
    'the administrator is not active': view.accounts.get(administratorId)?.state !== 'ACTIVE',
    'an organization policy': view.policyType,
    'a limit of members': memberLimit < 100,
    'AWS takes longer than the run waits': slowest >= options.wait,
    'accounts change meanwhile': accounts.some(({ changes }) => changes !== undefined),
    'a role that is not there': options.identities === 'role' && (switches.defaultRole ?? 'every-account') === 'none',
    'the management account cannot join': switches.managementAccountAsMember === 'cannot-create-detector',
    'agents that answers leave out':
      (switches.additionalConfigurations ?? 'listed') === 'left-out' ||
      (switches.additionalConfigurations === 'only-set' && askedPlans(options).additional.size > 0),
    ...exportObstacles(world, options),
    'the legacy plan by name': askedPlans(options).features.has(legacyRuntime),
    'an account in another state': wantedAccounts(options, view).some(
      (id) => view.accounts.get(id)?.state !== 'ACTIVE' && !isResting(view, id),
    ),
  };
  return [
    ...Object.keys(found).filter((key) => found[key]),
    ...names.flatMap((name) => {
      const region = view.regions.get(name);
      return region === undefined
        ? []
        : [...regionObstacles({ options }, view, name, region), ...sweptObstacles(world, view, name, region)];
    }),
  ];
}

/** What keeps an export from being set up. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html */
function exportObstacles({ buckets = [], keys = [], switches = {} }: Case['world'], { exports }: Case['options']): Record<string, boolean> {
  if (exports === undefined) return {};
  return {
    'a bucket or a key without a policy': [...buckets, ...keys].some(({ policy }) => policy === undefined),
    'an owner that is not set': ['fixed', 'unknown'].includes(switches.expectedBucketOwner ?? 'kept'),
  };
}

function regionObstacles({ options }: Pick<Case, 'options'>, view: WorldView, name: string, region: RegionView): readonly string[] {
  const wanted = wantedAccounts(options, view).filter((id) => view.accounts.get(id)?.state === 'ACTIVE');
  const suspended = (id: string): boolean => region.detectors.get(id)?.enabled === false;
  const { administrator } = region;
  const alone = options.identities === 'administrator';
  const found: Record<string, boolean> = {
    'another administrator': administrator !== undefined && (administrator.account !== administratorId || administrator.leaving),
    'the administrator is a member of another': belongsToAnother(region, administratorId),
    "the administrator's detector is suspended": suspended(administratorId) && !options.restartSuspended,
    "the management account's detector is suspended": suspended(managementId) && !options.restartSuspended,
    'a member is suspended': wanted.some((id) => statusOf(region, id) === 'Disabled') && !options.restartSuspended,
    'a member of another': wanted.some((id) => belongsToAnother(region, id)),
    'an administrator of others': wanted.some((id) => [...(region.members.get(id)?.values() ?? [])].length > 0),
    'a member without the Region': wanted.some((id) => view.accounts.get(id)?.closed.has(name)),
    'a status that the program cannot end': wanted.some((id) => stuck.has(statusOf(region, id) ?? '')),
    'an export that is not written': options.exports !== undefined && region.exports.some((one) => isLeftAlone(one, options)),
    'the limit of members': region.limitReached,
    'a plan that is not offered': [...askedPlans(options).features.keys()].some((feature) => !region.offered.has(feature)),
    'the legacy runtime plan': meetsLegacy(options, region),
    'no credentials of the management account':
      alone && (administrator === undefined || !isTrusted(options, view) || !runs(region, managementId)),
  };
  return Object.keys(found)
    .filter((key) => found[key])
    .map((key) => `${name}: ${key}`);
}

function isTrusted(options: Case['options'], view: WorldView): boolean {
  const wantsMalware = (levelOf(askedPlans(options), malware) ?? 'NONE') !== 'NONE';
  return view.trustedAccess.has(guardDutyPrincipal) && (!wantsMalware || view.trustedAccess.has(malwarePrincipal));
}

/**
 * Where AWS enrols the management account while its new detector is read back, plans of the organization show in it that the run has not
 * asked for, and that it reports.
 */
function sweptObstacles(
  { timing }: Case['world'],
  { accounts }: WorldView,
  name: string,
  { detectors, levels }: RegionView,
): readonly string[] {
  const sweeps = (timing?.autoEnableAllSeconds ?? null) !== null && accounts.has(managementId);
  const gives = !detectors.has(managementId) && [...levels.values()].some((level) => level !== 'NONE');
  return sweeps && gives ? [`${name}: AWS may give a new detector plans meanwhile`] : [];
}

/** A destination elsewhere that may not be replaced, or one that is right and does not publish. */
function isLeftAlone(one: DestinationView, { exports }: Case['options']): boolean {
  if (one.arn === bucketArn) return isAsked(one) && one.status !== 'PUBLISHING';
  return exports?.replace !== true;
}

const stuck: ReadonlySet<string> = new Set([
  'RegionDisabled',
  'AccountSuspended',
  'CannotCreateDetectorInOrganizationMasterAccount',
  'EmailVerificationFailed',
  'EmailVerificationInProgress',
  'Paused',
]);

function belongsToAnother(region: RegionView, account: string): boolean {
  return [...region.members].some(
    ([administrator, statuses]) => administrator !== administratorId && ['Enabled', 'Disabled'].includes(statuses.get(account) ?? ''),
  );
}

/** Runtime Monitoring is not switched on beside the plan that it contains, unless the user has it migrated. */
function meetsLegacy(options: Case['options'], region: RegionView): boolean {
  const level = levelOf(askedPlans(options), runtime);
  if (level === undefined || level === 'NONE') return false;
  const inDetectors = [...region.detectors.values()].some(({ features }) => features.get(legacyRuntime) === true);
  const inOrganization = (region.levels.get(legacyRuntime) ?? 'NONE') !== 'NONE';
  if (!options.migrate) return inDetectors || inOrganization;
  // Members keep the legacy plan without this option, and the run has to say so.
  return inDetectors && !options.applyToMembers;
}
