import type { AccountId } from '../domain/ids';
import { memberCondition } from '../domain/member';
import { requestWords } from '../domain/problem';
import type { RegionReason } from '../domain/reasons';
import type { RolloutSettings } from '../domain/settings';
import type { Fact, OrganizationSnapshot, RegionSnapshot } from '../domain/snapshot';
import type { RegionAction } from './actions';
import type { Candidates } from './candidates';
import type { FeaturePlace } from './detector-features';
import { designationOrBlocker } from './designation';
import type { FeatureGap } from './gap';
import type { RegionPlan } from './plan';
import { isSetForAll, planConfiguration, staysAll } from './configuration';
import { planAdministratorDetector, planManagementDetector, withKnownStatuses } from './detectors';
import { planMembers } from './members';
import { planDetector, planMemberFeatures } from './features';

function valueOf<T>(fact: Fact<T> | undefined): T | undefined {
  return fact?.known === true ? fact.value : undefined;
}

/** The protection plans of members of today: switched on at once, left to AWS, or unknown. */
function planMembersPlans(
  { features: wanted, applyToMembers = false }: RolloutSettings,
  candidates: Candidates,
  { memberFeatures, members }: RegionSnapshot,
  comesFromAws: (plan: FeaturePlace) => boolean,
): ReturnType<typeof planMemberFeatures> {
  if (wanted === undefined || memberFeatures === undefined) return { gaps: [] };
  if (memberFeatures.known) {
    const statuses = valueOf(members);
    const isMember = (id: AccountId): boolean => memberCondition(statuses?.get(id) ?? '') === 'enabled';
    const { value: features } = memberFeatures;
    return planMemberFeatures({ wanted, candidates: candidates.ids, features, isMember, applyToMembers, comesFromAws });
  }
  const { awsMessage } = requestWords(memberFeatures.problem);
  return { gaps: [{ feature: 'members', reason: 'feature-members-unreadable', awsMessage }] };
}

/**
 * The difference between what is wanted and what was read, for one Region. Pure: the same input gives the same plan. Nothing that is
 * right appears, nothing is ever removed, and a fact that could not be read never leads to an action.
 */
export function planRegion(
  settings: RolloutSettings,
  organization: OrganizationSnapshot,
  candidates: Candidates,
  read: RegionSnapshot,
): RegionPlan {
  const { administratorId, managementAccountId, excluded } = organization;
  const { features } = settings;
  const snapshot = withKnownStatuses(organization, read);
  const detector = valueOf(snapshot.detector);
  const nothing = {
    region: snapshot.region,
    detectorId: valueOf(read.detector)?.id,
    enabled: 0,
    outsiders: 0,
    excludedMembers: [],
    gaps: [],
    notEnabled: [],
  };
  const designation = designationOrBlocker(organization, snapshot);
  if (typeof designation === 'object') return { ...nothing, status: 'blocked', blocker: designation };

  const configuration = designation === 'made' ? valueOf(snapshot.configuration) : undefined;
  // An organization policy decides instead of the configuration, so there is nothing to set.
  const policy = valueOf(organization.guardDutyPolicy) === true;
  const configure = policy ? { action: undefined, gaps: [] } : planConfiguration(settings, configuration);
  if (excluded.size > 0 && staysAll(configuration, configure.action))
    return { ...nothing, status: 'blocked', blocker: { kind: 'exclusions-under-all' } };

  const own = planAdministratorDetector(settings, administratorId, detector, designation === 'to-be-made');
  const management = planManagementDetector(settings, managementAccountId, snapshot.managementDetector);
  const members = planMembers({
    candidates: candidates.accounts,
    candidateIds: candidates.ids,
    members: valueOf(snapshot.members),
    restartSuspended: settings.restartSuspended,
    excluded,
    memberLimitReached: configuration?.memberLimitReached ?? false,
    heldBack: new Map(management.heldBack === undefined ? [] : [[managementAccountId, management.heldBack]]),
  });
  const { associate: accounts, before, restart } = members;
  const membersPlans = planMembersPlans(
    settings,
    candidates,
    snapshot,
    (plan) => !policy && isSetForAll(plan, configuration, configure.action),
  );

  const steps: readonly (RegionAction | undefined)[] = [
    designation === 'to-be-made' ? { kind: 'designate-administrator', accountId: administratorId } : undefined,
    own.action,
    // Made for the enrolment alone: an account that is not enrolled gets no detector.
    accounts.includes(managementAccountId) ? management.action : undefined,
    configure.action,
    planDetector(settings, administratorId, detector),
    accounts.length > 0 ? { kind: 'associate-members', accounts, before } : undefined,
    restart.length > 0 ? { kind: 'restart-members', accounts: restart } : undefined,
    membersPlans.action,
  ];
  const gaps: readonly RegionReason[] = [
    ...(own.finding === undefined ? [] : [own.finding]),
    ...(policy ? ['organization-policy' as const] : []),
  ];
  const plans: readonly FeatureGap[] = [...configure.gaps, ...membersPlans.gaps];
  const observed = {
    ...nothing,
    ...(features === undefined ? {} : { featureGaps: plans }),
    ...(snapshot.trials === undefined ? {} : { trials: snapshot.trials }),
    enabled: members.enabled,
    outsiders: members.outsiders,
    excludedMembers: members.excludedMembers,
    gaps,
    notEnabled: members.notEnabled,
  };
  const [first, ...rest] = steps.filter((step) => step !== undefined);
  return first === undefined ? { ...observed, status: 'in-sync' } : { ...observed, status: 'changes', actions: [first, ...rest] };
}
