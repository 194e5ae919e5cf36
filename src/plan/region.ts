import type { AccountId } from '../domain/ids';
import { memberCondition, type MemberCondition } from '../domain/member';
import type { Problem } from '../domain/problem';
import type { RolloutSettings } from '../domain/settings';
import type { Fact, OrganizationSnapshot, RegionSnapshot } from '../domain/snapshot';
import { concernsMembers } from '../domain/wanted-feature';
import { weights, type AccountReason, type Weight } from '../domain/reasons';
import type { RegionAction } from './actions';
import { areAccountsKnown, unreadAccounts, type Candidates } from './candidates';
import { autoEnableAfter, levelAfter, planConfiguration, underPolicy, type ConfigurationPlan } from './configuration';
import { designationOrBlocker } from './designation';
import { planAdministratorDetector, planManagementDetector, withKnownStatuses } from './detectors';
import { planExport } from './export';
import { planDetector, planMemberFeatures, planNewMembers } from './features';
import type { AccountGap, HeldBack } from './gap';
import { planMembers, type MemberAnswer } from './members';
import type { Blocker, RegionPlan } from './plan';
import { asAsked, gap, toDo, unread, type Verdict } from './verdicts';

function valueOf<T>(fact: Fact<T> | undefined): T | undefined {
  return fact?.known === true ? fact.value : undefined;
}

/** Whether an organization policy decides in place of the configuration, so that there is nothing to set. */
function isUnderPolicy({ guardDutyPolicy }: OrganizationSnapshot): boolean {
  return valueOf(guardDutyPolicy) === true;
}

/** What is planned for one Region, and what it is planned from. */
export interface RegionQuestion {
  readonly settings: RolloutSettings;
  readonly organization: OrganizationSnapshot;
  readonly candidates: Candidates;
}

/** The failed reading of something that an answer of AWS did not show. */
type Unread = (operation: string) => (detail: string) => Problem;

function unreadIn({ organization: { administratorId } }: RegionQuestion, { region }: RegionSnapshot): Unread {
  return (operation) => (detail) => ({
    code: 'unexpected-answer',
    action: `guardduty:${operation}`,
    accountId: administratorId,
    region,
    detail,
  });
}

/** The question that a blocker leaves open. Those about the Region say nothing about the designation, which may be as asked. */
const leftOpen: Readonly<Record<Blocker['kind'], 'region' | 'designation'>> = {
  'region-not-enabled': 'region',
  unreadable: 'region',
  'exclusions-under-all': 'region',
  'another-administrator': 'designation',
  'another-administrator-registered': 'designation',
  'administrator-is-member': 'designation',
  'administrator-being-removed': 'designation',
  'designation-needed': 'designation',
  'not-designated': 'designation',
};

function blocked(snapshot: RegionSnapshot, blocker: Blocker): RegionPlan {
  const question = leftOpen[blocker.kind];
  const verdict = blocker.kind === 'unreadable' ? unread({ question }, blocker.problem) : gap({ question }, 'blocked');
  return {
    region: snapshot.region,
    detectorId: valueOf(snapshot.detector)?.id,
    blocker,
    verdicts: [verdict],
    actions: [],
    membersRead: false,
    enabled: undefined,
    seenEnabled: undefined,
    notEnabled: [],
    outsiders: undefined,
    excludedMembers: [],
    configuration: snapshot.configuration,
    trialsLeft: snapshot.trials,
    exports: snapshot.exports,
  };
}

/** The designation stands, or is to be made; a second administrator in the list is never removed. */
function designationVerdicts({ organization }: RegionQuestion, { administrator }: RegionSnapshot, toBeMade: boolean): readonly Verdict[] {
  const subject = { question: 'designation' } as const;
  const others = (valueOf(administrator) ?? []).filter(({ accountId }) => accountId !== organization.administratorId);
  const accounts = others.map(({ accountId }) => accountId);
  return [
    toBeMade ? toDo(subject, 'designate-administrator') : asAsked(subject),
    ...(accounts.length === 0 ? [] : [gap({ ...subject, accounts }, 'second-administrator')]),
  ];
}

/** Reasons of accounts of which nobody knows whether they are enabled. */
const unreadReasons: ReadonlySet<AccountReason> = new Set<AccountReason>(['not-read', 'relationship-unknown']);

const ofFeatures = { question: 'member-feature' } as const;

/** What nobody knows of accounts as members: those that the list of accounts did not show, and those of which no status was read. */
function unreadMembers(
  { notEnabled }: MemberAnswer,
  { organization, candidates }: RegionQuestion,
  problem: (detail: string) => Problem,
): readonly Verdict[] {
  const subject = { question: 'members' } as const;
  const accounts = notEnabled.filter(({ reason }) => unreadReasons.has(reason)).map(({ accountId }) => accountId);
  return [
    ...(accounts.length === 0 ? [] : [unread({ ...subject, accounts }, problem('the answer does not show all accounts'))]),
    ...unreadAccounts(subject, organization, candidates.leftOut),
  ];
}

/** The answers about all accounts of the Region; the accounts themselves are in the plan. */
function membersVerdicts(
  { associate, restart, notEnabled }: MemberAnswer,
  { organization, candidates }: RegionQuestion,
  problem: (detail: string) => Problem,
): readonly Verdict[] {
  const subject = { question: 'members' } as const;
  const idsOf = (...wanted: readonly Weight[]) =>
    notEnabled.filter(({ reason }) => wanted.includes(weights[reason])).map(({ accountId }) => accountId);
  const [open, unknown] = [idsOf('act', 'pending'), idsOf('unknown')];
  const verdicts: readonly Verdict[] = [
    ...(associate.length === 0 ? [] : [toDo(subject, 'associate-members')]),
    ...(restart.length === 0 ? [] : [toDo(subject, 'restart-members')]),
    ...(open.length === 0 ? [] : [gap({ ...subject, accounts: open }, 'members-not-enabled')]),
    ...(unknown.length === 0 ? [] : [unread({ ...subject, accounts: unknown }, problem('the answer does not show all accounts'))]),
    // Nobody knows whether an account that could not be read is to be a member.
    ...unreadAccounts(subject, organization, candidates.leftOut),
  ];
  return verdicts.length === 0 ? [asAsked(subject)] : verdicts;
}

/** What members of today have of the features, where that was asked for. */
function planFeaturesOfMembers(
  { settings, candidates, organization }: RegionQuestion,
  { memberFeatures, members, configuration }: RegionSnapshot,
  configure: ConfigurationPlan,
  complete: boolean,
  unreadOf: Unread,
): ReturnType<typeof planMemberFeatures> {
  const nothing = { action: undefined, verdicts: [] };
  if (!concernsMembers(settings)) return nothing;
  const statuses = valueOf(members);
  // Whoever is restarted in this run gets the features in this run.
  const running: readonly MemberCondition[] = settings.restartSuspended ? ['enabled', 'suspended'] : ['enabled'];
  const enabled = candidates.ids.filter((id) => running.includes(memberCondition(statuses?.get(id) ?? '')));
  if (enabled.length === 0) return nothing;
  if (memberFeatures?.known === false)
    return { action: undefined, verdicts: [unread({ question: 'member-feature' }, memberFeatures.problem)] };
  const inForce = valueOf(configuration);
  return planMemberFeatures({
    settings,
    members: enabled,
    features: valueOf(memberFeatures) ?? new Map(),
    complete,
    offered: inForce?.features.map(({ name }) => name),
    // An organization policy decides in place of the configuration's levels.
    levelAfter: (place) => (isUnderPolicy(organization) ? undefined : levelAfter(place, inForce, configure.action)),
    problem: unreadOf('GetMemberDetectors'),
  });
}

/** Why nobody is enrolled for now although nothing else stands in the way: the levels that they would get are not known. */
function unreadLevels(verdicts: readonly Verdict[]): Problem | undefined {
  const verdict = verdicts.find((one) => one.answer === 'unknown' && one.problem.code === 'unexpected-answer');
  return verdict?.answer === 'unknown' ? verdict.problem : undefined;
}

/**
 * The difference between what is wanted and what was read, for one Region. Pure: the same input gives the same plan. Nothing that is
 * right appears as an action, nothing is ever removed, and a fact that could not be read never leads to an action.
 */
export function planRegion(question: RegionQuestion, read: RegionSnapshot): RegionPlan {
  const { settings, organization, candidates } = question;
  const { administratorId, managementAccountId, excluded } = organization;
  const snapshot = withKnownStatuses(organization, read);
  const unreadOf = unreadIn(question, snapshot);
  const detector = valueOf(snapshot.detector);
  const designation = designationOrBlocker(organization, snapshot);
  if (typeof designation === 'object') return blocked(read, designation);

  const toBeMade = designation === 'to-be-made';
  const configuration = toBeMade ? undefined : valueOf(snapshot.configuration);
  const configure = isUnderPolicy(organization)
    ? underPolicy(settings, configuration)
    : planConfiguration(settings, configuration, unreadOf('DescribeOrganizationConfiguration'));
  const unreadLevel = unreadLevels(configure.verdicts);
  if (unreadLevel !== undefined) return blocked(read, { kind: 'unreadable', problem: unreadLevel });
  if (excluded.size > 0 && autoEnableAfter(configuration, configure.action) === 'ALL')
    return blocked(read, { kind: 'exclusions-under-all' });

  const own = planAdministratorDetector(settings, administratorId, detector, toBeMade);
  const management = planManagementDetector(settings, managementAccountId, snapshot.managementDetector);
  const heldBack: readonly (readonly [AccountId, HeldBack])[] =
    management.heldBack === undefined ? [] : [[managementAccountId, management.heldBack]];
  const members = planMembers({
    candidates: candidates.accounts,
    candidateIds: candidates.ids,
    members: valueOf(snapshot.members),
    unread: snapshot.unreadMembers,
    restartSuspended: settings.restartSuspended,
    excluded,
    memberLimitReached: configuration?.memberLimitReached ?? false,
    heldBack: new Map(heldBack),
  });
  const { associate: accounts, before, restart } = members;
  const offered = configuration?.features.map(({ name }) => name);
  const administratorFeatures = planDetector(settings, administratorId, detector, offered, unreadOf('GetDetector'));
  const hidden = unreadMembers(members, question, unreadOf('GetMembers'));
  const memberFeatures = planFeaturesOfMembers(question, snapshot, configure, hidden.length === 0, unreadOf);
  const newMembers = planNewMembers(settings, accounts);

  const exported = planExport(settings.export, snapshot.exports);

  const steps: readonly (RegionAction | undefined)[] = [
    toBeMade ? { kind: 'designate-administrator', accountId: administratorId } : undefined,
    own.action,
    // Made for the enrolment alone: an account that is not enrolled gets no detector.
    accounts.includes(managementAccountId) ? management.action : undefined,
    configure.action,
    administratorFeatures.action,
    accounts.length > 0 ? { kind: 'associate-members', accounts, before } : undefined,
    restart.length > 0 ? { kind: 'restart-members', accounts: restart } : undefined,
    memberFeatures.action,
    newMembers.action,
    exported.action,
  ];
  const notEnabled: readonly AccountGap[] = members.notEnabled;
  const isComplete = areAccountsKnown(organization, candidates.leftOut);
  return {
    region: snapshot.region,
    detectorId: valueOf(read.detector)?.id,
    blocker: undefined,
    verdicts: [
      ...designationVerdicts(question, snapshot, toBeMade),
      own.verdict,
      ...configure.verdicts,
      ...administratorFeatures.verdicts,
      ...membersVerdicts(members, question, unreadOf('GetMembers')),
      ...memberFeatures.verdicts,
      ...(concernsMembers(settings) && settings.applyToMembers ? hidden.map((verdict) => ({ ...verdict, ...ofFeatures })) : []),
      ...newMembers.verdicts,
      ...exported.verdicts,
    ],
    actions: steps.filter((step) => step !== undefined),
    membersRead: true,
    enabled: hidden.length === 0 ? members.enabled : undefined,
    seenEnabled: members.enabled,
    notEnabled,
    outsiders: isComplete ? members.outsiders : undefined,
    excludedMembers: members.excludedMembers,
    configuration: snapshot.configuration,
    trialsLeft: snapshot.trials,
    exports: snapshot.exports,
  };
}
