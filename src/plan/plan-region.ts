import type { AccountId } from '../domain/ids';
import { requestWords } from '../domain/problem';
import type { RegionReason } from '../domain/reasons';
import type { AutoEnable, RolloutSettings } from '../domain/settings';
import type { Detector, Fact, OrganizationConfiguration, OrganizationSnapshot, RegionSnapshot } from '../domain/snapshot';
import type { ConfigureOrganization, RegionAction } from './action';
import type { Candidates } from './candidates';
import { designationOrBlocker } from './designation';
import { comparePlans } from './compare-plans';
import type { HeldBack, PlanFinding, RegionPlan } from './plan';
import { planMembers } from './plan-members';
import { planDetector, planMemberFeatures } from './plan-protection';

/** Auto-enable from weakest to strongest. A value AWS may add counts as the weakest. */
const strengths: readonly string[] = ['NONE', 'NEW', 'ALL'];

function valueOf<T>(fact: Fact<T> | undefined): T | undefined {
  return fact?.known === true ? fact.value : undefined;
}

/** The change of auto-enable, if one is needed. A default never lowers what is in force. */
function planAutoEnable(
  settings: RolloutSettings,
  configuration: OrganizationConfiguration | undefined,
): ConfigureOrganization | undefined {
  const after = { autoEnable: settings.autoEnable };
  if (configuration === undefined) return { kind: 'configure-organization', before: null, after, lowers: false };
  if (configuration.autoEnable === settings.autoEnable) return undefined;
  const lowers = strengths.indexOf(configuration.autoEnable) > strengths.indexOf(settings.autoEnable);
  if (lowers && !settings.autoEnableIsExplicit) return undefined;
  return { kind: 'configure-organization', before: { autoEnable: configuration.autoEnable }, after, lowers };
}

/** Auto-enable and protection plans travel in one request; the one that stays is sent as it was read. */
function planConfiguration(
  settings: RolloutSettings,
  configuration: OrganizationConfiguration | undefined,
): { readonly action: ConfigureOrganization | undefined; readonly findings: readonly PlanFinding[] } {
  const action = planAutoEnable(settings, configuration);
  const { protectionPlans: wanted, migrateEksRuntimeMonitoring: migrate = false } = settings;
  if (wanted === undefined) return { action, findings: [] };
  const { changes, findings } = comparePlans(wanted, configuration?.features, migrate);
  if (action === undefined && (changes.length === 0 || configuration === undefined)) return { action, findings };
  const autoEnable = configuration?.autoEnable ?? settings.autoEnable;
  const unchanged = { before: { autoEnable }, after: { autoEnable: autoEnable as AutoEnable }, lowers: false };
  return { action: { kind: 'configure-organization', ...unchanged, ...action, plans: { wanted, migrate, changes } }, findings };
}

/**
 * Whether auto-enable is ALL after these actions. Then GuardDuty enrols every account by itself, and lets none go.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html,
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DisassociateMembers.html
 */
function staysAll(configuration: OrganizationConfiguration | undefined, actions: readonly RegionAction[]): boolean {
  const change = actions.find((action) => action.kind === 'configure-organization');
  return (change?.after.autoEnable ?? configuration?.autoEnable) === 'ALL';
}

/** What the management account's own detector needs before the account can become a member. */
function planManagementDetector(
  settings: RolloutSettings,
  accountId: AccountId,
  fact: Fact<Detector | undefined> | undefined,
): { readonly action?: RegionAction; readonly heldBack?: HeldBack } {
  if (fact === undefined) return {};
  if (!fact.known) return { heldBack: { reason: 'management-detector-unreadable', ...requestWords(fact.problem) } };
  if (fact.value === undefined) return { action: { kind: 'create-management-detector', accountId } };
  if (fact.value.status !== 'DISABLED') return {};
  if (!settings.restartSuspended) return { heldBack: { reason: 'management-detector-suspended' } };
  return { action: { kind: 'enable-management-detector', accountId, detectorId: fact.value.id } };
}

/**
 * The difference between what is wanted and what was read, for one Region. Pure: the same input gives the same plan. Nothing that is
 * right appears, nothing is ever removed, and a fact that could not be read never leads to an action.
 */
export function planRegion(
  settings: RolloutSettings,
  organization: OrganizationSnapshot,
  candidates: Candidates,
  snapshot: RegionSnapshot,
): RegionPlan {
  const detector = valueOf(snapshot.detector);
  const nothing = {
    region: snapshot.region,
    detectorId: detector?.id,
    enabled: 0,
    outsiders: 0,
    excludedMembers: [],
    findings: [],
    accounts: [],
  };
  const designation = designationOrBlocker(organization, snapshot);
  if (typeof designation === 'object') return { ...nothing, status: 'blocked', blocker: designation };

  const actions: RegionAction[] = [];
  const findings: RegionReason[] = [];
  const plans: PlanFinding[] = [];
  const heldBack = new Map<AccountId, HeldBack>();
  const { administratorId, managementAccountId } = organization;

  if (designation === 'to-be-made') actions.push({ kind: 'designate-administrator', accountId: administratorId });
  if (detector === undefined) {
    actions.push({ kind: 'create-detector', accountId: administratorId, afterDesignation: designation === 'to-be-made' });
  } else if (detector.status === 'DISABLED') {
    if (settings.restartSuspended) actions.push({ kind: 'enable-detector', accountId: administratorId, detectorId: detector.id });
    else findings.push('detector-suspended');
  }

  const management = organization.excluded.has(managementAccountId)
    ? {}
    : planManagementDetector(settings, managementAccountId, snapshot.managementDetector);
  if (management.action !== undefined) actions.push(management.action);
  if (management.heldBack !== undefined) heldBack.set(managementAccountId, management.heldBack);

  const configuration = designation === 'made' ? valueOf(snapshot.configuration) : undefined;
  if (valueOf(organization.guardDutyPolicy) === true) findings.push('organization-policy');
  else {
    const configure = planConfiguration(settings, configuration);
    if (configure.action !== undefined) actions.push(configure.action);
    plans.push(...configure.findings);
  }
  const ownDetector = planDetector(settings, administratorId, detector);
  if (ownDetector !== undefined) actions.push(ownDetector);
  if (organization.excluded.size > 0 && staysAll(configuration, actions)) {
    return { ...nothing, status: 'blocked', blocker: { kind: 'exclusions-under-all' } };
  }
  if (configuration?.memberLimitReached === true)
    for (const id of candidates.ids) heldBack.set(id, heldBack.get(id) ?? { reason: 'member-limit' });

  const members = planMembers({
    candidates: candidates.accounts,
    candidateIds: candidates.ids,
    members: valueOf(snapshot.members),
    restartSuspended: settings.restartSuspended,
    excluded: organization.excluded,
    heldBack,
  });
  if (members.associate.length > 0) actions.push({ kind: 'associate-members', accounts: members.associate, before: members.before });
  if (members.restart.length > 0) actions.push({ kind: 'restart-members', accounts: members.restart });

  const memberFeatures = valueOf(snapshot.memberFeatures);
  const { protectionPlans, applyToMembers = false } = settings;
  if (snapshot.memberFeatures?.known === false) {
    const { awsMessage } = requestWords(snapshot.memberFeatures.problem);
    plans.push({ feature: 'members', reason: 'plan-members-unreadable', awsMessage });
  }
  if (protectionPlans !== undefined && memberFeatures !== undefined) {
    const lacking = planMemberFeatures(protectionPlans, candidates.ids, memberFeatures, applyToMembers);
    if (lacking.action !== undefined) actions.push(lacking.action);
    plans.push(...lacking.findings);
  }

  const observed = {
    ...nothing,
    ...(protectionPlans === undefined ? {} : { plans }),
    ...(snapshot.trials === undefined ? {} : { trials: snapshot.trials }),
    enabled: members.enabled,
    outsiders: members.outsiders,
    excludedMembers: members.excludedMembers,
    findings,
    accounts: members.findings,
  };
  const [first, ...rest] = actions;
  return first === undefined ? { ...observed, status: 'in-sync' } : { ...observed, status: 'changes', actions: [first, ...rest] };
}
