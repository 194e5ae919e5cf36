import { administratorId, askedPlans, levelOf, wantedFrequency, type AskedPlans, type Options } from '../support/options';
import {
  guardDutyPrincipal,
  legacyRuntime,
  malware,
  malwarePrincipal,
  organizationFeatures,
  runtime,
  type Level,
} from '../support/vocabulary';
import type { RegionView, WorldView } from '../support/world-view';
import { isEnabledMember, isOpen, isResting, regionsInScope, runs, statusOf, wantedAccounts } from './scope';

/** One thing that was asked for, and whether the world has it so. */
export interface Question {
  readonly about: string;
  readonly place: string;
  readonly right: boolean;
  readonly seen: string;
}

/** What a Region is asked, apart from its name. */
interface Asking {
  readonly options: Options;
  readonly plans: AskedPlans;
  readonly view: WorldView;
  readonly name: string;
  readonly region: RegionView;
}

/**
 * Everything that the options ask for, held against the world. Exit 0 of a run or a check says that all of it is so
 * (sections 2 and 3 of the product page).
 */
export function questionsOf(options: Options, view: WorldView): readonly Question[] {
  const plans = askedPlans(options);
  const names = regionsInScope(options, view);
  return [...askOrganization(options, plans, view, names), ...names.flatMap((name) => askRegion(options, plans, view, name))];
}

function askOrganization(options: Options, plans: AskedPlans, view: WorldView, names: readonly string[]): readonly Question[] {
  const here = (about: string, right: boolean, seen: string): Question => ({ about, place: 'organization', right, seen });
  const registered = view.delegations.get(guardDutyPrincipal);
  const wantsMalware = (levelOf(plans, malware) ?? 'NONE') !== 'NONE';
  const malwareOffered = names.some((name) => view.regions.get(name)?.offered.has(malware));
  return [
    here('Regions', names.length > 0, 'no Region is open to both accounts'),
    here('trusted access', view.trustedAccess.has(guardDutyPrincipal), [...view.trustedAccess].join(', ')),
    ...(wantsMalware && malwareOffered ? [here('trusted access of malware protection', view.trustedAccess.has(malwarePrincipal), '')] : []),
    here('registration', registered === undefined || registered === administratorId, registered ?? 'none'),
    here('all features', view.allFeatures, ''),
    ...(view.policyType ? [here('organization policy', options.acceptPolicy, 'GUARDDUTY_POLICY')] : []),
    ...[...view.accounts]
      .filter(([id]) => wantedAccounts(options, view).includes(id) && !isResting(view, id))
      .map(([id, { state }]) => here('state of account', state === 'ACTIVE', `${id} is ${state}`)),
  ];
}

function askRegion(options: Options, plans: AskedPlans, view: WorldView, name: string): readonly Question[] {
  const region = view.regions.get(name);
  const about = (word: string, right: boolean, seen: string): Question => ({ about: word, place: name, right, seen });
  if (region === undefined || !isOpen(options, view, name)) return [about('opt-in', false, 'not opted in')];
  const asking: Asking = { options, plans, view, name, region };
  const detector = region.detectors.get(administratorId);
  const frequency = wantedFrequency(options);
  const { administrator } = region;
  return [
    about(
      'designation',
      administrator?.account === administratorId && !administrator.leaving,
      `${administrator?.account ?? 'nobody'}${administrator?.leaving === true ? ', leaving' : ''}`,
    ),
    about("administrator's detector", runs(region, administratorId), detector === undefined ? 'missing' : 'suspended'),
    ...(view.policyType ? [] : [about('auto-enable', region.autoEnable === (options.autoEnable ?? 'ALL'), region.autoEnable)]),
    ...(frequency === undefined ? [] : [about('frequency', detector?.frequency === frequency, detector?.frequency ?? 'none')]),
    ...askFeatures(asking),
    ...askMembers(asking),
  ];
}

function askMembers({ options, view, name, region }: Asking): readonly Question[] {
  return wantedAccounts(options, view)
    .filter((id) => view.accounts.get(id)?.state === 'ACTIVE' && statusOf(region, id) !== 'AccountSuspended')
    .map((id) => ({
      about: 'member',
      place: `${name}/${id}`,
      right: isEnabledMember(region, id),
      seen: `${region.members.get(administratorId)?.get(id) ?? 'no member'}, detector ${runs(region, id) ? 'runs' : 'does not run'}`,
    }));
}

function askFeatures(asking: Asking): readonly Question[] {
  const { plans, region, view } = asking;
  const everywhere =
    plans.every === undefined ? [] : organizationFeatures.filter((name) => name !== legacyRuntime && region.offered.has(name));
  const names = new Set([...plans.features.keys(), ...everywhere, ...plans.additional.keys()]);
  return [...names].flatMap((feature) => {
    const level = levelOf(plans, feature);
    const base = feature.split('/')[0] ?? feature;
    if (level === undefined) return [];
    if (!region.offered.has(base)) {
      // An agent goes with its plan, which is asked after by itself.
      return feature === base ? [{ about: 'feature offered', place: asking.name, right: false, seen: feature }] : [];
    }
    // What an organization policy manages is not the program's to set: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-organization-policies.html
    if (view.managedFeatures.has(base)) return [];
    return askFeature(asking, feature, level);
  });
}

function askFeature(asking: Asking, feature: string, level: Level): readonly Question[] {
  const { options, view, name, region } = asking;
  const migrates = options.migrate && feature === runtime && level !== 'NONE';
  const has = (account: string, wanted: string): boolean => region.detectors.get(account)?.features.get(wanted) === true;
  const about = (word: string, place: string, right: boolean, seen: string): Question => ({ about: word, place, right, seen });
  const inOrganization = view.policyType
    ? []
    : [
        about(
          'feature of organization',
          `${name}/${feature}`,
          (region.levels.get(feature) ?? 'NONE') === level,
          region.levels.get(feature) ?? 'NONE',
        ),
        ...(migrates
          ? [about('migration of organization', name, (region.levels.get(legacyRuntime) ?? 'NONE') === 'NONE', 'legacy in force')]
          : []),
      ];
  const inDetectors = (word: string, accounts: readonly string[]): readonly Question[] =>
    accounts.flatMap((id) => [
      about(`feature of ${word}`, `${name}/${id}/${feature}`, has(id, feature), 'off'),
      ...(migrates ? [about(`migration of ${word}`, `${name}/${id}`, !has(id, legacyRuntime), 'legacy on')] : []),
    ]);
  const today =
    options.applyToMembers && level !== 'NONE'
      ? wantedAccounts(options, view).filter((id) => view.accounts.get(id)?.state === 'ACTIVE' && isEnabledMember(region, id))
      : [];
  return [
    ...inOrganization,
    ...(level === 'ALL' ? inDetectors("administrator's detector", [administratorId]) : []),
    ...inDetectors('member', today),
  ];
}
