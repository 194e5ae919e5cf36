import type { AccountId, DetectorId, Region } from '../../domain/ids';
import type { Problem } from '../../domain/problem';
import type { Fact, Members, OrganizationConfiguration, RegionAdministrator } from '../../domain/snapshot';
import type { OffboardAction } from './actions';
import type { InsideFacts, OffboardOrganization, OffboardRegion } from './facts';
import { settingsAboveNone, unreadSetting } from './lowering';
import { sortRecords, type MemberRecords } from './members';
import type { OffboardSettings } from './settings';
import { asAsked, gap, toDo, unread, type OffboardVerdict } from './verdicts';

/**
 * What becomes of the designation in a Region: there is none (`free`), this run ends it (`leaves`), it stays, or nobody can tell. The
 * registration with AWS Organizations ends only when every Region is free or leaves.
 */
export type Standing = 'free' | 'leaves' | 'stays' | 'unknown';

/** The plan of one Region. */
export interface OffboardRegionPlan {
  readonly region: Region;
  readonly chosen: boolean;
  readonly standing: Standing;
  readonly detectorId: DetectorId | undefined;
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

/** A Region in which the account is not designated: free, but members may have been left behind when somebody removed it. */
function planUndesignated(question: RegionQuestion, inside: InsideFacts | undefined): Decision {
  const free = (verdicts: readonly OffboardVerdict[], actions: readonly OffboardAction[] = []): Decision => ({
    standing: 'free',
    verdicts: [asAsked('designation'), ...verdicts],
    actions,
  });
  // Where the user named no Region, only those with the administrator are asked about: a service control policy often closes the others to it.
  const unseen = (problem: Problem): Decision => free(question.named ? [unread('members', problem)] : []);
  if (inside === undefined) return free([asAsked('members')]);
  if (!inside.detectorId.known) return unseen(inside.detectorId.problem);
  if (inside.members === undefined) return free([asAsked('members')]);
  if (!inside.members.known) return unseen(inside.members.problem);
  const records = sortRecords(inside.members.value, question.organization.accounts, false);
  if (records.toRelease.length > 0) return free([toDo('members', 'delete-members')], releaseActions(records));
  return free([asAsked('members', records.outsiders.length > 0 ? 'own-invited-members' : 'seen-as-stranger')]);
}

/** What has to be known before anything is changed in a Region, and what could not be read of it. */
function firstUnread({ detectorId, members, detector, configuration, memberFeatures, destination }: InsideFacts): Problem | undefined {
  for (const fact of [detectorId, detector, configuration, members, memberFeatures, destination]) {
    if (fact?.known === false) return fact.problem;
  }
  return undefined;
}

/** A configuration of which a part is missing or odd, as a failed request: nobody knows what lowering it would lower. */
function oddConfiguration(region: Region, configuration: Fact<OrganizationConfiguration> | undefined): Problem | undefined {
  if (configuration?.known !== true) return undefined;
  const detail = unreadSetting(configuration.value);
  if (detail === undefined) return undefined;
  return { code: 'unexpected-answer', action: 'guardduty:DescribeOrganizationConfiguration', region, detail };
}

function planDesignated(question: RegionQuestion, region: Region, inside: InsideFacts): Decision {
  const { organization, includeInvited } = question;
  const problem = firstUnread(inside) ?? oddConfiguration(region, inside.configuration);
  if (problem !== undefined)
    return { standing: 'unknown', verdicts: [unread('designation', problem), unread('members', problem)], ...nothing };
  const members: Members = inside.members?.known === true ? inside.members.value : new Map();
  const records = sortRecords(members, organization.accounts, includeInvited);
  const settings = inside.configuration?.known === true ? settingsAboveNone(inside.configuration.value) : [];
  const steps: readonly OffboardAction[] = [
    ...(settings.length === 0 ? [] : [{ kind: 'lower-configuration' as const, settings }]),
    ...releaseActions(records),
  ];
  if (records.outsiders.length > 0) {
    const left = records.outsiders.map((accountId) => ({
      accountId,
      relationshipStatus: members.get(accountId) ?? '',
      reason: 'outsider' as const,
    }));
    const verdicts = [gap('designation', 'administrator-stays'), gap('members', 'outsiders-stay', { members: left })];
    return { standing: 'stays', verdicts, actions: steps };
  }
  return {
    standing: 'leaves',
    verdicts: [
      toDo('designation', 'disable-administrator'),
      records.toRelease.length === 0 ? asAsked('members') : toDo('members', 'delete-members'),
    ],
    actions: [...steps, { kind: 'disable-administrator', accountId: organization.administratorId, beingRemoved: false }],
  };
}

/** AWS is removing the administrator already. Members that it shows all the same are released; what it does not show is looked at again. */
function planBeingRemoved(question: RegionQuestion, inside: InsideFacts | undefined): Decision {
  const { verdicts, actions } = planUndesignated({ ...question, named: true }, inside);
  const { administratorId } = question.organization;
  return {
    standing: 'leaves',
    verdicts: [toDo('designation', 'disable-administrator'), ...verdicts.filter(({ question: one }) => one !== 'designation')],
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
  if (status === 'DISABLE_IN_PROGRESS') return planBeingRemoved(question, inside);
  return inside === undefined ? { standing: 'stays', verdicts: [], ...nothing } : planDesignated(question, region, inside);
}

function decide(question: RegionQuestion, facts: OffboardRegion, listed: RegionAdministrator | undefined): Decision {
  const { closed, administrators, inside } = facts;
  if (closed !== undefined || administrators === undefined) {
    return { standing: 'free', verdicts: [asAsked('designation', 'not-opted-in'), asAsked('members', 'not-opted-in')], ...nothing };
  }
  if (!administrators.known) return { standing: 'unknown', verdicts: [unread('designation', administrators.problem)], ...nothing };
  return listed === undefined ? planUndesignated(question, inside) : planListed(question, facts, listed);
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
    others: designated.map(({ accountId }) => accountId).filter((accountId) => accountId !== administratorId),
    verdicts: chosen ? verdicts : [],
    actions: chosen ? actions : [],
  };
}
