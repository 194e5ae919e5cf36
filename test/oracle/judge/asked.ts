import { isAsked } from '../support/exports';
import { administratorId, askedPlans, levelOf, migrates, wantedFrequency, type AskedPlans, type Options } from '../support/options';
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

/** What a question is about, in the words of the JSON document. */
interface Subject {
  readonly question: string;
  /** Undefined: the organization as a whole. */
  readonly region?: string;
  readonly account?: string;
  /** `NAME` or `NAME/ADDITIONAL`. */
  readonly feature?: string;
  readonly servicePrincipal?: string;
}

/** One thing that was asked for, and whether the world has it so. */
export interface Question extends Subject {
  readonly right: boolean;
  readonly seen: string;
}

/** The question in a line. */
export function describeQuestion({ question, region, account, feature, servicePrincipal, seen }: Question): string {
  return `${[question, servicePrincipal, region, account, feature].filter((part) => part !== undefined).join(' ')}: ${seen}`;
}

function ask(subject: Subject, right: boolean, seen: string): Question {
  return { ...subject, right, seen };
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
  const registered = view.delegations.get(guardDutyPrincipal);
  const wantsMalware = (levelOf(plans, malware) ?? 'NONE') !== 'NONE';
  const malwareOffered = names.some((name) => view.regions.get(name)?.offered.has(malware));
  const trusted = (servicePrincipal: string): Question =>
    ask({ question: 'trusted-access', servicePrincipal }, view.trustedAccess.has(servicePrincipal), 'missing');
  return [
    ask({ question: 'regions' }, names.length > 0, 'no Region is open to both accounts'),
    trusted(guardDutyPrincipal),
    ...(wantsMalware && malwareOffered ? [trusted(malwarePrincipal)] : []),
    ask({ question: 'registration' }, registered === undefined || registered === administratorId, registered ?? 'none'),
    ask({ question: 'all features' }, view.allFeatures, 'consolidated billing'),
    ask({ question: 'organization-policy' }, !view.policyType || options.acceptPolicy, 'GUARDDUTY_POLICY'),
    ...[...view.accounts]
      .filter(([id]) => wantedAccounts(options, view).includes(id) && !isResting(view, id))
      .map(([account, { state }]) => ask({ question: 'accounts', account }, state === 'ACTIVE', state)),
  ];
}

function askRegion(options: Options, plans: AskedPlans, view: WorldView, name: string): readonly Question[] {
  const region = view.regions.get(name);
  const here = (question: string, right: boolean, seen: string): Question => ask({ question, region: name }, right, seen);
  if (region === undefined || !isOpen(options, view, name)) return [here('region', false, 'not opted in')];
  const asking: Asking = { options, plans, view, name, region };
  const detector = region.detectors.get(administratorId);
  const frequency = wantedFrequency(options);
  const { administrator } = region;
  return [
    here(
      'designation',
      administrator?.account === administratorId && !administrator.leaving,
      `${administrator?.account ?? 'nobody'}${administrator?.leaving === true ? ', leaving' : ''}`,
    ),
    here('detector', runs(region, administratorId), detector === undefined ? 'missing' : 'suspended'),
    ...(view.policyType ? [] : [here('auto-enable', region.autoEnable === (options.autoEnable ?? 'ALL'), region.autoEnable)]),
    ...(frequency === undefined ? [] : [here('finding-frequency', detector?.frequency === frequency, detector?.frequency ?? 'none')]),
    ...(options.exports === undefined
      ? []
      : [
          here(
            'export',
            region.exports.some((one) => isAsked(one) && one.status === 'PUBLISHING'),
            describeExports(region),
          ),
        ]),
    ...askFeatures(asking),
    ...askMembers(asking),
  ];
}

function describeExports({ exports }: RegionView): string {
  return exports.map(({ arn, key, owner = 'nobody', status }) => `${arn} ${key} ${owner} ${status}`).join(', ');
}

function askMembers({ options, view, name, region }: Asking): readonly Question[] {
  return wantedAccounts(options, view)
    .filter((id) => view.accounts.get(id)?.state === 'ACTIVE' && statusOf(region, id) !== 'AccountSuspended')
    .map((account) =>
      ask(
        { question: 'members', region: name, account },
        isEnabledMember(region, account),
        `${statusOf(region, account) ?? 'no member'}, detector ${runs(region, account) ? 'runs' : 'does not run'}`,
      ),
    );
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
      return feature === base ? [ask({ question: 'organization-feature', region: asking.name, feature }, false, 'not offered')] : [];
    }
    // What an organization policy manages is not the program's to set: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-organization-policies.html
    if (view.managedFeatures.has(base)) return [];
    return askFeature(asking, feature, level);
  });
}

function askFeature(asking: Asking, feature: string, level: Level): readonly Question[] {
  const { options, view, name, region } = asking;
  const ends = feature === runtime && migrates(options);
  const has = (account: string, wanted: string): boolean => region.detectors.get(account)?.features.get(wanted) === true;
  const inOrganization = (wanted: string, target: string): Question => {
    const seen = region.levels.get(wanted) ?? 'NONE';
    return ask({ question: 'organization-feature', region: name, feature: wanted }, seen === target, seen);
  };
  const inDetectors = (question: string, accounts: readonly string[]): readonly Question[] =>
    accounts.flatMap((account) => [
      ask({ question, region: name, account, feature }, has(account, feature), 'off'),
      ...(ends ? [ask({ question, region: name, account, feature: legacyRuntime }, !has(account, legacyRuntime), 'on')] : []),
    ]);
  const today =
    options.applyToMembers && level !== 'NONE'
      ? wantedAccounts(options, view).filter((id) => view.accounts.get(id)?.state === 'ACTIVE' && isEnabledMember(region, id))
      : [];
  return [
    ...(view.policyType ? [] : [inOrganization(feature, level), ...(ends ? [inOrganization(legacyRuntime, 'NONE')] : [])]),
    ...(level === 'ALL' ? inDetectors('administrator-feature', [administratorId]) : []),
    ...inDetectors('member-feature', today),
  ];
}
