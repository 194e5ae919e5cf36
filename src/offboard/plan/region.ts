import type { AccountId, DetectorId, Region } from '../../domain/ids';
import type { Problem } from '../../domain/problem';
import type { Fact, Members, OrganizationConfiguration, RegionAdministrator } from '../../domain/snapshot';
import type { OffboardAction } from './actions';
import type { InsideFacts, OffboardOrganization, OffboardRegion } from './facts';
import { settingsAboveNone, unreadSetting } from './lowering';
import { isGone, sortRecords, type MemberRecords } from './members';
import type { OffboardSettings } from './settings';
import { asAsked, gap, toDo, unread, unseen, type OffboardVerdict } from './verdicts';

/**
 * What becomes of the designation in a Region: there is none (`free`), this run ends it (`leaves`), it stays, or it is not known. The
 * registration with AWS Organizations ends only when every Region is free or leaves.
 */
export type Standing = 'free' | 'leaves' | 'stays' | 'unknown';

/** The plan of one Region. */
export interface OffboardRegionPlan {
  readonly region: Region;
  readonly chosen: boolean;
  readonly standing: Standing;
  readonly detectorId: DetectorId | undefined;
  /** Whether the administrator's own detector ran where the run changes something, so that it has to run afterwards. */
  readonly detectorRuns: boolean;
  /** Other accounts that are designated here; not touched. */
  readonly others: readonly AccountId[];
  /** Empty for a Region that the run is not about. */
  readonly verdicts: readonly OffboardVerdict[];
  readonly actions: readonly OffboardAction[];
}

/** Settings and organization, as every Region needs them. `named`: the user named the Regions. */
export type RegionQuestion = Pick<OffboardSettings, 'includeInvited'> & {
  readonly named: boolean;
  readonly organization: OffboardOrganization;
};

type Decision = Pick<OffboardRegionPlan, 'standing' | 'verdicts' | 'actions'>;

const nothing = { actions: [] } as const;

function releaseActions({ toRelease, toDisassociate }: MemberRecords): readonly OffboardAction[] {
  return [
    ...(toDisassociate.length === 0 ? [] : [{ kind: 'disassociate-members' as const, accounts: toDisassociate }]),
    ...(toRelease.length === 0 ? [] : [{ kind: 'delete-members' as const, accounts: toRelease }]),
  ];
}

function problemIn(...facts: readonly (Fact<unknown> | undefined)[]): Problem | undefined {
  return facts.flatMap((fact) => (fact?.known === false ? fact.problem : []))[0];
}

/** Refusals that AWS also gives an account that is not the administrator, whatever it asks about members. */
const asStranger: readonly string[] = ['refused', 'not-settled'];

/**
 * Members of a Region in which the account is not designated. GuardDuty may hide them from it: nothing says that a former administrator
 * still sees whom somebody left behind. Where it is known to have been the administrator, an empty list shows nothing, unless a run has seen
 * it before the removal. https://docs.aws.amazon.com/guardduty/latest/ug/change-guardduty-delegated-admin.html
 *
 * @param wasAdministrator whether something shows that the account was the administrator here
 */
function unseenMembers(
  { organization, named }: RegionQuestion,
  region: Region,
  inside: InsideFacts | undefined,
  wasAdministrator: boolean,
): readonly OffboardVerdict[] {
  if (inside?.detectorId.known === true && inside.detectorId.value === undefined) return [asAsked('members')];
  if (organization.before.released.has(region)) return [asAsked('members', 'released-before')];
  // Where the user named no Region, one that the account cannot look into is not asked about: a service control policy often closes it.
  const asked = named || wasAdministrator;
  const problem = inside === undefined ? undefined : problemIn(inside.detectorId, inside.members);
  if (problem !== undefined && !asStranger.includes(problem.code)) return asked ? [unread('members', problem)] : [];
  if (wasAdministrator || inside === undefined) return asked ? [unseen('members', 'members-unseen')] : [];
  return [asAsked('members', 'none-shown')];
}

/** A Region in which the account is not designated: free, but members may have been left behind when somebody removed it. */
function planUndesignated(
  question: RegionQuestion,
  region: Region,
  inside: InsideFacts | undefined,
  wasAdministrator = question.organization.before.designated.has(region),
): Decision {
  const free = (verdicts: readonly OffboardVerdict[], actions: readonly OffboardAction[] = []): Decision => ({
    standing: 'free',
    verdicts: [...verdicts, asAsked('designation')],
    actions,
  });
  if (inside?.detectorId.known === true && inside.members?.known === true) {
    const records = sortRecords(inside.members.value, question.organization.accounts, false);
    if (records.toRelease.length > 0) return free([toDo('members', 'delete-members')], releaseActions(records));
    if (records.outsiders.length > 0 && (!wasAdministrator || question.organization.before.released.has(region))) {
      return free([asAsked('members', 'own-invited-members')]);
    }
  }
  return free(unseenMembers(question, region, inside, wasAdministrator));
}

/** What has to be known before anything is changed in a Region, and what could not be read of it. */
function firstUnread({ detectorId, members, detector, configuration, memberFeatures, destination }: InsideFacts): Problem | undefined {
  return problemIn(detectorId, detector, configuration, members, memberFeatures, destination);
}

/** A configuration of which a part is missing or odd, as a failed request: nobody knows what lowering it would lower. */
function oddConfiguration(region: Region, configuration: Fact<OrganizationConfiguration> | undefined): Problem | undefined {
  if (configuration?.known !== true) return undefined;
  const detail = unreadSetting(configuration.value);
  if (detail === undefined) return undefined;
  return { code: 'unexpected-answer', action: 'guardduty:DescribeOrganizationConfiguration', region, detail };
}

/** Members of a Region in which nothing is begun. */
function stayingMembers({ members }: InsideFacts): readonly OffboardVerdict[] {
  if (members?.known !== true) return [];
  const left = [...members.value]
    .filter(([, status]) => !isGone(status))
    .map(([accountId, relationshipStatus]) => ({ accountId, relationshipStatus, reason: 'not-attempted' as const }));
  return [left.length === 0 ? asAsked('members') : gap('members', 'region-unread', { members: left })];
}

function planDesignated(question: RegionQuestion, region: Region, inside: InsideFacts): Decision {
  const { organization, includeInvited } = question;
  const problem = firstUnread(inside) ?? oddConfiguration(region, inside.configuration);
  if (problem !== undefined) {
    const hidden = problemIn(inside.detectorId, inside.members);
    const designation = gap('designation', 'region-unread', { problem });
    if (hidden !== undefined) return { standing: 'stays', verdicts: [unread('members', problem), designation], ...nothing };
    return { standing: 'stays', verdicts: [unread('configuration', problem), ...stayingMembers(inside), designation], ...nothing };
  }
  const members: Members = inside.members?.known === true ? inside.members.value : new Map();
  const records = sortRecords(members, organization.accounts, includeInvited);
  const settings = inside.configuration?.known === true ? settingsAboveNone(inside.configuration.value) : [];
  const steps: readonly OffboardAction[] = [
    ...(settings.length === 0 ? [] : [{ kind: 'lower-configuration' as const, settings }]),
    ...releaseActions(records),
  ];
  const configuration = settings.length === 0 ? asAsked('configuration') : toDo('configuration', 'lower-configuration');
  if (records.outsiders.length > 0) {
    const left = records.outsiders.map((accountId) => ({
      accountId,
      relationshipStatus: members.get(accountId) ?? '',
      reason: 'outsider' as const,
    }));
    const verdicts = [configuration, gap('members', 'outsiders-stay', { members: left }), gap('designation', 'administrator-stays')];
    return { standing: 'stays', verdicts, actions: steps };
  }
  return {
    standing: 'leaves',
    verdicts: [
      configuration,
      records.toRelease.length === 0 ? asAsked('members') : toDo('members', 'delete-members'),
      toDo('designation', 'disable-administrator'),
    ],
    actions: [...steps, { kind: 'disable-administrator', accountId: organization.administratorId, beingRemoved: false }],
  };
}

/** AWS is removing the administrator already. Members that it shows all the same are released; what it does not show is looked at again. */
function planBeingRemoved(question: RegionQuestion, region: Region, inside: InsideFacts | undefined): Decision {
  const { verdicts, actions } = planUndesignated(question, region, inside, true);
  const { administratorId } = question.organization;
  return {
    standing: 'leaves',
    verdicts: [...verdicts.filter(({ question: one }) => one !== 'designation'), toDo('designation', 'disable-administrator')],
    actions: [...actions, { kind: 'disable-administrator', accountId: administratorId, beingRemoved: true }],
  };
}

function planListed(question: RegionQuestion, facts: OffboardRegion, { status }: RegionAdministrator): Decision {
  const { region, administratorClosed, inside } = facts;
  if (status !== 'ENABLED' && status !== 'DISABLE_IN_PROGRESS')
    return { standing: 'unknown', verdicts: [gap('designation', 'status-unknown')], ...nothing };
  if (administratorClosed !== undefined) {
    const { refusal } = administratorClosed;
    const why = gap('designation', 'administrator-not-opted-in', refusal === undefined ? {} : { problem: refusal });
    return { standing: 'stays', verdicts: [why], ...nothing };
  }
  if (status === 'DISABLE_IN_PROGRESS') return planBeingRemoved(question, region, inside);
  return inside === undefined ? { standing: 'stays', verdicts: [], ...nothing } : planDesignated(question, region, inside);
}

function decide(question: RegionQuestion, facts: OffboardRegion, listed: RegionAdministrator | undefined): Decision {
  const { closed, administrators, inside } = facts;
  if (closed !== undefined || administrators === undefined) {
    return { standing: 'free', verdicts: [asAsked('members', 'not-opted-in'), asAsked('designation', 'not-opted-in')], ...nothing };
  }
  if (!administrators.known) return { standing: 'unknown', verdicts: [unread('designation', administrators.problem)], ...nothing };
  return listed === undefined ? planUndesignated(question, facts.region, inside) : planListed(question, facts, listed);
}

/** Decides what one Region needs. A Region that the run is not about only gets its standing. */
export function planRegion(question: RegionQuestion, facts: OffboardRegion): OffboardRegionPlan {
  const { region, chosen, administrators, inside } = facts;
  const { administratorId } = question.organization;
  const designated = administrators?.known === true ? administrators.value : [];
  const listed = designated.find(({ accountId }) => accountId === administratorId);
  const { standing, verdicts, actions } = decide(question, facts, listed);
  return {
    region,
    chosen,
    standing: !chosen && standing === 'leaves' ? 'stays' : standing,
    detectorId: inside?.detectorId.known === true ? inside.detectorId.value : undefined,
    detectorRuns: chosen && actions.length > 0 && inside?.detector?.known === true && inside.detector.value.status === 'ENABLED',
    others: designated.map(({ accountId }) => accountId).filter((accountId) => accountId !== administratorId),
    verdicts: chosen ? verdicts : [],
    actions: chosen ? actions : [],
  };
}
