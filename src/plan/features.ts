import type { AutoEnable } from '../domain/auto-enable';
import type { AccountId } from '../domain/ids';
import type { DetectorFeature } from '../domain/detector-feature';
import { runtimeMonitoring } from '../domain/feature';
import type { Problem } from '../domain/problem';
import type { RolloutSettings } from '../domain/settings';
import type { Detector, MemberFeatures } from '../domain/snapshot';
import { concernsMembers, endsLegacyRuntime, wantedOf, wantsAll } from '../domain/wanted-feature';
import type { ConfigureDetector, ConfigureMembers, ConfigureNewMembers, DetectorChange } from './actions';
import { compareDetector, type DetectorAnswer, type DetectorComparison } from './detector-features';
import { settingName } from './organization-features';
import { asAsked, gap, toDo, unread, type Subject, type Verdict } from './verdicts';

/** A step, if one is needed, and the answers to the questions that it is about. */
interface Planned<Action> {
  readonly action: Action | undefined;
  readonly verdicts: readonly Verdict[];
}

/** What the answer about one setting of the administrator's detector means. */
function verdictOf(subject: Subject, { is }: DetectorAnswer, problem: (detail: string) => Problem, policyAccepted: boolean): Verdict {
  switch (is) {
    case 'on':
      return asAsked(subject);
    case 'kept':
      return asAsked(subject, 'feature-members-keep');
    case 'change':
      return toDo(subject, 'configure-detector');
    case 'managed':
      return policyAccepted ? asAsked(subject, 'organization-policy-accepted') : gap(subject, 'feature-managed-by-policy');
    case 'legacy':
      return gap(subject, 'feature-legacy-runtime');
    case 'unread':
      return unread(subject, problem(`${subject.feature ?? ''} is not in the answer`));
  }
}

/**
 * What the administrator's own detector needs: features that are to reach everybody, and the frequency of findings, which members take
 * from it. AWS's pages disagree on whether the organization's `ALL` reaches the administrator's own account, so it is set explicitly.
 * https://docs.aws.amazon.com/guardduty/latest/ug/set-guardduty-auto-enable-preferences.html
 *
 * @param detector undefined: there is none yet
 * @param offered the features that the Region offers; what it does not offer is answered with the organization's features
 */
export function planDetector(
  settings: RolloutSettings,
  accountId: AccountId,
  detector: Detector | undefined,
  offered: readonly string[] | undefined,
  problem: (detail: string) => Problem,
): Planned<ConfigureDetector> {
  const { features: wanted, findingFrequency } = settings;
  const migrate = endsLegacyRuntime(settings);
  const suspended = detector?.status === 'DISABLED';
  if (suspended && !settings.restartSuspended) return { action: undefined, verdicts: verdictsOfSuspended(settings, detector, problem) };
  const verdicts: Verdict[] = [];
  // A suspended detector may show every feature as off; what it shows when it runs again is read then.
  const readable = suspended ? undefined : detector;
  let features: readonly DetectorChange[] | null = [];
  if (wanted !== undefined && wantsAll(wanted)) {
    const comparison =
      readable?.features === undefined ? undefined : compareDetector({ wanted, levels: ['ALL'], migrate }, readable.features);
    const subject = { question: 'administrator-feature' } as const;
    if (comparison !== undefined) {
      features = comparison.changes;
      const relevant = comparison.answers.filter(
        ({ feature, is }) => is !== 'kept' && (is !== 'unread' || offered?.includes(feature) !== false),
      );
      for (const answer of relevant) {
        const { feature, additional } = answer;
        const place = { ...subject, feature, ...(additional === undefined ? {} : { additional }) };
        verdicts.push(verdictOf(place, answer, problem, settings.acceptOrganizationPolicy));
      }
    } else if (readable === undefined) {
      features = null;
      verdicts.push(toDo(subject, 'configure-detector'));
    } else {
      verdicts.push(unread(subject, problem('the features are not in the answer')));
    }
  }
  const frequency = frequencyChange(detector, findingFrequency);
  if (findingFrequency !== undefined) verdicts.push(frequencyVerdict(detector, frequency, problem));
  if (features?.length === 0 && frequency === undefined) return { action: undefined, verdicts };
  return { action: { kind: 'configure-detector', accountId, features, ...(frequency === undefined ? {} : { frequency }) }, verdicts };
}

/** A detector that stays suspended is not changed, and its features do not work. Its frequency can be read all the same. */
function verdictsOfSuspended(
  { features: wanted, findingFrequency }: RolloutSettings,
  detector: Detector,
  problem: (detail: string) => Problem,
): readonly Verdict[] {
  const frequency = { question: 'finding-frequency' } as const;
  const isOther = detector.findingFrequency !== undefined && detector.findingFrequency !== findingFrequency;
  return [
    ...(wanted !== undefined && wantsAll(wanted) ? [gap({ question: 'administrator-feature' }, 'detector-suspended')] : []),
    ...(findingFrequency === undefined
      ? []
      : [isOther ? gap(frequency, 'detector-suspended') : frequencyVerdict(detector, undefined, problem)]),
  ];
}

function frequencyChange(detector: Detector | undefined, after: RolloutSettings['findingFrequency']): ConfigureDetector['frequency'] {
  if (after === undefined || (detector !== undefined && detector.findingFrequency === undefined)) return undefined;
  const before = detector?.findingFrequency ?? null;
  return before === after ? undefined : { before, after };
}

function frequencyVerdict(
  detector: Detector | undefined,
  change: ConfigureDetector['frequency'],
  problem: (detail: string) => Problem,
): Verdict {
  const subject = { question: 'finding-frequency' } as const;
  if (change !== undefined) return toDo(subject, 'configure-detector');
  return detector?.findingFrequency === undefined ? unread(subject, problem('the frequency is not in the answer')) : asAsked(subject);
}

/** The members of today, and what decides on their features. */
export interface MemberFeaturesQuestion {
  readonly settings: RolloutSettings;
  /** Accounts of the rollout that are enabled members. */
  readonly members: readonly AccountId[];
  readonly features: MemberFeatures;
  /** Whether it is known of every account whether it is such a member. */
  readonly complete: boolean;
  /** The features that the Region offers; undefined: not known. */
  readonly offered: readonly string[] | undefined;
  /** The level of a setting in the organization, after this run. */
  readonly levelAfter: (place: { readonly feature: string; readonly additional?: string }) => AutoEnable | undefined;
  readonly problem: (detail: string) => Problem;
}

/** Accounts by setting and answer. */
class Tally {
  private readonly found = new Map<string, { readonly answer: DetectorAnswer; readonly accounts: AccountId[] }>();

  add(account: AccountId, answers: readonly DetectorAnswer[]): void {
    for (const answer of answers) {
      const key = `${settingName(answer)} ${answer.is}`;
      const entry = this.found.get(key) ?? { answer, accounts: [] };
      entry.accounts.push(account);
      this.found.set(key, entry);
    }
  }

  entries(): readonly { readonly answer: DetectorAnswer; readonly accounts: readonly AccountId[] }[] {
    return [...this.found.values()].sort((a, b) => (settingName(a.answer) < settingName(b.answer) ? -1 : 1));
  }
}

/**
 * What members of today have of the features that were asked for. With `--apply-to-members` they are asked to have those named as `ALL` or
 * `NEW` at once; without it AWS gives them those that are `ALL`, and what they keep of the older runtime feature is a gap.
 */
export function planMemberFeatures(question: MemberFeaturesQuestion): Planned<ConfigureMembers> {
  const { settings, members, features, complete, offered, levelAfter, problem } = question;
  const { features: wanted, applyToMembers, acceptOrganizationPolicy } = settings;
  const migrate = endsLegacyRuntime(settings);
  if (wanted === undefined || !concernsMembers(settings)) return { action: undefined, verdicts: [] };
  const levels: readonly AutoEnable[] = applyToMembers ? ['ALL', 'NEW'] : ['ALL'];
  const compared = new Map<readonly DetectorFeature[], DetectorComparison>();
  const tally = new Tally();
  const missing: AccountId[] = [];
  const accounts: AccountId[] = [];
  const changes = new Map<string, DetectorChange>();
  for (const id of members) {
    const own = features.get(id);
    if (own === undefined) {
      missing.push(id);
      continue;
    }
    const comparison = compared.get(own) ?? compareDetector({ wanted, levels, migrate: migrate && applyToMembers }, own);
    compared.set(own, comparison);
    tally.add(id, comparison.answers);
    if (comparison.changes.length === 0) continue;
    accounts.push(id);
    for (const change of comparison.changes) changes.set(settingName(change), change);
  }
  const subject = { question: 'member-feature' } as const;
  const entries = tally.entries();
  const isEverybodys = (setting: DetectorAnswer): boolean =>
    complete && missing.length === 0 && entries.filter(({ answer }) => settingName(answer) === settingName(setting)).length === 1;
  const verdicts = entries.flatMap(({ answer, accounts: own }): readonly Verdict[] => {
    const { feature, additional, is } = answer;
    const place = { ...subject, feature, ...(additional === undefined ? {} : { additional }), accounts: own };
    const bare = { ...subject, feature, ...(additional === undefined ? {} : { additional }) };
    if (is === 'unread') return offered?.includes(feature) === false ? [] : [unread(place, problem(`${feature} is not in the answer`))];
    if (is === 'kept') return [asAsked(place, 'feature-members-keep')];
    if (is === 'legacy')
      return feature === runtimeMonitoring && migrate
        ? [gap(place, 'feature-members-keep-legacy')]
        : [gap(place, 'feature-legacy-runtime')];
    if (is === 'managed')
      return [acceptOrganizationPolicy ? asAsked(bare, 'organization-policy-accepted') : gap(place, 'feature-managed-by-policy')];
    if (is === 'on') return applyToMembers && isEverybodys(answer) ? [asAsked(bare)] : [];
    if (applyToMembers) return [toDo(place, 'configure-members')];
    return levelAfter(answer) === 'ALL' ? [asAsked(place, 'feature-reaches-members')] : [];
  });
  if (missing.length > 0) verdicts.push(unread({ ...subject, accounts: missing }, problem('accounts are not in the answer')));
  const action: ConfigureMembers | undefined =
    applyToMembers && accounts.length > 0 ? { kind: 'configure-members', accounts, features: [...changes.values()] } : undefined;
  return { action, verdicts };
}

/**
 * What accounts need beside their enrolment, with `--apply-to-members`. AWS gives them the levels in force when they are enrolled, but
 * does not say what becomes of an account that has a detector already, leaves its older runtime feature on, and does not apply these
 * levels under an organization policy. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateMembers.html
 *
 * @param accounts those that this run enrols
 */
export function planNewMembers(settings: RolloutSettings, accounts: readonly AccountId[]): Planned<ConfigureNewMembers> {
  const { features: wanted, applyToMembers } = settings;
  if (wanted === undefined || !applyToMembers || accounts.length === 0) return { action: undefined, verdicts: [] };
  const isOn = (level: AutoEnable | undefined): boolean => level === 'ALL' || level === 'NEW';
  const migrates = endsLegacyRuntime(settings) && isOn(wantedOf(wanted, runtimeMonitoring)?.autoEnable);
  const asks = [wanted.every, ...wanted.named.map(({ autoEnable }) => autoEnable)].some(isOn);
  if (!migrates && !asks) return { action: undefined, verdicts: [] };
  const verdict = toDo({ question: 'member-feature', accounts }, 'configure-new-members');
  return { action: { kind: 'configure-new-members', accounts, migrates }, verdicts: [verdict] };
}
